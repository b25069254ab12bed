"""Calls for solidarity, read and written in an opened vault."""
