"""Letters of a text that are written in codes: entities and plain tags of HTML (P&eacute;rez, Juan<b>Pérez</b>), and
the percent signs of addresses (P%C3%A9rez). Whoever reads them decodes them, so a withheld name hides in them too.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from itertools import pairwise

_TAGS = (
    r"a|abbr|b|bdi|bdo|big|br|cite|code|div|em|font|h[1-6]|i|ins|del|li|mark|nobr|p|q|s|small|span|strong|sub|sup|td|th|"
    r"tr|tt|u|wbr"
)
# A tag with attributes other than these is read as text: an address within it may hold a name.
_TAG = rf"</?(?:{_TAGS})(?:\s+(?:dir|lang|style)=\"[^\"<>]{{0,60}}\")*\s*/?>"
_CODED = re.compile(
    rf"(?P<tag>{_TAG})|(?P<entity>&(?:[a-z][a-z0-9]{{1,30}}|#[0-9]{{1,7}}|#x[0-9a-f]{{1,6}});)|(?P<bytes>(?:%[0-9a-f]{{2}})+)",
    re.IGNORECASE,
)
_BYTE = 3  # signs for one byte of an address


def decoded(text: str) -> str:
    """The text as a reader sees it; a tag is the end of a line."""
    return "".join(character for character, _, _ in characters(text)) if is_coded(text) else text


def is_coded(text: str) -> bool:
    return any(sign in text for sign in "&<%") and bool(_CODED.search(text))


def characters(text: str) -> Iterator[tuple[str, int, int]]:
    """Each character that a reader sees, with where what stands for it begins and ends."""
    behind = 0
    for found in _CODED.finditer(text):
        yield from _plain(text, behind, found.start())
        yield from _of_code(text, found)
        behind = found.end()
    yield from _plain(text, behind, len(text))


def _plain(text: str, first: int, last: int) -> Iterator[tuple[str, int, int]]:
    return ((text[at], at, at + 1) for at in range(first, last))


def _of_code(text: str, found: re.Match[str]) -> Iterator[tuple[str, int, int]]:
    start, end = found.span()
    if found["tag"]:
        yield "\n", start, end
    elif found["entity"]:
        said = html.unescape(found["entity"])
        if said == found["entity"]:
            yield from _plain(text, start, end)
        else:
            yield from ((character, start, end) for character in said)
    else:
        yield from _of_bytes(text, start, end)


def _of_bytes(text: str, start: int, end: int) -> Iterator[tuple[str, int, int]]:
    try:
        said = bytes.fromhex(text[start:end].replace("%", "")).decode()
    except UnicodeDecodeError:  # a hundred per cent, and no address
        yield from _plain(text, start, end)
        return
    places = [start]
    for character in said:
        places.append(places[-1] + _BYTE * len(character.encode()))
    yield from ((character, *place) for character, place in zip(said, pairwise(places), strict=True))
