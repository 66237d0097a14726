"""Adapters without product knowledge and without Flask: database, jobs, files, pictures, PDF, mail, tokens, clock, ids."""
