"""Codebooks: read, written, taken along and brought back."""
