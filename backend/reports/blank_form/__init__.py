"""A checklist as a blank form on paper, for auditors and trainers who write by hand."""
