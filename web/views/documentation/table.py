"""The list of documented cases to take along: what the page shows its reader, narrowed as the page is, and no more.
A case in which a person is in danger has no name there either."""

from __future__ import annotations

from flask import Blueprint, Response, request, url_for
from flask_limiter import Limiter

from caselaw.domain.documentation.records import DocumentedCase
from caselaw.domain.documentation.trends import GROUPINGS, asked_of
from caselaw.exchange.measures_table import Cell, Sheet
from caselaw.messages import say
from caselaw.services.documentation.trend_words import value_name
from web.i18n import language
from web.security import restrict
from web.session import services, viewer
from web.views.documentation.cases import case_name
from web.views.tracking.overview import EXPORTS, sent_table
from web.views.tracking.overview import value_name as keeper_name

_COLUMNS = (
    "documentation.field.title", "measure.column.link", "documentation.field.access", "trends.by.country",
    "documentation.field.companies", "trends.by.form", "trends.by.industry", "trends.by.year",
)  # fmt: skip


def register(pages: Blueprint, limiter: Limiter) -> None:
    """Put the file up; what is taken along is counted by address."""
    pages.add_url_rule("/cases/list.<any(csv,xlsx):kind>", "cases_table", limiter.limit(EXPORTS)(table))


def table(kind: str) -> Response:
    """The records that were asked for, a row each."""
    asked = asked_of({name: request.args.get(name, "").strip() for name in GROUPINGS})
    found = services().documentation.matching(asked, viewer=viewer()).cases
    if found:
        restrict("members")
    services().documentation.taken(found, viewer=viewer())
    columns = tuple(say(one, language()) for one in _COLUMNS)
    rows = [_row(one) for one in found]
    return sent_table(Sheet(say("trends.source.cases", language()), language(), columns, rows), kind, "cases")


def _row(case: DocumentedCase) -> list[Cell]:
    address = url_for("pages.case", case_id=case.id)
    years = dict.fromkeys((case.years[0], case.years[-1])) if case.years else ()
    return [
        case_name(case), services().settings.base_url.rstrip("/") + address, keeper_name("keeper", case.access),
        _named("country", case.countries), "; ".join(one.name for one in case.companies),
        _named("form", case.of("capture")), _named("industry", case.of("industry")), "–".join(map(str, years)),
    ]  # fmt: skip


def _named(by: str, values: tuple[str, ...]) -> str:
    return "; ".join(value_name(by, one, language()) for one in values)
