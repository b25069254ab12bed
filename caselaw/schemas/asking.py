"""What is asked of a search, as it stands in an address or on the command line."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, get_args

from marshmallow import ValidationError, fields, post_load, validates_schema

from caselaw.domain.court_rules import BINDING, LEVELS
from caselaw.domain.document import KINDS, OUTCOMES, STAGES
from caselaw.domain.identifiers import DocumentId
from caselaw.domain.searching.questions import (
    FILTERS,
    FURTHEST_PARAGRAPH,
    MAX_PAGE_SIZE,
    MAX_QUERY,
    MAX_TEXT,
    MAX_VALUES,
    MODES,
    PAGE_SIZE,
    PARAGRAPHS,
    SECTIONS,
    SOURCES,
    SearchQuery,
    Sort,
)
from caselaw.messages import say
from caselaw.schemas.form import Among, AtMost, Between, Fault, Form, Pattern, Text, Whole
from caselaw.schemas.paging import cursor, reader

SORTS: tuple[str, ...] = get_args(Sort)


def _filter(field: str, *rules: Any, most: int = 100) -> fields.List[Any]:
    """A filter that may be given several times; any of its values will do. `most` is the length of the longest."""
    return fields.List(
        Text(validate=[AtMost(max=most), *rules]),
        validate=AtMost(max=MAX_VALUES),
        load_default=list,
        metadata={"description": say(f"api.param.{field}", "en")},
    )


class SearchArguments(Form):
    """What is asked, as it stands in an address; loads to a `SearchQuery`."""

    q = Text(validate=AtMost(max=MAX_QUERY), load_default="", metadata={"description": say("api.param.q", "en")})
    language = _filter("language", Pattern("^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*$", "field.language"))
    country = _filter("country", Pattern("^[A-Z]{3}$", "field.country"))
    court = _filter("court")
    kind = _filter("kind", Among(KINDS))
    year = _filter("year", Pattern("^([0-9]{4}|[0-9]{4}[.][.]([0-9]{4})?|[.][.][0-9]{4})$", "field.year"))
    region = _filter("region")
    level = _filter("level", Among(LEVELS))
    binding = _filter("binding", Among(BINDING))
    stage = _filter("stage", Among(STAGES))
    outcome = _filter("outcome", Among(OUTCOMES))
    respondent = _filter("respondent", Pattern("^[A-Z]{3}$", "field.country"))
    right = _filter("right")
    theme = _filter("theme")
    group = _filter("group")
    industry = _filter("industry")
    mechanism = _filter("mechanism")
    capture = _filter("capture")
    objective = _filter("objective")
    condition = _filter("condition")
    company = _filter("company", most=300)
    article = _filter("article")
    doctrine = _filter("doctrine")
    remedy = _filter("remedy")
    place = _filter("place", Pattern("^[A-Z]{3}$", "field.country"))
    extraterritorial = _filter("extraterritorial")
    conflict = _filter("conflict")
    working_group = _filter("working_group")
    coded = _filter("coded", Pattern("^[a-z0-9-]+/[a-z0-9_:-]+$", "field.coded"))
    month = _filter("month", Pattern("^[0-9]{4}-[0-9]{2}$", "field.month"))
    collection = _filter("collection")
    reader = reader()
    sort = Text(validate=Among(SORTS), load_default="relevance", metadata={"description": say("api.param.sort", "en")})
    size = Whole(
        validate=Between(min=1, max=MAX_PAGE_SIZE),
        load_default=PAGE_SIZE,
        metadata={"description": say("api.param.size", "en")},
    )
    mode = Text(validate=Among(MODES), load_default="hybrid", metadata={"description": say("api.param.mode", "en")})
    like = Text(validate=AtMost(max=MAX_TEXT), load_default="", metadata={"description": say("api.param.like", "en")})
    more = fields.List(
        Text(validate=Among(FILTERS)),
        validate=AtMost(max=MAX_VALUES),
        load_default=list,
        metadata={"description": say("api.param.more", "en")},
    )
    within = Text(
        validate=Pattern("^[0-9a-hj-km-np-tv-z]{16}$", "field.document"),
        metadata={"description": say("api.param.within", "en")},
    )
    paragraphs = Whole(
        validate=Between(min=1, max=MAX_PAGE_SIZE),
        load_default=PARAGRAPHS,
        metadata={"description": say("api.param.paragraphs", "en")},
    )
    paragraphs_from = Whole(
        validate=Between(min=0, max=FURTHEST_PARAGRAPH),
        load_default=0,
        metadata={"description": say("api.param.paragraphs_from", "en")},
    )
    without = fields.List(
        Text(validate=Among(SOURCES)), load_default=list, metadata={"description": say("api.param.without", "en")}
    )
    drop = fields.List(
        Text(validate=AtMost(max=100)),
        validate=AtMost(max=MAX_VALUES),
        load_default=list,
        metadata={"description": say("api.param.drop", "en")},
    )
    own = cursor("api.param.own")
    other = cursor("api.param.other")

    @validates_schema
    def either_query_or_text(self, data: Mapping[str, Any], **_kwargs: Any) -> None:
        if data.get("q") and data.get("like"):
            raise ValidationError([Fault("field.like")], "like")

    @post_load
    def to_query(self, data: Mapping[str, Any], **_kwargs: Any) -> SearchQuery:
        return SearchQuery(
            text=data["like"] or data["q"],
            like=bool(data["like"]),
            mode=data["mode"],
            more=frozenset(data["more"]),
            within=DocumentId(data["within"]) if data.get("within") else None,
            paragraphs=data["paragraphs"],
            paragraphs_from=data["paragraphs_from"],
            reader=data.get("reader", ""),  # empty: whoever asks knows no better, the door decides
            filters={name: tuple(data[name]) for name in FILTERS if data[name]},
            sort=data["sort"],
            size=data["size"],
            cursors={section: data[section] for section in SECTIONS if data.get(section)},
            without=frozenset(data["without"]),
            dropped=frozenset(data["drop"]),
        )
