"""The guide of operators, run from a bare machine to a served page."""
