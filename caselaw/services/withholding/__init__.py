"""What is kept from some readers: names, facts, passages, files."""
