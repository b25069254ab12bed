"""What may stand between two words of a name, or behind it, and is part of how the person is called: a nickname in
quotation marks (Juan «el Negro» Pérez), another name (Juan alias Tito Pérez; Juan Pérez, alias «el Negro»).

Judgments of criminal courts write so; a nickname alone often tells the person, so it goes with the name.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from caselaw.domain.text import fold
from caselaw.domain.withholding.words import COMPOUND, PARTICLES, Word, readings

_MOST_WORDS = 4  # of a nickname
_OPENED = re.compile(r"""(?:\s*[,،]?\s*\(?\s*["“”„‟«‹]|\s+\(?['‘’‚]{1,2})\s*""")
_WITHIN = re.compile(r"""[\s.‐-]{1,3}|['’]""")
_CLOSED = re.compile(r"""\s*[.,]?["“”‟»›'‘’]{1,2}\s*\)?\s*[,،]?\s*""")
_APART = re.compile(r"""[\s,،("“”„«‹'‘’.*]{1,5}""")
_BEHIND = re.compile(r"""[\s,،)"“”»›'‘’.*]{1,5}""")
_ALIASES = frozenset(map(fold, (
    "alias", "aka", "apodado", "apodada", "dit", "dite", "surnommé", "surnommée", "nicknamed", "vulgo",
    "المعروف", "المعروفة", "الملقب", "الملقبة", "المكنى", "المكناة", "الشهير", "الشهيرة",
)))  # fmt: skip
_SAID = tuple(tuple(map(fold, one.split())) for one in (
    "known as", "also known as", "better known as", "called", "conocido como", "conocida como", "conocido por",
    "conocida por", "llamado", "llamada", "connu sous le nom de", "connue sous le nom de", "connu comme",
    "connue comme", "المعروف باسم", "المعروفة باسم", "الملقب ب", "الملقبة ب",
))  # fmt: skip
_ENDED = re.compile(r"""[.,]?["“”‟»›'‘’]{1,2}\)?""")


def behind_nickname(read: Sequence[Word], at: int, *, shortened: bool = False) -> int | None:
    """The word behind a nickname that begins with the word `at`; None where none begins there, or none ends.

    `shortened`: an initial stands before it, with its full stop.
    """
    if at >= len(read):
        return None
    if _OPENED.fullmatch(read[at].gap.removeprefix(".") if shortened else read[at].gap):
        return _closed(read, at)
    begins = _behind_alias(read, at)
    if begins is None or begins >= len(read):
        return None
    if _OPENED.fullmatch(read[begins].gap):
        return _closed(read, begins)
    return _named(read, begins)


def end_of_nickname(text: str, read: Sequence[Word], at: int) -> int | None:
    """Where in the text another name ends that begins with the word `at`, right behind a name: alias «el Negro», known
    as Tito, («el Negro»). None where none stands there. Without a word that says so only names in quotation marks are
    one, as what somebody says may stand there too."""
    if at >= len(read):
        return None
    begins = _behind_alias(read, at) or _behind_said(read, at)
    first = at if begins is None else begins
    if first >= len(read):
        return None
    if _OPENED.fullmatch(read[first].gap):
        return _end_of_quoted(text, read, first, named=begins is not None)
    return _end_of_named(text, read, first, in_brackets="(" in read[at].gap) if begins is not None else None


def _behind_said(read: Sequence[Word], at: int) -> int | None:
    """The first word of another name, behind several that say that one follows."""
    if not _APART.fullmatch(read[at].gap):
        return None
    for said in _SAID:
        if tuple(one.folded for one in read[at : at + len(said)]) == said:
            return at + len(said)
    return None


def _end_of_quoted(text: str, read: Sequence[Word], first: int, *, named: bool) -> int | None:
    for last in range(first, min(first + _MOST_WORDS, len(read))):
        word = read[last]
        if (last > first and not _WITHIN.fullmatch(word.gap)) or not (named or word.capital or _leads(word)):
            return None
        if ended := _ENDED.match(text, word.end):
            return ended.end()
    return None


def _end_of_named(text: str, read: Sequence[Word], first: int, *, in_brackets: bool) -> int | None:
    """The end of another name that no quotation marks hold: its articles, and words with a capital."""
    at = first
    while at < len(read) and at < first + 2 and _leads(read[at]):
        at += 1
    if at >= len(read) or not (read[at].capital or read[at].arabic):
        return None
    while at + 1 < len(read) and at + 1 < first + _MOST_WORDS and read[at + 1].capital and read[at + 1].gap == " ":
        at += 1
    end = read[at].end
    return end + 1 if in_brackets and text[end : end + 1] == ")" else end


def _closed(read: Sequence[Word], first: int) -> int | None:
    for at in range(first + 1, min(first + _MOST_WORDS + 1, len(read))):
        if _CLOSED.fullmatch(read[at].gap) and not _WITHIN.fullmatch(read[at].gap):
            return at
        if not _WITHIN.fullmatch(read[at].gap):
            return None
    return None


def _behind_alias(read: Sequence[Word], at: int) -> int | None:
    """The first word of another name, behind what says that one follows."""
    word = read[at]
    if not _APART.fullmatch(word.gap):
        return None
    if word.folded in _ALIASES:
        alone = word.arabic and at + 1 < len(read) and read[at + 1].folded == "ب"  # بـ, written apart
        return at + 2 if alone else at + 1
    if [one.folded for one in read[at : at + 3]] == ["a", "k", "a"]:
        return at + 3
    if word.folded == "a" and word.gap.endswith("(") and at + 1 < len(read) and read[at + 1].gap.startswith(")"):
        return at + 1
    return None


def _named(read: Sequence[Word], first: int) -> int | None:
    """Behind the one word of another name that no quotation marks hold, its article left out."""
    at = first
    while at < len(read) and at < first + 2 and _leads(read[at]):
        at += 1
    if at + 1 >= len(read) or not (read[at].capital or read[at].arabic):
        return None
    return at + 1 if _BEHIND.fullmatch(read[at + 1].gap) else None


def _leads(word: Word) -> bool:
    """An article, or Abu and its kin: no name without what follows."""
    return word.folded in PARTICLES or any(spelled in COMPOUND for _, spelled in readings(word.folded, word.arabic))
