"""The form in which facts are corrected, and what was typed into it: as the service takes it, and as it is shown again.

A form names the fields that it holds (`field`): what it does not hold stays as it is. Rows that are left empty go.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from functools import lru_cache

import pycountry
from werkzeug.datastructures import MultiDict

from caselaw.domain.court import court_name, courts, while_listed
from caselaw.domain.editing import FIELDS, KEYS, Value
from caselaw.domain.taxonomy.terms import taxonomies
from caselaw.domain.text import fold
from caselaw.search.cited import keyword
from caselaw.search.fields import known_values
from caselaw.search.labels import country_name
from web.i18n import language

BLANK = {"identifiers": 1, "parties": 2, "orders": 1, "allegations": 1, "respondents": 1}
"""Empty rows that a form offers beside those that are there."""
MORE = 4
LARGEST = 2_000_000  # letters of what a page of two states carries on
CODED = ("right", "theme", "group", "industry", "mechanism", "harm", "remedy", "capture",
         "objective", "condition")  # fmt: skip
"""The vocabularies whose terms say what a decision is about."""
_MONTHS = 12


def typed(form: MultiDict[str, str]) -> dict[str, Value]:
    """What a form wants of each field that it holds, in the form of `caselaw.domain.editing`, not judged yet."""
    return {field: _typed(field, form) for field in form.getlist("field") if field in FIELDS}


def carried(form: MultiDict[str, str]) -> dict[str, Value]:
    """What the page of two states carries on: all that was wanted, without the facts of which she took the other's."""
    text = form.get("kept", "")
    try:
        kept = json.loads(text) if len(text) <= LARGEST else {}
    except (ValueError, RecursionError):
        kept = {}
    wanted = kept if isinstance(kept, dict) else {}
    return {field: value for field, value in wanted.items() if form.get(f"choice.{field}") != "theirs"}


def rows(field: str, value: Sequence[Value], more: str) -> list[Value]:
    """The rows of a list with some empty ones behind; `more` is the field of which further ones were asked for."""
    blank: Value = "" if field not in KEYS else dict.fromkeys(KEYS[field], "")
    return [*(value or ()), *[blank] * (BLANK[field] + (MORE if more == field else 0))]


def date_parts(value: str | None) -> tuple[str, str, str]:
    """Year, month and day of a date as it was typed, right or wrong."""
    parts = (value or "").split("-")
    year, month, day = (*parts, "", "", "")[:3]
    return year, month.lstrip("0"), day.lstrip("0")


def court_choices() -> Mapping[str, str]:
    """Every court by what it is called in a list of choices: its name, with its country where it has one."""
    return _court_choices(language())


def country_choices() -> Mapping[str, str]:
    """The code of every country by its name, in the order of the reader's alphabet."""
    return _country_choices(language())


def court_choice(court: str | None) -> str:
    """What stands in the field for a court; what is no court of the list stands as it was typed."""
    return _called(court, language()) if court in courts() else court or ""


def term_choices() -> list[tuple[str, list[tuple[str, str]]]]:
    """Each vocabulary with its terms, each as `vocabulary:id` and name, by name."""
    return [
        (
            name,
            sorted(
                ((f"{name}:{id_}", one.name(language())) for id_, one in taxonomies()[name].items() if one.offered),
                key=_by_name,
            ),
        )
        for name in CODED
    ]


def _typed(field: str, form: MultiDict[str, str]) -> Value:
    if field == "terms":
        return _terms(form)
    if field in KEYS:
        columns = [form.getlist(f"{field}.{key}") for key in KEYS[field]]
        return [_record(field, dict(zip(KEYS[field], row, strict=True))) for row in zip(*columns, strict=False)]
    if field == "judges":
        return form.get("judges", "").splitlines()
    if field == "stages":
        return form.getlist("stages")
    if field == "respondents":
        return [country_code(one) for one in form.getlist("respondents")]
    if field == "decided":
        return _date(*(form.get(f"decided.{part}", "").strip() for part in ("year", "month", "day")))
    value = form.get(field, "").strip()
    return {"court": _court, "country": country_code}.get(field, str)(value)


def _record(field: str, row: dict[str, str]) -> dict[str, str]:
    return {**row, "home_state": country_code(row["home_state"])} if field == "allegations" else row


def _terms(form: MultiDict[str, str]) -> list[dict[str, str]]:
    names = [*form.getlist("terms.name"), *(one for one in form.getlist("terms.new") if one)]
    statuses = [*form.getlist("terms.status"), *["confirmed"] * len(names)]
    pairs = [name.partition(":") for name in names]
    found = {
        (vocabulary, id_): status for (vocabulary, _, id_), status in zip(pairs, statuses, strict=False)
    }  # fmt: skip
    return [{"vocabulary": vocabulary, "id": id_, "status": status} for (vocabulary, id_), status in found.items()]


def _date(year: str, month: str, day: str) -> str:
    """As ISO 8601 has it; a day without its month, or letters, make no date, and are refused as none."""
    if not (month or day):
        return year
    return f"{year}-{month.zfill(2)}-{day.zfill(2)}" if day else f"{year}-{month.zfill(2)}"


def _court(value: str) -> str:
    return court_choices().get(value, value)


def country_code(value: str) -> str:
    """The code of a country by its name in the reader's language, however it is typed, or by any name that one country
    alone is searched by ("Reino Unido", "UK"); else what was typed."""
    found = country_choices().get(value.strip()) or _by_folded_name(language()).get(fold(value))
    meant = known_values("country").get(keyword(value), ())
    return found or (meant[0] if len(meant) == 1 else value.strip())


@while_listed
def _court_choices(reader: str) -> Mapping[str, str]:
    found = {_called(court, reader): court for court in courts()}
    return dict(sorted(found.items(), key=lambda one: fold(one[0])))


def _called(court: str | None, reader: str) -> str:
    if court is None:
        return ""
    country = courts()[court].country
    name = court_name(court, reader)
    return f"{name} ({country_name(country, reader)})" if country else name


@lru_cache(maxsize=8)
def _country_choices(reader: str) -> Mapping[str, str]:
    found = {country_name(one.alpha_3, reader): one.alpha_3 for one in pycountry.countries}
    return dict(sorted(found.items(), key=lambda one: fold(one[0])))


@lru_cache(maxsize=8)
def _by_folded_name(reader: str) -> Mapping[str, str]:
    return {fold(name): code for name, code in _country_choices(reader).items()}


def _by_name(choice: tuple[str, str]) -> str:
    return fold(choice[1])
