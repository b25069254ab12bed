"""The product as a whole, run as people run it: real processes, a real database, a real index."""
