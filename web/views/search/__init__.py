"""Pages that search, and take along what was found."""
