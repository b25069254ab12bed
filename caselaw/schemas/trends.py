"""Counts of what was documented, in the form of the API."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from marshmallow import fields

from caselaw.domain.documentation.trends import GROUPINGS, SOURCES, Trends
from caselaw.messages import say
from caselaw.schemas.form import Among, AtMost, Form, Text
from caselaw.schemas.paging import reader

_LONGEST = 300


def _asked(field: str, *choices: str) -> Text:
    rules = [Among(choices)] if choices else [AtMost(max=_LONGEST)]
    return Text(validate=rules, metadata={"description": say(f"api.param.trends.{field}", "en")})


class TrendsArguments(Form):
    form, country, year, industry, company = (_asked(one) for one in GROUPINGS)
    source = _asked("source", *SOURCES)
    by = _asked("by", *GROUPINGS)
    across = _asked("across", *GROUPINGS)
    reader = reader()


class TrendRowSchema(Form):
    value = Text(required=True)
    label = Text(required=True)
    counts = fields.Dict(keys=fields.String(), values=fields.Integer(), required=True)


class TrendColumnSchema(Form):
    value = Text(required=True)
    label = Text(required=True)


class TrendsSchema(Form):
    by = Text(required=True)
    across = Text(required=True, allow_none=True)
    source = Text(required=True, allow_none=True)
    totals = fields.Dict(keys=fields.String(), values=fields.Integer(), required=True)
    columns = fields.List(fields.Nested(TrendColumnSchema), required=True)
    rows = fields.List(fields.Nested(TrendRowSchema), required=True)
    left_out = fields.Integer(required=True)
    codebook = fields.Dict(required=True)
    caveats = fields.List(fields.String(), required=True)


def trends_form(
    found: Trends, name: Callable[[str, str], str], codebook: dict[str, Any], caveats: list[str]
) -> dict[str, Any]:  # fmt: skip
    """The counts; `name` says what a value of a grouping, or a source, is called."""
    asked = found.asked
    return {
        "by": asked.by,
        "across": asked.across or None,
        "source": asked.source or None,
        "totals": dict(found.totals),
        "columns": [{"value": one, "label": name(asked.across or "source", one)} for one in found.columns],
        "rows": [
            {"value": row.value, "label": name(asked.by, row.value), "counts": dict(row.counts)} for row in found.rows
        ],
        "left_out": found.left_out,
        "codebook": codebook,
        "caveats": caveats,
    }
