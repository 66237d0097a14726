"""Pulse: a staff survey of two minutes, without account or name, whose end is a wave of engagement figures."""
