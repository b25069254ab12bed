"""Rounds and codings, how far coders agree, and what is decided."""
