"""Schema history. Four-digit ids in a line; every migration runs on SQLite (batch mode) and PostgreSQL."""
