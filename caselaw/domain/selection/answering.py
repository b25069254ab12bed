"""What an organisation wants to say, laid beside what stands: of two people of one organisation neither overwrites the
other, and nothing is written that was not changed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from caselaw.domain.selection.table import Answer, Declaration, DeclarationKind


@dataclass(frozen=True)
class Said:
    """An answer that somebody wants to give; without score and words: to take back."""

    candidate: str
    criterion: str
    score: int | None = None
    words: str = ""
    language: str = "en"


@dataclass(frozen=True)
class Declared:
    """A declaration that somebody wants to make; `none` takes one back."""

    candidate: str
    kind: DeclarationKind
    words: str = ""
    language: str = "en"


@dataclass(frozen=True)
class Clash:
    """Something that was wanted where another save came later; `standing` is what was saved meanwhile."""

    said: Said | Declared
    standing: Answer | Declaration


@dataclass(frozen=True)
class Saved:
    """What became of a save: the organisation's revision now, how many cells were written, which clashed."""

    revision: int
    written: int
    clashes: tuple[Clash, ...] = ()


Cell = tuple[str, str]
"""A candidate and a criterion."""


def sort_answers(
    said: Sequence[Said], history: Mapping[Cell, Sequence[Answer]], since: int
) -> tuple[list[Said], list[Clash]]:  # fmt: skip
    """Which answers are to be written, and which clash: with a later save than the revision `since` that their author
    saw. What equals what she saw, or what stands, is not wanted at all. `history` has all answers, the first first."""
    write: list[Said] = []
    clashes: list[Clash] = []
    for one in said:
        known = history.get((one.candidate, one.criterion), ())
        seen = next((each for each in reversed(known) if each.revision <= since), None)
        standing = known[-1] if known else None
        if _same(one, seen) or _same(one, standing):
            continue
        if standing is not None and standing.revision > since:
            clashes.append(Clash(one, standing))
        else:
            write.append(one)
    return write, clashes


def sort_declarations(
    declared: Sequence[Declared], history: Mapping[str, Sequence[Declaration]], since: int
) -> tuple[list[Declared], list[Clash]]:  # fmt: skip
    """The same for declarations."""
    write: list[Declared] = []
    clashes: list[Clash] = []
    for one in declared:
        known = history.get(one.candidate, ())
        seen = next((each for each in reversed(known) if each.revision <= since), None)
        standing = known[-1] if known else None
        if _as_declared(one, seen) or _as_declared(one, standing):
            continue
        if standing is not None and standing.revision > since:
            clashes.append(Clash(one, standing))
        else:
            write.append(one)
    return write, clashes


def _same(said: Said, answer: Answer | None) -> bool:
    if answer is None:
        return said.score is None and not said.words
    return (said.score, said.words) == (answer.score, answer.words)


def _as_declared(declared: Declared, standing: Declaration | None) -> bool:
    if standing is None:
        return declared.kind == "none" and not declared.words
    return (declared.kind, declared.words) == (standing.kind, standing.words)
