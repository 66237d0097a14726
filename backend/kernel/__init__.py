"""Adapters without product knowledge or Flask: database, jobs, files, pictures, PDF, mail, tokens, clock, ids."""
