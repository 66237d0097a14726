"""Accounts: who people are, how they sign in, which roles they hold and over which rows. Sessions and one-time links."""
