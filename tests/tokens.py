"""The token tables of tests/samples/tokens: text in, exact words and stems out, the same for every engine."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

_TABLES = Path(__file__).parent / "samples" / "tokens"


@dataclass(frozen=True)
class Row:
    text: str
    exact: tuple[str, ...]
    stems: tuple[str, ...]


def rows(language: str) -> list[Row]:
    """The table of one chain."""
    table = json.loads((_TABLES / f"{language}.json").read_text(encoding="utf-8"))
    return [Row(row["text"], tuple(row["exact"]), tuple(row["stems"])) for row in table]
