"""A name in the forms that an editor gave or took: its words, which of them are a family's, and all that may stand in a
text as one word of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from caselaw.domain.withholding.words import COMPOUND, PARTICLES, key, probe, words


@dataclass(frozen=True)
class Form:
    """A form in its words: `family` those that tell a family or a person from others of her first name."""

    tokens: tuple[str, ...]
    family: frozenset[str]
    keys: dict[str, frozenset[str]]  # what may stand in a text as one word → the words of the name that are in it
    initials: frozenset[str]  # of every word
    given: frozenset[str]  # the initials of those that are not `family`


@dataclass(frozen=True)
class Part:
    """A word of a form, and from which to which of its written words it runs."""

    token: str
    first: int
    last: int


def tokens(form: str) -> tuple[str, ...]:
    """The words of a form as they are written, folded, without particles and initials."""
    return tuple(token for token in words_of(form) if len(token) > 1)


def form_of(text: str) -> Form | None:
    """The form in its words; None where no whole word is left beside initials and particles."""
    parts = _parts(text)
    full = [part for part in parts if len(part.token) > 1]
    if not full:
        return None
    compared = tuple(key(part.token) for part in full)
    family = frozenset(map(key, _family(text, [part.token for part in full])))
    initials = frozenset(part.token[0] for part in parts)
    given = frozenset(part.token[0] for part in parts if key(part.token) not in family or len(part.token) == 1)
    return Form(compared, family, _keys(text, full), initials, given)


def _keys(text: str, full: Sequence[Part]) -> dict[str, frozenset[str]]:
    """What may stand in a text as one word: each word of the name, and those that follow each other written together,
    with what stands between them or without, from the first on or turned round."""
    raw = [word.folded for word in words(text)]
    whole = frozenset(key(part.token) for part in full)
    keys: dict[str, frozenset[str]] = {}
    for first in range(len(raw)):
        for last in range(first + 1, len(raw) + 1):
            inside = [part for part in full if first <= part.first and part.last <= last]
            for spelled in ("".join(raw[first:last]), "".join(part.token for part in inside)):
                if inside:
                    keys.setdefault(key(spelled), frozenset(key(part.token) for part in inside))
        keys.setdefault(key("".join(raw[first:] + raw[:first])), whole)
    return keys


def _family(text: str, full: Sequence[str]) -> Sequence[str]:
    """The words of a form that are not first names: before a comma, else the last, the last two of three and more, and
    in Arabic all but the first."""
    surname, comma, given = text.replace("،", ",").partition(",")
    if comma and given.strip():
        return [token for token in words_of(surname) if len(token) > 1] or full
    if len(full) == 1 or any(word.arabic for word in words(text)):
        return full[1:] or full
    return full[-1:] if len(full) == 2 else full[-2:]


def words_of(text: str) -> tuple[str, ...]:
    return tuple(part.token for part in _parts(text))


@lru_cache(maxsize=2048)
def _parts(text: str) -> tuple[Part, ...]:
    """The words of a form, particles left out, Abd and its kin joined with what follows."""
    read = words(text)
    joined: list[Part] = []
    compound, began = "", 0
    for at, word in enumerate(read):
        began = began if compound else at
        if word.root in COMPOUND:
            compound += word.root
        elif word.folded not in PARTICLES:
            joined.append(Part(compound + word.root, began, at + 1))
            compound = ""
    if compound:
        joined.append(Part(compound, began, len(read)))
    return tuple(joined) or tuple(Part(word.root, at, at + 1) for at, word in enumerate(read))


def probes(text: str) -> Iterator[str]:
    """What must stand in the letters of a text where a form of this name may stand: one of its words."""
    read = [word for word in words(text) if len(word.folded) > 1]
    own = [word for word in read if word.folded not in PARTICLES and word.root not in COMPOUND]
    for word in own or read:
        yield probe(word.root)
