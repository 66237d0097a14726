"""Tests of printed documents: they open them and read what a reader would."""
