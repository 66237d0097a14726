"""Insights: comparing centres over time, each figure with its base and interval, from sums kept of approved visits."""
