"""The API over real services."""
