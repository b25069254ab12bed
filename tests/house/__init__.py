"""What must stay true is executable: layout, words, translations and documents are checked here."""
