"""Shapes of data at every door: one marshmallow module a subject, used by ingest, API and import alike."""
