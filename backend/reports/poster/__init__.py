"""Posters and slips that invite staff to a pulse."""
