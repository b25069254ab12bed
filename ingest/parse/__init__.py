"""Facts read from a document's text, each a claim with the passage it was read from."""
