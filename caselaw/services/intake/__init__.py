"""How documents come in: stored, uploaded, reviewed, read again."""
