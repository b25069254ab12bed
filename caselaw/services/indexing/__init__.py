"""The index and the vectors, kept equal to the database."""
