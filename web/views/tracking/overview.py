"""How much is carried out: lists of what is overdue and what comes, counts that lead to their lists, tables to take
along, and a feed of what the public may know."""

from __future__ import annotations

from collections.abc import Sequence
from xml.etree.ElementTree import Element, tostring

from flask import Blueprint, Response, render_template, request, url_for
from flask.blueprints import BlueprintSetupState
from flask_limiter import Limiter

from caselaw.domain.audience import PUBLIC
from caselaw.domain.taxonomy.terms import term_name
from caselaw.domain.tracking.measure import FORMS, GRADES, LINES, NATURES, STANDINGS
from caselaw.exchange import measures_table
from caselaw.exchange.measures_table import Cell, Sheet
from caselaw.messages import say
from caselaw.services.tracking.followed import Followed
from caselaw.services.tracking.overview import GROUPINGS, NAMES, Overview, asked_of
from web.i18n import language
from web.labels import country_name, court_label, group_of
from web.security import restrict
from web.session import services, viewer
from web.views.people.belonging import group_name
from web.views.search import feed
from web.views.tracking.words import body_term, said

_SIZE = 50
EXPORTS = "20 per minute"
_FILTERS = ("country", "body", "right", "group", "theme", "nature", "cycle", "keeper")
_COLUMNS = (
    ("field", "what"), ("column", "link"), ("column", "decision"), ("field", "form"), ("field", "country"),
    ("field", "body"), ("field", "nature"), ("field", "addressee"), ("field", "deadline"), ("field", "due"),
    ("column", "standing"), ("column", "body_grade"), ("column", "body_term"), ("column", "body_on"),
    ("column", "ours_grade"), ("column", "ours_on"), ("column", "community_grade"), ("column", "community_on"),
    ("field", "next_step"), ("field", "next_by"), ("field", "responsible"),
)  # fmt: skip
_TYPES = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


def register(pages: Blueprint, limiter: Limiter) -> None:
    """Put the pages up; tables that are taken along are counted by address."""
    taken = limiter.limit(EXPORTS)
    pages.add_url_rule("/tracker", "tracker", show)
    pages.add_url_rule("/recommendations", "recommendations", show_recommendations)
    pages.add_url_rule("/tracker/measures.<any(csv,xlsx):kind>", "tracker_table", taken(table))
    pages.add_url_rule("/tracker/counts.<any(csv,xlsx):kind>", "tracker_counts", taken(counts))
    pages.add_url_rule("/tracker/feed", "tracker_feed", limiter.limit(feed.OFTEN)(news))

    @pages.record_once
    def give(state: BlueprintSetupState) -> None:
        state.app.jinja_env.globals["value_of"] = value_name


def show() -> str:
    """Orders and recommendations that are followed."""
    return _page("pages.tracker", {})


def show_recommendations() -> str:
    """Recommendations of treaty bodies and reviews alone."""
    return _page("pages.recommendations", {"form": "recommendation"})


def table(kind: str) -> Response:
    """What the page lists, all of it."""
    view = _overview({})
    columns = tuple(said(kind_of, name) for kind_of, name in _COLUMNS)
    return _sent(kind, "measures", columns, [_row(one) for one in view.measures], view)


def counts(kind: str) -> Response:
    """What the page counts."""
    view = _overview({})
    columns = (said("by", view.by), said("column", "total"), *(said("grade", grade) for grade in GRADES))
    rows: list[Sequence[Cell]] = [
        (value_name(view.by, row.value, view), row.total, *(row.counts[grade] for grade in GRADES))
        for row in view.tallies
    ]  # fmt: skip
    return _sent(kind, "counts", columns, rows, view)


def news() -> Response:
    """What was last said publicly of public measures (Atom): the public's answer, whoever asks."""
    told = services().tracking.news()
    title = say("measure.feed", language())
    page = url_for("pages.tracker")
    changed = max((one.at for one in told), default=feed.BEGINNING)
    root = feed.node(
        "feed",
        feed.leaf("id", f"{feed.home()}/feeds/implementation"),
        feed.leaf("title", title),
        feed.leaf("updated", feed.moment(changed)),
        feed.node("author", feed.leaf("name", services().settings.site_name)),
        feed.node("link", rel="self", type="application/atom+xml", href=feed.home() + request.path),
        feed.node("link", rel="alternate", type="text/html", href=feed.home() + page),
        *(_entry(one.followed, feed.moment(one.at)) for one in told),
    )
    root.set("xmlns", feed.ATOM)
    root.set("xml:lang", language())
    answer = Response(tostring(root, encoding="utf-8", xml_declaration=True))
    answer.content_type = "application/atom+xml; charset=utf-8"
    answer.headers["Cache-Control"] = feed.KEPT
    return answer


def value_name(by: str, value: str, view: Overview | None = None) -> str:
    """What a value of a grouping is called in the reader's language."""
    if not value or value == "none":
        return said("grade", "unknown")
    if by == "country":
        return country_name(value)
    if by == "body":
        return court_label(value)
    if by in ("right", "group", "theme"):
        return term_name(by, value, language())
    if by == "nature":
        return said("nature", value)
    if by == "keeper":
        return group_name(group_of(value)) if group_of(value) else say("measure.members", language())
    if by == "document" and view is not None:
        return next((one.title for one in view.measures if one.measure.document == value), "")
    return value


def _page(endpoint: str, fixed: dict[str, str]) -> str:
    view = _overview(fixed)
    start = request.args.get("from", "")
    first = int(start) if start.isascii() and start.isdigit() and len(start) < 7 else 0
    held = {name: value for name in (*NAMES, "by") if (value := request.args.get(name))}
    return render_template(
        "pages/tracker.html",
        endpoint=endpoint,
        view=view,
        shown=view.measures[first : first + _SIZE],
        first=first,
        following=first + _SIZE if first + _SIZE < len(view.measures) else None,
        held=held,
        table=held | fixed,
        filters=[name for name in _FILTERS if view.choices[name] or getattr(view.asked, name)],
        groupings=GROUPINGS,
        lines=LINES,
        grades=GRADES,
        standings=STANDINGS,
        forms=FORMS,
        natures=NATURES,
        keepers=services().implementation.keepers(viewer()),
    )


def _overview(fixed: dict[str, str]) -> Overview:
    asked = asked_of({**request.args.to_dict(), **fixed})
    view = services().tracking.overview(asked, request.args.get("by", "country"), viewer=viewer())
    if any(one.measure.access != PUBLIC for one in view.measures):
        restrict("members")
    return view


def _row(one: Followed) -> list[Cell]:
    measure, address = one.measure, url_for("pages.measure", measure_id=one.measure.id)
    body, ours, community = (one.latest(line) for line in LINES)
    term = body_term(body) if body else None
    found: list[Cell] = [
        one.words, services().settings.base_url.rstrip("/") + address, one.title, said("form", measure.form),
        ", ".join(country_name(code) for code in one.countries), court_label(one.body),
        said("nature", measure.nature) if measure.nature else "", one.addressee, one.deadline, str(one.due or ""),
        said("standing", one.standing), said("grade", one.grade("body")), term[0] if term else "",
        str(body.on) if body else "", said("grade", one.grade("ours")), str(ours.on) if ours else "",
        said("grade", one.grade("community")), str(community.on) if community else "",
        measure.next_step, str(measure.next_by or ""), measure.responsible,
    ]  # fmt: skip
    return found


def _sent(kind: str, name: str, columns: tuple[str, ...], rows: Sequence[Sequence[Cell]], view: Overview) -> Response:
    sheet = Sheet(say("measure.sheet", language()), language(), columns, rows)
    services().tracking.taken(view.measures, viewer=viewer())
    return sent_table(sheet, kind, name)


def sent_table(sheet: Sheet, kind: str, name: str) -> Response:
    """A table as a file of this kind, kept by nobody on the way."""
    write = measures_table.to_csv if kind == "csv" else measures_table.to_xlsx
    answer = Response(write(sheet), content_type=_TYPES[kind])
    answer.headers.set("Content-Disposition", "attachment", filename=f"{name}.{kind}")
    answer.headers["Cache-Control"] = "no-store"
    return answer


def _entry(one: Followed, at: str) -> Element:
    address = feed.home() + url_for("pages.measure", measure_id=one.measure.id)
    states = " · ".join(
        f"{said('line', line)}: {said('grade', one.grade(line))}" for line in LINES if one.latest(line) is not None
    )
    return feed.node(
        "entry",
        feed.leaf("id", f"{feed.home()}/measures/{one.measure.id}/{at}"),
        feed.leaf("title", one.title or said("form", one.measure.form)),
        feed.leaf("updated", at),
        feed.node("link", rel="alternate", type="text/html", href=address),
        feed.leaf("summary", f"{one.words[: feed.LONGEST]}\n{states}"),
    )
