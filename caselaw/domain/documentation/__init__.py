"""Cases of corporate abuse, companies and what is said against them."""
