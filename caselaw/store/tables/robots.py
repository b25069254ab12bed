"""What editors said of documents to the robots of other search engines."""

from __future__ import annotations

from sqlalchemy import Boolean, Column, ForeignKey, Named, Table, Text, TypedColumns

from caselaw.store.tables.base import metadata


class _RobotChoices(TypedColumns):
    document_id: Named[str] = Column(Text, ForeignKey("documents.id", ondelete="CASCADE"), primary_key=True)
    listed: Named[bool] = Column(Boolean)


robot_choices = Table("robot_choices", metadata, _RobotChoices)
