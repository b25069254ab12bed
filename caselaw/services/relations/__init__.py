"""How documents belong together: versions, families, later history."""
