"""The figures that need a manifest, over a handful of files of our own."""

from __future__ import annotations

import csv
from pathlib import Path

from ingest.bench.manifest import Row, form, rows
from tests.factories import files

COLUMNS = ("file", "language(s)", "doc_type", "pages", "text_layer", "parallel_group", "derived_from", "case_group")
TEXTS = ("The court finds for the families.", "It orders shelter.")


def test_each_row_says_what_was_reached_and_what_could_not_be_measured(tmp_path: Path) -> None:
    (tmp_path / "a.docx").write_bytes(files.word("1#" + TEXTS[0], "1#" + TEXTS[1]))
    (tmp_path / "a.xml").write_bytes(files.akoma(("1.", TEXTS[0]), ("2.", "Another text.")))
    (tmp_path / "empty.pdf").write_bytes(b"")
    with (tmp_path / "manifest.csv").open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, COLUMNS, restval="")
        writer.writeheader()
        writer.writerows({"file": name, "language(s)": "en"} for name in ("a.docx", "a.xml", "empty.pdf", "gone.pdf"))
    found = {row.name: row for row in rows(tmp_path, tmp_path / "manifest.csv", 1)}
    assert found["files answered"] == Row("files answered", 1.0, 1.0, of="3 files")
    twins = found["twins: paragraphs with the same number and text"]
    assert (twins.seen, twins.reached, twins.of) == (0.5, False, "2 paragraphs")
    memory = found["memory of one worker, longest file (MB)"]
    assert (memory.seen, memory.reached) == (None, None)
    assert {each["name"] for each in form(list(found.values()))} == set(found)


def test_at_most_and_at_least() -> None:
    assert Row("memory", 300, 299.5, at_most=True).reached
    assert not Row("share", 0.98, 0.97).reached
