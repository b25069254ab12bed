"""A page is drawn by a process of its own, and a passage is marked where its letters stand."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from PIL import Image

from caselaw.domain.errors import Unreadable
from caselaw.exchange.page_drawing import WIDTH, Wanted, draw, drawn
from tests.factories.files import locked_pdf, paragraphs_pdf

FIRST = "The municipality evicted the residents of Reed Street without an order of a court."
SECOND = "Nobody may be evicted from a home without an order made after all circumstances were considered."


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "judgment"
    path.write_bytes(paragraphs_pdf([[FIRST, "", "", SECOND], ["Another page of the judgment."]]))
    return path


def tinted(picture: bytes) -> list[int]:
    """The lines of a picture that hold anything but grey."""
    image = Image.open(io.BytesIO(picture)).convert("RGB")
    rows = (image.crop((0, at, image.width, at + 1)).getcolors(image.width) or [] for at in range(image.height))
    return [at for at, row in enumerate(rows) if any(max(tone) - min(tone) > 40 for _, tone in row)]  # type: ignore[arg-type]


def test_a_page_is_a_small_picture(file: Path) -> None:
    picture = draw(Wanted(file, 2))
    image = Image.open(io.BytesIO(picture))
    assert image.format == "PNG"
    assert image.width == WIDTH
    assert len(picture) < 60_000
    assert not tinted(picture)


def test_a_passage_is_marked_where_it_stands(file: Path) -> None:
    first, second = tinted(drawn(Wanted(file, 1, FIRST))), tinted(drawn(Wanted(file, 1, SECOND)))
    assert first
    assert second
    assert max(first) < min(second), "the one above the other"
    assert second[-1] - second[0] < 60, "one line, and nothing else"


@pytest.mark.parametrize(
    "text",
    [
        FIRST.upper(),
        FIRST.replace("residents", "resi-\ndents"),
        FIRST.replace("Street", "Streat"),  # a letter that was read otherwise
        f"{FIRST} And the sentence goes on overleaf, where it cannot be seen from here.",
    ],
)
def test_it_is_found_however_it_was_read(file: Path, text: str) -> None:
    there, found = tinted(drawn(Wanted(file, 1, FIRST))), tinted(drawn(Wanted(file, 1, text)))
    assert (found[0], found[-1]) == (there[0], there[-1])


@pytest.mark.parametrize("text", ["Words that stand nowhere on this page at all.", "Reed", ""])
def test_what_does_not_stand_there_is_not_marked(file: Path, text: str) -> None:
    assert not tinted(drawn(Wanted(file, 1, text)))


@pytest.mark.parametrize("content", [b"", b"no PDF", locked_pdf(), paragraphs_pdf([["One page."]])[:200]])
def test_what_cannot_be_drawn_is_refused_in_words(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "broken"
    path.write_bytes(content)
    with pytest.raises(Unreadable):
        draw(Wanted(path, 1))


def test_a_page_that_is_not_there_is_refused(file: Path) -> None:
    with pytest.raises(Unreadable):
        draw(Wanted(file, 3))
