"""Who may do what: one viewer, one list of actions, one page of policy."""
