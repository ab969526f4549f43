"""Import and export of tables and contact files."""
