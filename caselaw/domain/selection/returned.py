"""A file that came back, and what it would change: the values.

A file carries, for each cell, a short digest of what it held when it went out; `returning.py` beside this compares.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from caselaw.domain.entered import NOT_IN_FILES, entered
from caselaw.domain.problems import Problem
from caselaw.domain.selection.table import Sheet, SheetCriterion
from caselaw.domain.text import fold

SCORE, WORDS = "score:", "words:"
DECLARATION, DECLARATION_WORDS = "declaration", "declaration_words"
Part = Literal["score", "words"]
Kind = Literal["change", "emptied", "conflict", "unreadable"]
BEFORE, BEHIND = "⟦", "⟧"
"""Around what a file says of itself within its text; in what it names they become plain brackets."""
_SPACE = re.compile(r"\s+")
_COMPARED = 500
KINDS: tuple[Kind, ...] = ("change", "emptied", "conflict", "unreadable")


@dataclass(frozen=True)
class Heading:
    """A column as a file names it: `column` where the file still knows its id, else `label`, the name without what says
    which `part` of a criterion it is."""

    text: str
    column: str | None = None
    label: str = ""
    part: Part | None = None


@dataclass(frozen=True)
class ReturnedRow:
    """What a file says of one candidate. `where`: the number of its row; `base`: by column, the digest of what went
    out, empty where that is lost."""

    where: int
    candidate: str | None
    title: str
    cells: tuple[tuple[Heading, str], ...]
    base: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Returned:
    """A file that came back, as it was read. What went out with it is None where it is lost; `problems` are of the file
    as a whole."""

    rows: tuple[ReturnedRow, ...]
    table: str | None = None
    organisation: str | None = None
    revision: int | None = None
    language: str | None = None
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True)
class Difference:
    """One cell that is not as the table has it. `now` and `given` are texts: of a score its number, of a declaration
    its kind. `readable`: what could have been read; `why` it was not."""

    candidate: str
    column: str
    kind: Kind
    now: str
    given: str
    where: int = 0
    why: Problem | None = None
    readable: tuple[str, ...] = ()

    @property
    def key(self) -> str:
        """The cell, and what it held when this was shown: so that nothing is applied to what nobody saw."""
        return f"{self.candidate}|{self.column}|{digest(self.now)}|{digest(self.given)}"


@dataclass(frozen=True)
class Preview:
    """All that a file would do. `refused`: why nothing of it may be applied; `notes`: what was not read, of rows and
    columns; `same`: cells that are as they were; `absent`: candidates that the file does not hold, which stay as they
    are."""

    differences: tuple[Difference, ...] = ()
    notes: tuple[Problem, ...] = ()
    refused: Problem | None = None
    same: int = 0
    absent: tuple[str, ...] = ()

    @property
    def nothing(self) -> bool:
        return not (self.differences or self.notes or self.refused or self.absent)

    @property
    def seal(self) -> str:
        """What tells that a preview is the one that was shown."""
        return seal(tuple(one.key for one in self.differences))

    @property
    def counts(self) -> Mapping[Kind, int]:
        return {kind: sum(one.kind == kind for one in self.differences) for kind in KINDS}


def columns(sheet: Sheet) -> tuple[str, ...]:
    """The cells of a candidate that its organisation fills, in the order in which they go out."""
    asked: list[str] = []
    for one in sheet.criteria:
        asked += [SCORE + one.id] if has_scores(sheet, one) else []
        asked.append(WORDS + one.id)
    return (*asked, DECLARATION, DECLARATION_WORDS)


def has_scores(sheet: Sheet, criterion: SheetCriterion) -> bool:
    return sheet.scored and criterion.levels is not None


def held(sheet: Sheet, candidate: str, column: str) -> str:
    """What the table holds in a cell, as text."""
    if column in (DECLARATION, DECLARATION_WORDS):
        declared = sheet.declarations.get(candidate)
        if declared is None or declared.kind == "none":
            return ""
        return declared.kind if column == DECLARATION else declared.words
    answer = sheet.answers.get((candidate, column.partition(":")[2]))
    if answer is None:
        return ""
    if column.startswith(SCORE):
        return "" if answer.score is None else str(answer.score)
    return answer.words


def revision(sheet: Sheet, candidate: str, column: str) -> int:
    """At which save of the organisation a cell was last answered; 0 where it never was."""
    if column in (DECLARATION, DECLARATION_WORDS):
        declared = sheet.declarations.get(candidate)
        return declared.revision if declared else 0
    answer = sheet.answers.get((candidate, column.partition(":")[2]))
    return answer.revision if answer else 0


def digest(text: str) -> str:
    """Eight signs that tell whether a cell is as it was; none for an empty one."""
    plain = entered(text)
    return hashlib.sha256(plain.encode("utf-8", "replace")).hexdigest()[:8] if plain else ""


def unmarked(text: str) -> str:
    return text.replace(BEFORE, "[").replace(BEHIND, "]")


def title_form(title: str) -> str:
    """A title as it is compared: files drop signs that they cannot hold, and break lines elsewhere."""
    return _SPACE.sub(" ", fold(unmarked(NOT_IN_FILES.sub("", entered(title)))))[:_COMPARED].strip()


def seal(returned_of: tuple[object, ...]) -> str:
    """What tells that the references in a file are as they went out: a sum over them, no secret."""
    return hashlib.sha256("\n".join(map(str, returned_of)).encode()).hexdigest()[:16]
