"""Tables by which cases are chosen together, answered and sent round."""
