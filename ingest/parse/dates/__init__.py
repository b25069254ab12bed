"""Dates of a text, what happened on each, and which of them is the decision's."""
