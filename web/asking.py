"""What an address of the search page asks: the search itself, and how its answers are to be shown.

Whoever reads the same address (the page, an export, a saved search, a feed) reads it here, so that all mean the same.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Literal, TypeVar, get_args

from werkzeug.datastructures import MultiDict

from caselaw.domain.identifiers import as_id
from caselaw.domain.searching.questions import (
    FILTERS,
    FURTHEST_PARAGRAPH,
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
from caselaw.search.labels import standing, years

View = Literal["list", "table", "map", "timeline"]
VIEWS: tuple[View, ...] = get_args(View)
Layer = Literal["country", "respondent", "place"]
LAYERS: tuple[Layer, ...] = get_args(Layer)
"""What a map shades: the country of the decision, the State it is directed against, or where the harm was done."""
COLUMNS = ("court", "country", "date", "kind", "language", "headline", "passage")
"""What a table may say beside the title."""
USUAL_COLUMNS = ("court", "country", "date", "language")
SIZES = (10, 25, 50)
FEW = 5
"""Documents of a section where the reader's line is slow."""
WITHIN = 50
"""Passages on a page of one document."""
Choice = TypeVar("Choice", bound=str)
_YEAR = re.compile(r"[0-9]{4}")
_NUMBER = re.compile(r"[0-9]{1,6}")


@dataclass(frozen=True)
class Asked(SearchQuery):
    """A search and the way its answers are shown: as which `view`, with which `columns` of a table, shaded by which
    `layer` of a map; with `fold` the language versions of one decision are one hit."""

    view: View = "list"
    columns: tuple[str, ...] = USUAL_COLUMNS
    layer: Layer = "country"
    fold: bool = False

    def manner(self) -> dict[str, str]:
        """How the answers are shown, as an address says it; what is usual is left unsaid."""
        said: dict[str, str] = {} if self.view == "list" else {"view": self.view}
        if self.columns != USUAL_COLUMNS:
            said["columns"] = ",".join(self.columns) or "none"
        if self.layer != "country":
            said["layer"] = self.layer
        return said | ({"fold": "work"} if self.fold else {})


def asked(args: MultiDict[str, str], reader: str, *, usual_size: int = PAGE_SIZE) -> Asked:
    """The query of an address. What cannot be a value is passed over, so that an old or cut link still opens."""
    filters = {field: tuple(dict.fromkeys(args.getlist(field)))[:MAX_VALUES] for field in FILTERS}
    filters = {field: standing(field, values) for field, values in filters.items()}
    filters["year"] = _years(args, filters["year"])
    sort = args.get("sort", "")
    size = args.get("size", "")
    cursors = {section: args[section] for section in SECTIONS if args.get(section)}
    like = args.get("like", "").strip()[:MAX_TEXT]
    mode = args.get("mode", "")
    within = as_id(args.get("within", ""))
    passed = args.get("from", "")
    return Asked(
        text=like or args.get("q", "").strip(),
        like=bool(like),
        mode=mode if mode in MODES else "hybrid",
        more=frozenset(args.getlist("more")) & frozenset(FILTERS),
        within=within,
        paragraphs=WITHIN if within else PARAGRAPHS,
        paragraphs_from=min(int(passed), FURTHEST_PARAGRAPH) if within and _NUMBER.fullmatch(passed) else 0,
        reader=reader,
        filters={field: values for field, chosen in filters.items() if (values := tuple(filter(None, chosen)))},
        sort=sort if sort in get_args(Sort) else "relevance",  # type: ignore[arg-type]
        size=int(size) if size in map(str, SIZES) else usual_size,
        cursors=cursors,
        without=frozenset(args.getlist("without")) & frozenset(SOURCES),
        dropped=frozenset(args.getlist("drop")[:MAX_VALUES]),
        sections=tuple(cursors) or SECTIONS,  # further on in one section, the other does not come again
        view=_one_of(VIEWS, args.get("view")),
        columns=_columns(args.getlist("columns")),
        layer=_one_of(LAYERS, args.get("layer")),
        fold=args.get("fold") == "work",
    )


def needed(query: Asked) -> Asked:
    """The query with the counts that its view is made of, and no more documents than it shows."""
    if query.view == "map":
        return replace(query, more=query.more | {query.layer}, size=1)
    if query.view == "timeline" and one_year(query):
        return replace(query, more=query.more | {"month"})
    return query


def one_year(query: SearchQuery) -> str | None:
    """The year that was chosen, where it is a single one."""
    chosen = query.filters.get("year", ())
    return chosen[0] if len(chosen) == 1 and _YEAR.fullmatch(chosen[0]) else None


def _years(args: Mapping[str, str], chosen: Iterable[str]) -> tuple[str, ...]:
    """The years of an address; two fields of a form, from and to, take the place of any others."""
    first, last = (args.get(name, "").strip() for name in ("year_from", "year_to"))
    first, last = (year if _YEAR.fullmatch(year) else "" for year in (first, last))
    if first or last:
        return (first if first == last else f"{first}..{last}",)
    if "year_from" in args or "year_to" in args:
        return ()
    return tuple(year for year in chosen if _YEAR.fullmatch(year) or years(year))


def _columns(given: Iterable[str]) -> tuple[str, ...]:
    named = [name for one in given for name in one.split(",")]
    chosen = tuple(name for name in COLUMNS if name in named)
    return chosen if chosen or "none" in named else USUAL_COLUMNS


def _one_of(choices: tuple[Choice, ...], given: str | None) -> Choice:
    """The choice that an address names, else the first."""
    return next((one for one in choices if one == given), choices[0])
