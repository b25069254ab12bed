"""Decisions of one case: how a case is named and numbered, which decisions share it, and what each is to the other."""
