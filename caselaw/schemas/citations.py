"""Who cites whom: the citations of a document, and the documents that cite it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, get_args

from marshmallow import fields

from caselaw.domain.citing.citation import CITATION_SCHEMES, Citation, Pinpoint
from caselaw.domain.citing.who_cites import CitationStatus, Cited, CitedBy, Place, passage_anchor
from caselaw.domain.court_rules import PINPOINTS
from caselaw.domain.document import KINDS
from caselaw.domain.paragraph import passage_part
from caselaw.messages import say
from caselaw.schemas.facts import CourtSchema, DateSchema, court_form, date_form
from caselaw.schemas.form import Among, AtMost, Between, Form, Text, Whole
from caselaw.schemas.paging import PARAGRAPHS, next_cursor, numbered_cursor, reader

CITES, CITED_BY = "cites", "cited_by"
MAX_CITATIONS = 500


class CitationArguments(Form):
    document = Text(
        required=True,
        validate=AtMost(max=64),
        metadata={"description": say("api.param.id", "en")},
    )
    direction = Text(
        validate=Among([CITES, CITED_BY]),
        load_default=CITES,
        metadata={"description": say("api.param.direction", "en")},
    )
    after = numbered_cursor()
    size = Whole(
        validate=Between(min=1, max=MAX_CITATIONS),
        load_default=PARAGRAPHS,
        metadata={"description": say("api.param.citation_size", "en")},
    )
    reader = reader()


class PlaceSchema(Form):
    id = Text(required=True)
    title = Text(required=True)
    language = Text(required=True)
    kind = Text(required=True, validate=Among(KINDS))
    court = fields.Nested(CourtSchema, required=True, allow_none=True)
    date = fields.Nested(DateSchema, required=True, allow_none=True)
    url = Text(required=True, metadata={"description": "The page to read it on."})


class PinpointSchema(Form):
    unit = Text(required=True, validate=Among(PINPOINTS))
    numbers = Text(required=True, metadata={"description": "As cited: `44`, `44-46`, `8(d), 12`."})


class CitationSchema(Form):
    """A citation where it stands, before anyone asks where it leads."""

    text = Text(required=True, metadata={"description": "As it stands in the paragraph."})
    scheme = Text(required=True, validate=Among(sorted(CITATION_SCHEMES)))
    value = Text(required=True, metadata={"description": "In one form, however it is written."})
    authority = Text(required=True, allow_none=True, metadata={"description": "Who gave the number out, where known."})
    paragraph = Text(required=True)
    start = fields.Integer(required=True, metadata={"description": "In code points of the paragraph's text."})
    end = fields.Integer(required=True)
    pinpoint = fields.Nested(
        PinpointSchema, required=True, allow_none=True, metadata={"description": "The passage it points to."}
    )


class CitesSchema(CitationSchema):
    status = Text(
        required=True,
        validate=Among(get_args(CitationStatus)),
        metadata={"description": "`resolved` where one decision that you may read remains."},
    )
    target = fields.Nested(PlaceSchema, required=True, allow_none=True)


class CitedBySchema(Form):
    source = fields.Nested(PlaceSchema, required=True)
    times = fields.Integer(required=True)
    paragraph = Text(required=True, metadata={"description": "Where it does so first."})
    text = Text(required=True)


class CitationPageSchema(Form):
    document = Text(required=True, metadata={"description": "The document's id."})
    direction = Text(required=True, validate=Among([CITES, CITED_BY]))
    cites = fields.List(fields.Nested(CitesSchema), required=True)
    cited_by = fields.List(fields.Nested(CitedBySchema), required=True)
    next = next_cursor()


def citation_form(citation: Citation) -> dict[str, Any]:
    """The citation in the form of `CitationSchema`."""
    return {
        "text": citation.text,
        "scheme": citation.scheme,
        "value": citation.value,
        "authority": citation.authority,
        "paragraph": citation.paragraph,
        "start": citation.start,
        "end": citation.end,
        "pinpoint": citation.pinpoint,
    }


def cites_form(found: Sequence[Cited], *, reader: str, site: str) -> list[dict[str, Any]]:
    """Citations in the form of `CitesSchema`, names in the language of `reader`."""
    return [
        {
            **citation_form(one.citation),
            "status": one.status,
            "target": place_form(one.target, reader=reader, site=site, at=one.citation.pinpoint)
            if one.target
            else None,
        }
        for one in found
    ]


def cited_by_form(found: Sequence[CitedBy], *, reader: str, site: str) -> list[dict[str, Any]]:
    """Documents that cite in the form of `CitedBySchema`."""
    return [
        {
            "source": place_form(one.source, reader=reader, site=site),
            "times": one.times,
            "paragraph": one.first.paragraph,
            "text": one.first.text,
        }
        for one in found
    ]


def place_form(place: Place, *, reader: str, site: str, at: Pinpoint | None = None) -> dict[str, Any]:
    """A document as another names it, in the form of `PlaceSchema`; its address leads to the passage `at`."""
    return {
        "id": place.id,
        "title": place.title,
        "language": place.language,
        "kind": place.kind,
        "court": court_form(place.court, reader),
        "date": date_form(place.decided),
        "url": f"{site.rstrip('/')}/{reader}/documents/{place.id}{passage_part(passage_anchor(place, at))}",
    }
