"""The inside-outside report for the programme office: everything the kept analysis says, with base, reason, method."""
