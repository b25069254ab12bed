"""The answer of a search, in the one form that the API and `caselaw search --json` share."""

from __future__ import annotations

from typing import Any, get_args

from marshmallow import fields

from caselaw.domain.paragraph import Voice
from caselaw.domain.searching.questions import (
    FACETS,
    FURTHER_FACETS,
    MODES,
    SECTIONS,
    FoundDocument,
    FoundParagraph,
    SearchAnswer,
    Section,
)
from caselaw.domain.section import SECTIONS as PARTS
from caselaw.domain.text import Direction
from caselaw.schemas.form import Among, Form, Text


class TotalSchema(Form):
    own = fields.Integer(required=True, metadata={"description": "Documents in the reader's language."})
    other = fields.Integer(required=True, metadata={"description": "Documents in other languages."})


class NextSchema(Form):
    own = Text(required=True, allow_none=True)
    other = Text(required=True, allow_none=True)


class ExpansionSchema(Form):
    term = Text(required=True)
    language = Text(required=True)
    from_ = Text(required=True, data_key="from")
    concept = Text(required=True, metadata={"description": "Of the glossary; `drop` takes its terms out again."})


class FacetCountSchema(Form):
    value = Text(required=True)
    label = Text(required=True)
    count = fields.Integer(required=True)
    chosen = fields.Boolean(required=True)
    parent = Text(
        required=True,
        allow_none=True,
        metadata={"description": "The broader value in the same list; of a country, its region."},
    )


def _highlights() -> fields.List[Any]:
    return fields.List(
        fields.List(fields.Integer()),
        required=True,
        metadata={"description": "[start, end) of each found word, in code points of the text."},
    )


class FoundParagraphSchema(Form):
    id = Text(required=True, metadata={"description": "Its anchor in the document."})
    number = Text(required=True, allow_none=True)
    page = fields.Integer(required=True, allow_none=True)
    language = Text(required=True)
    direction = Text(required=True, validate=Among(get_args(Direction)))
    text = Text(required=True)
    highlights = _highlights()
    pinpoint = Text(required=True, allow_none=True, metadata={"description": "How it is cited; null for a summary."})
    why = fields.List(Text(), required=True)
    voice = Text(required=True, validate=Among(get_args(Voice)), metadata={"description": "Whose words it is."})
    section = Text(
        required=True, allow_none=True, validate=Among(PARTS), metadata={"description": "The part of the decision."}
    )


class FoundInSummarySchema(Form):
    language = Text(required=True)
    direction = Text(required=True, validate=Among(get_args(Direction)))
    text = Text(required=True)
    highlights = _highlights()


class FoundDocumentSchema(Form):
    id = Text(required=True)
    title = Text(required=True)
    title_highlights = _highlights()
    headline = Text(required=True, allow_none=True)
    headline_language = Text(
        required=True,
        allow_none=True,
        metadata={"description": "That of the published summary whose headline it is; null for the document's own."},
    )
    kind = Text(required=True)
    court = Text(required=True, allow_none=True, metadata={"description": "Its name in the reader's language."})
    court_id = Text(required=True, allow_none=True)
    country = Text(required=True, allow_none=True, metadata={"description": "ISO 3166-1 alpha-3."})
    country_name = Text(required=True, allow_none=True)
    language = Text(required=True)
    date = Text(required=True, allow_none=True, metadata={"description": "YYYY, YYYY-MM or YYYY-MM-DD."})
    access = Text(required=True)
    score = fields.Float(
        required=True,
        metadata={"description": "1 divided by its place among the documents of both sections; says the order alone."},
    )
    section = Text(required=True, validate=Among(SECTIONS))
    why = fields.List(Text(), required=True)
    meaning = fields.Boolean(
        required=True, metadata={"description": "It was found by its meaning alone, and is in no count."}
    )
    further = fields.Boolean(
        required=True, metadata={"description": "More of its paragraphs answer; `within` gives them."}
    )
    paragraphs = fields.List(fields.Nested(FoundParagraphSchema), required=True)
    summary = fields.Nested(
        FoundInSummarySchema,
        required=True,
        allow_none=True,
        metadata={"description": "A line of the summary that people wrote, where it was found there."},
    )
    url = Text(required=True, metadata={"description": "The page to read it on."})


class InsteadSchema(Form):
    query = Text(required=True, metadata={"description": "The whole query, spelled otherwise."})
    typed = Text(required=True)
    term = Text(required=True, metadata={"description": "What it has for `typed`."})


class PartSchema(Form):
    text = Text(required=True)
    start = fields.Integer(required=True, metadata={"description": "Its place, in code points of the query."})
    end = fields.Integer(required=True)
    field = Text(required=True, metadata={"description": "The filter that it is; empty for a part of the query."})
    alone = fields.Integer(required=True, metadata={"description": "Documents that it finds by itself."})
    others = fields.Integer(required=True, metadata={"description": "Documents that the query finds without it."})
    rest = Text(required=True, metadata={"description": "The query without it."})


class SearchAnswerSchema(Form):
    query = Text(required=True)
    said = Text(required=True, metadata={"description": "The query as it was understood, in words."})
    mode = Text(
        required=True,
        validate=Among(MODES),
        metadata={"description": "As asked; lexical where meaning was asked for and cannot be compared here."},
    )
    total = fields.Nested(TotalSchema, required=True)
    expansions = fields.List(fields.Nested(ExpansionSchema), required=True)
    facets = fields.Dict(
        keys=Text(validate=Among((*FACETS, *FURTHER_FACETS))),
        values=fields.List(fields.Nested(FacetCountSchema)),
        required=True,
        metadata={"description": "Documents by field and value, each field's own filter set aside."},
    )
    more = fields.List(
        Text(), required=True, metadata={"description": "The fields that have more values than `facets` gives."}
    )
    documents = fields.List(fields.Nested(FoundDocumentSchema), required=True)
    next = fields.Nested(NextSchema, required=True)
    direct = fields.List(
        fields.Nested(FoundDocumentSchema),
        required=True,
        metadata={"description": "The decisions that the query names."},
    )
    spellings = fields.List(
        fields.Nested(InsteadSchema),
        required=True,
        metadata={"description": "Where little was found: other spellings."},
    )
    parts = fields.List(
        fields.Nested(PartSchema),
        required=True,
        metadata={"description": "Where nothing was found: what each part finds."},
    )


def search_form(answer: SearchAnswer, *, reader: str, site: str) -> dict[str, Any]:
    """The answer in the form of `SearchAnswerSchema`; `site` is the address the documents' pages are under."""
    pages = f"{site.rstrip('/')}/{reader}/documents"
    form = {
        "query": answer.query,
        "said": answer.said,
        "mode": answer.mode,
        "total": {section: answer.total.get(section, 0) for section in SECTIONS},
        "expansions": answer.expansions,
        "facets": answer.facets,
        "more": sorted(answer.more),
        "documents": [_document(found, f"{pages}/{found.id}") for found in answer.documents],
        "next": {section: answer.next.get(section) for section in SECTIONS},
        "direct": [_document(found, f"{pages}/{found.id}") for found in answer.direct],
        "spellings": answer.spellings,
        "parts": answer.parts,
    }
    dumped: dict[str, Any] = SearchAnswerSchema().dump(form)
    return dumped


def sections(answer: SearchAnswer) -> dict[Section, tuple[FoundDocument, ...]]:
    """The documents of an answer by section, each in its own order."""
    return {name: tuple(found for found in answer.documents if found.section == name) for name in SECTIONS}


def _document(found: FoundDocument, url: str) -> dict[str, Any]:
    return {
        "id": found.id,
        "title": found.title,
        "title_highlights": found.title_highlights,
        "headline": found.headline,
        "headline_language": found.headline_language,
        "kind": found.kind,
        "court": found.court,
        "court_id": found.court_id,
        "country": found.country_code,
        "country_name": found.country,
        "language": found.language,
        "date": found.date,
        "access": found.access,
        "score": found.score,
        "section": found.section,
        "why": found.why,
        "meaning": found.meaning,
        "further": found.further,
        "paragraphs": [_paragraph(paragraph) for paragraph in found.paragraphs],
        "summary": found.summary,
        "url": url,
    }


def _paragraph(found: FoundParagraph) -> dict[str, Any]:
    return {
        "id": found.anchor,
        "number": found.number,
        "page": found.page,
        "language": found.language,
        "direction": found.direction,
        "text": found.text,
        "highlights": found.highlights,
        "pinpoint": found.pinpoint,
        "why": found.why,
        "voice": found.voice,
        "section": found.section if found.section in PARTS else None,  # our own summaries have parts of their own
    }
