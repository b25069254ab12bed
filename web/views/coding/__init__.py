"""Pages of codebooks, codings and rounds."""
