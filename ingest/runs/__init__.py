"""Many files at a time: read in processes of their own, stored, told of, and read again."""
