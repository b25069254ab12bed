"""Believable values for tests: records, paragraphs and documents, in words of our own, in four languages."""

from tests.factories.documents import a_document, a_record, paragraphs
from tests.factories.texts import TEXTS, TITLES

__all__ = ["TEXTS", "TITLES", "a_document", "a_record", "paragraphs"]
