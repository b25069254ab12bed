"""What one viewer takes along: all that her search finds, and nothing that she may not read."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import select

from caselaw.access.viewer import ANYONE, OPERATOR, Viewer
from caselaw.domain.audience import MEMBERS, group_audience
from caselaw.domain.court import courts
from caselaw.domain.dates import PartialDate
from caselaw.domain.document import Facts
from caselaw.domain.errors import Invalid, NotFound
from caselaw.domain.identifiers import Identifier
from caselaw.domain.people.belonging import Group
from caselaw.domain.searching.questions import SearchQuery
from caselaw.domain.withholding.names import WithheldName
from caselaw.exchange.entry import COLUMNS
from caselaw.exchange.formats import FORMATS
from caselaw.services.reading import exporting
from caselaw.services.reading.exporting import Export
from caselaw.store.tables.audit import audit_events
from caselaw.wiring import Services, build
from tests.factories import a_record
from tests.functional.web.stock import settings

MEMBER = Viewer(account="m" * 16)
MINER = Viewer(account="g" * 16, groups=frozenset({"mining"}))
EDITOR = replace(MINER, account="e" * 16, roles=frozenset({"editor", "curator"}))
WATER = "Water must reach every home of the district."


@pytest.fixture(scope="module")
def services(tmp_path_factory: pytest.TempPathFactory, migrated: Path) -> Iterator[Services]:
    folder = tmp_path_factory.mktemp("exports")
    (folder / "caselaw.db").write_bytes(migrated.read_bytes())
    built = build(settings(folder))
    for group in ("mining", "fishing"):
        built.groups.add(Group(group, {"en": group}), viewer=OPERATOR)
    for number in range(12):
        facts = Facts(
            kind="judgment", title=f"Person {number} v State", court="za-cc", country="ZAF",
            decided=PartialDate(2000 + number), identifiers=(Identifier("neutral", f"[20{number:02}] ZACC {number}"),),
        )  # fmt: skip
        built.intake.store(a_record(key=f"e:{number}", texts=(WATER,), facts=facts), viewer=OPERATOR)
    built.intake.store(a_record("es", key="e:es", texts=("El agua es un derecho de todos.",)), viewer=OPERATOR)
    for key, access in (("members", MEMBERS), ("group", group_audience("mining"))):
        facts = Facts(kind="pleading", title=f"Notes of the {key}")
        built.intake.store(
            a_record(key=key, texts=(f"{WATER} Quicksilver.",), facts=facts, access=access), viewer=OPERATOR
        )
    summary = Facts(kind="summary", title="A summary", summary_of="X v Y [2009] EX 1", country="ZAF")
    built.intake.store(a_record(key="summary", texts=("Quicksilver in the river.",), facts=summary), viewer=OPERATOR)
    built.indexing.rebuild(viewer=OPERATOR)
    yield built
    built.close()


def rows(export: Export) -> list[dict[str, str]]:
    text = b"".join(export.pieces).decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline="")))


def last_line(services: Services) -> tuple[str, str, str]:
    with services.store.reading() as connection:
        line = connection.execute(select(audit_events).order_by(audit_events.c.number.desc())).first()
    assert line is not None
    return line.actor, line.action, line.subject


def test_all_that_was_found_is_taken_along_and_not_a_page_of_it(services: Services) -> None:
    export = services.exports.results(SearchQuery("water", size=10), "csv", viewer=ANYONE)
    found = rows(export)
    assert export.documents == export.found == len(found)
    titles = [row["Title"] for row in found]
    assert {f"Person {number} v State" for number in range(12)} <= set(titles)
    grootboom = found[titles.index("Person 3 v State")]
    assert grootboom["Citation"] == "Person 3 v State [2003] ZACC 3"
    assert grootboom["Court or body"] == courts()["za-cc"].name("en")
    assert grootboom["Link"].endswith(f"/en/documents/{grootboom['Id']}")
    assert grootboom["Where found"]


def test_columns_are_chosen_and_said_in_the_language_of_the_reader(services: Services) -> None:
    found = rows(services.exports.results(SearchQuery("water", reader="es"), "csv", ["date"], viewer=ANYONE))
    assert list(found[0]) == ["Id", "Enlace", "Fecha"]
    assert "/es/documents/" in found[0]["Enlace"]


@pytest.mark.parametrize(
    ("viewer", "titles"),
    [
        (ANYONE, {"A summary"}),
        (MEMBER, {"A summary", "Notes of the members"}),
        (MINER, {"A summary", "Notes of the members", "Notes of the group"}),
    ],
)
@pytest.mark.parametrize("form", FORMATS)
def test_an_export_holds_what_the_viewer_may_read(
    services: Services, viewer: Viewer, titles: set[str], form: str
) -> None:
    export = services.exports.results(SearchQuery("quicksilver"), form, viewer=viewer)
    assert export.documents == len(titles)
    assert export.restricted == (viewer is not ANYONE)
    data = b"".join(export.pieces)
    if form == "csv":
        assert {row["Title"] for row in rows(export_again(services, viewer))} == titles
    if form in ("csv", "ris", "bib"):
        assert (b"Notes of the group" in data) == (viewer is MINER)


def export_again(services: Services, viewer: Viewer) -> Export:
    return services.exports.results(SearchQuery("quicksilver"), "csv", viewer=viewer)


def test_the_audit_line_has_the_count_and_the_ids_of_what_is_restricted_and_never_the_query(services: Services) -> None:
    services.exports.results(SearchQuery("water"), "ris", viewer=ANYONE)
    actor, action, subject = last_line(services)
    assert (actor, action) == ("public", "export")
    assert subject.startswith("ris ")
    assert "water" not in subject
    assert len(subject.split()) == 2
    services.exports.results(SearchQuery("quicksilver"), "csv", viewer=MINER)
    actor, action, subject = last_line(services)
    assert (actor, subject.split()[:2]) == (MINER.account, ["csv", "3"])
    assert len(subject.split()) == 4


def test_the_audit_line_of_many_restricted_documents_stays_short(
    services: Services, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(exporting, "MOST_NAMED", 1)
    lines = []
    for form in ("csv", "ris"):
        services.exports.results(SearchQuery("quicksilver"), form, viewer=MINER)
        lines.append(last_line(services)[2].split())
    assert [line[3] for line in lines] == ["+1", "+1"]
    assert lines[0][4].startswith("sha256:")
    assert lines[0][2:] == lines[1][2:]


def test_an_export_says_where_it_ends(services: Services, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(exporting, "MOST", 5)
    export = services.exports.results(SearchQuery("water"), "xlsx", viewer=ANYONE)
    assert export.documents == 5
    assert export.found > 5


def test_a_format_and_a_column_that_are_none_are_refused(services: Services) -> None:
    with pytest.raises(Invalid):
        services.exports.results(SearchQuery("water"), "exe", viewer=ANYONE)
    with pytest.raises(Invalid):
        services.exports.results(SearchQuery("water"), "csv", ["password"], viewer=ANYONE)


def test_one_document_is_a_reference(services: Services) -> None:
    found = rows(services.exports.results(SearchQuery("quicksilver"), "csv", viewer=MINER))
    by_title = {row["Title"]: row["Id"] for row in found}
    text = b"".join(services.exports.document(by_title["A summary"], "ris", viewer=ANYONE, reader="en").pieces).decode()
    assert "N1  - Summary of: X v Y [2009] EX 1" in text
    for viewer in (ANYONE, MEMBER):
        with pytest.raises(NotFound):
            services.exports.document(by_title["Notes of the group"], "ris", viewer=viewer, reader="en")


def test_what_is_withdrawn_while_it_is_written_is_not_written(services: Services) -> None:
    export = services.exports.results(SearchQuery("quicksilver"), "csv", viewer=MINER)
    group = next(row["Id"] for row in rows(export_again(services, MINER)) if row["Title"] == "Notes of the group")
    services.documents.get(group, viewer=MINER)
    services.intake.change_access(group, MEMBERS, viewer=OPERATOR)
    services.intake.change_access(group, group_audience("fishing"), viewer=OPERATOR)
    assert "Notes of the group" not in {row["Title"] for row in rows(export)}
    services.intake.change_access(group, group_audience("mining"), viewer=OPERATOR)


def test_a_withheld_name_leaves_in_no_format_no_citation_and_no_quotation(services: Services) -> None:
    facts = Facts(
        kind="judgment", title="Marisol Quintanilla v State", case_name="Marisol Quintanilla v State", court="za-cc",
        country="ZAF", identifiers=(Identifier("neutral", "[2019] ZACC 99"),),
    )  # fmt: skip
    text = ("The applicant Marisol Quintanilla lost her tap of zinc.", "Ms Quintanilla asked for water.")
    document = services.intake.store(a_record(key="withheld", texts=text, facts=facts), viewer=OPERATOR).id
    name = WithheldName(("Marisol Quintanilla",), alone=("Quintanilla",))
    services.withholding.withhold(document, name, "group:mining", viewer=EDITOR)
    while not services.indexing.apply_pending().idle:
        pass
    for viewer in (ANYONE, MEMBER):
        for form in FORMATS:
            export = services.exports.results(SearchQuery("zinc"), form, list(COLUMNS), viewer=viewer)
            assert export.documents == 1
            assert "Quintanilla" not in told(form, b"".join(export.pieces))
        quoting = services.quoting.quotation(document, "1-2", viewer=viewer, reader="en")
        assert all("Quintanilla" not in one.text for one in quoting.quotations)
        assert "Quintanilla" not in services.exports.shown(quoting.citing.document, "bib", reader="en")
    assert "Quintanilla" in told(
        "csv", b"".join(services.exports.results(SearchQuery("zinc"), "csv", viewer=EDITOR).pieces)
    )


def told(form: str, data: bytes) -> str:
    """All text of a file."""
    if form in ("xlsx", "docx"):
        with zipfile.ZipFile(io.BytesIO(data)) as file:
            return "".join(file.read(name).decode("utf-8", "replace") for name in file.namelist())
    return data.decode()
