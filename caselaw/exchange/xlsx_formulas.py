"""What somebody typed behind an equals sign: a spreadsheet took it for a formula, and shows an error in its place.

"= see the note" and "- a dash before a line" become formulas that cannot be worked out. Readers of workbooks give such
a cell as an empty one; what was typed still stands in it (ECMA-376 part 1, 18.3.1.40), and is what the person meant.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Mapping

from caselaw.exchange.clean import xmltree

_FORMULA = re.compile(rb"<(?:[^\s<>/:]+:)?f[\s/>]")
_CELL = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")
_BOOK = "xl/workbook.xml"
_TIED = "xl/_rels/workbook.xml.rels"


def formulas(parts: Mapping[str, bytes]) -> dict[str, dict[tuple[int, int], str]]:
    """The formulas of a workbook, given the parts of its package: by the name of the sheet, then by row and column,
    both from 0, each with its equals sign. None where the parts are no XML."""
    if not any(_FORMULA.search(part) for name, part in parts.items() if name.endswith(".xml")):
        return {}
    try:
        return {name: dict(_of_sheet(parts[part])) for name, part in _sheets(parts) if part in parts}
    except ValueError:  # no XML
        return {}


def _sheets(parts: Mapping[str, bytes]) -> Iterator[tuple[str, str]]:
    """Names of sheets, each with the name of its part."""
    ties = xmltree.read(parts.get(_TIED, b""))
    targets = {one.get("Id", ""): one.get("Target", "") for one in ties if xmltree.name(one) == "Relationship"}
    for one in xmltree.read(parts.get(_BOOK, b"")).iter():
        if xmltree.name(one) == "sheet":
            tie = next((value for key, value in one.attrib.items() if str(key).endswith("}id")), "")
            yield str(one.get("name", "")), posixpath.normpath(posixpath.join("/xl", targets.get(str(tie), "")))[1:]


def _of_sheet(part: bytes) -> Iterator[tuple[tuple[int, int], str]]:
    if not _FORMULA.search(part):
        return
    for cell in xmltree.read(part).iter():
        place = _CELL.fullmatch(cell.get("r", "")) if xmltree.name(cell) == "c" else None
        if place is None:
            continue
        said = {xmltree.name(one): one.text or "" for one in cell}
        if "f" in said:
            yield (int(place[2]) - 1, _column(place[1])), "=" + said["f"] if said["f"] else said.get("v", "")


def _column(letters: str) -> int:
    """The number of a column, from 0: A is 0, AA is 26."""
    number = 0
    for sign in letters:
        number = number * 26 + ord(sign) - 64
    return number - 1
