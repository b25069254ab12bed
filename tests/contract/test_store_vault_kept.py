"""The vault under hard hands, on both databases: two at once, killed in the middle, and its disk read byte by byte."""

from __future__ import annotations

import base64
import multiprocessing
import os
import signal
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from caselaw.access.viewer import OPERATOR
from caselaw.domain.errors import Changed
from caselaw.services.keeping.backup import BackupService
from caselaw.services.keeping.restore import RestoreService
from caselaw.services.vault import members, open_vault
from caselaw.services.vault.paper import read as paper_key
from caselaw.store import Store
from caselaw.store import vault as stored
from caselaw.store.tables import metadata
from tests.factories.vaults import (
    PASSWORD,
    G,
    Keeper,
    Room,
    Two,
    a_room,
    cheap_accounts,
    keep,
    let_in,
    read,
    two_keepers,
)


@pytest.fixture
def room(store: Store) -> Room:
    return a_room(store)


@pytest.fixture
def two(room: Room) -> Two:
    return two_keepers(room)


def test_two_members_at_once(room: Room, two: Two) -> None:
    """One writes while the other makes the key anew: no record is lost, and of two who make it anew one is first."""
    ada, bea, a, b, _ = two

    def write(number: int) -> None:
        keep(room, ada, a, f"r{number}", b"Zebulon")

    def renew(secret_of: tuple[Keeper, str]) -> bool:
        try:
            with room.vault.opened(room.viewer(secret_of[0]), secret_of[1], G) as vault:
                room.members.renew(vault)
        except Changed:
            return False
        return True

    with ThreadPoolExecutor(4) as pool:
        written = [pool.submit(write, number) for number in range(10)]
        renewed = [pool.submit(renew, one) for one in ((ada, a), (bea, b))]
        for one in written:
            one.result()
        assert any(one.result() for one in renewed)
    with room.vault.opened(room.viewer(ada), a, G) as vault:
        room.members.finish(vault)
    assert {read(room, bea, b, f"r{number}") for number in range(10)} == {b"Zebulon"}


def _die_in_the_middle(room: Room, keeper: Keeper, secret: str, batches: int) -> None:
    """In a process of its own: make the key anew, and be killed after so many batches."""
    vars(members)["REWRAPPED_AT_ONCE"] = 2
    done = []
    rewrap = open_vault.OpenVault.rewrap

    def counted(self: open_vault.OpenVault, *given: object) -> None:
        rewrap(self, *given)  # type: ignore[arg-type]
        done.append(given)
        if len(done) > 2 * batches:
            os.kill(os.getpid(), signal.SIGKILL)

    open_vault.OpenVault.rewrap = counted  # type: ignore[method-assign, assignment]
    with room.vault.opened(room.viewer(keeper), secret, G) as vault:
        room.members.renew(vault)


def test_killed_in_the_middle_every_record_opens_and_the_rest_is_finished(room: Room, two: Two) -> None:
    ada, bea, a, b, paper = two
    for number in range(9):
        keep(room, ada, a, f"r{number}", b"Zebulon")
    room.store.close()
    child = multiprocessing.get_context("fork").Process(target=_die_in_the_middle, args=(room, ada, a, 2))
    child.start()
    child.join(30)
    assert child.exitcode == -signal.SIGKILL
    with room.store.reading() as connection:
        assert {one for one, _ in stored.record_keys(connection, G).values()} == {1, 2}
    for keeper, secret in ((ada, a), (bea, b)):
        assert {read(room, keeper, secret, f"r{number}") for number in range(9)} == {b"Zebulon"}
    cleo, dora = room.with_key("cleo", [G]), room.with_key("dora", [G])
    let_in(room, bea, b, cleo)  # let in meanwhile, and by paper: both read what is old and what is new
    room.members.recover(G, paper, room.unlock(dora), viewer=room.viewer(dora))
    for keeper in (cleo, dora):
        secret = room.unlock(keeper)
        assert {read(room, keeper, secret, f"r{number}") for number in range(9)} == {b"Zebulon"}
    with room.vault.opened(room.viewer(bea), b, G) as vault:
        assert room.members.keepers(vault).behind > 0
        room.members.finish(vault)
        assert room.members.keepers(vault).behind == 0
    secret = room.unlock(cleo)
    assert {read(room, cleo, secret, f"r{number}") for number in range(9)} == {b"Zebulon"}


def test_nothing_of_what_is_sealed_can_be_read_on_the_disk_in_the_database_or_in_a_backup(
    room: Room, two: Two, tmp_path: Path
) -> None:
    """All that lies on the disk, with the write-ahead log, every value of every table, and a backup in the clear, as it
    lies there and as it is restored; names, passwords, keys and the cookie's secret stand in none. Who has her password
    opens the restored record."""
    ada, bea, a, _, paper = two
    name = room.new_name()
    keep(room, ada, a, "r1", name.encode())
    with room.vault.opened(room.viewer(ada), a, G) as vault:
        room.members.renew(vault)
        with room.store.reading() as connection:
            secrets = (vault.key(connection), vault.record(connection, "r1").seed(), paper_key(paper))
            held = [one.reveal() for one in secrets]
    planted = [name.encode(), a.encode(), base64.urlsafe_b64decode(a + "="), PASSWORD.encode(), paper.encode(), *held]
    planted += [form for one in tuple(planted) for form in (base64.b64encode(one), one.hex().encode())]
    target, other = tmp_path / "backup", tmp_path / "other"
    sources = {"rows": rows_of(room.store)}
    if room.store.is_sqlite:
        sources["disk"] = disk(tmp_path)
    BackupService(room.store, tmp_path / "files", tmp_path, lambda: "key").back_up(
        target, (), viewer=OPERATOR, in_clear=True
    )
    restored = Store(f"sqlite:///{other}/store.db")
    restored.migrate()
    RestoreService(restored, other / "files", other).restore(target, None, viewer=OPERATOR)
    sources |= {"backup": disk(target), "restored": disk(other), "restored rows": rows_of(restored)}
    assert not [(place, one) for place, read_there in sources.items() for one in planted if one in read_there]
    for place in sources.keys() - {"backup"}:
        assert bea.account.encode() in sources[place], "what was not sealed is found there"
    elsewhere = Room(restored, cheap_accounts(restored))
    assert read(elsewhere, bea, elsewhere.unlock(bea), "r1") == name.encode()
    restored.close()


def rows_of(store: Store) -> bytes:
    """Every value of every table."""
    with store.reading() as connection:
        kept = [connection.execute(table.select()).all() for table in metadata.sorted_tables]
    return b"".join(_bytes(value) for table in kept for row in table for value in row)


def disk(folder: Path) -> bytes:
    """Every byte under a folder."""
    return b"".join(one.read_bytes() for one in folder.rglob("*") if one.is_file())


def _bytes(value: object) -> bytes:
    return value if isinstance(value, bytes) else f"{value}".encode()
