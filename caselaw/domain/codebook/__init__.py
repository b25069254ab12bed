"""Codebooks: their codes, versions, rules and rows."""
