"""The pages as a browser without scripts gets them: real services, real database, real index."""
