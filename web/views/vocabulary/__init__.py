"""Pages of words: glossary, subjects."""
