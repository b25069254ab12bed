"""Regions of the world: where a country lies, and for which part of it a regional body decides.

The list is `mappings/regions.csv`: the geographical regions of the United Nations (M49) with their countries, and the
bodies of which the region is certain. A country or body of no region is in none.
"""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from types import MappingProxyType

import mappings
from caselaw.domain.languages import LANGUAGES


@dataclass(frozen=True)
class Region:
    """A region and the one it is a part of; `countries` (ISO 3166-1 alpha-3) and `courts` (ids of the list of courts)
    are those that no smaller region has."""

    id: str
    broader: str | None
    names: Mapping[str, str] = field(hash=False)
    countries: tuple[str, ...] = ()
    courts: tuple[str, ...] = ()

    def name(self, language: str) -> str:
        """The name in `language`, else the English one."""
        return self.names.get(language) or self.names["en"]


@cache
def regions() -> Mapping[str, Region]:
    """Every region by its id, in the order of the file; `ValueError` for a row that breaks its rules."""
    found: dict[str, Region] = {}
    for row in csv.DictReader(mappings.open_text("regions.csv").splitlines()):
        names = {language: row[f"name_{language}"] for language in LANGUAGES if row[f"name_{language}"]}
        broader = row["broader"] or None
        if row["id"] in found or "en" not in names or (broader and broader not in found):
            raise ValueError(f"region listed twice, without a name, or before what it is a part of: {row['id']}")
        found[row["id"]] = Region(row["id"], broader, names, _parts(row["countries"]), _parts(row["courts"]))
    return MappingProxyType(found)


def regions_of(country: str | None = None, court: str | None = None) -> tuple[str, ...]:
    """The ids of the regions that a country lies in and that a body is of, the smallest first; none where neither is
    known."""
    first = [_homes().get(place) for place in (country, court) if place]
    return tuple(dict.fromkeys(one for home in first if home for one in upwards(home)))


def region_of(country: str) -> str | None:
    """The smallest region a country lies in."""
    return _homes().get(country)


def upwards(region: str) -> tuple[str, ...]:
    """A region and all that it is a part of, the largest last."""
    broader = regions()[region].broader
    return (region, *upwards(broader)) if broader else (region,)


def region_name(id: str, language: str) -> str:  # noqa: A002 - the domain's word
    """The region's name in `language`; the id itself for one that is not listed."""
    region = regions().get(id)
    return region.name(language) if region else id


@cache
def _homes() -> Mapping[str, str]:
    """The smallest region of each country and of each court; their ids cannot be confused (COL, iacthr)."""
    return {place: one.id for one in regions().values() for place in (*one.countries, *one.courts)}


def _parts(cell: str) -> tuple[str, ...]:
    return tuple(part for part in cell.split("|") if part)
