"""Reports: documents made from visits, rendered as tagged PDF by background jobs and kept by content hash."""
