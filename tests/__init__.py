"""The tests: unit, contract, functional, browser, relevance and house."""
