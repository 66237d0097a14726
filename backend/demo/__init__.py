"""The demonstration chain: an invented brand with its people, visits, staff surveys and results.

Simulated and marked as such (`simulated` in system). Scores come from the product's own rules; nothing imports this.
"""
