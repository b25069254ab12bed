"""Trends: how often corporate capture and abuse were documented, by form, country, year, industry and company. Tables
first, each count leading to what it counts; a chart of the same numbers; and both to take along with their caveats."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from flask import Blueprint, Response, render_template, request, url_for
from flask_limiter import Limiter
from markupsafe import Markup

from caselaw.domain.audience import PUBLIC
from caselaw.domain.documentation.trends import (
    GROUPINGS,
    NAMES,
    SOURCES,
    UNKNOWN,
    Asked,
    Grouping,
    Told,
    Trends,
    asked_of,
)
from caselaw.domain.taxonomy.terms import broader_terms
from caselaw.exchange.measures_table import Cell, Sheet, to_csv
from caselaw.messages import say
from caselaw.services.documentation import trend_words
from caselaw.services.documentation.trend_words import CAVEATS, according, caveats
from web.i18n import language
from web.security import restrict
from web.session import services, viewer
from web.views.documentation.charts import Panel, chart, chart_file

_EXPORTS = "20 per minute"
_LISTED = 50
_PANELS, _POINTS, _YEARS = 12, 15, 80
_SEARCHED = {"form": "capture", "country": "place", "industry": "industry", "company": "company"}
"""What a grouping is called as a filter of the search."""


def register(pages: Blueprint, limiter: Limiter) -> None:
    """Put the page up; what is taken along is counted by address."""
    taken = limiter.limit(_EXPORTS)
    pages.add_url_rule("/trends", "trends", show)
    pages.add_url_rule("/trends/counts.csv", "trends_counts", taken(counts))
    pages.add_url_rule("/trends/chart.svg", "trends_chart", taken(drawing))


def show() -> str:
    """The table, its chart, and what is counted."""
    found = _found()
    start = request.args.get("from", "")
    first = int(start) if start.isascii() and start.isdigit() and len(start) < 7 else 0
    return render_template(
        "pages/trends.html",
        view=found,
        first=first,
        shown=found.things[first : first + _LISTED],
        following=first + _LISTED if first + _LISTED < len(found.things) else None,
        held={name: value for name in NAMES if (value := request.args.get(name))},
        groupings=GROUPINGS,
        sources=SOURCES,
        said=_said,
        value_name=value_name,
        column_name=_column_name(found.asked),
        drawn=_drawn(found),
        caveats=caveats(found, language()),
        searched=_search_address(found),
        cases=_cases_address(found),
        across=found.asked.across,
        address_of=_address,
        narrowest=_narrowest,
        unnamed=say("trends.unnamed", language()),
        untitled=say("trends.untitled", language()),
    )


def counts() -> Response:
    """Every count of the page, one a line, with what it is of, by what it was told, and what to read with it."""
    found = _found()
    asked, name = found.asked, _column_name(found.asked)
    across = asked.across
    columns = ("source", "by", "value", "label", "across", "across_value", "across_label", "count", "among", "list",
               "according", "caveat")  # fmt: skip
    among = "; ".join(
        f"{_said('by', one)}: {value_name(one, getattr(asked, one))}" for one in GROUPINGS if getattr(asked, one)
    )
    note = " ".join(say(f"trends.caveat.{one}", language()) for one in CAVEATS)
    rows: list[Sequence[Cell]] = []
    for row in found.rows:
        for column in found.columns:
            source = asked.source if across else column
            pair = (across and _said("by", across), across and column, across and name(column))
            address = services().settings.base_url.rstrip("/") + _list_address(asked, row.value, column, across)
            count = row.counts.get(column, 0)
            rows.append([
                _said("source", source), _said("by", asked.by), row.value, value_name(asked.by, row.value), *pair,
                count, among, address, " ".join(according(found, source, language())), note,
            ])  # fmt: skip
    sheet = Sheet(say("trends.title", language()), language(), tuple(_said("column", one) for one in columns), rows)
    return _sent(found, to_csv(sheet), "text/csv; charset=utf-8", "capture-trends.csv")


def drawing() -> Response:
    """The chart as a file of its own, its caveats written below it."""
    found = _found()
    title = f"{say('trends.title', language())}. {_said('by', found.asked.by)}"
    drawn = chart_file(_panels(found), language(), title, caveats(found, language()))
    return _sent(found, drawn, "image/svg+xml; charset=utf-8", "capture-trends.svg")


def value_name(by: str, value: str) -> str:
    """What a value of a grouping is called in the reader's language."""
    return trend_words.value_name(by, value, language())


def _found() -> Trends:
    found = services().trends.trends(asked_of(request.args.to_dict()), language(), viewer=viewer())
    if any(one.access != PUBLIC for one in found.things):
        restrict("members")
    return found


def _said(kind: str, name: str) -> str:
    return say(f"trends.{kind}.{name}", language())


def _column_name(asked: Asked) -> Callable[[str], str]:
    return lambda column: value_name(asked.across or "source", column)


def _list_address(asked: Asked, value: str, column: str, across: str) -> str:
    """The page narrowed to what one count is of."""
    held: dict[str, Any] = {name: kept for name in NAMES if (kept := getattr(asked, name))}
    held |= {asked.by: value, across or "source": column}
    return url_for("pages.trends", **held, _anchor="list")


def _address(one: Told) -> str:
    if one.source == "cases":
        return url_for("pages.case", case_id=one.id)
    return url_for("pages.document", document_id=one.id)


def _narrowest(one: Told, grouping: Grouping) -> tuple[str, ...]:
    """Its values without those that are broader than another of them."""
    values = one.of(grouping)
    if grouping not in ("form", "industry"):
        return values
    vocabulary = "capture" if grouping == "form" else grouping
    above = {each for value in values for each in broader_terms(vocabulary, value)[1:]}
    return tuple(value for value in values if value not in above)


def _cases_address(found: Trends) -> str | None:
    """The list of records that were asked for, to work with; None where there are none."""
    held: dict[str, Any] = {one: value for one in GROUPINGS if (value := getattr(found.asked, one))}
    return url_for("pages.cases", **held) if found.totals["cases"] else None


def _search_address(found: Trends) -> str | None:
    """The search by the same values; None where it could not ask for them: years of harm, or what is unknown."""
    asked = found.asked
    if asked.year or UNKNOWN in (getattr(asked, one) for one in GROUPINGS):
        return None
    chosen: dict[str, Any] = {_SEARCHED[one]: value for one in _SEARCHED if (value := getattr(asked, one))}
    if found.names:
        chosen["company"] = list(found.names)
    return url_for("pages.search", **chosen) if chosen else None


def _drawn(found: Trends) -> Markup:
    label = say("trends.chart", language(), title=f"{say('trends.title', language())}, {_said('by', found.asked.by)}")
    return chart(_panels(found), language(), label)


def _panels(found: Trends) -> list[Panel]:
    """One panel a column; one a row where the columns are years, which always run along the line."""
    asked, name = found.asked, _column_name(found.asked)
    across = asked.across
    cells = {(row.value, column): row.counts.get(column, 0) for row in found.rows for column in found.columns}
    values = [row.value for row in found.rows]
    if across == "year" or (across and asked.by != "year"):
        panels = [
            _panel(value_name(asked.by, value), across, {one: cells[value, one] for one in found.columns})
            for value in values
        ]
    else:
        panels = [_panel(name(one), asked.by, {value: cells[value, one] for value in values}) for one in found.columns]
    if len(panels) > _PANELS:
        more = Panel("", (), more=say("trends.more_columns", language(), count=str(len(panels) - _PANELS)))
        return [*panels[:_PANELS], more]
    return panels


def _panel(title: str, by: str, counted: Mapping[str, int]) -> Panel:
    if by == "year":
        told = sorted(int(one) for one in counted if one != UNKNOWN)
        years = range(max(told[0], told[-1] - _YEARS), told[-1] + 1) if told else ()
        points = [(str(year), counted.get(str(year), 0)) for year in years]
        undated = [(value_name(by, UNKNOWN), counted[UNKNOWN])] if UNKNOWN in counted else []
        return Panel(title, [*points, *undated], over_time=True)
    some = [(value_name(by, value), count) for value, count in counted.items() if count]
    left = len(some) - _POINTS
    more = say("trends.more_columns", language(), count=str(left)) if left > 0 else ""
    return Panel(title, some[:_POINTS], more=more)


def _sent(found: Trends, body: bytes, content_type: str, name: str) -> Response:
    services().trends.taken(found, viewer=viewer())
    answer = Response(body, content_type=content_type)
    answer.headers.set("Content-Disposition", "attachment", filename=name)
    answer.headers["Cache-Control"] = "no-store"
    return answer
