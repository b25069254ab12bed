"""Benchmarks of the product against its baselines, each run beside the other in the same call."""
