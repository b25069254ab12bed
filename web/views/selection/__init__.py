"""Pages of case selection tables."""
