"""The programming interface: what the database knows, as JSON under `/api/v1`."""
