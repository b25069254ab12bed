"""One suite a seam, run on everything that stands behind it."""
