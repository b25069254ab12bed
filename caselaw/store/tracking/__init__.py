"""Measures and interventions in the tables."""
