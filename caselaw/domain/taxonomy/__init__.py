"""Terms of the vocabularies, treaty articles, what editors change."""
