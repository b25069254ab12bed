"""Which body decided, under which number, and who sat."""
