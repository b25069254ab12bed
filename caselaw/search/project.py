"""From a stored document to what an engine indexes: one row for each audience that may read something of it.

Today every audience reads the whole of a document or nothing, so there is one row. When passages are restricted, the
fuller rows join it here, and each poorer row names their audiences in `superseded_by`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from caselaw.domain.citation import Reading
from caselaw.domain.court import Court, courts
from caselaw.domain.document import Document, Facts
from caselaw.domain.paragraph import Paragraph
from caselaw.domain.region import regions_of
from caselaw.domain.taxonomy import broader_terms
from caselaw.search.cited import articles, decisions, keyword
from caselaw.search.port import IndexDocument, IndexParagraph

FIELDS = (
    "language", "country", "court", "kind", "year", "collection", "identifier", "region", "level", "binding", "outcome",
    "stage", "respondent", "cites", "article", "right", "theme", "group", "industry", "mechanism", "company",
    "cited_by",
)  # fmt: skip
"""The fields of whole values: those a plan may filter by, count, or ask for by `Keyword`. A document has a value of a
field with all that is broader than it (a sub-right with its right, a region with the larger one), so that each is
counted exactly; `cited_by` holds each of CITED_BY that it is cited as often as."""

NAME_FIELDS = ("party", "judge", "company")
"""The fields of names, asked for by `Named`."""

SUBJECTS = ("right", "theme", "group", "industry", "mechanism")
"""The vocabularies whose terms are fields."""

CITED_BY = (1, 3, 10, 30, 100)

_RANKS = {
    "international": 7, "regional": 6, "apex": 5, "constitutional": 5, "appeal": 4, "specialised": 3,
    "first_instance": 2, "national": 1,
}  # fmt: skip
"""Higher for higher bodies; a country's supreme court and its constitutional court stand side by side."""
LEADS = ("summary", "operative")
"""The parts of a decision that say in short what it is about."""


@dataclass(frozen=True)
class Citing:
    """What a document cites (of each citation the readings it may have), and how many decisions cite it that all may
    read who may read the document."""

    readings: tuple[tuple[Reading, ...], ...] = ()
    cited: int = 0


ALONE = Citing()
"""A document that neither cites nor is cited."""


def rows(document: Document, paragraphs: Sequence[Paragraph], citing: Citing = ALONE) -> tuple[IndexDocument, ...]:
    """The rows of `document`, whose `paragraphs` come in reading order."""
    facts = document.facts
    court = courts().get(facts.court) if facts.court else None
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
            date_last=facts.decided.last if facts.decided else None,
            collection=document.collection,
            keywords=_unique(keyword(identifier.value) for identifier in facts.identifiers),
            values={field: values for field, values in _values(facts, court, citing).items() if values},
            names={field: names for field, names in _named(facts).items() if names},
            cited=citing.cited,
            level=_RANKS.get(court.level, 0) if court else 0,
            paragraphs=tuple(_paragraph(paragraph, ordinal) for ordinal, paragraph in enumerate(paragraphs)),
        ),
    )


def _paragraph(paragraph: Paragraph, ordinal: int) -> IndexParagraph:
    return IndexParagraph(
        anchor=paragraph.anchor,
        ordinal=ordinal,
        language=paragraph.language,
        text=paragraph.text,
        section=paragraph.section,
        number=paragraph.number,
        voice=paragraph.voice,
        lead=paragraph.section in LEADS,
    )


def _values(facts: Facts, court: Court | None, citing: Citing) -> dict[str, tuple[str, ...]]:
    terms = {
        subject: _unique(
            one for term in facts.terms if term.vocabulary == subject for one in broader_terms(subject, term.id)
        )
        for subject in SUBJECTS
    }
    return {
        **terms,
        "region": regions_of(facts.country, facts.court),
        "level": (court.level,) if court else (),
        "binding": (court.binding,) if court and court.binding else (),
        "outcome": (facts.outcome,) if facts.outcome else (),
        "stage": _unique(facts.stages),
        "respondent": _unique(facts.respondents),
        "company": _companies(facts),
        "article": _unique(one for readings in citing.readings for one in articles(readings, facts.court)),
        "cites": _unique(one for readings in citing.readings for reading in readings for one in decisions(reading)),
        "cited_by": tuple(str(least) for least in CITED_BY if citing.cited >= least),
    }


def _named(facts: Facts) -> dict[str, tuple[str, ...]]:
    return {
        "party": _unique(_plain(party.name) for party in facts.parties),
        "judge": _unique(map(_plain, facts.judges)),
        "company": _companies(facts),
    }


def _companies(facts: Facts) -> tuple[str, ...]:
    """The companies that something is said against, and those that a record of abuse names, as they are written."""
    named = (company.name for company in facts.abuse.companies) if facts.abuse else ()
    return _unique(map(_plain, (*(one.company for one in facts.allegations), *named)))


def _plain(name: str) -> str:
    return " ".join(name.split())


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
    return "\n".join(_unique(_plain(name) for name in names if name))


def _unique(values: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(value for value in values if value))
