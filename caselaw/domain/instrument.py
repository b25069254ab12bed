"""Treaties, declarations and charters whose articles are cited: one reviewed list, by every name they go by.

The list is `mappings/instruments.csv`; an instrument is added there, in one line, and nowhere else.
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
class Instrument:
    """A text whose articles are cited. `id` is how we write it in a citation ("ICESCR 11"); `country` is ISO 3166-1
    alpha-3 for a national one; `names` maps a language to the names in use, the full one first (Portuguese names
    stand with the Spanish ones); `acronyms` are those of all languages (ICESCR, PIDESC)."""

    id: str
    kind: str
    country: str | None
    acronyms: tuple[str, ...] = ()
    names: Mapping[str, tuple[str, ...]] = field(default_factory=dict, hash=False)

    def name(self, language: str) -> str:
        """The full name in `language`, else in English."""
        return (self.names.get(language) or self.names["en"])[0]


@cache
def instruments() -> Mapping[str, Instrument]:
    """Every instrument of the list by its id, in its order; `ValueError` for a row that breaks the rules."""
    found: dict[str, Instrument] = {}
    for row in csv.DictReader(mappings.open_text("instruments.csv").splitlines()):
        names = {language: _parts(row[f"names_{language}"]) for language in LANGUAGES if row[f"names_{language}"]}
        if row["id"] in found or "en" not in names:
            raise ValueError(f"instrument listed twice, or without an English name: {row['id']}")
        found[row["id"]] = Instrument(row["id"], row["kind"], row["country"] or None, _parts(row["acronyms"]), names)
    return MappingProxyType(found)


def _parts(cell: str) -> tuple[str, ...]:
    return tuple(part for part in cell.split("|") if part)
