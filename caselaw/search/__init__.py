"""Finding: the query, the plan, the port to a search engine and the engines behind it."""
