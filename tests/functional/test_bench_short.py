"""Short queries are judged on documents that were really read, within their language and across."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from caselaw.settings import Settings
from ingest.bench.short import short

SETTINGS = Settings.from_env({})
TEXTS = {
    "en": "The court holds that the {} were evicted from the land without a hearing or notice of any kind.",
    "es": "El tribunal considera que el desalojo forzoso de {} se llevó a cabo sin aviso ni audiencia previa alguna.",
    "fr": "La cour retient que l’expulsion des locataires de {} a eu lieu sans préavis et sans que le juge en décide.",
    "ar": "ترى المحكمة أن الإخلاء القسري لسكان {} قد تم دون إشعار مسبق ودون أن ينظر القاضي في الأمر.",
}
SET = r"""
[eviction]
en = ["forced evictions", '\bevict']
es = ["desalojos forzosos", '\bdesalojo']
fr = ["expulsions locataires", 'expulsion ~ locataire']
ar = ["الاخلاء القسري", 'إخلاء']
"""


@pytest.fixture
def documents(tmp_path: Path) -> Path:
    folder = tmp_path / "documents"
    folder.mkdir()
    for language, text in TEXTS.items():
        places = ("Lomas", "Juncal", "Ezbet") if language != "fr" else ("Lomas",)
        for place in places:
            (folder / f"{language}-{place}.txt").write_text(f"{text.format(place)}\n", encoding="utf-8")
    return folder


def test_words_are_judged_in_their_language_and_across(tmp_path: Path, documents: Path) -> None:
    (tmp_path / "set.toml").write_text(SET, encoding="utf-8")
    asked = [str(tmp_path / "set.toml"), str(documents), "--jobs", "1"]
    result = CliRunner().invoke(short, [*asked, "--json"], obj=SETTINGS)
    assert result.exit_code == 0, result.output
    whole, bare = json.loads(result.stdout).values()
    assert {each["language"] for each in whole["concepts"]} == {"en", "es", "ar"}  # French has one paragraph alone
    (spanish,) = (each for each in whole["concepts"] if each["language"] == "es")
    assert (spanish["relevant"], spanish["within"], spanish["across"]["en"]) == (3, 0.3, 0.3)
    assert [row["language"] for row in whole["precision_at_10"]] == ["en", "es", "ar", None]
    assert bare["precision_at_10"][-1]["across"] == 0.0
    table = CliRunner(env={"COLUMNS": "160"}).invoke(short, [*asked, "--worst", "2"], obj=SETTINGS).stdout
    assert "without glossary" in table
    assert "Where most is lost" in table


def test_what_is_no_set_is_refused(tmp_path: Path, documents: Path) -> None:
    for number, text in enumerate(("[eviction]\nen = ['a b', 'a']", "no toml", SET.replace("إخلاء", "("))):
        path = tmp_path / f"{number}.toml"
        path.write_text(text, encoding="utf-8")
        assert CliRunner().invoke(short, [str(path), str(documents)], obj=SETTINGS).exit_code == 2
