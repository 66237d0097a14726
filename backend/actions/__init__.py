"""Actions: what a centre and its area manager agree to do about a finding, by when, and what came of it."""
