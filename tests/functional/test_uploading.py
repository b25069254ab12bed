"""What is sent is read by the worker's reader and becomes drafts; killed at any moment, it loses nothing and does
nothing twice."""

from __future__ import annotations

import io
import os
import signal
import subprocess
import sys
import threading
import time
import zipfile
from collections.abc import Sequence
from contextlib import suppress
from typing import Any

import pytest
from sqlalchemy import update

from caselaw.access.viewer import OPERATOR, Viewer, viewer_of
from caselaw.domain.audience import EDITORS, MEMBERS, PUBLIC, Audience, audience, group_audience
from caselaw.domain.errors import Conflict, Forbidden, Invalid, NotFound
from caselaw.domain.intake.upload import MOST_FILES, Sent, Upload, Wishes
from caselaw.domain.people.account import Role
from caselaw.domain.people.belonging import Group
from caselaw.services.intake.uploads import plain_name
from caselaw.store.tables import collections
from caselaw.wiring import Services
from ingest.uploading import read_uploads
from ingest.worker import Worker
from tests.functional.test_killed import wait_until

JUDGMENT = b"""CONSTITUTIONAL COURT OF EXAMPLE LAND

Case CCT 11/04

Reed Street Residents v Harbour Town Municipality

Decided on 3 March 2004

1. The applicants were evicted from their homes without a court order.

2. The Constitution forbids the arbitrary eviction of anyone from their home.
"""
OTHER = JUDGMENT.replace(b"evicted", b"removed")
REPORT = "\n\n".join(
    f"Case {n}: The river at Green Town {n}\n\nIn 200{n} mercury was spilled over the fields of village {n}, and the "
    "families who lived from them were given nothing for what they lost."
    for n in range(1, 7)
).encode()


def person(services: Services, name: str, *roles: Role, groups: Sequence[str] = ()) -> Viewer:
    for group in groups:
        with suppress(Conflict):  # somebody else is in it already
            services.groups.add(Group(group, {"en": group.title()}), viewer=OPERATOR)
    return viewer_of(
        services.accounts.add(
            f"{name}@example.org", "correct horse battery", roles=roles, groups=groups, viewer=OPERATOR
        )
    )  # fmt: skip


def send(
    services: Services, viewer: Viewer, *files: tuple[str, bytes], access: Audience = MEMBERS, **wishes: Any
) -> str:
    sent = [Sent(name, io.BytesIO(data)) for name, data in files]
    return services.uploads.receive(sent, Wishes(access, **wishes), viewer=viewer)


def states(upload: Upload) -> list[str]:
    return [file.state for file in upload.files]


def zipped(**files: bytes) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return packed.getvalue()


@pytest.fixture
def eve(services: Services) -> Viewer:
    return person(services, "eve", "editor")


def test_what_is_sent_becomes_a_draft_for_editors_alone(services: Services, eve: Viewer) -> None:
    bob = person(services, "bob", "member")
    run = send(services, eve, ("judgment.txt", JUDGMENT), access=PUBLIC, note="https://court.example.org/11-04")
    waiting = services.uploads.get(run, viewer=eve)
    assert (waiting.state, states(waiting)) == ("running", ["waiting"])
    assert read_uploads(services) == 1
    done = services.uploads.get(run, viewer=eve)
    assert (done.state, states(done)) == ("finished", ["stored"])
    (document,) = (file.document for file in done.files)
    assert document is not None
    found = services.documents.get(document, viewer=eve)
    assert found.access == EDITORS
    assert "Reed Street" in found.facts.title
    assert found.source is not None
    assert found.source.name == "judgment.txt"
    assert ("source.url", "https://court.example.org/11-04") in {(c.field, c.value) for c in found.claims}
    with pytest.raises(NotFound):
        services.documents.get(document, viewer=bob)
    assert not list((services.settings.files / "incoming").iterdir()), "what was sent is kept no longer"
    assert services.documents.original(document, viewer=eve).path.read_bytes() == JUDGMENT
    assert services.audit.verify(viewer=OPERATOR).broken is None


def test_only_who_may_add_for_these_readers_sends(services: Services, eve: Viewer) -> None:
    bob = person(services, "bob", "member")
    gina = Viewer("gina", frozenset(), frozenset({"mining"}), {"mining": frozenset({"editor"})})
    services.groups.add(Group("mining", {"en": "Mining"}), viewer=OPERATOR)
    mining = group_audience("mining")
    assert services.uploads.choices(eve) == (MEMBERS, PUBLIC)
    assert services.uploads.choices(gina) == (mining,)
    assert services.uploads.choices(bob) == ()
    with pytest.raises(Forbidden):
        send(services, bob, ("a.txt", JUDGMENT))
    for viewer, access in ((gina, MEMBERS), (gina, PUBLIC), (eve, mining), (eve, audience("editors"))):
        with pytest.raises(Invalid) as refused:
            send(services, viewer, ("a.txt", JUDGMENT), access=access)
        assert "access" in refused.value.fields


def test_work_on_people_at_risk_is_for_the_group_where_nothing_is_said(services: Services, eve: Viewer) -> None:
    gina = person(services, "gina", "editor", groups=("mining",))
    tess = person(services, "tess", "editor", groups=("mining", "water"))
    services.intake.collection("open", access=PUBLIC, viewer=OPERATOR)
    services.intake.collection("defenders", viewer=OPERATOR)
    with services.store.writing() as connection:
        connection.execute(update(collections).where(collections.c.slug == "defenders").values(sensitive=True))
    unsaid = audience_of(services, gina)
    assert unsaid == MEMBERS
    assert audience_of(services, gina, collection="open") == PUBLIC
    assert audience_of(services, gina, collection="defenders") == group_audience("mining")
    assert audience_of(services, gina, sensitive=True) == group_audience("mining")
    assert audience_of(services, gina, access=MEMBERS, sensitive=True) == MEMBERS, "she said so"
    for viewer in (eve, tess):
        with pytest.raises(Invalid) as refused:
            audience_of(services, viewer, sensitive=True)
        assert refused.value.code == "upload.which_group"


def audience_of(services: Services, viewer: Viewer, *, access: str = "", **wishes: Any) -> Audience:
    """Whom an upload with these wishes is for."""
    wanted = Wishes(Audience(access), **wishes)
    run = services.uploads.receive([Sent("a.txt", io.BytesIO(JUDGMENT))], wanted, viewer=viewer)
    return services.uploads.get(run, viewer=viewer).wishes.access


def test_uploads_of_others_do_not_exist(services: Services, eve: Viewer) -> None:
    olga = person(services, "olga", "editor", "administrator")
    run = send(services, eve, ("a.txt", JUDGMENT))
    for act in (services.uploads.get, services.uploads.stop):
        with pytest.raises(NotFound):
            act(run, viewer=olga)
    assert services.uploads.list(viewer=olga) == ()
    assert [one.id for one in services.uploads.list(viewer=eve)] == [run]


def test_the_same_bytes_are_one_document_for_who_may_read_it(services: Services, eve: Viewer) -> None:
    run = send(services, eve, ("a.txt", JUDGMENT), ("b.txt", JUDGMENT), ("c.txt", OTHER))
    read_uploads(services)
    found = services.uploads.get(run, viewer=eve)
    assert sorted(states(found)) == ["duplicate", "stored", "stored"]
    assert found.files[0].document == found.files[1].document
    again = send(services, eve, ("d.txt", JUDGMENT))
    read_uploads(services)
    assert states(services.uploads.get(again, viewer=eve)) == ["duplicate"]


def test_a_copy_that_the_sender_may_not_read_shows_in_nothing(services: Services, eve: Viewer) -> None:
    gina = person(services, "gina", "editor", groups=("mining",))
    hidden = send(services, gina, ("secret.txt", JUDGMENT), access=group_audience("mining"))
    read_uploads(services)
    run = send(services, eve, ("mine.txt", JUDGMENT))
    read_uploads(services)
    (theirs,) = services.uploads.get(hidden, viewer=gina).files
    (mine,) = services.uploads.get(run, viewer=eve).files
    assert mine.state == "stored"
    assert mine.document not in (None, theirs.document)
    for document in (theirs.document, mine.document):
        kept = services.rereading.find(str(document), viewer=OPERATOR)
        assert kept.original is not None, "both can be read again"
    repeated = send(services, eve, ("mine again.txt", JUDGMENT))
    read_uploads(services)
    (again,) = services.uploads.get(repeated, viewer=eve).files
    assert (again.state, again.document) == ("duplicate", mine.document)


REFUSED = (
    ("empty.pdf", b"", "problem.empty"),
    ("program.pdf", b"\x7fELF" + bytes(200), "ingest.skipped.not_a_document"),
    ("table.csv", b"name,place,year\n" * 5, "ingest.skipped.not_a_document"),
    ("broken.docx", b"PK\x03\x04" + bytes(50), "problem.package.broken"),
    ("nulls.txt", bytes(4000), "ingest.skipped.not_a_document"),
    ("archive.7z", b"7z\xbc\xaf\x27\x1c" + bytes(50), "problem.format.unread"),
    ("bomb.zip", zipped(**{"a.txt": bytes(200_000_000)}), "problem.package.bomb"),
)


@pytest.mark.parametrize(("name", "data", "code"), REFUSED, ids=[name for name, _, _ in REFUSED])
def test_what_is_no_document_is_refused_with_its_reason(
    services: Services, eve: Viewer, name: str, data: bytes, code: str
) -> None:
    run = send(services, eve, (name, data), ("good.txt", OTHER))
    read_uploads(services)
    found = services.uploads.get(run, viewer=eve)
    refused = [file for file in found.files if file.state == "refused"]
    assert [file.problem.code for file in refused if file.problem] == [code]
    assert [file.state for file in found.files if file.name == "good.txt"] == ["stored"]


def test_an_archive_of_ten_thousand_files_is_refused(services: Services, eve: Viewer) -> None:
    run = send(services, eve, ("many.zip", zipped(**{f"{n}.txt": b"x" for n in range(10_000)})))
    read_uploads(services)
    (file,) = services.uploads.get(run, viewer=eve).files
    assert (file.state, file.problem and file.problem.code) == ("refused", "problem.archive.too_many")


def test_the_files_of_an_archive_stand_behind_it(services: Services, eve: Viewer) -> None:
    packed = zipped(**{"../../etc/passwd.txt": JUDGMENT, "folder/other.txt": OTHER, "run.exe": b"MZ" + bytes(90)})
    run = send(services, eve, ("all.zip", packed))
    read_uploads(services)
    found = services.uploads.get(run, viewer=eve)
    assert [(file.name, file.state) for file in found.files] == [
        ("all.zip", "opened"), ("passwd.txt", "stored"), ("other.txt", "stored"), ("run.exe", "refused"),
    ]  # fmt: skip


def test_a_report_of_many_cases_comes_with_its_drafts(services: Services, eve: Viewer) -> None:
    run = send(services, eve, ("report.txt", REPORT))
    read_uploads(services)
    (file,) = services.uploads.get(run, viewer=eve).files
    split = services.splitting.get(str(file.document), viewer=eve)
    assert sum(draft.part.kind == "case" for draft in split.drafts) == 6


def test_what_is_stopped_is_read_no_more(services: Services, eve: Viewer) -> None:
    run = send(services, eve, ("a.txt", JUDGMENT))
    services.uploads.stop(run, viewer=eve)
    with pytest.raises(Conflict):
        services.uploads.stop(run, viewer=eve)
    read_uploads(services)
    found = services.uploads.get(run, viewer=eve)
    assert (found.state, states(found)) == ("stopped", ["stopped"])
    assert services.drafting.pending() == 0


def test_who_lost_her_right_meanwhile_adds_nothing(services: Services, eve: Viewer) -> None:
    run = send(services, eve, ("a.txt", JUDGMENT))
    services.accounts.set_roles("eve@example.org", (), viewer=OPERATOR)
    read_uploads(services)
    (file,) = services.uploads.get(run, viewer=eve).files
    assert (file.state, file.problem and file.problem.code) == ("refused", "upload.no_right")


def test_what_is_too_much_is_refused_before_it_is_kept(services: Services, eve: Viewer) -> None:
    largest = services.settings.upload_file * 1_000_000
    with pytest.raises(Invalid) as refused:
        send(services, eve, ("huge.pdf", bytes(largest + 1)))
    assert refused.value.code == "upload.too_large"
    with pytest.raises(Invalid, match="too_many"):
        send(services, eve, *[(f"{n}.txt", b"x") for n in range(MOST_FILES + 1)])
    with pytest.raises(Invalid, match="no_file"):
        send(services, eve)
    with pytest.raises(Invalid):
        send(services, eve, ("a.txt", JUDGMENT), kind="burn", language="English!", note="x" * 501, collection="none")
    assert not list((services.settings.files / "incoming").glob("*"))


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("../../../etc/passwd", "passwd"), ("C:\\Users\\eve\\secret.pdf", "secret.pdf"), ("a\x00b.pdf", "a\\x00b.pdf"),
        ("\u202egpj.exe", "\\u202egpj.exe"), ("..", "–"), ("", "–"), ("a/b/", "–"),
        ("قرار المحكمة.pdf", "قرار المحكمة.pdf"),
        ("x" * 500 + ".pdf", "x" * 180 + "…" + "x" * 15 + ".pdf"), ("line\nbreak.txt", "line\\nbreak.txt"),
    ],
)  # fmt: skip
def test_a_name_is_for_people_alone(name: str, shown: str) -> None:
    assert plain_name(name) == shown


def test_a_reader_killed_in_the_middle_loses_nothing_and_repeats_nothing(services: Services, eve: Viewer) -> None:
    files = [(f"{n}.txt", JUDGMENT.replace(b"11/04", b"%d/04" % n)) for n in range(60)]
    run = send(services, eve, *files)
    command = [sys.executable, "-m", "ingest.uploading"]
    with subprocess.Popen(command, env={**os.environ, **services.settings.environment()}) as child:
        wait_until(lambda: services.uploads.get(run, viewer=eve).counts["stored"] >= 3)
        child.send_signal(signal.SIGKILL)
    counts = services.uploads.get(run, viewer=eve).counts
    assert counts["waiting"] + counts["reading"] > 0, "killed in the middle"
    time.sleep(0.2)
    read_uploads(services)
    found = services.uploads.get(run, viewer=eve)
    assert found.counts == {"stored": 60}
    assert services.documents.list(viewer=eve).total == 60
    assert len({file.document for file in found.files}) == 60


def test_the_worker_reads_what_comes(services: Services, eve: Viewer) -> None:
    run = send(services, eve, ("a.txt", JUDGMENT))
    worker = Worker(services)
    thread = threading.Thread(target=worker.run)
    thread.start()
    try:
        wait_until(lambda: services.uploads.get(run, viewer=eve).state == "finished")
        wait_until(lambda: services.indexing.pending() == 0)
    finally:
        worker.stop()
        thread.join(timeout=30)
    assert states(services.uploads.get(run, viewer=eve)) == ["stored"]
