"""Parts of a report of many cases, and that nothing is left out."""
