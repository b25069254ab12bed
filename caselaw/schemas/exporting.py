"""What is asked of an export: a search, the format, and the columns of a table."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from marshmallow import RAISE, fields, post_load

from caselaw.domain.searching.questions import MAX_VALUES, PAGE_SIZE, PARAGRAPHS, SearchQuery
from caselaw.messages import say
from caselaw.schemas.asking import SearchArguments
from caselaw.schemas.form import AtMost, Pattern, Text

_OF_A_PAGE = ("size", "more", "within", "paragraphs", "paragraphs_from", "own", "other")


@dataclass(frozen=True)
class ExportAsked:
    """A search whose results are wanted in a format; of a table with these columns, the usual ones where none."""

    query: SearchQuery
    format: str
    columns: tuple[str, ...] = ()


class ExportArguments(SearchArguments):
    """A search without what belongs to a page of its answer; loads to `ExportAsked`."""

    class Meta:
        unknown = RAISE
        exclude = _OF_A_PAGE

    format = Text(
        required=True,
        validate=Pattern("^[a-z]{2,8}$", "field.format"),
        metadata={"description": say("api.param.format", "en")},
    )
    columns = fields.List(
        Text(validate=AtMost(max=40)),
        validate=AtMost(max=MAX_VALUES),
        load_default=list,
        metadata={"description": say("api.param.columns", "en")},
    )

    @post_load
    def to_query(self, data: Mapping[str, Any], **kwargs: Any) -> ExportAsked:
        """The search, the format and the columns."""
        page = {"size": PAGE_SIZE, "more": (), "paragraphs": PARAGRAPHS, "paragraphs_from": 0}
        return ExportAsked(super().to_query({**page, **data}, **kwargs), data["format"], tuple(data["columns"]))
