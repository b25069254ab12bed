"""The commands of `docs/operate.md`, with what is said before each block: on which form they are run, and how."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from tests.house.sources import ROOT

GUIDE = ROOT / "docs" / "operate.md"
FORMS = frozenset({"laptop", "office", "server"})

_SAID = re.compile(r"<!-- (run|not run): (.+?) -->")
_FENCE = "```"


@dataclass(frozen=True)
class Block:
    """Commands of the guide: `forms` that they belong to (none: not run, and `why`), where they begin, and what the
    test is to know (`root`, `stays`: runs until it is ended)."""

    text: str
    line: int
    forms: frozenset[str]
    notes: frozenset[str]
    why: str


def blocks() -> Iterator[Block]:
    """Every fenced block of the guide; AssertionError where one says nothing of how it is tested."""
    said, begun, lines = "", 0, list[str]()
    for number, line in enumerate(GUIDE.read_text(encoding="utf-8").splitlines(), 1):
        if begun and line.startswith(_FENCE):
            yield _block("\n".join(lines) + "\n", begun, said)
            said, begun, lines = "", 0, []
        elif begun:
            lines.append(line)
        elif line.startswith(_FENCE):
            begun = number
        else:
            said = line


def of(form: str) -> list[Block]:
    """The blocks that are run on this form, in their order."""
    return [block for block in blocks() if form in block.forms]


def _block(text: str, line: int, said: str) -> Block:
    found = _SAID.fullmatch(said)
    assert found, f"docs/operate.md:{line}: say before the block whether it is run"
    if found[1] == "not run":
        return Block(text, line, frozenset(), frozenset(), found[2])
    forms, _, notes = found[2].partition(",")
    names = forms.split()
    if names[-2:] == ["as", "root"]:
        names, notes = names[:-2], f"root {notes}"
    assert FORMS.issuperset(names), f"docs/operate.md:{line}: {names}"
    return Block(text, line, frozenset(names), frozenset(notes.split()), "")
