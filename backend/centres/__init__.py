"""Centres: the organisation being audited: areas (a tree), centres, their teams, and the touchpoints of the journey."""
