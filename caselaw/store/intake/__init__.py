"""How documents come into the tables, and come again."""
