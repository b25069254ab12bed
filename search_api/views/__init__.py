"""The addresses of the API: each parses, asks a service, and presents."""
