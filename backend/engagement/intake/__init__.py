"""Taking files in: read as tables, columns found, every row checked, stored whole or not at all, undone whole."""
