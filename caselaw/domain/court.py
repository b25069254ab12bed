"""Courts and other bodies that decide: one reviewed list, named in the reader's language.

The list is `mappings/courts.csv`; a court is added there, in one line, and nowhere else.
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
class Court:
    """A body that decides: `country` is ISO 3166-1 alpha-3, None for an international or regional body.

    `names` maps a language to the name in use there (English always stands); `original` is the name the body gives
    itself, where it is not one of these languages' own; `acronyms` are the short forms used in citations.
    """

    id: str
    country: str | None
    level: str
    type: str
    names: Mapping[str, str] = field(default_factory=dict, hash=False)
    original: str | None = None
    acronyms: tuple[str, ...] = ()

    def name(self, language: str) -> str:
        """The name in `language`; where none is in use, the court's own, else the English one."""
        return self.names.get(language) or self.original or self.names["en"]


@cache
def courts() -> Mapping[str, Court]:
    """Every court of the list by its id, in the order of the list; `ValueError` for a row that breaks its rules."""
    found: dict[str, Court] = {}
    for row in csv.DictReader(mappings.open_text("courts.csv").splitlines()):
        court = _court(row)
        if court.id in found:
            raise ValueError(f"court listed twice: {court.id}")
        found[court.id] = court
    return MappingProxyType(found)


def court_name(id: str, language: str) -> str:  # noqa: A002 - the domain's word
    """The court's name in `language`; the id itself for a court the list does not have."""
    court = courts().get(id)
    return court.name(language) if court else id


def _court(row: Mapping[str, str]) -> Court:
    names = {language: row[f"name_{language}"] for language in LANGUAGES if row[f"name_{language}"]}
    if "en" not in names:
        raise ValueError(f"court without an English name: {row['id']}")
    return Court(
        id=row["id"],
        country=row["country"] or None,
        level=row["level"],
        type=row["type"],
        names=names,
        original=row["name_original"] or None,
        acronyms=tuple(part for part in row["acronyms"].split("|") if part),
    )
