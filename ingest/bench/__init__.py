"""The benchmarks that read files: `caselaw bench ingest`, `fit` and `short`."""
