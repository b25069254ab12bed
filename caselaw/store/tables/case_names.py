"""What decisions are called: the words and names by which a case is found when somebody names it."""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Named, Table, Text, TypedColumns

from caselaw.store.tables.base import metadata


class _CaseNames(TypedColumns):
    document_id: Named[str] = Column(Text, ForeignKey("documents.id", ondelete="CASCADE"), primary_key=True)
    # A telling word, the whole name of a party, or "#" and a number without the body that gave it out.
    name: Named[str] = Column(Text, primary_key=True, index=True)


case_names = Table("case_names", metadata, _CaseNames)
