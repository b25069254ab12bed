"""A report of many cases does not pass for its first case."""

from __future__ import annotations

from pathlib import Path

import pytest

from caselaw.domain.document import Facts
from ingest.runs.batch import inspect

STORIES = (("Rivers v. Contoso", "Peru", "Lima"), ("Lakes v. Fabrikam", "Ghana", "Accra"),
           ("Hills v. Northwind", "Kenya", "Nairobi"))  # fmt: skip
WORDS = (
    "In {1}, {2}, mercury was spilled into the water of the village, and nobody came to clean it up.",
    "The people of the village went to the court and were heard, but nothing was paid to them until now.",
)


def facts(folder: Path, *head: str, stories: tuple[tuple[str, str, str], ...] = STORIES) -> Facts:
    told = [
        (line.format(title, town, country) if line else f"Case {number}: {title}")
        for number, (title, country, town) in enumerate(stories, 1)
        for line in ("", *WORDS)
    ]
    path = folder / "harm.txt"
    path.write_text("\n\n".join([*head, *told]), encoding="utf-8")
    return inspect(path, kind="abuse_report", ocr="never").facts


@pytest.mark.parametrize("head", [("Harm done: a report",), ()])
def test_a_report_has_no_name_party_or_country_of_one_case(tmp_path: Path, head: tuple[str, ...]) -> None:
    found = facts(tmp_path, *head)
    assert (found.case_name, found.parties, found.respondents, found.country) == (None, (), (), None)
    assert found.title == ("Harm done: a report" if head else "harm")


def test_a_report_about_one_country_keeps_it(tmp_path: Path) -> None:
    stories = tuple((title, "Peru", town) for title, _, town in STORIES)
    assert facts(tmp_path, "Harm done in Peru: a report", stories=stories).country == "PER"


def test_a_report_of_one_case_keeps_its_name(tmp_path: Path) -> None:
    found = facts(tmp_path, stories=STORIES[:1])
    assert found.case_name is not None
    assert "Rivers v. Contoso" in found.case_name
