"""Cases of abuse as records of their own."""
