"""The product without a face: what a document is, who may see it, where it is kept and how it is found."""
