"""A process is killed while a selection table goes round or comes back: a file that came is kept, what was chosen is
taken over wholly or not at all, and a letter that may be out is on record and named.
"""

from __future__ import annotations

import io
import os
import signal
import sys
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import openpyxl
import pytest

from caselaw.services.selection import returning
from caselaw.services.selection.returning import Chosen
from caselaw.settings import Settings
from caselaw.store.tables.base import now
from caselaw.wiring import Services, build
from tests.functional.test_killed import Installation, finish
from tests.functional.web.tabled import Tabled, tabled

_HOME = "tests.functional.test_killed_round_trip"


def _die(*_args: object, **_named: object) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def preview_and_die(services: Services, account: str, table: str, file: str) -> None:
    """Take a file back, look at what it would change, and be gone before anything is chosen."""
    lea = services.accounts.viewer(account)
    with Path(file).open("rb") as stream:
        kept = services.returning.receive(lea, table, "legal", stream, "table.xlsx")
    services.returning.show(lea, table, kept.id, "en")
    print(kept.id, flush=True)
    _die()


def apply_and_die(services: Services, account: str, table: str, returned: str) -> None:
    """Take over all of a file, and be gone when the answers are written and the file is not yet settled."""
    lea = services.accounts.viewer(account)
    preview = services.returning.show(lea, table, returned, "en").preview
    returning._settle = _die
    chosen = Chosen(frozenset(one.key for one in preview.differences))
    services.returning.apply(lea, table, returned, chosen, "en")


def send_and_die(services: Services, account: str, table: str, address: str) -> None:
    """Write a letter, and be gone when it is out and before that is noted."""
    cora, mail = services.accounts.viewer(account), services.circulation._mail
    post = mail.post
    mail.post = lambda letter: _die(post(letter))  # type: ignore[method-assign, assignment, return-value]
    services.circulation.send(table, "legal", address, "en", viewer=cora)


@pytest.fixture(scope="module")
def table(tmp_path_factory: pytest.TempPathFactory, migrated: Path) -> Iterator[Tabled]:
    """A table that goes round, on an installation whose letters lie in a folder."""
    folder = tmp_path_factory.mktemp("site")
    made = tabled(folder, migrated, CASELAW_MAIL_URL=f"folder:{folder}/mail")
    made.circulate()
    yield made
    made.house.services.close()


def _killed(table: Tabled, act: str, name: str, *more: str) -> str:
    folder = table.house.services.settings.files.parent
    child = Installation(
        {
            "CASELAW_DATABASE_URL": f"sqlite:///{folder}/caselaw.db",
            "CASELAW_SEARCH_URL": f"tantivy:{folder}/index",
            "CASELAW_FILES": f"{folder}/files",
            "CASELAW_MAIL_URL": f"folder:{folder}/mail",
        }
    ).child(_HOME, act, table.house.id(name), table.id, *more)
    return finish(child, -signal.SIGKILL).strip()


def test_a_file_outlives_who_took_it_and_is_taken_over_wholly_or_not_at_all(table: Tabled, tmp_path: Path) -> None:
    services, lea = table.house.services, table.viewer("lea")
    book = openpyxl.load_workbook(io.BytesIO(services.returning.take(lea, table.id, "legal", "en", "xlsx")))
    column = {cell.value: cell.column for cell in book.worksheets[0][1]}["words:significance"]
    for row in (3, 4):
        book.worksheets[0].cell(row, column).value = f"said in row {row}"
    book.save(tmp_path / "back.xlsx")
    returned = _killed(table, "preview_and_die", "lea", str(tmp_path / "back.xlsx"))
    assert [one.id for one in services.returning.list(lea, table.id, "legal")] == [returned]
    _killed(table, "apply_and_die", "lea", returned)
    found = services.returning.show(lea, table.id, returned, "en")
    assert (found.kept.state, found.kept.applied, len(found.preview.differences)) == ("kept", (), 2)
    assert not services.answering.heard(table.id, viewer=lea).answers
    chosen = Chosen(frozenset(one.key for one in found.preview.differences))
    assert services.returning.apply(lea, table.id, returned, chosen, "en").written == 2
    said = {one.words for one in services.answering.heard(table.id, viewer=lea).answers.values()}
    assert said == {"said in row 3", "said in row 4"}
    assert services.audit.verify(viewer=table.viewer("root")).broken is None


def test_a_letter_that_may_be_out_is_on_record_and_goes_once_more(table: Tabled) -> None:
    services, cora = table.house.services, table.viewer("cora")
    _killed(table, "send_and_die", "cora", "desk@legal.example")
    (lost,) = services.circulation.show(table.id, (), viewer=cora).letters
    assert (lost.email, lost.posted, bool(lost.link)) == ("desk@legal.example", "sending", True)
    assert services.circulation.send_again(now()) == 0, "it may still be on its way"
    later = now() + timedelta(minutes=11)
    assert [services.circulation.send_again(later) for _ in range(2)] == [1, 0]
    found = services.circulation.show(table.id, (), viewer=cora)
    again, first = found.letters
    assert (first.id, first.posted, again.posted) == (lost.id, "unknown", "kept")
    assert found.twice == {again.id}
    page = table.client("cora").get(table.at("circulation")).text
    assert "once more, in case the one before it did not go out" in page
    assert "whether it went out is not known" in page
    services.circulation.revoke(table.id, again.link, viewer=cora)
    services.circulation.revoke(table.id, first.link, viewer=cora)
    asked = table.send(table.client("cora"), "circulation", organisation="legal", do="remind")
    assert asked.status_code == 409, "whose link was taken back gets no other"


if __name__ == "__main__":
    opened = build(Settings.from_env(os.environ))
    {"preview_and_die": preview_and_die, "apply_and_die": apply_and_die, "send_and_die": send_and_die}[sys.argv[1]](
        opened, *sys.argv[2:]
    )
