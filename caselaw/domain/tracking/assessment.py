"""The terms in which bodies themselves say how far a decision was carried out: reviewed data, in their own languages.

A body with no terms of its own here says it in words. What a term counts as on our scale is our reading of it; the term
stands beside it, and is never translated where the body has no text in a language.
"""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from types import MappingProxyType
from typing import cast

import mappings
from caselaw.domain.languages import LANGUAGES
from caselaw.domain.tracking.measure import GRADES, Grade


@dataclass(frozen=True)
class Assessment:
    """One term: of which `bodies` (ids of courts), what it counts as, its `names` where a text of the body has it."""

    id: str
    bodies: tuple[str, ...]
    counts_as: Grade
    names: Mapping[str, str] = field(default_factory=dict, hash=False)
    source: str = ""

    def said(self, language: str) -> tuple[str, str]:
        """The term in `language`, else in English, and the language that it is in."""
        return (self.names[language], language) if language in self.names else (self.names["en"], "en")


@cache
def assessments() -> Mapping[str, Assessment]:
    """Every term by its id, in the order of the file; `ValueError` for a row that breaks its rules."""
    found: dict[str, Assessment] = {}
    for row in csv.DictReader(mappings.open_text("assessments.csv").splitlines()):
        names = {language: row[f"name_{language}"] for language in LANGUAGES if row[f"name_{language}"]}
        if row["id"] in found or row["counts_as"] not in GRADES or not (names.get("en") and row["source"]):
            raise ValueError(f"a faulty assessment: {row['id']}")
        bodies = tuple(row["bodies"].split("|"))
        found[row["id"]] = Assessment(row["id"], bodies, cast("Grade", row["counts_as"]), names, row["source"])
    return MappingProxyType(found)


def of_body(body: str | None) -> tuple[Assessment, ...]:
    """The terms of a body, in its order; none where it has no scale of its own."""
    return tuple(one for one in assessments().values() if body in one.bodies)
