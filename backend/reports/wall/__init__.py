"""One page for the wall of a centre: where it stands, what goes well, what to work on next."""
