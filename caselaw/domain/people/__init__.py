"""Accounts, groups, organisations and tokens."""
