"""Reports of many cases, and the records made of them."""
