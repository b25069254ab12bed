"""Values and rules of the field, in plain Python."""
