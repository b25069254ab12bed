"""A question and what is found, shown, kept and followed of it."""
