"""The numbers that an OpenDocument text prints before its list items: counted here from the styles of its lists."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from ingest.extract.docx_numbering import Label, spell
from ingest.extract.xmltree import Element, name

TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
_XML_ID = "{http://www.w3.org/XML/1998/namespace}id"
_FORMS = {"1": "decimal", "a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}
_DEEPEST = 10


@dataclass(frozen=True)
class _Level:
    form: str = ""
    prefix: str = ""
    suffix: str = ""
    start: int = 1
    shown: int = 1  # so many levels are printed: 2 for "3.1"
    bullet: bool = False


@dataclass
class Counts:
    """How far one list has counted, by depth."""

    style: str
    counts: dict[int, int] = field(default_factory=dict)


class ListNumbering:
    """Counts list items in document order. A list may go on where an earlier one stopped."""

    def __init__(self, *parts: Element | None) -> None:
        self._styles = {key: levels for part in parts if part is not None for key, levels in _styles(part)}
        self._by_id: dict[str | None, Counts] = {}
        self._last: dict[str, Counts] = {}  # the last list of each style

    def open(self, element: Element, outer: Counts | None) -> Counts:
        """The count of a list that begins here: `outer`'s where it lies in another."""
        style = element.get(f"{TEXT}style-name") or ""
        if outer is not None:
            return outer
        found = self._by_id.get(element.get(f"{TEXT}continue-list"))
        if found is None and element.get(f"{TEXT}continue-numbering") == "true":
            found = self._last.get(style)
        found = found or Counts(style)
        self._last[style] = found
        if element.get(_XML_ID):
            self._by_id[element.get(_XML_ID)] = found
        return found

    def label(self, item: Element, numbers: Counts, depth: int) -> Label | None:
        """The number of an item, None where its list has none; to be asked once for each, in order."""
        levels = self._styles.get(numbers.style, {})
        level = levels.get(depth)
        start = item.get(f"{TEXT}start-value") or ""
        first = level.start if level else 1
        numbers.counts[depth] = int(start) if start.isdecimal() else numbers.counts.get(depth, first - 1) + 1
        for deeper in [d for d in numbers.counts if d > depth]:
            del numbers.counts[deeper]
        if level is None or level.bullet or not level.form:
            return Label("•", depth, False) if level is not None and level.bullet else None
        printed = ".".join(
            spell(numbers.counts.get(at, 1), levels.get(at, level).form)
            for at in range(max(0, depth + 1 - level.shown), depth + 1)
            if levels.get(at, level).form
        )
        return Label(f"{level.prefix}{printed}{level.suffix}".strip(), depth, level.form == "decimal")


def _styles(part: Element) -> Iterable[tuple[str, dict[int, _Level]]]:
    for style in part.iter(f"{TEXT}list-style"):
        yield style.get(f"{_STYLE}name") or "", dict(_levels(style))


def _levels(style: Element) -> Iterable[tuple[int, _Level]]:
    for element in style:
        depth = element.get(f"{TEXT}level") or ""
        if not depth.isdecimal() or not 1 <= int(depth) <= _DEEPEST:
            continue
        start, shown = element.get(f"{TEXT}start-value") or "", element.get(f"{TEXT}display-levels") or ""
        yield int(depth) - 1, _Level(
            _FORMS.get(element.get(f"{_STYLE}num-format") or "", ""),
            element.get(f"{_STYLE}num-prefix") or "", element.get(f"{_STYLE}num-suffix") or "",
            int(start) if start.isdecimal() else 1, min(int(shown), _DEEPEST) if shown.isdecimal() else 1,
            name(element) == "list-level-style-bullet",
        )  # fmt: skip
