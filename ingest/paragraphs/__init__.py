"""Lines to paragraphs, with their numbers, headings, notes and quotes."""
