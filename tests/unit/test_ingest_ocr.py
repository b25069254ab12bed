"""Scans become text where tesseract is, page by page; where it is not they say what they need."""

from __future__ import annotations

import os
import struct
import zlib

import pytest
from PIL import Image

from caselaw.domain.languages import LANGUAGES
from caselaw.messages import say_problem
from ingest.draft import Draft, Ocr
from ingest.extract import tesseract
from ingest.extract.page_images import MAX_PIXELS, frames
from ingest.extract.text_layer import PageText, faulty_pages, quality, text_layer
from ingest.stages import default
from tests.factories import files, scans

ENGLISH = (
    "12. The court finds that the eviction of the residents",
    "was unlawful, because no other housing had been found",
    "for the families, and orders the council to provide it.",
)
SPANISH = (
    "El tribunal considera que el desalojo de las familias",
    "no fue conforme a la ley, porque no se les dio ninguna",
    "vivienda, y ordena al municipio que la proporcione.",
)


def read(data: bytes, ocr: Ocr = "auto", language: str | None = None) -> Draft:
    return default().run(Draft("scan", data, wanted_language=language, wanted_ocr=ocr))


def words(draft: Draft) -> str:
    return " ".join(paragraph.text for paragraph in draft.paragraphs)


def codes(draft: Draft) -> list[str]:
    for language in LANGUAGES:
        assert all(say_problem(problem, language) for problem in draft.problems)
    return [problem.code for problem in draft.problems]


@pytest.fixture
def ocr() -> None:
    if {"eng", "spa", "fra", "ara", "por", "osd"} <= tesseract.installed():
        return
    if os.environ.get("CASELAW_TEST_REQUIRE") == "1":
        pytest.fail("tesseract and its languages are not installed")
    pytest.skip("tesseract and its languages are not installed")


@pytest.mark.usefixtures("ocr")
@pytest.mark.parametrize(("form", "pages"), [("PNG", 1), ("JPEG", 1), ("TIFF", 2), ("PDF", 2)])
def test_a_scan_is_read_in_its_own_language(form: str, pages: int) -> None:
    draft = read(scans.saved(*[scans.page(*SPANISH)] * pages, form=form))
    assert (draft.pages, draft.text_layer, draft.language, codes(draft)) == (pages, "ocr", "es", [])
    assert words(draft).count("vivienda, y ordena al municipio") == pages
    assert "no se les dio ninguna" in words(draft)
    assert {paragraph.page for paragraph in draft.paragraphs} == set(range(1, pages + 1))
    (sure,) = [claim for claim in draft.claims if claim.field == "text.confidence"]
    assert 0.8 < sure.confidence <= 1
    assert sure.source == "parser:ocr"


@pytest.mark.usefixtures("ocr")
def test_a_page_on_its_head_is_turned() -> None:
    upright = scans.page(*ENGLISH * 5)
    draft = read(scans.saved(upright.rotate(180)))
    assert words(draft).count("the eviction of the residents was unlawful") == 5


@pytest.mark.usefixtures("ocr")
def test_only_the_page_without_text_is_read_from_its_picture() -> None:
    written = PageText(1, tuple(ENGLISH) * 4)
    assert faulty_pages([written]) == {}
    draft = read(files.with_scan(ENGLISH * 4, scans.page(*ENGLISH)))
    assert (draft.pages, draft.text_layer) == (2, "mixed")
    assert words(draft).count("the eviction of the residents was unlawful") == 5


@pytest.mark.usefixtures("ocr")
def test_a_white_page_holds_nothing() -> None:
    assert codes(read(scans.saved(Image.new("L", (1240, 1754), 255)))) == ["problem.ocr.nothing"]


@pytest.mark.usefixtures("ocr")
def test_the_text_layer_gives_way_only_where_it_is_wanted() -> None:
    written = files.paragraphs_pdf([ENGLISH * 4])
    assert read(written).text_layer == "native"
    assert read(written, "always").text_layer == "ocr"
    assert "the eviction of the residents" in words(read(written, "always"))


def test_without_recognition_a_scan_says_what_it_needs(monkeypatch: pytest.MonkeyPatch) -> None:
    scan = scans.saved(scans.page(*ENGLISH), form="PDF")
    assert codes(read(scan, "never")) == ["problem.pdf.no_text_layer"]
    monkeypatch.setenv("PATH", "/nonexistent")
    tesseract.installed.cache_clear()
    try:
        assert codes(read(scan)) == ["problem.pdf.no_text_layer"]
    finally:
        tesseract.installed.cache_clear()


def test_a_language_that_is_not_installed_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tesseract, "installed", lambda: frozenset({"eng"}))
    draft = read(scans.saved(scans.page(*ENGLISH)), language="ar")
    assert codes(draft)[0] == "problem.ocr.language"


def test_a_gigantic_image_is_not_opened() -> None:
    side = int(MAX_PIXELS**0.5) + 10
    head = struct.pack(">IIBBBBB", side, side, 8, 0, 0, 0, 0)
    chunks = b"".join(
        struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))
        for name, body in ((b"IHDR", head), (b"IDAT", zlib.compress(bytes(1000))), (b"IEND", b""))
    )
    assert codes(read(b"\x89PNG\r\n\x1a\n" + chunks)) == ["problem.image.bomb"]


@pytest.mark.parametrize("data", [b"\x89PNG\r\n\x1a\n" + bytes(60), b"\xff\xd8\xff" + bytes(90), b"II*\x00" + bytes(9)])
def test_a_damaged_image_is_named(data: bytes) -> None:
    assert codes(read(data)) == ["problem.image.broken"]


@pytest.mark.usefixtures("ocr")
def test_what_a_camera_wrote_is_no_text() -> None:
    sheet = scans.page(*ENGLISH)
    exif = Image.Exif()
    exif[0x010E], exif[0x013B] = "Secret place", "Secret photographer"
    draft = read(scans.saved(sheet, form="JPEG", exif=exif))
    assert "Secret" not in repr(draft)


def test_frames_of_an_animation_are_no_pages() -> None:
    sheets = [Image.new("L", (50, 50), tone) for tone in (0, 128, 255)]
    assert frames(scans.saved(sheets[0], form="GIF", save_all=True, append_images=sheets[1:])) == 1
    assert frames(scans.saved(*sheets, form="TIFF")) == 3


BODY = tuple("The committee notes that the complaint concerns the right to water of the village." for _ in range(6))
STAMP = "Downloaded from the registry of the High Court on 3 May by the clerk, not for publication " * 4
SCANS = [PageText(page, (f"{STAMP}, page {page} of 3",), image_share=0.9) for page in (1, 2, 3)]


@pytest.mark.parametrize(
    ("pages", "faults", "layer"),
    [
        ([PageText(1, BODY)], {}, "native"),
        ([PageText(1, BODY, image_share=1.0)], {}, "native"),
        ([PageText(1, ("Received 3 May",), image_share=0.9)], {1: "picture"}, "none"),
        (SCANS, dict.fromkeys((1, 2, 3), "picture"), "none"),
        ([PageText(1, ("(cid:12)(cid:7)(cid:131) " * 40,))], {1: "garbage"}, "none"),
        ([PageText(1, ("\ufffd\ufffd\ufffd abc \ue012\ue013 " * 20,))], {1: "garbage"}, "none"),
        ([PageText(1, ("xqzt wrtpl kkdfg brtzz nnmpq " * 30,))], {1: "garbage"}, "none"),
        ([PageText(1, BODY), PageText(2, (), image_share=0.8)], {2: "picture"}, "mixed"),
        ([PageText(1, BODY), PageText(2, ())], {}, "native"),
        ([PageText(1, BODY), PageText(2, (), broken=True)], {2: "broken"}, "native"),
        ([PageText(1, BODY, undefined=2000)], {1: "garbage"}, "none"),
    ],
)  # fmt: skip
def test_a_text_layer_is_told_from_what_only_looks_like_one(
    pages: list[PageText], faults: dict[int, str], layer: str
) -> None:
    found = faulty_pages(pages)
    assert found == faults
    assert text_layer(pages, found) == layer


@pytest.mark.parametrize(
    "text",
    [
        "Every person has the right to adequate housing, and the State shall take reasonable measures.",
        "La Cour rappelle que l’expulsion d’une famille sans relogement porte atteinte à sa dignité.",
        "Das Gericht stellt fest, dass die Räumung der Wohnung rechtswidrig war und niemand gehört worden ist.",
        "Trybunał stwierdził, że eksmisja rodziny z mieszkania bez lokalu zastępczego naruszyła jej prawa.",
        "قررت المحكمة أن الحق في السكن من الحقوق التي يكفلها الدستور وأن على الدولة أن تحمي الأسرة من الإخلاء القسري",
        "دادگاه اعلام کرد که حق بر مسکن از حقوق اساسی است و چنانچه دولت خانواده را بیرون کند، باید جایی دیگر بدهد",
    ],
)
def test_words_of_many_languages_are_words(text: str) -> None:
    assert quality([text] * 8) > 0.9


def test_letters_in_no_order_are_no_words() -> None:
    assert quality(["ةسع دلاك مطبر هنف قكص ثغر زحت ذضج"] * 20) < 0.1
    assert quality(["bcdfgh QwErTy xzrtpq mMnNbB pqrst"] * 20) < 0.5


REAL = "The court finds that the eviction of the residents was unlawful and orders shelter for the families. "
DAMAGED = "Thqrt cvrt fndxs thqt thz evctn qf thw rsdnts wxs vnlwfl nd brdrs shltr fr thz fmls qt nc. "


def test_a_page_that_looks_damaged_is_named_on_the_document() -> None:
    lines = [[REAL] * 8, [DAMAGED] * 3 + [REAL] * 6, [REAL] * 8]
    draft = default().run(Draft("a.pdf", files.paragraphs_pdf(lines), wanted_ocr="never"))
    (problem,) = [p for p in draft.problems if p.code == "problem.text.unsure"]
    assert (problem.severity, problem.where, problem.params) == ("warning", "p. 2", {"count": 1})
    assert codes(draft)


@pytest.mark.parametrize(
    ("text", "least", "most"),
    [
        (REAL * 5, 1.0, 1.0),
        (DAMAGED * 5, 0.0, 0.5),
        ("قررت المحكمة في القضية رقم خمسة أن الحق في السكن من الحقوق التي يحميها الدستور على الدولة " * 6, 1.0, 1.0),
        ("تررق ةمكحم يف ةيضق مقر ةسمخ نأ قح نكس نم قوقح هيمحي روتسد ىلع ةلود " * 8, 0.0, 0.5),
        ("Too few words to tell.", 1.0, 1.0),
    ],
)
def test_the_quality_of_a_page(text: str, least: float, most: float) -> None:
    assert least <= quality([text]) <= most
