"""Pages as pictures: text drawn on white, as a scanner would see it."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Any

from PIL import Image, ImageDraw, ImageFont


def page(*lines: str, size: tuple[int, int] = (1240, 1754)) -> Image.Image:
    """A sheet at 150 dpi with the lines one under another."""
    sheet = Image.new("L", size, 255)
    pen, font = ImageDraw.Draw(sheet), ImageFont.load_default(30)
    for at, line in enumerate(lines):
        pen.text((110, 120 + at * 48), line, fill=0, font=font)
    return sheet


def saved(*sheets: Image.Image, form: str = "PNG", **options: Any) -> bytes:
    """The sheets as a file: several of them only as TIFF or PDF."""
    stream = io.BytesIO()
    more: Sequence[Image.Image] = sheets[1:]
    if form in ("TIFF", "PDF"):
        options |= {"save_all": True, "append_images": more}
    sheets[0].save(stream, form, **options)
    return stream.getvalue()
