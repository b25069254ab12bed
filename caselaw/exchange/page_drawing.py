"""A page of a PDF as a small picture, with a passage of it marked.

pdfium reads what strangers sent and is not safe for threads, so each picture is drawn by a process of its own, which
knows no secret, has little memory and is ended when it takes too long: `python -m caselaw.exchange.page_drawing`.
"""

from __future__ import annotations

import io
import json
import resource
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from caselaw.domain.errors import Unreadable
from caselaw.domain.text import fold

if TYPE_CHECKING:
    import pypdfium2
    from PIL.Image import Image as Picture

RULES = 1
"""Grows with every change of how pages are drawn: pictures kept from before are then drawn anew."""

WIDTH = 1000
"""Pixels across: a column of 10 points is read at this size, and a page of text takes some 60 kB."""

_TALLEST = 4  # times the width; a longer sheet is drawn narrower
_SECONDS = 20
_MEMORY = 1_500_000_000
_TINT = (255, 232, 140)
_COLOURS = 24
_STEP = 24  # letters of a passage that are looked for together: words broken at the end of a line do not matter
_LEAST = 12  # letters that a passage must share with the page


@dataclass(frozen=True)
class Wanted:
    """A page (from 1) of the file at `path`, with this text marked where it stands there."""

    path: Path
    page: int
    text: str = ""


def draw(wanted: Wanted) -> bytes:
    """The page as PNG. Raises `Unreadable` where it cannot be drawn, or not in time."""
    asked = json.dumps({"path": str(wanted.path.resolve()), "page": wanted.page, "text": wanted.text})
    try:
        done = subprocess.run(
            [sys.executable, "-m", "caselaw.exchange.page_drawing"],
            input=asked.encode(), capture_output=True, timeout=_SECONDS, env={}, check=False,
        )  # fmt: skip
    except (subprocess.TimeoutExpired, OSError):
        raise Unreadable("page_image.undrawn", page=wanted.page) from None
    if done.returncode or not done.stdout.startswith(b"\x89PNG"):
        raise Unreadable("page_image.undrawn", page=wanted.page)
    return done.stdout


def drawn(wanted: Wanted) -> bytes:
    """`draw` in this process."""
    import pypdfium2

    with pypdfium2.PdfDocument(wanted.path) as document:
        page = document[wanted.page - 1]
        width, height = page.get_size()
        scale = WIDTH / max(width, height / _TALLEST, 1.0)
        picture = page.render(scale=scale, grayscale=True).to_pil().convert("L")
        boxes = _boxes(page, wanted.text) if wanted.text else []
    return _png(picture, [tuple(round(edge * scale) for edge in box) for box in boxes])


def _boxes(page: pypdfium2.PdfPage, text: str) -> list[tuple[float, float, float, float]]:
    """Where a text stands on a page, a box a line: left, top, right, bottom in points from the upper left corner."""
    words = page.get_textpage()
    letters, places = _letters(words.get_text_range())
    sought, _ = _letters(text)
    found = _standing(sought, letters)
    height = page.get_size()[1]
    lines: list[list[float]] = []
    for at in found:
        left, bottom, right, top = words.get_charbox(places[at])
        if right <= left or top <= bottom:
            continue
        box = [left, height - top, right, height - bottom]
        last = lines[-1] if lines else None
        if last and min(last[3], box[3]) - max(last[1], box[1]) > 0.3 * min(last[3] - last[1], box[3] - box[1]):
            last[:] = [min(last[0], left), min(last[1], box[1]), max(last[2], right), max(last[3], box[3])]
        else:
            lines.append(box)
    return [(one[0] - 2, one[1] - 2, one[2] + 2, one[3] + 2) for one in lines]


def _letters(text: str) -> tuple[str, list[int]]:
    """The letters and figures of a text in their folded forms, and the place of each in it."""
    letters, places = [], []
    for at, sign in enumerate(text):
        for letter in fold(sign):
            if letter.isalnum():
                letters.append(letter)
                places.append(at)
    return "".join(letters), places


def _standing(sought: str, letters: str) -> list[int]:
    """The places in `letters` at which `sought` stands, as far as it does: a passage may go on overleaf, and what is
    printed between its lines (a number of the page, a note) is left out."""
    if len(sought) < _LEAST:
        return []
    found: list[int] = []
    place = read = 0
    for start in range(0, len(sought), _STEP):
        piece = sought[start : start + _STEP]
        at = letters.find(piece, place) if len(piece) >= _LEAST else -1
        if at < 0 and len(piece) < _STEP and found and letters.startswith(piece, place):
            at = place
        if at < 0:
            continue
        if found and at - place > _STEP * 40:  # the same words far below are another passage
            continue
        if found and at - place <= 2 * (start - read):  # between them stands what was read a little otherwise
            found += range(place, at)
        found += range(at, at + len(piece))
        place, read = at + len(piece), start + len(piece)
    return found


def _png(picture: Picture, boxes: Sequence[tuple[int, ...]]) -> bytes:
    """The picture in few tones, the boxes tinted as with a marker."""
    from PIL import Image, ImageChops, ImageDraw

    written = io.BytesIO()
    if boxes:
        tint = Image.new("RGB", picture.size, (255, 255, 255))
        brush = ImageDraw.Draw(tint)
        for box in boxes:
            brush.rectangle(box, fill=_TINT)
        coloured = ImageChops.multiply(picture.convert("RGB"), tint)
        coloured.quantize(_COLOURS, method=Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE).save(
            written, "PNG", optimize=True
        )
    else:
        picture.point([round(tone / 17) * 17 for tone in range(256)]).quantize(
            16, dither=Image.Dither.NONE
        ).save(written, "PNG", optimize=True)  # fmt: skip
    return written.getvalue()


def _main() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (_SECONDS, _SECONDS))
    asked = json.load(sys.stdin)
    sys.stdout.buffer.write(drawn(Wanted(Path(asked["path"]), asked["page"], asked["text"])))


if __name__ == "__main__":
    _main()
