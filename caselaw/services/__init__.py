"""The verbs: the only place where store, search and access meet."""
