"""Programmes: why visits are made (purpose, notice to staff, retention), the waves they fall in, and the scenarios played."""
