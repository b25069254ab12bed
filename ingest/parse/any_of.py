"""One pattern for a long list of names: names that begin alike share their beginning, so that a list of thousands is
found nearly as fast as one of ten (a plain alternation tries every name at every place)."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TypeAlias

_Tree: TypeAlias = "dict[str, _Tree]"
_END = ""


def any_of(names: Iterable[str]) -> str:
    """A pattern that matches any of `names`, the longest that stands at a place; ValueError where there is none."""
    tree: _Tree = {}
    for name in names:
        at = tree
        for letter in name:
            at = at.setdefault(letter, {})
        at[_END] = {}
    if not tree:
        raise ValueError("no names")
    return _pattern(tree)


def _pattern(tree: _Tree) -> str:
    ends = _END in tree
    branches = []
    for letter, below in tree.items():
        if letter == _END:
            continue
        run, rest = letter, below
        while len(rest) == 1 and _END not in rest:  # letters that leave no choice stand in one run
            ((following, rest),) = rest.items()
            run += following
        branches.append(re.escape(run) + (_pattern(rest) if set(rest) != {_END} else ""))
    if not branches:
        return ""
    if len(branches) == 1 and not ends:
        return branches[0]
    return f"(?:{'|'.join(branches)}){'?' if ends else ''}"
