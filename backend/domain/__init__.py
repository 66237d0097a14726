"""The rules of the product, pure: no framework, no database, no clock, no randomness (numpy only inside statistics)."""
