"""Makers of rows for tests, one module a feature: every argument has a sensible default."""
