"""Case selection tables, in and out of the tables of the database."""
