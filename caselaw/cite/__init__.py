"""Citations found in text, one module a family; `find_citations` asks them all."""

from caselaw.cite.find import find_citations

__all__ = ["find_citations"]
