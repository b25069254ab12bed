"""Calls for solidarity: a threat to defenders, what they consented to, and what is done together."""
