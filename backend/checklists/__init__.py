"""Checklists: published, immutable versions of what auditors score, and the YAML they come from."""
