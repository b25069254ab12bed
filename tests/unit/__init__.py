"""Tests without any engine or database: seconds."""
