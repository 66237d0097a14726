"""Programmes: why visits are made (purpose, notice to staff, retention), their waves, and the scenarios played."""
