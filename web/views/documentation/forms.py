"""The form of a documentation record, and what was typed into it: as the service takes it, and as it is shown again."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import zip_longest
from typing import Any

from werkzeug.datastructures import MultiDict

from caselaw.domain.dates import PartialDate
from caselaw.domain.documentation.records import VOCABULARIES
from caselaw.domain.taxonomy.terms import taxonomies, term_name
from caselaw.messages import say
from web.i18n import language
from web.labels import country_name, date_words
from web.views.editing import forms

ROWS: Mapping[str, tuple[str, ...]] = {
    "places": ("country", "words"),
    "companies": ("name", "role", "home_state", "parent", "parent_state"),
    "state_actors": ("name", "kind"),
    "events": ("day", "words", "source"),
}
"""The fields that are lists of rows, and what a row holds."""
_STATES = ("country", "home_state", "parent_state")
_PLAIN = ("title", "began", "ended", "notes", "access")
_YES = {"yes": True, "no": False}
_BLANK, _MORE = {"places": 1, "companies": 2, "state_actors": 1, "events": 2}, 5


def typed(form: MultiDict[str, str]) -> dict[str, Any]:
    """All that the form says of the record, not judged yet."""
    wanted: dict[str, Any] = {field: form[field].strip() for field in _PLAIN if field in form}
    for field, keys in ROWS.items():
        columns = [form.getlist(f"{field}.{key}") for key in keys]
        found = (dict(zip(keys, row, strict=True)) for row in zip_longest(*columns, fillvalue=""))
        wanted[field] = [_row(row) for row in found if any(value.strip() for value in row.values())]
    pairs = [one.partition(":") for one in dict.fromkeys(form.getlist("terms")) if one]
    wanted["terms"] = [{"vocabulary": vocabulary, "id": id_} for vocabulary, _, id_ in pairs]
    wanted["response"] = {
        "asked": _YES.get(form.get("response.asked", "")), "asked_on": form.get("response.asked_on", "").strip(),
        "received": _YES.get(form.get("response.received", "")),
        "received_on": form.get("response.received_on", "").strip(), "words": form.get("response.words", ""),
    }  # fmt: skip
    wanted["sources"] = form.get("sources", "").splitlines()
    wanted["at_risk"] = form.get("at_risk") == "yes"
    return wanted


def rows(field: str, value: Iterable[Mapping[str, Any]] | None, more: str) -> list[Mapping[str, Any]]:
    """The rows of a list with some empty ones behind; `more` is the field of which further ones were asked for."""
    return [*(value or ()), *({} for _ in range(_BLANK[field] + (_MORE if more == field else 0)))]


def term_choices() -> list[tuple[str, list[tuple[str, str]]]]:
    """The terms that a record may have, by vocabulary in the order of the page, each by its name."""
    offered = dict(forms.term_choices())
    return [(name, offered[name]) for name in VOCABULARIES]


def listed_terms(vocabulary: str) -> list[tuple[str, str]]:
    """The terms of a short vocabulary in its own order: roles of companies, kinds of State actors."""
    return [
        (id_, term_name(vocabulary, id_, language())) for id_, one in taxonomies()[vocabulary].items() if one.offered
    ]


def words(field: str, value: Any) -> str:
    """A former or a present value of a field, for people to read: a row of a list on a line of its own."""
    if field == "terms":
        return " · ".join(term_name(one["vocabulary"], one["id"], language()) for one in value or ())
    if field == "response":
        return _response(value or {})
    if field in ROWS:
        return "\n".join(_said(field, one) for one in value or ())
    if field == "sources":
        return "\n".join(value or ())
    if field == "at_risk":
        return say(f"documentation.answer.{'yes' if value else 'no'}", language())
    if field in ("began", "ended"):
        return _day(value)
    return "" if value is None else str(value)


def _row(row: Mapping[str, str]) -> dict[str, str]:
    return {key: forms.country_code(value) if key in _STATES else value.strip() for key, value in row.items()}


def _said(field: str, row: Mapping[str, Any]) -> str:
    said: Sequence[str] = ()
    if field == "places":
        said = (country_name(row.get("country")), row.get("words") or "")
    elif field == "companies":
        role, parent = row.get("role"), row.get("parent")
        above = (parent or "", country_name(row.get("parent_state")))
        said = (
            row["name"], term_name("company_role", role, language()) if role else "",
            country_name(row.get("home_state")), " ".join(one for one in (parent and "←", *above) if one),
        )  # fmt: skip
    elif field == "state_actors":
        kind = row.get("kind")
        said = (row["name"], term_name("state_actor", kind, language()) if kind else "")
    else:
        said = (_day(row.get("day")), row.get("words") or "", row.get("source") or "")
    return " · ".join(one for one in said if one)


def _response(value: Mapping[str, Any]) -> str:
    lines = []
    for name in ("asked", "received"):
        answer = {True: "yes", False: "no"}.get(value.get(name), "unknown")  # type: ignore[arg-type]
        said = f"{say(f'documentation.field.{name}', language())} {say(f'documentation.answer.{answer}', language())}"
        lines.append(" · ".join(one for one in (said, _day(value.get(f"{name}_on"))) if one))
    return "\n".join([*lines, *([value["words"]] if value.get("words") else [])])


def _day(value: Any) -> str:
    try:
        return date_words(str(PartialDate.parse(str(value)))) if value else ""
    except ValueError:
        return str(value)
