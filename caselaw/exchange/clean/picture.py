"""Pictures: drawn anew, so that nothing is left but what is seen (no EXIF, no place, no maker, no comments)."""

from __future__ import annotations

import io
from collections.abc import Mapping
from typing import Any

from PIL import Image, ImageOps, ImageSequence, UnidentifiedImageError

_KEPT: Mapping[str, Mapping[str, Any]] = {
    "JPEG": {"quality": 90}, "PNG": {}, "TIFF": {"compression": "tiff_deflate"}, "GIF": {}, "BMP": {},
    "WEBP": {"lossless": True},
}  # fmt: skip
_MOST_FRAMES = 1000


def clean(content: bytes) -> bytes:
    """The same picture, each of its pages, in the same format. Raises `ValueError` for what is none."""
    try:
        with Image.open(io.BytesIO(content)) as picture:
            kind = picture.format or ""
            if kind not in _KEPT:
                raise ValueError(f"no way to clean {kind}")
            frames = [
                _bare(frame) for frame, _ in zip(ImageSequence.Iterator(picture), range(_MOST_FRAMES), strict=False)
            ]
    except (UnidentifiedImageError, OSError, SyntaxError, Image.DecompressionBombError) as fault:
        raise ValueError("no picture that can be read") from fault
    stream = io.BytesIO()
    more: dict[str, Any] = {"save_all": True, "append_images": frames[1:]} if len(frames) > 1 else {}
    frames[0].save(stream, kind, **_KEPT[kind], **more)
    return stream.getvalue()


def _bare(frame: Image.Image) -> Image.Image:
    """The points of a picture, turned as they are shown, and nothing beside."""
    turned = ImageOps.exif_transpose(frame)
    plain = Image.new(turned.mode, turned.size)
    if turned.mode == "P" and (palette := turned.getpalette()):
        plain.putpalette(palette)
    plain.paste(turned)
    return plain
