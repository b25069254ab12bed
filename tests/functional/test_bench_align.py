"""`caselaw bench align` and what `caselaw check` says of the encoder, through the commands."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
from click.testing import CliRunner

from caselaw.bench.align import align
from caselaw.cli import main
from caselaw.domain.errors import EncoderUnavailable
from caselaw.search.encoder import open_encoder
from caselaw.settings import Settings

OFF = Settings.from_env({"CASELAW_ENCODER": "off"})
EN = ("On 3 May 2001 the dam was approved by Decree 417.", "The Court observes that 212 persons left.", "It is 1999.")
ES = ("El 3 de mayo de 2001 la presa fue aprobada por el Decreto 417.", "La Corte observa que 212 personas se fueron.",
      "Es 1999.")  # fmt: skip


@pytest.fixture
def a_set(tmp_path: Path) -> Path:
    rows = [
        {"id": f"dam|2001|judgment|{language}|{number}", "lang": language, "text": text}
        for language, texts in (("en", EN), ("es", ES))
        for number, text in enumerate(texts, start=1)
    ]
    (tmp_path / "corpus.jsonl").write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    (tmp_path / "queries.jsonl").touch()
    (tmp_path / "qrels.tsv").touch()
    return tmp_path


@pytest.fixture
def installed() -> None:
    try:
        open_encoder()
    except EncoderUnavailable as absent:
        if os.environ.get("CASELAW_TEST_REQUIRE") == "1":
            pytest.fail(f"{absent.code}, and everything is required")
        pytest.skip(f"the encoder is not installed: {absent.code}")


def test_the_alignment_is_judged_beside_the_nearest_neighbour(a_set: Path, installed: None) -> None:
    result = CliRunner().invoke(align, [str(a_set), "--json"], obj=Settings.from_env({}))
    assert result.exit_code == 0, result.output
    figures = json.loads(result.stdout)
    assert figures["pairs_of_versions"] == 1
    assert figures["encoded_per_s"] > 0
    whole = {one["method"]: one for one in figures["results"] if not one["left_out"]}
    assert set(whole) == {"ours", "nearest neighbour", "without encoder"}
    assert {one["answers"] for one in whole.values()} == {3}
    assert whole["ours"]["right"] == 1.0
    assert whole["ours"]["left_alone"] is None


def test_without_the_encoder_the_rest_is_judged(a_set: Path) -> None:
    result = CliRunner(env={"COLUMNS": "160"}).invoke(align, [str(a_set)], obj=OFF)
    assert result.exit_code == 0, result.output
    assert "1 pairs of language versions, no encoder" in result.stdout
    assert "without encoder" in result.stdout
    assert "nearest" not in result.stdout


def test_a_folder_that_is_no_set_is_refused(tmp_path: Path) -> None:
    assert CliRunner().invoke(align, [str(tmp_path)], obj=OFF).exit_code == 2


def environment(settings: Settings) -> dict[str, str]:
    return {
        "CASELAW_DATABASE_URL": settings.database_url,
        "CASELAW_SEARCH_URL": settings.search_url,
        "CASELAW_FILES": str(settings.files),
    }


@pytest.mark.parametrize(
    ("language", "said"), [("en", "switched off"), ("es", "desactivado"), ("fr", "désactivé"), ("ar", "معطَّل")]
)
def test_check_says_that_the_encoder_is_off(settings: Settings, language: str, said: str) -> None:
    given = {
        "CASELAW_DATABASE_URL": settings.database_url,
        "CASELAW_SEARCH_URL": settings.search_url,
        "CASELAW_FILES": str(settings.files),
    }
    runner = CliRunner(
        env=given | {"CASELAW_ENCODER": "off", "LANG": f"{language}.UTF-8", "LC_ALL": "", "LANGUAGE": ""}
    )
    assert said in runner.invoke(main, ["check"]).stdout


def test_check_names_the_encoder(settings: Settings, installed: None) -> None:
    found = CliRunner(env=environment(settings) | {"LANG": "en", "LC_ALL": ""}).invoke(main, ["check"]).stdout
    assert f"{open_encoder().name} {open_encoder().version}" in found
