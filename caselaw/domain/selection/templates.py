"""Templates of case selection tables: reviewed words in four languages (`mappings/selection/`), which a group copies
and then changes as it likes."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

import mappings
from caselaw.domain.people.belonging import Words
from caselaw.domain.selection.table import Criterion, Level

TEMPLATES = ("database", "support")
"""What is chosen for: the caselaw database, by its seven criteria; strategic support by the network."""
OWN = "own"
"""A table that began without a template."""


@dataclass(frozen=True)
class Template:
    """What a new table begins with. `status` of its words: `proposed` until somebody who works with them has read
    them."""

    id: str
    status: str
    names: Words
    purposes: Words
    guidelines: Words
    criteria: tuple[Criterion, ...]


@cache
def template(name: str) -> Template:
    """The template of this name; `KeyError` for one that is none of TEMPLATES."""
    if name not in TEMPLATES:
        raise KeyError(name)
    read: Mapping[str, Any] = json.loads(mappings.open_text(f"selection/{name}.json"))
    return Template(
        read["id"], read["status"], read["names"], read["purposes"], read["guidelines"],
        tuple(_criterion(one) for one in read["criteria"]),
    )  # fmt: skip


def _criterion(read: Mapping[str, Any]) -> Criterion:
    scale = read["scale"]
    levels = None if scale is None else tuple(Level(one["value"], one["labels"]) for one in scale)
    return Criterion(read["id"], read["labels"], read["definitions"], levels, read["weight"], read["must_have"])
