"""Which lists of values a search counts, how long they are, and how a reader sees them.

Each list costs every search a little time. So some are always counted, and others (names, of which a collection holds
thousands) only for who asks for them or has chosen one of their values.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from caselaw.domain.searching.questions import FACETS, FURTHER_FACETS, FacetCount, SearchQuery
from caselaw.search.labels import broader, label, years

SHOWN = 20
"""Values of a list, unless all are asked for."""
ALL = 1000
YEARS = 300
EARLIEST, LATEST = 1600, 2199
"""The years of a filter that is open at one end; no decision that people cite as law is of another."""


@dataclass(frozen=True)
class Counted:
    """The fields a search counts, and how many values of each are asked of an engine: one more than are shown tells
    that there are more."""

    fields: tuple[str, ...]
    sizes: Mapping[str, int]


@dataclass(frozen=True)
class Listed:
    """The values of each field as a reader sees them, and the fields that have more of them."""

    facets: Mapping[str, tuple[FacetCount, ...]]
    more: frozenset[str]


def counted(query: SearchQuery) -> Counted:
    """What this query wants counted."""
    fields = (
        *FACETS, *(field for field in FURTHER_FACETS if field in query.more or query.filters.get(field)),
    )  # fmt: skip
    return Counted(fields, {field: _asked(field, query) + 1 for field in fields})


def listed(counts: Mapping[str, Mapping[str, int]], query: SearchQuery) -> Listed:
    """The counts of an engine as this query's reader sees them. A value that was chosen stands even where it counts 0
    or comes late; a value stands behind the broader one it lies under, years stand newest first."""
    facets: dict[str, tuple[FacetCount, ...]] = {}
    more: set[str] = set()
    for field, values in counts.items():
        size = _size(field, query)
        kept = dict(sorted(values.items(), key=lambda one: (-one[1], one[0]))[:size])
        if len(values) > size:
            more.add(field)
        chosen = single_values(field, query.filters.get(field, ()), values)
        kept |= {value: values.get(value, 0) for value in chosen if value not in kept}
        above = {one.value for one in facets.get("region", ())}
        facets[field] = _arranged(field, kept, chosen, above, query.reader)
    return Listed(facets, frozenset(more))


def _arranged(
    field: str, values: Mapping[str, int], chosen: Sequence[str], regions: set[str], reader: str
) -> tuple[FacetCount, ...]:
    around = regions if field == "country" else values.keys()
    found = [
        FacetCount(
            value,
            label(field, value, reader),
            count,
            value in chosen,
            next((one for one in broader(field, value) if one in around), None),
        )
        for value, count in values.items()
    ]
    if field == "year":
        return tuple(sorted(found, key=lambda one: one.value, reverse=True))
    ordered = sorted(found, key=lambda one: (-one.count, one.label))
    return tuple(ordered) if field == "country" else tuple(_nested(ordered))


def _nested(ordered: Sequence[FacetCount]) -> Iterator[FacetCount]:
    """Each value followed by those that lie under it."""
    below: dict[str | None, list[FacetCount]] = {}
    for one in ordered:
        below.setdefault(one.parent, []).append(one)
    waiting = below.get(None, [])[::-1]
    while waiting:
        one = waiting.pop()
        yield one
        waiting += below.get(one.value, [])[::-1]


def single_values(field: str, values: Sequence[str], among: Iterable[str] | None = None) -> tuple[str, ...]:
    """The values of a filter one by one: of years from and to each that lies there, of those counted where told."""
    if field != "year":
        return tuple(values)
    single: dict[str, None] = {}
    for value in values:
        between = years(value)
        if between is None:
            single[value] = None
        else:
            kept = range(max(between[0], EARLIEST), min(between[1], LATEST) + 1)
            single |= dict.fromkeys(
                map(str, kept) if among is None else (one for one in among if one.isdecimal() and int(one) in kept)
            )
    return tuple(single)


def _asked(field: str, query: SearchQuery) -> int:
    """A chosen value is counted however late it comes."""
    return max(ALL if query.filters.get(field) else 0, _size(field, query))


def _size(field: str, query: SearchQuery) -> int:
    return YEARS if field == "year" else ALL if field in query.more else SHOWN
