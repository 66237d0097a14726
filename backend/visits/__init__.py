"""Visits: planning, conducting and submitting one journey through one centre; answers, score and certificate."""
