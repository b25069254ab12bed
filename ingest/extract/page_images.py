"""Pages as pictures in grey: of a PDF drawn by pdfium, of an image file as it is. Pillow and pdfium come with the
extra `ocr`; without them there are no pictures, and a scan keeps its problem."""

from __future__ import annotations

import importlib.util
import io
import math
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from caselaw.domain.errors import Unreadable

if TYPE_CHECKING:
    import pypdfium2
    from PIL.Image import Image

DPI = 200
MAX_PIXELS = 80_000_000  # A3 at 600 dpi; nothing that was once paper has more
MAX_FRAMES = 2_000
_POINTS = 72
_DRAWN_PIXELS = 20_000_000
_LONGEST, _NARROWEST = 4_000, 1_600  # pixels of an image file: more is reduced, less is enlarged
_FORMATS = ("PNG", "JPEG", "TIFF", "GIF", "BMP", "WEBP")


def can_draw() -> bool:
    return all(importlib.util.find_spec(name) for name in ("PIL", "pypdfium2"))


def is_blank(picture: Image) -> bool:
    """Nothing but one tone: there is no need to look for words."""
    darkest, lightest = picture.getextrema()
    return float(lightest) - float(darkest) < 24  # type: ignore[arg-type]


def portable(picture: Image) -> bytes:
    """The picture in the plainest form that programs agree on (PGM)."""
    return b"P5\n%d %d\n255\n" % picture.size + picture.tobytes()


class PdfPages:
    """The pages of a PDF, drawn when asked for."""

    def __init__(self, document: pypdfium2.PdfDocument) -> None:
        self._document = document

    def picture(self, number: int) -> Image | None:
        """Page `number` (from 1) at 200 dpi, or coarser where the sheet is huge; None where pdfium cannot draw it."""
        import pypdfium2

        if not 1 <= number <= len(self._document):
            return None
        try:
            page = self._document[number - 1]
            try:
                width, height = page.get_size()
                scale = min(DPI / _POINTS, math.sqrt(_DRAWN_PIXELS / max(width * height, 1.0)))
                drawn: Image = page.render(scale=min(scale, _own_scale(page)), grayscale=True).to_pil().convert("L")
            finally:
                page.close()
        except (pypdfium2.PdfiumError, ValueError, MemoryError):
            return None
        size = max(1, round(width * scale)), max(1, round(height * scale))
        return drawn if drawn.width >= size[0] - 1 else _enlarged(drawn, size)


def _own_scale(page: pypdfium2.PdfPage) -> float:
    """Pixels a point of the scan that fills a page, infinite where none does. A coarse scan is drawn at its own size
    and enlarged afterwards with more care than pdfium takes."""
    from pypdfium2.raw import FPDF_PAGEOBJ_IMAGE

    width, height = page.get_size()
    for image in page.get_objects(filter=[FPDF_PAGEOBJ_IMAGE], max_depth=3):
        left, bottom, right, top = image.get_bounds()
        if (right - left) * (top - bottom) > 0.5 * width * height:
            across, _ = image.get_px_size()
            return max(float(across) / max(float(right - left), 1.0), 0.5)
    return math.inf


def _enlarged(picture: Image, size: tuple[int, int]) -> Image:
    """A coarse scan at a size that can be read, its strokes sharpened: of Arabic words, whose dots blur first, a
    twentieth more is found."""
    from PIL import ImageFilter
    from PIL.Image import Resampling

    return picture.resize(size, Resampling.LANCZOS).filter(ImageFilter.UnsharpMask(radius=3, percent=100, threshold=0))


class ImagePages:
    """The frames of an image file; a TIFF may hold many."""

    def __init__(self, data: bytes) -> None:
        self._data = data

    def picture(self, number: int) -> Image | None:
        from PIL import ImageOps

        with _opened(self._data) as image:
            if number > 1:
                try:
                    image.seek(number - 1)
                except EOFError:
                    return None
            _bounded(image)
            upright = ImageOps.exif_transpose(image)
            return _fitting(_grey(upright))


def frames(data: bytes) -> int:
    """How many pages an image file holds; `Unreadable` where it is damaged or of a size that no paper has."""
    with _opened(data) as image:
        _bounded(image)
        return min(int(getattr(image, "n_frames", 1)), MAX_FRAMES) if image.format == "TIFF" else 1


@contextmanager
def pages_of(data: bytes, file_format: str) -> Iterator[PdfPages | ImagePages]:
    """The pages of a file for drawing; `Unreadable` where it cannot be opened."""
    if file_format != "pdf":
        yield ImagePages(data)
        return
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        raise Unreadable("problem.pdf.broken") from error
    try:
        yield PdfPages(document)
    finally:
        document.close()


@contextmanager
def _opened(data: bytes) -> Iterator[Image]:
    """The image, its pixels not yet unpacked. What Pillow calls a bomb, or cannot read, is named."""
    from PIL import Image, UnidentifiedImageError

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(io.BytesIO(data), formats=_FORMATS) as image:
                yield image
    except (Image.DecompressionBombWarning, Image.DecompressionBombError) as error:
        raise Unreadable("problem.image.bomb") from error
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError, EOFError, TypeError, KeyError) as error:
        raise Unreadable("problem.image.broken") from error


def _bounded(image: Image) -> None:
    if image.width * image.height > MAX_PIXELS:
        raise Unreadable("problem.image.bomb")


def _grey(image: Image) -> Image:
    """Grey on white: what is transparent was meant as paper."""
    from PIL import Image as Images

    if image.mode in ("RGBA", "LA", "PA") or "transparency" in image.info:
        shape = image.convert("RGBA")
        paper = Images.new("RGBA", shape.size, "white")
        paper.alpha_composite(shape)
        return paper.convert("L")
    return image.convert("L")


def _fitting(image: Image) -> Image:
    longest = max(image.size)
    if longest > _LONGEST:
        return image.resize(_scaled(image, _LONGEST / longest))
    return image if longest >= _NARROWEST else _enlarged(image, _scaled(image, 2.0))


def _scaled(image: Image, factor: float) -> tuple[int, int]:
    return max(1, round(image.width * factor)), max(1, round(image.height * factor))
