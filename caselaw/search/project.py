"""From a stored document to what an engine indexes: one row for each audience that may read something of it.

Where facts or passages of a document are restricted, it reads in several ways (`views`): fuller
rows join the one of all its readers, and each poorer row names the audiences of the fuller ones in `superseded_by`.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import chain

import mappings
from caselaw.domain.audience import Audience, narrower, readable
from caselaw.domain.citing.citation import Reading
from caselaw.domain.coding.adjudication import AgreedHere
from caselaw.domain.court import Court, courts
from caselaw.domain.document import Document, Facts
from caselaw.domain.paragraph import Paragraph
from caselaw.domain.region import regions_of
from caselaw.domain.summary import SEARCHED, PublishedSummary
from caselaw.domain.taxonomy.terms import broader_terms, find_terms, taxonomies
from caselaw.domain.veil.document import veiled
from caselaw.domain.veil.restrictions import Name, Passage, Restriction, View, mask, spans_of_names, views
from caselaw.search.cited import articles, decisions, keyword
from caselaw.search.port import ABOUT, IndexDocument, IndexParagraph

FIELDS = (
    "language", "country", "court", "kind", "year", "collection", "identifier", "region", "level", "binding", "outcome",
    "stage", "respondent", "cites", "article", "right", "theme", "group", "industry", "mechanism", "company",
    "cited_by", "doctrine", "extraterritorial", "conflict", "remedy", "place", "working_group", "month",
    "objective", "condition", "coded", "capture",
)  # fmt: skip
"""The fields of whole values: those a plan may filter by, count, or ask for by `Keyword`. A document has a value of a
field with all that is broader than it (a sub-right with its right, a region with the larger one), so that each is
counted exactly; `cited_by` holds each of CITED_BY that it is cited as often as."""

NAME_FIELDS = ("party", "judge", "company")
"""The fields of names, asked for by `Named`."""

SUBJECTS = ("right", "theme", "group", "industry", "mechanism", "objective", "condition", "capture")
"""The vocabularies whose terms are fields."""

VOCABULARY_OF = {"doctrine": "theme", "extraterritorial": "theme", "conflict": "theme"}
"""The fields that are some of the terms of a vocabulary: which, stands in `mappings/subject_fields.csv`."""

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


_SUMMARY = Passage(ABOUT)
"""The summary of a decision as a thing that can be kept for fewer; no paragraph has such an anchor."""
_ROUND = "round:"
"""So begins the anchor, which no paragraph has, of what a round of coding agreed on, a thing kept for its readers."""


def rows(
    document: Document, paragraphs: Sequence[Paragraph], citing: Citing = ALONE,
    summary: PublishedSummary | None = None, agreed: Sequence[AgreedHere] = (),
) -> tuple[IndexDocument, ...]:  # fmt: skip
    """The rows of `document`, whose `paragraphs` come in reading order: one for each way in which it reads. Where
    something of it is restricted (`document.restrictions`), both come in full. The published `summary` of its decision
    stands in the rows of those who may read it, without the names that are withheld from them; so do the codes that
    closed rounds of coding `agreed` on."""
    readers = narrower(document.access, summary.access) if summary else None
    summary = summary if readers else None  # nobody certainly reads both
    closed = (Restriction(_SUMMARY, readers),) if readers and readers != document.access else ()
    restrictions = (*document.restrictions, *closed, *_for_readers(document, agreed))
    agreed = tuple(one for one in agreed if narrower(document.access, one.access))
    if not restrictions:
        return (_row(document, paragraphs, citing, summary, agreed=agreed),)
    return tuple(
        _row_of(view, document, paragraphs, citing, summary, agreed) for view in views(document.access, restrictions)
    )  # fmt: skip


def _for_readers(document: Document, agreed: Iterable[AgreedHere]) -> Iterable[Restriction]:
    """What rounds agreed on is for those who may read the round and the document."""
    for one in agreed:
        readers = narrower(document.access, one.access)
        if readers and readers != document.access:
            yield Restriction(Passage(f"{_ROUND}{one.round}"), readers)


def _coded(agreed: Iterable[AgreedHere], hidden: Iterable[Restriction]) -> tuple[str, ...]:
    """The agreed codes that rest on nothing hidden: not those of a round that is not for these readers, nor those of a
    paragraph of which they read a part only."""
    closed = {one.target.anchor for one in hidden if isinstance(one.target, Passage)}
    return _unique(
        f"{one.codebook}/{code}"
        for one in agreed
        if f"{_ROUND}{one.round}" not in closed
        for anchor, codes in one.codes.items()
        if anchor not in closed
        for code in codes
    )


def _row_of(
    view: View, document: Document, paragraphs: Sequence[Paragraph], citing: Citing, summary: PublishedSummary | None,
    agreed: Sequence[AgreedHere],
) -> IndexDocument:  # fmt: skip
    shown, texts, _ = veiled(document, paragraphs, (), view.hidden)
    if any(one.target == _SUMMARY for one in view.hidden):
        summary = None
    row = _row(shown, texts, citing, summary, view.hidden, agreed)
    return replace(row, audience=view.audience, superseded_by=view.superseded_by)


def _row(
    document: Document, paragraphs: Sequence[Paragraph], citing: Citing, summary: PublishedSummary | None,
    hidden: Iterable[Restriction] = (), agreed: Iterable[AgreedHere] = (),
) -> IndexDocument:  # fmt: skip
    facts = document.facts
    court = courts().get(facts.court) if facts.court else None
    return IndexDocument(
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
        values={
            field: values
            for field, values in {
                **_values(facts, court, citing),
                **_working_group(document.access),
                "coded": _coded(agreed, hidden),
            }.items()
            if values
        },
        names={field: names for field, names in _named(facts).items() if names},
        cited=citing.cited,
        level=_RANKS.get(court.level, 0) if court else 0,
        paragraphs=tuple(
            chain(
                (_paragraph(paragraph, ordinal) for ordinal, paragraph in enumerate(paragraphs)),
                _about(summary, len(paragraphs), hidden) if summary else (),
            )
        ),
    )


def _about(summary: PublishedSummary, first: int, hidden: Iterable[Restriction]) -> Iterable[IndexParagraph]:
    """The lines of a summary in all its languages, after the last paragraph, with marks for the names `hidden`."""
    names = {one.target.name: one for one in hidden if isinstance(one.target, Name)}
    lines = (
        (language, line)
        for language, told in sorted(summary.texts.items())
        for field in SEARCHED
        for line in told.get(field, "").split("\n")
        if line.strip()
    )
    for ordinal, (language, line) in enumerate(lines, first):
        own = [replace(one, target=Name(name, name.mark(language))) for name, one in names.items()]
        text = mask(line, spans_of_names(line, own)).text
        yield IndexParagraph(f"{ABOUT}-{ordinal - first}", ordinal, language, text, voice=ABOUT)


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
        **{field: tuple(one for one in terms["theme"] if one in some) for field, some in subject_fields().items()},
        "remedy": _remedies(facts),
        "place": (facts.abuse.country,) if facts.abuse and facts.abuse.country else (),
        "month": _month(facts),
        "stage": _unique(facts.stages),
        "respondent": _unique(facts.respondents),
        "company": _companies(facts),
        "article": _unique(one for readings in citing.readings for one in articles(readings, facts.court)),
        "cites": _unique(one for readings in citing.readings for reading in readings for one in decisions(reading)),
        "cited_by": tuple(str(least) for least in CITED_BY if citing.cited >= least),
    }


@cache
def subject_fields() -> Mapping[str, frozenset[str]]:
    """Of each field of VOCABULARY_OF the terms it holds; `ValueError` for a line that names no field or no term."""
    found: dict[str, set[str]] = {field: set() for field in VOCABULARY_OF}
    for row in csv.DictReader(mappings.open_text("subject_fields.csv").splitlines()):
        if row["field"] not in found or row["term"] not in taxonomies()[VOCABULARY_OF[row["field"]]]:
            raise ValueError(f"no field or no term: {row['field']}, {row['term']}")
        found[row["field"]].add(row["term"])
    return {field: frozenset(terms) for field, terms in found.items()}


def _remedies(facts: Facts) -> tuple[str, ...]:
    """The remedies that what was ordered speaks of, and those that editors say it gave. A remedy that was only asked
    for, or recommended, is none."""
    ordered = (order.text for order in facts.orders if order.kind == "order")
    read = (mention.id for text in ordered for mention in find_terms(text, ("remedy",)))
    coded = (term.id for term in facts.terms if term.vocabulary == "remedy" and term.status == "confirmed")
    return _unique(one for term in chain(read, coded) for one in broader_terms("remedy", term))


def _month(facts: Facts) -> tuple[str, ...]:
    decided = facts.decided
    return (f"{decided.year:04d}-{decided.month:02d}",) if decided and decided.month else ()


def _working_group(readers: Audience) -> dict[str, tuple[str, ...]]:
    """The group that alone reads a row: nobody outside is served such a row, nor counts it."""
    group = readable(readers).group
    return {"working_group": (group,) if group else ()}


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
