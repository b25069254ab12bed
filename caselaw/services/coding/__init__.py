"""Rounds of coding: what is coded, how far coders agree, what is decided."""
