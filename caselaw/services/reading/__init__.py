"""A document read, listed, and taken along."""
