"""Pages whose text is not behind them but on them: read by text recognition where it is wanted and to be had."""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from caselaw.domain.claims import Claim
from caselaw.domain.document import TextLayer
from caselaw.domain.errors import Unreadable
from caselaw.domain.problems import Problem, Severity
from ingest.draft import Draft, Line
from ingest.extract import page_images, tesseract
from ingest.extract.ocr import PACKS, Recognised, Recogniser
from ingest.extract.port import places
from ingest.language import document_language, normal_tag

CONFIDENCE = "text.confidence"
_SECONDS, _SECONDS_A_MEGABYTE, _LONGEST = 300.0, 120.0, 7_200.0
_UNSURE, _USELESS = 0.70, 0.50
_GIVE_UP = 3  # pages one after another on which letters have no shapes
_DRAWN = frozenset({"pdf", "image"})


def longest(size: int) -> float:
    """Seconds that recognition may take for a file of `size` bytes; what is not read by then is named."""
    return min(_SECONDS + _SECONDS_A_MEGABYTE * size / 1_000_000, _LONGEST)


def can_recognise() -> bool:
    """Tesseract and the drawing of pages are both here."""
    return bool(tesseract.installed()) and page_images.can_draw()


def recognise(draft: Draft) -> Draft:
    """The draft with the lines of its faulty pages (of all, where the person wanted that) as they were recognised."""
    wanted = _wanted(draft)
    if not wanted:
        return draft
    found: dict[int, Recognised] = {}
    problems: list[Problem] = []
    if draft.wanted_ocr != "never":
        try:
            found, problems = _recognised(draft, wanted)
        except Unreadable as trouble:
            problems = [Problem(trouble.code, "error", params=trouble.params)]
    left = {page: fault for page, fault in draft.faulty.items() if page not in found}
    kept = [line for line in draft.lines if line.page not in found]
    kept += [line for page in found.values() for line in page.lines]
    kept.sort(key=lambda line: line.page or 0)
    return replace(
        draft, lines=tuple(kept), text_layer=_layer(draft, found),
        problems=(*draft.problems, *problems, *_unread(draft, left), *_unsure(found)),
        claims=(*draft.claims, *_confidence(found)),
    )  # fmt: skip


def _wanted(draft: Draft) -> Sequence[int]:
    if draft.wanted_ocr == "always" and draft.format in _DRAWN:
        return range(1, (draft.pages or 0) + 1)
    return sorted(draft.faulty)


def _recognised(draft: Draft, wanted: Sequence[int]) -> tuple[dict[int, Recognised], list[Problem]]:
    """The pages that could be read, and why others could not where it is not their own fault."""
    if not can_recognise():
        return {}, []
    language = _known_language(draft)
    pack = PACKS.get(language[:2])
    if pack and pack not in tesseract.installed():
        return {}, [Problem("problem.ocr.language", "error", params={"pack": pack})]
    found: dict[int, Recognised] = {}
    until = time.monotonic() + longest(draft.size)
    reader = Recogniser(language, until)
    with page_images.pages_of(draft.data, draft.format) as pages:
        for tried, number in enumerate(wanted):
            if tried >= _GIVE_UP and not found and draft.faulty.get(number) == "garbage":
                break
            if time.monotonic() > until:
                return found, [Problem("problem.ocr.too_long", "error", f"p. {number}", {"page": number})]
            page = reader.page(pages, number)
            if page is not None and _is_better(page, draft, number):
                found[number] = page
    return found, []


def _known_language(draft: Draft) -> str:
    """What the person said, or the file, or its other pages."""
    given = normal_tag(draft.wanted_language) or next(
        (tag for value in draft.declared.get("language", ()) if (tag := normal_tag(value))), None
    )
    return given or document_language([line.text for line in draft.lines if line.page not in draft.faulty])


def _is_better(page: Recognised, draft: Draft, number: int) -> bool:
    """A poor reading does not take the place of a text layer; it is better than none, but for mere noise."""
    return page.sure >= _UNSURE or (page.sure >= _USELESS and not any(line.page == number for line in draft.lines))


def _layer(draft: Draft, found: Mapping[int, Recognised]) -> TextLayer:
    if not found:
        return draft.text_layer
    return "ocr" if not _native(draft.lines, found) else "mixed"


def _native(lines: Sequence[Line], found: Mapping[int, Recognised]) -> bool:
    return any(line.page not in found for line in lines)


def _unread(draft: Draft, left: Mapping[int, str]) -> Iterator[Problem]:
    """The pages that are still without text; all of them, or some."""
    if not left:
        return
    tried = draft.wanted_ocr != "never" and can_recognise()
    if draft.text_layer == "none" and len(left) == len(draft.faulty):
        garbage = sum(fault == "garbage" for fault in left.values()) > len(left) / 2
        yield Problem(
            "problem.ocr.nothing" if tried else "problem.pdf.garbage" if garbage else "problem.pdf.no_text_layer",
            "error",
        )
    else:
        # Looked at, and no word seen: most likely a photograph.
        severity: Severity = "warning" if tried else "error"
        yield Problem("problem.pdf.pages_without_text", severity, places(left), {"count": len(left)})


def _unsure(found: Mapping[int, Recognised]) -> Iterator[Problem]:
    poor = [number for number, page in found.items() if page.sure < _UNSURE]
    if poor:
        yield Problem("problem.ocr.unsure", "warning", places(poor), {"count": len(poor)})


def _confidence(found: Mapping[int, Recognised]) -> Iterator[Claim]:
    """How sure the recognised text is, over all its letters."""
    letters = {number: sum(len(line.text) for line in page.lines) for number, page in found.items()}
    if found:
        sure = sum(page.sure * letters[number] for number, page in found.items()) / sum(letters.values())
        yield Claim(CONFIDENCE, f"{sure:.2f}", "parser:ocr", None, round(sure, 2))
