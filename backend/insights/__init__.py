"""Insights: comparing centres over time, each figure with its base and interval. It owns no tables: it reads visits."""
