"""Pages on which a document is put right, summed up and kept from some."""
