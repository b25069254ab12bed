"""Real scans against the texts they were made from: how many of the words are found."""

from __future__ import annotations

import os
import re
import unicodedata
from collections import Counter
from pathlib import Path

import pytest

from ingest.extract import tesseract
from ingest.runs.batch import inspect

pytestmark = pytest.mark.data
ROOT = Path(__file__).resolve().parents[2]
_MARKS = re.compile("[\u064b-\u065f\u0670\u0640]")
_SAME = str.maketrans("أإآٱىةؤئ", "اااايهوي")


def words(text: str) -> Counter[str]:
    """Words in the form in which search compares them."""
    text = _MARKS.sub("", unicodedata.normalize("NFKC", text).casefold()).translate(_SAME)
    text = "".join(str(unicodedata.decimal(c)) if c.isdecimal() else c for c in text)
    return Counter(re.findall(r"\w+", text))


def share_found(truth: Counter[str], found: Counter[str]) -> float:
    return (truth & found).total() / truth.total()


@pytest.mark.parametrize(
    ("scan", "truth", "least"),
    [
        ("us/scotus_11-889_scan.pdf", "us/scotus_11-889.pdf", 0.96),
        ("derived/aloeboetoe_1991_es_scan.pdf", "iacthr/aloeboetoe_1991-12-04_es_1421.pdf", 0.95),
        ("derived/acevedo-buendia_voto_pt_scan.pdf", "iacthr/acevedo-buendia_2009-07-01_pt_100429.pdf", 0.95),
        ("derived/dz_jora_51_ar_scan.pdf", "ar/dz_jora_51_2023-08-06_ar.pdf", 0.80),
    ],
)
def test_words_of_a_scan_are_found(scan: str, truth: str, least: float) -> None:
    folder = Path(os.environ.get("CASELAW_DATA") or ROOT.parent / "shared" / "data") / "documents"
    if not (folder / scan).is_file():
        pytest.skip(f"{folder} is not here")
    if not {"eng", "spa", "por", "ara", "osd"} <= tesseract.installed():
        if os.environ.get("CASELAW_TEST_REQUIRE") == "1":
            pytest.fail("tesseract and its languages are not installed")
        pytest.skip("tesseract and its languages are not installed")
    read = inspect(folder / scan)
    assert read.text_layer == "ocr"
    known = inspect(folder / truth, ocr="never")
    wanted = [p.text for p in known.paragraphs if p.page is not None and p.page <= (read.pages or 0)]
    share = share_found(words("\n".join(wanted)), words("\n".join(p.text for p in read.paragraphs)))
    assert share >= least, f"{scan}: {share:.4f}"
