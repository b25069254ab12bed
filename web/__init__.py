"""The site: pages to search and read in four languages, and the API beside them."""
