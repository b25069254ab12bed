"""Documented cases in the tables."""
