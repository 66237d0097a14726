"""Notices: reminders that reach a device while the app is closed, for those who asked for them."""
