"""What documents are to one another, in the tables: versions, families, history."""
