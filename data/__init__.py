"""Storage: the database, its migrations, and one repository a feature."""
