"""What editors changed in words: glossary, taxonomies, courts; and the lexicons that are learned."""
