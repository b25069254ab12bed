"""What a corrected fact must be: its form as it is kept, and what is wrong with one that cannot be, fact by fact.

A fault is the code of a sentence (`editing.po`). A fact that is left as it stands is never judged: what a parser read
years ago must not keep an editor from correcting something else.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping
from datetime import UTC, datetime, timedelta
from typing import Any, get_args

import pycountry

from caselaw.domain.court import courts
from caselaw.domain.dates import PartialDate
from caselaw.domain.document import KINDS, OUTCOMES, STAGES, VersionStatus
from caselaw.domain.documentation.allegation import STATUSES
from caselaw.domain.editing import GIVEN, KEYS, LONGEST_SOURCE, TEXTS, Source, Value
from caselaw.domain.identifiers import SCHEMES
from caselaw.domain.order import OrderKind
from caselaw.domain.taxonomy.terms import taxonomies
from caselaw.domain.text import fold
from caselaw.services.intake.records import one_line

ROLES = ("applicant", "respondent", "appellant", "intervener", "amicus", "victim", "state", "party")
"""What a party may be, as pages name it."""
TERM_STATUSES = ("proposed", "confirmed", "rejected")
LONGEST_TEXT = 2_000
LONGEST_PASSAGE = 20_000  # letters of an order or an allegation
MOST_ROWS = 500
_OLDEST = 1000  # the year 201 is a slip of the pen
# ECLI, Council conclusions 2011/C 127/01: country or EU, court, year, an ordinal of at most 25 signs.
_ECLI = re.compile(r"ECLI:([A-Z]{2}):[A-Z][A-Z0-9]{0,6}:[0-9]{4}:[A-Z0-9.]{1,25}", re.IGNORECASE)
_BEYOND_COUNTRIES = ("EU", "EP", "CE")  # the Union, the European Patent Office, the Council of Europe
_LINK = re.compile(r"https?://[^\s/]+\.[^\s/]+(/\S*)?")


def cleaned(field: str, raw: Value) -> Value:
    """The value in the form in which it is kept: texts in NFC on one line, empty ones and empty rows gone."""
    if field in KEYS:
        rows = [_row(field, one) for one in raw or () if isinstance(one, Mapping)]
        return sorted(rows, key=_by_name) if field == "terms" else [one for one in rows if any(_told(field, one))]
    if isinstance(raw, (list, tuple)):
        return [text for one in raw if (text := _line(one))]
    return _court(_line(raw)) if field == "court" else _line(raw)


def faults(field: str, value: Value, anchors: Collection[str]) -> list[str]:
    """What is wrong with a cleaned value, each fault once; `anchors` are those of the document's paragraphs."""
    found = [code for code in _RULES[field](value, anchors) if code]
    if isinstance(value, list) and len(value) > MOST_ROWS:
        found.append("editing.too_many")
    return list(dict.fromkeys(found))


def source_of(kind: str, text: str, anchors: Mapping[str, str]) -> tuple[Source | None, str]:
    """What a correction rests on, or the code of what is wrong with it. A paragraph is given by its anchor or its
    printed number: `anchors` maps both to the anchor."""
    words = _line(text) or ""
    if kind not in GIVEN:
        return None, "editing.source_kind"
    if not words:
        return None, "editing.source_needed"
    if len(words) > LONGEST_SOURCE:
        return None, "editing.source_long"
    if kind == "paragraph":
        anchor = anchors.get(words.removeprefix("#")) or anchors.get(words.strip("[]().§¶ "))
        return (Source("paragraph", "", anchor), "") if anchor else (None, "editing.source_paragraph")
    if kind == "link" and not _LINK.fullmatch(words):
        return None, "editing.source_link"
    return Source(kind, words), ""


def _line(raw: Value) -> str | None:
    return one_line(raw) or None if isinstance(raw, str) else None


def _row(field: str, raw: Mapping[str, Any]) -> dict[str, Value]:
    row = {key: _line(raw.get(key)) for key in KEYS[field]}
    if field == "parties":
        row["role"] = row["role"] or "party"
    return row


def _told(field: str, row: Mapping[str, Value]) -> list[Value]:
    """What a person wrote in a row, beside what a list of choices always says."""
    chosen = {"identifiers": ("scheme",), "parties": ("role",), "orders": ("kind",), "allegations": ("status",)}[field]
    return [value for key, value in row.items() if key not in chosen]


def _by_name(term: Mapping[str, Value]) -> tuple[str, str, str]:
    return str(term["vocabulary"]), str(term["id"]), str(term["status"])


def _court(said: str | None) -> str | None:
    """The id of the court that is meant by its id, a name or an acronym that no other has; else as it was said."""
    if said is None or said in courts():
        return said
    wanted = fold(said)
    named = {
        one.id for one in courts().values() if wanted in {fold(name) for name in (*one.all_names, *one.acronyms)}
    }  # fmt: skip
    return named.pop() if len(named) == 1 else said


def _text(value: Value, _anchors: Collection[str]) -> list[str]:
    return ["editing.too_long"] if value and len(value) > LONGEST_TEXT else []


def _title(value: Value, anchors: Collection[str]) -> list[str]:
    return _text(value, anchors) if value else ["editing.title_needed"]


def _among(choices: Collection[str], code: str) -> Callable[[Value, Collection[str]], list[str]]:
    def judge(value: Value, _anchors: Collection[str]) -> list[str]:
        wrong = [one for one in (value if isinstance(value, list) else [value]) if one and one not in choices]
        return [code] if wrong else []

    return judge


def _needed(choices: Collection[str], code: str) -> Callable[[Value, Collection[str]], list[str]]:
    def judge(value: Value, _anchors: Collection[str]) -> list[str]:
        return [] if value in choices else [code]

    return judge


def _listed_court(value: Value, _anchors: Collection[str]) -> list[str]:
    return [] if value is None or value in courts() else ["editing.no_court"]


def _countries(value: Value, _anchors: Collection[str]) -> list[str]:
    codes = value if isinstance(value, list) else [value]
    wrong = any(code and not is_country(code) for code in codes)
    twice = isinstance(value, list) and len(set(value)) < len(value)
    return ["editing.no_country" if wrong else "", "editing.twice" if twice else ""]


def is_country(code: str) -> bool:
    """It is an ISO 3166-1 alpha-3 code."""
    return len(code) == 3 and code.isupper() and pycountry.countries.get(alpha_3=code) is not None


def _decided(value: Value, _anchors: Collection[str]) -> list[str]:
    if value is None:
        return []
    try:
        day = PartialDate.parse(value)
    except ValueError:
        return ["editing.date"]
    if day.year < _OLDEST:
        return ["editing.date_early"]
    latest = datetime.now(UTC).date() + timedelta(days=1)  # it may be tomorrow already where the court sits
    return ["editing.date_future"] if day.first > int(latest.strftime("%Y%m%d")) else []


def _identifiers(value: Value, _anchors: Collection[str]) -> list[str]:
    pairs = [(one["scheme"], one["value"]) for one in value]
    twice = "editing.twice" if len(set(pairs)) < len(pairs) else ""
    return [twice, *(_number(scheme, number) for scheme, number in pairs)]


def _number(scheme: str | None, number: str | None) -> str:
    if scheme not in SCHEMES:
        return "editing.scheme"
    if not number:
        return "editing.number_empty"
    if len(number) > 200:
        return "editing.too_long"
    if scheme == "ecli":
        found = _ECLI.fullmatch(number)
        place = found[1].upper() if found else ""
        known = place in _BEYOND_COUNTRIES or pycountry.countries.get(alpha_2=place) is not None
        return "" if found and known else "editing.number_ecli"
    if scheme == "un_symbol" and "/" not in number:
        return "editing.number_un"
    return "" if scheme == "other" or any(character.isdigit() for character in number) else "editing.number_figure"


def _parties(value: Value, _anchors: Collection[str]) -> list[str]:
    return [
        code for one in value
        for code in ("" if one["name"] else "editing.party_name", "" if one["role"] in ROLES else "editing.party_role")
    ] + [_length(one["name"]) for one in value]  # fmt: skip


def _judges(value: Value, _anchors: Collection[str]) -> list[str]:
    return ["editing.twice" if len(set(value)) < len(value) else "", *map(_length, value)]


def _orders(value: Value, anchors: Collection[str]) -> list[str]:
    found = []
    for one in value:
        found += [
            "" if one["kind"] in get_args(OrderKind) else "editing.order_kind",
            "" if one["text"] else "editing.order_text",
            "" if one["paragraph"] is None or one["paragraph"] in anchors else "editing.order_paragraph",
            "" if one["due"] is None or _is_date(one["due"]) else "editing.order_due",
            _length(one["text"], LONGEST_PASSAGE),
            *(_length(one[key]) for key in ("number", "addressee", "deadline")),
        ]
    return found


def _allegations(value: Value, _anchors: Collection[str]) -> list[str]:
    """The rules of `domain.documentation.allegation`: no finding without its body, no claim without its source."""
    found = []
    for one in value:
        found += [
            "" if one["company"] else "editing.company",
            "" if one["statement"] else "editing.statement",
            "" if one["status"] in STATUSES else "editing.allegation_status",
            "" if one["source"] else "editing.allegation_source",
            "editing.allegation_body" if one["status"] == "found" and not one["body"] else "",
            "" if not one["home_state"] or is_country(one["home_state"]) else "editing.no_country",
            "" if not one["role"] or one["role"] in taxonomies()["company_role"] else "editing.company_role",
            _length(one["statement"], LONGEST_PASSAGE),
            *(_length(one[key]) for key in ("company", "source", "body")),
        ]
    return found


def _terms(value: Value, _anchors: Collection[str]) -> list[str]:
    names = [(one["vocabulary"], one["id"]) for one in value]
    known = all(term in taxonomies().get(vocabulary, {}) for vocabulary, term in names)
    return [
        "" if known else "editing.term",
        "" if all(one["status"] in TERM_STATUSES for one in value) else "editing.term_status",
        "editing.twice" if len(set(names)) < len(names) else "",
    ]


def _length(text: str | None, most: int = LONGEST_TEXT) -> str:
    return "editing.too_long" if text and len(text) > most else ""


def _is_date(text: str) -> bool:
    try:
        PartialDate.parse(text)
    except ValueError:
        return False
    return True


_RULES: Mapping[str, Callable[[Value, Collection[str]], list[str]]] = {
    **dict.fromkeys(TEXTS, _text),
    "title": _title,
    "court": _listed_court,
    "country": _countries,
    "kind": _needed(KINDS, "editing.kind"),
    "stages": _among(STAGES, "editing.stage"),
    "outcome": _among(OUTCOMES, "editing.outcome"),
    "decided": _decided,
    "status": _needed(get_args(VersionStatus), "editing.status"),
    "identifiers": _identifiers,
    "parties": _parties,
    "judges": _judges,
    "respondents": _countries,
    "orders": _orders,
    "terms": _terms,
    "allegations": _allegations,
}
