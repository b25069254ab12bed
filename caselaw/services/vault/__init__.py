"""The vault: keys of people and groups, and what is sealed with them."""
