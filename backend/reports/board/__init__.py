"""The engagement board: one A3 page for a centre's wall, touchpoints over the teams that deliver them."""
