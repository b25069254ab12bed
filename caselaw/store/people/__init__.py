"""Accounts, groups and organisations in the tables, and how people come in."""
