"""Watching over an installation: what it counts, what it says in its log, what is slow, and whether it is safe."""
