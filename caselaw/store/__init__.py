"""The truth: tables, one transaction at a time, and the files by their SHA-256."""

from caselaw.store.db import Store, UnitOfWork

__all__ = ["Store", "UnitOfWork"]
