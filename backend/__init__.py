"""Inside Out: service audits from the outside, joined honestly to engagement on the inside."""
