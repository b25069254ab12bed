"""The report splitter: a report of many cases becomes one draft a case. Each way to cut it is a module that bids."""

from ingest.split.propose import LEAST, propose

__all__ = ["LEAST", "propose"]
