"""Codebooks, codings and rounds in the tables."""
