"""Pages by which documents come in."""
