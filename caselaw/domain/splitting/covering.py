"""Which part of a report each paragraph and each page belongs to: nothing left out, nothing taken twice.

The notes that stand together behind the text belong to no stretch of it: each follows the part that calls for it.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from caselaw.domain.paragraph import Paragraph, anchors
from caselaw.domain.splitting.parts import Coverage, Matter, Part

_MARK = re.compile(r"\[?\(?(\d{1,4}|[*†‡]{1,3})\b[\])]?|([*†‡]{1,3})")
_CALL = re.compile(r"\[(\d{1,4}|[*†‡]{1,3})\]")


def text_end(paragraphs: Sequence[Paragraph]) -> int:
    """How many paragraphs the text has before the notes that stand together at the end."""
    end = len(paragraphs)
    while end and paragraphs[end - 1].kind == "footnote":
        end -= 1
    return end or len(paragraphs)  # a report of nothing but notes is text


def require_cover(parts: Sequence[Part], paragraphs: Sequence[Paragraph]) -> None:
    """Raise `ValueError` unless the parts cover the text in order, with no paragraph left out and none twice."""
    at = 0
    for part in parts:
        if part.first != at:
            raise ValueError(f"a part begins at {part.first}, and the one before ended before {at}")
        at = part.last + 1
    if at != text_end(paragraphs):
        raise ValueError(f"the parts end before {at}, the text before {text_end(paragraphs)}")


def assigned(parts: Sequence[Part], paragraphs: Sequence[Paragraph]) -> tuple[int, ...]:
    """For each paragraph the number of its part: text by its place, a note by the paragraph that calls it, where that
    is told, else by the call for it ("[12]"), else by its page, else with the note before. Raises `ValueError` as
    `require_cover`."""
    require_cover(parts, paragraphs)
    found = [number for number, part in enumerate(parts) for _ in range(part.first, part.last + 1)]
    calls = _calls(paragraphs[: len(found)])
    on_page = _parts_on_page(found, paragraphs)
    places = {paragraph.anchor: position for position, paragraph in enumerate(paragraphs[: len(found)])}
    at = 0
    for note in paragraphs[len(found) :]:
        if note.called_by in places:
            at = places[note.called_by]
            found.append(found[at])
            continue
        allowed = on_page.get(note.page) if note.page is not None else None
        called = _call(calls.get(_mark(note), ()), at, found, allowed)
        if called is not None:
            at, part = called, found[called]
        elif allowed:
            part = min(max(found[at], allowed[0]), allowed[-1])
        else:
            part = _last_before(note.page, found, paragraphs) if note.page is not None else found[at]
        found.append(part)
    return tuple(found)


def pages_of(parts: Sequence[Part], paragraphs: Sequence[Paragraph], pages: int | None) -> list[tuple[int, int] | None]:
    """The first and last page of each part, None where the format has no pages. A page on which no paragraph begins
    belongs to the part that the paragraph before it stands in, those before the first to the first part."""
    begins: list[list[int]] = [[] for _ in parts]
    at = 0
    for number, part in enumerate(parts):
        begins[number] = [p for one in paragraphs[part.first : part.last + 1] if (p := one.page) is not None]
    known = [number for number, found in enumerate(begins) if found]
    if not known:
        return [None] * len(parts)
    result: list[tuple[int, int] | None] = [None] * len(parts)
    for place, number in enumerate(known):
        first, last = min(begins[number]), max(begins[number])
        following = min(begins[known[place + 1]]) if place + 1 < len(known) else max(pages or 0, last) + 1
        first = 1 if place == 0 else first
        last = max(last, following - 1)
        result[number] = (first, last)
        at = max(at, last)
    return result


def coverage(parts: Sequence[Part], paragraphs: Sequence[Paragraph], pages: int | None) -> Coverage:
    """The count that shows that nothing was dropped and nothing taken twice."""
    of = assigned(parts, paragraphs)
    spans = pages_of(parts, paragraphs, pages)
    last = max([pages or 0, *(p.page for p in paragraphs if p.page is not None)])
    kinds_on: list[list[Matter]] = [[] for _ in range(last + 1)]
    for part, span in zip(parts, spans, strict=True):
        for page in range(span[0], span[1] + 1) if span else ():
            kinds_on[page].append(part.kind)
    pages_by_kind: Counter[Matter] = Counter(kind for kinds in kinds_on for kind in set(kinds))
    return Coverage(
        cases=sum(part.kind == "case" for part in parts),
        pages=last,
        pages_of={kind: pages_by_kind[kind] for kind in ("case", "front", "back")},
        shared=sum(len(kinds) > 1 for kinds in kinds_on),
        paragraphs=len(paragraphs),
        paragraphs_of=_count_kinds(parts, of),
        unassigned=sum(not kinds for kinds in kinds_on[1:]) if any(spans) else 0,
    )


def case_paragraphs(
    number: int, of: Sequence[int], paragraphs: Sequence[Paragraph]
) -> tuple[tuple[Paragraph, ...], dict[str, str]]:
    """The paragraphs of one part as those of a document of its own, and for each of its anchors the report's.

    `of` is what `assigned` gave for this report.
    """
    taken = [paragraph for paragraph, part in zip(paragraphs, of, strict=True) if part == number]
    names = anchors(paragraph.number for paragraph in taken)
    new = {paragraph.anchor: name for name, paragraph in zip(names, taken, strict=True)}
    own = tuple(
        replace(paragraph, anchor=name, position=position, called_by=new.get(paragraph.called_by or ""))
        for position, (name, paragraph) in enumerate(zip(names, taken, strict=True))
    )
    return own, {name: paragraph.anchor for name, paragraph in zip(names, taken, strict=True)}


def _count_kinds(parts: Sequence[Part], of: Sequence[int]) -> dict[Matter, int]:
    counted: Counter[Matter] = Counter(parts[number].kind for number in of)
    return {kind: counted[kind] for kind in ("case", "front", "back")}


def _parts_on_page(of: Sequence[int], paragraphs: Sequence[Paragraph]) -> dict[int | None, list[int]]:
    """The parts that begin a paragraph on each page, in order."""
    found: dict[int | None, list[int]] = {}
    for part, paragraph in zip(of, paragraphs, strict=False):
        on = found.setdefault(paragraph.page, [])
        if part not in on[-1:]:
            on.append(part)
    return {page: sorted(set(on)) for page, on in found.items()}


def _calls(text: Sequence[Paragraph]) -> dict[str, list[int]]:
    """Where each note is called for."""
    found: dict[str, list[int]] = {}
    for position, paragraph in enumerate(text):
        for call in _CALL.finditer(paragraph.text):
            found.setdefault(call.group(1), []).append(position)
    return found


def _mark(note: Paragraph) -> str:
    if note.number:
        return note.number
    mark = _MARK.match(note.text)
    return (mark.group(1) or mark.group(2)) if mark else ""


def _call(places: Sequence[int], at: int, of: Sequence[int], allowed: Sequence[int] | None) -> int | None:
    """The first call from `at` on in one of the allowed parts, else the first there at all."""
    ordered = (*places[bisect_left(places, at) :], *places[: bisect_left(places, at)])
    return next((place for place in ordered if allowed is None or of[place] in allowed), None)


def _last_before(page: int, of: Sequence[int], paragraphs: Sequence[Paragraph]) -> int:
    """The part that runs over a page on which no paragraph begins."""
    part = 0
    for number, paragraph in zip(of, paragraphs, strict=False):
        if paragraph.page is not None and paragraph.page > page:
            break
        part = number
    return part
