"""Pages of people: signing in, accounts, groups and organisations."""
