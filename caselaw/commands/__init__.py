"""The sub-commands of `caselaw` that need no face: one subject a module."""
