"""Concepts in four languages: the list, its rules, what editors change."""
