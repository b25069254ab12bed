"""From a stored document to what an engine indexes: one row for each audience that may read something of it.

Today every audience reads the whole of a document or nothing, so there is one row. When passages are restricted, the
fuller rows join it here, and each poorer row names their audiences in `superseded_by`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from caselaw.domain.document import Document
from caselaw.domain.paragraph import Paragraph
from caselaw.domain.text import fold
from caselaw.search.port import IndexDocument, IndexParagraph

FIELDS = (
    "language", "country", "court", "kind", "year", "collection", "identifier", "region", "level", "binding", "outcome",
    "stage", "respondent", "cites", "article", "right", "theme", "group", "industry", "mechanism", "company",
)  # fmt: skip
"""The fields of whole values: those a plan may filter by, count, or ask for by `Keyword`."""

NAME_FIELDS = ("party", "judge", "company")
"""The fields of names, asked for by `Named`."""


def rows(document: Document, paragraphs: Sequence[Paragraph]) -> tuple[IndexDocument, ...]:
    """The rows of `document`, whose `paragraphs` come in reading order."""
    facts = document.facts
    return (
        IndexDocument(
            id=document.id,
            audience=document.access,
            revision=document.revision,
            language=document.language,
            title=_names(facts.title, facts.case_name, facts.headline),
            kind=facts.kind,
            court=facts.court,
            country=facts.country,
            year=facts.decided.year if facts.decided else None,
            date=facts.decided.first if facts.decided else None,
            collection=document.collection,
            keywords=_unique(keyword(identifier.value) for identifier in facts.identifiers),
            paragraphs=tuple(
                IndexParagraph(paragraph.anchor, ordinal, paragraph.language, paragraph.text)
                for ordinal, paragraph in enumerate(paragraphs)
            ),
        ),
    )


def keyword(value: str) -> str:
    """The form in which an identifier is indexed and looked for: folded, with single spaces."""
    return " ".join(fold(value).split())


def whole_values(row: IndexDocument, field: str) -> tuple[str, ...]:
    """What `row` holds in one of FIELDS, as text; raises `KeyError` for a field that is not among them."""
    if field not in FIELDS:
        raise KeyError(field)
    values: dict[str, tuple[object, ...]] = {
        "language": (row.language,),
        "country": (row.country,),
        "court": (row.court,),
        "kind": (row.kind,),
        "year": (row.year,),
        "collection": (row.collection,),
        "identifier": row.keywords,
    }
    return tuple(str(value) for value in values.get(field, row.values.get(field, ())) if value is not None)


def refusal(row: IndexDocument) -> str | None:
    """Why no engine takes this row, in words for a log; None where nothing stands against it."""
    if not row.id or not row.audience:
        return "a row needs an id and an audience"
    if row.revision < 0:
        return f"revision {row.revision} is below zero"
    names = [
        row.id,
        row.audience,
        *row.superseded_by,
        *(value for field in FIELDS for value in whole_values(row, field)),
    ]
    if any(not encodable(name) for name in names):
        return "a name or value holds half a character (a lone surrogate)"
    if len({paragraph.ordinal for paragraph in row.paragraphs}) < len(row.paragraphs):
        return "two paragraphs stand at the same place"
    return None


def encodable(text: str) -> bool:
    """False for text with half a character in it, which no file, database or engine can hold."""
    return not any("\ud800" <= character <= "\udfff" for character in text)


def _names(*names: str | None) -> str:
    """All a decision is called, one name a line: a phrase is never found across two of them."""
    return "\n".join(_unique(" ".join(name.split()) for name in names if name))


def _unique(values: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(value for value in values if value))
