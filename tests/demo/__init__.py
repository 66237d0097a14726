"""Tests of the demonstration chain."""
