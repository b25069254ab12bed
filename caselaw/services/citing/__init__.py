"""Citations: looked up, checked in a brief, quoted."""
