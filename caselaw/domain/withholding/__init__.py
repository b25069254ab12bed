"""Names that are withheld: their forms, where they stand, who is private."""
