"""From one version of a codebook to the next: what became of each code, and how what was coded is read in newer terms.

Nothing coded is ever rewritten. A coding keeps the version and the key it was made with; a reader who looks at it in
the terms of a newer version is told the code it became, or the codes among which somebody would have to choose.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from caselaw.domain.codebook.codes import LISTS, PARTS, Code, CodebookVersion
from caselaw.domain.languages import LANGUAGES

Became = Literal["same", "renamed", "split", "merged", "dropped"]


@dataclass(frozen=True)
class Carried:
    """A code in the terms of another version: `keys` are the codes it may mean there. One: it means that. Several: it
    was split, and which of them was meant is undecided. None: it was dropped, and is read in its own version."""

    keys: tuple[str, ...]

    @property
    def undecided(self) -> bool:
        return len(self.keys) > 1

    @property
    def dropped(self) -> bool:
        return not self.keys


@dataclass(frozen=True)
class Moved:
    """What became of one old code."""

    key: str
    keys: tuple[str, ...]
    became: Became


@dataclass(frozen=True)
class Difference:
    """How one code differs between two versions: `parts` are the texts and marks that are not the same, as
    `definition.fr`. A code that is only in one of them has None on the other side."""

    key: str
    old: Code | None
    new: Code | None
    parts: tuple[str, ...] = ()


def default_map(old: CodebookVersion, new: CodebookVersion) -> dict[str, tuple[str, ...]]:
    """What the codes of the old version became, as far as it is known: what was said, else the code of the same key.
    A code of which nothing is known is not there."""
    known = new.keys
    found: dict[str, tuple[str, ...]] = {}
    for code in old.codes:
        if code.key in new.maps:
            found[code.key] = tuple(key for key in new.maps[code.key] if new.code(key))
        elif code.key in known:
            found[code.key] = (code.key,)
    return found


def unmapped(old: CodebookVersion, new: CodebookVersion) -> tuple[str, ...]:
    """The codes of the old version of which nobody has said what became of them, or of which the said code is gone."""
    known = default_map(old, new)
    lost = {key for key, keys in known.items() if new.maps.get(key) and not keys}
    return tuple(one.key for one in old.codes if one.key not in known or one.key in lost)


def moves(old: CodebookVersion, new: CodebookVersion) -> tuple[Moved, ...]:
    """What became of each old code of which it is known, in their order."""
    known = default_map(old, new)
    taken = Counter(key for keys in known.values() if len(keys) == 1 for key in keys)
    return tuple(Moved(key, keys, _became(key, keys, taken)) for key, keys in known.items())


def carried(chain: Sequence[CodebookVersion], key: str) -> Carried:
    """A code of the first version of the chain in the terms of its last; `chain` holds one version after another. Terms
    of the taxonomies are the same in all versions."""
    meant: tuple[str, ...] = (key,)
    for old, new in pairwise(chain):
        known = default_map(old, new)
        meant = tuple(dict.fromkeys(then for now in meant for then in _next(now, known)))
    return Carried(meant)


def differences(old: CodebookVersion, new: CodebookVersion) -> tuple[Difference, ...]:
    """The codes that are not the same in both versions, those of the new one first in its order, then those gone."""
    before = {one.key: one for one in old.codes}
    found = []
    for code in new.codes:
        was = before.pop(code.key, None)
        parts = changed_parts(was, code) if was else ()
        if was is None or parts:
            found.append(Difference(code.key, was, code, parts))
    return (*found, *(Difference(key, code, None) for key, code in before.items()))


def changed_parts(old: Code, new: Code) -> tuple[str, ...]:
    """Which texts and marks of a code are not the same."""
    found = [
        f"{part}.{language}"
        for part in PARTS
        for language in LANGUAGES
        if old.text(part, language) != new.text(part, language)
    ]
    for name in LISTS:
        one, other = getattr(old, name), getattr(new, name)
        found += [f"{name}.{language}" for language in LANGUAGES if one.get(language, ()) != other.get(language, ())]
    found += [name for name in ("broader", "facet") if getattr(old, name) != getattr(new, name)]
    return tuple(found)


def _next(key: str, known: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
    return (key,) if ":" in key else known.get(key, ())


def _became(key: str, keys: tuple[str, ...], taken: Mapping[str, int]) -> Became:
    if not keys:
        return "dropped"
    if len(keys) > 1:
        return "split"
    if taken[keys[0]] > 1:
        return "merged"
    return "same" if keys[0] == key else "renamed"
