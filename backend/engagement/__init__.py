"""Engagement: the inside: aggregated figures of staff surveys per wave and team, business results, roll-out dates."""
