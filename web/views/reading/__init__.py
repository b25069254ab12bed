"""Pages on which a document is read and quoted."""
