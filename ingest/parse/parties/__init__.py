"""Parties and the States that answer."""
