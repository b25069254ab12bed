"""Formats bid for a file by its content; the highest bid reads it."""
