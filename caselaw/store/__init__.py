"""The truth: tables, one transaction at a time, and the files by their SHA-256."""
