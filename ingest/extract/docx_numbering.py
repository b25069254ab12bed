"""The numbers Word prints before paragraphs: stored nowhere, computed from numbering.xml as Word does."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from ingest.extract.xmltree import Element, name

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_PLACEHOLDER = re.compile(r"%(\d)")
_PARAGRAPH_NUMBER = re.compile(r"[\[(]?(\d+(?:\.\d+)*[A-Za-z]?)[\])]?\.?")
_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"),
          (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))  # fmt: skip
_DEPTH = 20  # styles based on styles, at most so deep


@dataclass(frozen=True)
class Label:
    """What is printed before a paragraph: `printed` as it stands ("12.", "(a)", "•"), `level` its depth from 0."""

    printed: str
    level: int
    decimal: bool

    @property
    def number(self) -> str | None:
        match = _PARAGRAPH_NUMBER.fullmatch(self.printed)
        return match.group(1) if match else None

    @property
    def is_paragraph_number(self) -> bool:
        return self.level == 0 and self.decimal and self.number is not None


@dataclass
class _Level:
    start: int = 1
    form: str = "decimal"
    text: str = ""
    restart_after: int | None = None
    style: str | None = None


@dataclass
class _List:
    abstract: str
    levels: dict[int, _Level] = field(default_factory=dict)
    starts: dict[int, int] = field(default_factory=dict)

    @property
    def pasted(self) -> bool:
        """Told to start anew at every level: what Word writes for a list that was pasted, and goes on counting; a
        restart that somebody asked for is of one level."""
        return len(self.starts) > 1


class Numbering:
    """Counts paragraphs in document order; `label` must be asked once for each paragraph, in order."""

    def __init__(self, numbering: Element | None, styles: Element | None) -> None:
        self._lists = _lists(numbering) if numbering is not None else {}
        self._styles = _style_numbers(styles) if styles is not None else {}
        self._counts: dict[str, dict[int, int]] = {}  # by abstract list: lists that share one go on counting
        self._begun: set[tuple[str, int]] = set()

    def label(self, paragraph: Element) -> Label | None:
        found = self._list_and_level(paragraph)
        if found is None:
            return None
        list_id, depth = found
        numbers = self._lists.get(list_id)
        level = numbers.levels.get(depth) if numbers else None
        if numbers is None or level is None:
            return None
        self._count(list_id, numbers, depth, level)
        return self._print(numbers, depth, level)

    def _count(self, list_id: str, numbers: _List, depth: int, level: _Level) -> None:
        counts = self._counts.setdefault(numbers.abstract, {})
        restarted = depth in numbers.starts and (list_id, depth) not in self._begun and not numbers.pasted
        self._begun.add((list_id, depth))
        if restarted:
            counts[depth] = numbers.starts[depth]
        elif depth in counts:
            counts[depth] += 1
        else:
            counts[depth] = level.start
        for deeper in [d for d in counts if d > depth]:
            lower = numbers.levels.get(deeper)
            if lower is None or lower.restart_after != 0:
                del counts[deeper]

    def _print(self, numbers: _List, depth: int, level: _Level) -> Label | None:
        counts = self._counts[numbers.abstract]

        def fill(match: re.Match[str]) -> str:
            at = int(match.group(1)) - 1
            form = numbers.levels.get(at, level).form
            return spell(counts.get(at, numbers.levels.get(at, level).start), form)

        printed = level.text if level.form == "bullet" else _PLACEHOLDER.sub(fill, level.text)
        if level.form in ("bullet", "none"):
            printed = "•" if level.form == "bullet" else printed
        return Label(printed.strip(), depth, level.form.startswith("decimal")) if printed.strip() else None

    def _list_and_level(self, paragraph: Element) -> tuple[str, int] | None:
        """From the paragraph itself, else from its style; a list id of 0 takes the number away."""
        style = paragraph.find(f"{W}pPr/{W}pStyle")
        style_id = style.get(f"{W}val") or "" if style is not None else ""
        own = _num_pr(paragraph)
        inherited = self._styles.get(style_id)
        list_id = own[0] if own and own[0] is not None else inherited[0] if inherited else None
        if not list_id or list_id == "0":
            return None
        depth = own[1] if own and own[1] is not None else None
        if depth is None:
            depth = self._depth_of_style(list_id, style_id, inherited[1] if inherited else None)
        return list_id, depth

    def _depth_of_style(self, list_id: str, style_id: str, inherited: int | None) -> int:
        numbers = self._lists.get(list_id)
        for depth, level in numbers.levels.items() if numbers else ():
            if level.style == style_id:
                return depth
        return inherited or 0


def _num_pr(holder: Element) -> tuple[str | None, int | None] | None:
    found = holder.find(f"{W}pPr/{W}numPr")
    if found is None:
        return None
    list_id, depth = found.find(f"{W}numId"), found.find(f"{W}ilvl")
    return (
        list_id.get(f"{W}val") if list_id is not None else None,
        _integer(depth.get(f"{W}val")) if depth is not None else None,
    )


def _style_numbers(styles: Element) -> dict[str, tuple[str, int | None]]:
    """Style id → list and level, following the styles each is based on."""
    own: dict[str, tuple[str | None, int | None]] = {}
    bases: dict[str, str] = {}
    for style in styles.iter(f"{W}style"):
        style_id = style.get(f"{W}styleId") or ""
        found = _num_pr(style)
        if found:
            own[style_id] = found
        base = style.find(f"{W}basedOn")
        if base is not None:
            bases[style_id] = base.get(f"{W}val") or ""
    result = {}
    for style_id in {*own, *bases}:
        at, depth = style_id, None
        for _ in range(_DEPTH):
            found = own.get(at)
            if found and depth is None:
                depth = found[1]
            if found and found[0] is not None:
                result[style_id] = (found[0], depth)
                break
            if at not in bases:
                break
            at = bases[at]
    return result


def _lists(numbering: Element) -> dict[str, _List]:
    """List id → its levels. A list may be described by a style, which names the list that has the levels."""
    abstracts: dict[str, dict[int, _Level]] = {}
    by_style: dict[str, str] = {}
    linked: dict[str, str] = {}
    for element in numbering.findall(f"{W}abstractNum"):
        key = element.get(f"{W}abstractNumId") or ""
        abstracts[key] = _levels(element)
        described, describes = element.find(f"{W}numStyleLink"), element.find(f"{W}styleLink")
        if describes is not None:
            by_style[describes.get(f"{W}val") or ""] = key
        if described is not None:
            linked[key] = described.get(f"{W}val") or ""
    lists = {}
    for entry in numbering.findall(f"{W}num"):
        reference = entry.find(f"{W}abstractNumId")
        abstract = (reference.get(f"{W}val") if reference is not None else "") or ""
        abstract = by_style.get(linked.get(abstract, ""), abstract)
        numbers = _List(abstract, dict(abstracts.get(abstract, {})))
        for override in entry.findall(f"{W}lvlOverride"):
            depth = _integer(override.get(f"{W}ilvl")) or 0
            start = override.find(f"{W}startOverride")
            if start is not None:
                numbers.starts[depth] = _integer(start.get(f"{W}val")) or 0
            changed = override.find(f"{W}lvl")
            if changed is not None:
                numbers.levels[depth] = _level(changed)
        lists[entry.get(f"{W}numId") or ""] = numbers
    return lists


def _levels(abstract: Element) -> dict[int, _Level]:
    return {_integer(e.get(f"{W}ilvl")) or 0: _level(e) for e in abstract.findall(f"{W}lvl")}


def _level(element: Element) -> _Level:
    level = _Level()
    for child in element:
        value = child.get(f"{W}val") or ""
        match name(child):
            case "start":
                level.start = _integer(value) or 0
            case "numFmt":
                level.form = value
            case "lvlText":
                level.text = value
            case "lvlRestart":
                level.restart_after = _integer(value)
            case "pStyle":
                level.style = value
    return level


def _integer(text: str | None) -> int | None:
    return int(text) if text and re.fullmatch(r"-?\d{1,6}", text) else None


def spell(number: int, form: str) -> str:
    """A number as it is printed in one of the forms of Word ("lowerRoman", "upperLetter", "decimalZero" …)."""
    """A list's number as its form prints it: c (lowerLetter), C, iii (lowerRoman), III, else in figures."""
    if form in ("lowerLetter", "upperLetter") and number > 0:
        letters = chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1)
        return letters.upper() if form == "upperLetter" else letters
    if form in ("lowerRoman", "upperRoman") and 0 < number < 4000:
        roman = ""
        for value, letter in _ROMAN:
            roman += letter * (number // value)
            number %= value
        return roman.upper() if form == "upperRoman" else roman
    if form == "decimalZero":
        return f"{number:02d}"
    return "" if form == "none" else str(number)
