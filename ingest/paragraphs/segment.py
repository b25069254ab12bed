"""Lines to paragraphs: wrapped lines joined, hyphens undone, printed numbers found, headings and notes told apart."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from caselaw.domain.paragraph import Paragraph, ParagraphKind, anchors
from ingest.draft import UNKNOWN_LANGUAGE, Draft, Line
from ingest.paragraphs.heads import joined_heads
from ingest.paragraphs.notes import tie_notes
from ingest.paragraphs.numbers import Candidate, candidates, paragraph_numbers
from ingest.paragraphs.quotes import in_marks, margins, set_apart
from ingest.paragraphs.running import is_small_print, separate, usual_size

_ENDS = re.compile(r"[.!?:;؟؛…][\"”»’')\]]*(?:\s?\[?\d{1,3}\]?)?$")
_HYPHEN_END = re.compile(r"([^\W\d_]+)[-‐‑]$")
_LOWER_START = re.compile(r"([^\W\d_]+)")
_ROMAN_HEAD = re.compile(r"(?:[IVXLC]{1,7}|[A-Z])(?:\s?[.)–-]+\s|\s)\S")
_LIST_ITEM = re.compile(r"(?:[-–•*]\s|\(?[a-zA-Z]{1,2}[).]\s|\(?[ivxIVX]{1,5}[).]\s|[أ-ي][).-]\s)")
_ARTICLE = re.compile(r"(?:art(?:icle|[íi]culo|igo)?\.?|section|المادة|الفصل|الباب)\s+\S", re.IGNORECASE)
_RULE = re.compile(r"[\W_]+")
_SHORT = 0.80  # of the full width: a line that ends before it ends its paragraph
_INDENT = 10.0  # points; in typed text, columns
_HEADING_MAX = 160
_LONGEST_WORD = 100
_TYPED = "1."
_RUNNING_TEXT = 300  # characters: a paragraph of this length is behind the head
_MAX_CHARACTERS = 20_000  # a paragraph longer than this is a table or a list without breaks


@dataclass(slots=True)
class _Block:
    """A paragraph in the making."""

    lines: list[Line]
    text: str = ""
    number: str | None = None
    kind: ParagraphKind = "body"


def segment(draft: Draft) -> Draft:
    """The draft with its paragraphs: body in reading order, then the notes. Their language is that of their line, if
    the format gave one; else unknown here."""
    body, notes = separate(draft.lines)
    blocks = _blocks(body)
    hyphens = _hyphenated_words(body)
    for block in blocks:
        block.text = _joined(block.lines, hyphens)
    _number(blocks)
    blocks = joined_heads(blocks)
    _tell_quotes(blocks, body)
    blocks += [_Block([note], note.text, kind="footnote") for note in notes]
    found = [part for block in blocks if block.text for part in _cut(block)]
    paragraphs = tuple(
        Paragraph(
            anchor, position, block.text, block.lines[0].language or UNKNOWN_LANGUAGE, block.number,
            block.lines[0].page, block.kind, block.lines[0].section, level=block.lines[0].level,
        )
        for position, (anchor, block) in enumerate(zip(_anchors(found), found, strict=True))
    )  # fmt: skip
    return replace(draft, paragraphs=tie_notes(paragraphs))


def _anchors(blocks: Sequence[_Block]) -> list[str]:
    return anchors(block.number for block in blocks)


def _blocks(lines: Sequence[Line]) -> list[_Block]:
    """Lines grouped; the width of the text and its left edge are judged page by page, for pages differ."""
    full = _full_width(lines)
    starts_below = _starts_after_blank(lines)
    blocks: list[_Block] = []
    previous: Line | None = None
    for line in lines:
        if _RULE.fullmatch(line.text):
            previous = None
            continue
        if (
            previous is None
            or not blocks
            or _begins(previous, line, blocks[-1], full.get(line.page, 0.0), starts_below)
        ):
            blocks.append(_Block([line], kind=line.kind, number=line.number))
        else:
            blocks[-1].lines.append(line)
        previous = line
    return blocks


def _full_width(lines: Iterable[Line]) -> dict[int | None, float]:
    """The right edge of full lines, by page."""
    edges: dict[int | None, list[float]] = {}
    for line in lines:
        edges.setdefault(line.page, []).append(line.right)
    return {page: sorted(rights)[int(len(rights) * 0.85)] for page, rights in edges.items()}


def _starts_after_blank(lines: Sequence[Line]) -> bool:
    """White space parts paragraphs in this document: some lines stand apart and most do not, or all do and each is a
    paragraph (a text whose every line stands apart in the middle of sentences is only widely spaced)."""
    apart = sum(line.apart for line in lines)
    complete = sum(bool(_ENDS.search(line.text)) or len(line.text) > 160 or len(line.text) < 40 for line in lines)
    return 0 < apart < len(lines) * 0.7 or complete > len(lines) * 0.6


def _begins(previous: Line, line: Line, block: _Block, full: float, apart_counts: bool) -> bool:
    """Does `line` begin a paragraph?"""
    if line.whole or previous.whole or line.kind != previous.kind:
        return True
    turned = line.page != previous.page
    numbered = bool(candidates(0, line.text, line.left)) or bool(_LIST_ITEM.match(line.text))
    finished = bool(_ENDS.search(previous.text))
    if turned:
        return _new_on_next_page(previous, line, finished, numbered, full)
    if line.apart and apart_counts:
        return not _runs_on(previous, line, finished, numbered, full)
    if numbered and (finished or _is_short(previous, full) or _is_heading(block)):
        return True
    if _ARTICLE.match(line.text) and (finished or _is_short(previous, full)):
        return True
    if abs(line.size - previous.size) > 1.6 and line.size:
        return True
    if finished and (_is_short(previous, full) or line.left > previous.left + _INDENT):
        return True
    return _is_short(previous, full) and not line.text[:1].islower() and _is_heading(block)


def _new_on_next_page(previous: Line, line: Line, finished: bool, numbered: bool, full: float) -> bool:
    if line.text[:1].islower() and not _LIST_ITEM.match(line.text):
        return False
    return finished or numbered or _is_short(previous, full)


def _runs_on(previous: Line, line: Line, finished: bool, numbered: bool, full: float) -> bool:
    """A blank line inside a sentence: a full line without an end, and the next goes on in small letters."""
    return not finished and not numbered and not _is_short(previous, full) and line.text[:1].islower()


def _is_short(line: Line, full: float) -> bool:
    return line.right < full - max(full * (1 - _SHORT) * 0.5, 12.0)


def _is_heading(block: _Block) -> bool:
    if len(block.lines) > _HEADING_MAX:  # a line has a letter at least; joining a long block for each of its lines
        return False  # would take for ever
    text = " ".join(line.text for line in block.lines)
    if len(text) > _HEADING_MAX:
        return False
    letters = [c for c in text if c.isalpha()]
    if not letters:
        return False
    return all(not c.islower() for c in letters) and any(c.isupper() for c in letters)


def _hyphenated_words(lines: Iterable[Line]) -> Counter[str]:
    """Words as they stand inside a line, with and without hyphens: they tell how to join a broken one."""
    words: Counter[str] = Counter()
    for line in lines:
        words.update(word.casefold() for word in re.findall(r"[^\W\d_]+(?:[-‐‑][^\W\d_]+)*", line.text))
    return words


def _joined(lines: Sequence[Line], words: Counter[str]) -> str:
    text = lines[0].text
    for line in lines[1:]:
        broken, rest = _HYPHEN_END.search(text, max(0, len(text) - _LONGEST_WORD)), _LOWER_START.match(line.text)
        if not broken or not rest:
            text = f"{text}{'' if text.endswith(('/', '‑')) else ' '}{line.text}"
        elif not rest.group(1)[:1].islower() or _keeps_hyphen(broken.group(1), rest.group(1), words):
            text += line.text
        else:
            text = text[:-1] + line.text
    return text


def _keeps_hyphen(first: str, second: str, words: Counter[str]) -> bool:
    """The hyphen is the word's own where the document writes it so inside a line, and never without."""
    with_hyphen, without = words[f"{first}-{second}".casefold()], words[f"{first}{second}".casefold()]
    return with_hyphen > without


def _number(blocks: Sequence[_Block]) -> None:
    """Printed numbers that stand in the text; and which blocks are headings.

    A format may hold some numbers apart and others in the text, where somebody typed one: those that the format gives
    are members of the sequence that the typed ones must continue.
    """
    found: list[Candidate] = []
    given = any(block.number for block in blocks)
    size = usual_size(line for block in blocks for line in block.lines)
    for position, block in enumerate(blocks):
        if block.number is not None:
            if block.number.isdecimal() and len(block.number) < 5:
                found.append(Candidate(position, int(block.number), 0, 0.0, _TYPED))
        elif block.kind in ("body", "heading") and not block.lines[0].header:
            if is_small_print(block.lines[0], size):  # the numbers of a quoted text
                continue
            typed = candidates(position, block.text, 0.0 if given else block.lines[0].left)
            found += [c for c in typed if not given or c.form == _TYPED]
    for position, candidate in paragraph_numbers(found).items():
        block = blocks[position]
        if block.number is None:
            block.number = str(candidate.number)
            block.text = block.text[candidate.rest :].lstrip()
            block.kind = "body"
    for block in blocks:
        if block.kind == "body" and block.number is None and _looks_like_heading(block.text):
            block.kind = "heading"


def _tell_quotes(blocks: Sequence[_Block], lines: Sequence[Line]) -> None:
    """Block quotes behind the head of the document; what is numbered is the writer's own."""
    size, left, right = usual_size(lines), margins(lines), _full_width(lines)
    begun = False
    for block in blocks:
        begun = begun or block.number is not None or len(block.text) > _RUNNING_TEXT
        bare = block.kind == "body" and block.number is None and not _LIST_ITEM.match(block.text)
        if begun and bare and (in_marks(block.text) or set_apart(block.lines, left, right, size)):
            block.kind = "quote"


def _looks_like_heading(text: str) -> bool:
    if len(text) > _HEADING_MAX or (_ENDS.search(text) and not text.endswith(":")):
        return False
    letters = [c for c in text if c.isalpha()]
    if len(letters) < 3:
        return False
    if all(not c.islower() for c in letters) and any(c.isupper() for c in letters):
        return True
    return bool(_ROMAN_HEAD.match(text)) and len(text) < 100 and not text.endswith((",", ";"))


def _cut(block: _Block) -> list[_Block]:
    """A block too long to read is cut between sentences; only its first part keeps the number."""
    if len(block.text) <= _MAX_CHARACTERS:
        return [block]
    parts: list[_Block] = []
    text = block.text
    while text:
        end = len(text)
        if end > _MAX_CHARACTERS:
            end = max(text.rfind(". ", 0, _MAX_CHARACTERS), text.rfind(" ", 0, _MAX_CHARACTERS)) + 1 or _MAX_CHARACTERS
        parts.append(_Block(block.lines, text[:end].strip(), block.number if not parts else None, block.kind))
        text = text[end:].lstrip()
    return parts
