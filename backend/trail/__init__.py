"""The trail: one row for each thing that happened to a visit, an account or a checklist: who, when, from, to, why."""
