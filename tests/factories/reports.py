"""Reports of many cases that nobody published, in four forms and four languages, with what is a case in them."""

from __future__ import annotations

import html
import textwrap
import tomllib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import cycle, islice, product
from pathlib import Path
from typing import Any, Literal

from babel import Locale

from tests.factories import files

Form = Literal["headings", "labels", "chapters", "rows", "contents"]
Kind = Literal["heading", "text", "line", "row"]

_WORDS: dict[str, Any] = tomllib.loads(
    (Path(__file__).parents[1] / "samples" / "reports.toml").read_text(encoding="utf-8")
)
_COUNTRIES = _WORDS["countries"].split()


@dataclass(frozen=True)
class Case:
    """A case that never happened; `country` is ISO 3166-1 alpha-2."""

    title: str
    country: str
    company: str


@dataclass
class Report:
    """The report as blocks, and the titles of its cases in order."""

    blocks: list[tuple[Kind, str]] = field(default_factory=list)
    titles: list[str] = field(default_factory=list)

    def add(self, *blocks: tuple[Kind, str]) -> None:
        self.blocks += blocks


def cases(count: int, language: str) -> list[Case]:
    """Cases with a title of their own, three to a country in turn."""
    titles = (harm.format(place) for place, harm in product(_WORDS["places"], _WORDS[language]["harms"]))
    countries = cycle(code for code in _COUNTRIES for _ in range(3))
    found = zip(titles, countries, strict=False)
    names = product(_WORDS["places"], _WORDS["firms"])
    return [
        Case(title, code, " ".join(name))
        for (title, code), name in zip(islice(found, count), cycle(names), strict=False)
    ]


def country(code: str, language: str) -> str:
    return str(Locale(language).territories[code])


def number(value: int, language: str) -> str:
    """As the language writes it: Arabic with its own digits."""
    return str(value).translate(str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")) if language == "ar" else str(value)


def report(form: Form, language: str, count: int, *, missing: Sequence[int] = (), story: int = 2) -> Report:
    """A report with front matter, `count` cases in this form, and an annex. Fields of the cases in `missing` (from 1)
    lack their first label."""
    told, all_cases = Report(), cases(count, language)
    told.titles = [case.title for case in all_cases]
    if form in ("headings", "contents"):
        told.add(("heading", _WORDS[language]["contents"]), *_contents(form, all_cases, language))
    told.add(("heading", _WORDS[language]["intro"][0]), ("text", _WORDS[language]["intro"][1]))
    if form == "contents":
        told.add(("heading", _WORDS[language]["cases"]))
    if form == "rows":
        told.add(("row", " | ".join(("N.", _WORDS[language]["named"], *_WORDS[language]["fields"][:3]))))
    last = ""
    for at, case in enumerate(all_cases, 1):
        if form == "chapters" and case.country != last:
            told.add(("heading", country(case.country, language).upper()), ("text", _WORDS[language]["intro"][1]))
            last = case.country
        told.add(*_told(form, case, at, language, story=story, whole=at not in missing))
        if form == "headings" and at % 7 == 3:
            told.add(("text", _WORDS[language]["false"].format(n=number(at - 2, language))))
    told.add(("heading", _WORDS[language]["annex"][0]), ("text", _WORDS[language]["annex"][1]))
    return told


def as_text(told: Report) -> bytes:
    return "\n\n".join(text for _, text in told.blocks).encode()


def as_html(told: Report, language: str) -> bytes:
    rows = {"heading": "h2", "text": "p", "line": "p", "row": "tr"}
    body = []
    for kind, text in told.blocks:
        inner = html.escape(text)
        if kind == "row":
            inner = "<table><tr>" + "".join(f"<td>{cell}</td>" for cell in inner.split(" | ")) + "</tr></table>"
            body.append(inner)
        else:
            body.append(f"<{rows[kind]}>{inner}</{rows[kind]}>")
    head = f'<!doctype html><html lang="{language}"><head><meta charset="utf-8"><title>x</title></head><body>'
    return f"{head}{''.join(body)}</body></html>".encode()


def as_word(told: Report) -> bytes:
    """Rows stand together in one table behind the text."""
    rows = [text.split(" | ") for kind, text in told.blocks if kind == "row"]
    texts = [f"#{text}" if kind == "heading" else text for kind, text in told.blocks if kind != "row"]
    return files.word(*texts, table=rows)


def as_pdf(told: Report, *, lines: int = 48, width: int = 92) -> bytes:
    """Pages of lines, one block after another with white space between: cases begin where they come to stand."""
    flow: list[tuple[str, int]] = []
    for kind, text in told.blocks:
        size = 14 if kind == "heading" else 11
        flow += [*((line, size) for line in textwrap.wrap(text.replace("’", "'"), width)), ("", size)]
    pages = [flow[at : at + lines] for at in range(0, len(flow), lines)]
    return files.raw_pdf([_page(page) for page in pages])


def _page(lines: Sequence[tuple[str, int]]) -> bytes:
    shown = [
        f"/F1 {size} Tf 1 0 0 1 72 {770 - at * 15} Tm ({line.replace('(', '').replace(')', '')}) Tj"
        for at, (line, size) in enumerate(lines)
        if line
    ]
    return "\n".join(("BT", *shown, "ET")).encode("cp1252")


def _told(form: Form, case: Case, at: int, language: str, *, story: int, whole: bool) -> Iterable[tuple[Kind, str]]:
    land = country(case.country, language)
    if form == "rows":
        yield (
            "row",
            " | ".join((number(at, language), case.title, case.company, land, _WORDS[language]["rights"][at % 7])),
        )
        return
    if form == "headings":
        yield "heading", _WORDS[language]["case"].format(n=number(at, language), title=case.title)
    else:
        yield "heading", case.title
    if form == "labels":
        fields = zip(
            _WORDS[language]["fields"],
            (case.company, land, _WORDS[language]["rights"][at % 7], _WORDS[language]["story"][0]),
            strict=True,
        )
        yield from (("text", f"{label}: {value}") for place, (label, value) in enumerate(fields) if place or whole)
    for text in islice(cycle(_WORDS[language]["story"]), story):
        yield "text", f"{_WORDS[language]['quoted'].format(case.title)} {text}"


def _contents(form: Form, told: Sequence[Case], language: str) -> Iterable[tuple[Kind, str]]:
    yield "line", f"{_WORDS[language]['intro'][0]} ........ 2"
    if form == "contents":
        yield "line", f"{_WORDS[language]['cases']} ........ 3"
    for at, case in enumerate(told, 1):
        title = (
            _WORDS[language]["case"].format(n=number(at, language), title=case.title)
            if form == "headings"
            else case.title
        )
        yield "line", f"{title} ........ {3 + at // 3}"
    yield "line", f"{_WORDS[language]['annex'][0]} ........ {4 + len(told) // 3}"
