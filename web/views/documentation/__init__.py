"""Pages of documented cases, and of what can be counted in them."""
