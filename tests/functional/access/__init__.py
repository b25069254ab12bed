"""Every route, every role, every level: who is answered, who is refused, and who is told nothing."""
