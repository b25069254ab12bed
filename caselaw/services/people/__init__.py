"""Who is here: accounts, groups, organisations, and how they sign in."""
