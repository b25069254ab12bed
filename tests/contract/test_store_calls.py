"""Calls for solidarity on both databases: sealed, found, changed by two, given out, and forgotten to the last byte."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from argon2 import PasswordHasher
from pyrage import DecryptError, decrypt, x25519
from sqlalchemy import select, text

from caselaw.domain.errors import Changed, Invalid, NotFound, VaultDamaged
from caselaw.domain.solidarity.call import Consent, Deed, Wording
from caselaw.services.keeping.withdrawals import log_of, noted
from caselaw.services.people.accounts import AccountService
from caselaw.services.solidarity.calls import CallService, find
from caselaw.services.solidarity.files import CallFiles
from caselaw.services.solidarity.passing_on import PassingOn
from caselaw.services.vault.open_vault import OpenVault
from caselaw.store import Store
from caselaw.store.tables import audit_events, vault_sealed
from tests.factories.vaults import Keeper, Room

G = "shelter"
WORDS = {"title": "Sunday", "people": "Amaya Quispe", "threat": "Shots at the gate", "source": "her sister",
         "place": "by the river"}  # fmt: skip
TO_CONTACTS = Consent("contact", "shelter for a week", "by voice", date(2026, 1, 5), date(2100, 1, 1))
ASKED = Wording(WORDS, {}, TO_CONTACTS)


@dataclass
class Desk:
    room: Room
    keeper: Keeper
    calls: CallService
    files: CallFiles
    passing: PassingOn
    vault: OpenVault
    home: Path


@pytest.fixture
def desk(store: Store, tmp_path: Path) -> Iterator[Desk]:
    room = Room(store, AccountService(store, PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)))
    room.group(G)
    keeper = room.with_key("rosa", [G])
    secret = room.unlock(keeper)
    room.members.begin(G, secret, viewer=room.viewer(keeper))
    calls = CallService(store, tmp_path / "home")
    with room.vault.opened(room.viewer(keeper), secret, G) as vault:
        yield Desk(room, keeper, calls, CallFiles(store, calls), PassingOn(calls), vault, tmp_path / "home")


def test_a_call_is_kept_found_changed_and_two_do_not_overwrite_each_other(desk: Desk) -> None:
    call = desk.calls.begin(desk.vault, ASKED)
    read = desk.calls.get(desk.vault, call)
    assert (read.wording, read.state, read.revision) == (ASKED, "received", 1)
    desk.calls.change(desk.vault, call, 1, replace(ASKED, words={**WORDS, "needs": "un vehículo"}))
    with pytest.raises(Changed):
        desk.calls.change(desk.vault, call, 1, replace(ASKED, words={"title": "what the other wrote"}))
    desk.calls.act(desk.vault, call, Deed("", "letter", "أرسلنا رسالة", "all", date(2026, 2, 1), True, ""))
    desk.calls.act(desk.vault, call, Deed("", "material", "a car", "us", None, False, ""))
    assert [deed.by for deed in desk.calls.get(desk.vault, call).deeds] == [desk.keeper.account] * 2
    with pytest.raises(NotFound):
        desk.calls.act(desk.vault, call, Deed("ffff", "letter", "of no action", "", None, False, ""))
    found = desk.calls.all(desk.vault)
    for words, hits in (("AMAYA", 1), ("vehic", 1), ("ارسلنا", 1), ("quispe car", 1), ("quispe bicycle", 0), ("", 1)):
        assert len(find(found, words)) == hits, words
    assert find(found, "amaya", ["closed"]) == ()
    assert "Amaya" not in repr(found)
    assert "Amaya" not in str(ASKED.consent)


def test_what_breaks_a_rule_is_not_kept(desk: Desk) -> None:
    call = desk.calls.begin(desk.vault, ASKED)
    tomorrow = date.today() + timedelta(days=2)
    refused: list[Callable[[], object]] = [
        lambda: desk.calls.begin(desk.vault, Wording({"title": " "})),
        lambda: desk.calls.begin(desk.vault, Wording({"title": "x", "people": "y" * 20_001})),
        lambda: desk.calls.begin(desk.vault, Wording({"title": "x"}, {"people": "none"})),  # type: ignore[dict-item]
        lambda: desk.calls.begin(desk.vault, Wording({"title": "x"}, {}, Consent("public"))),
        lambda: desk.calls.move(desk.vault, call, 1, "closed", ""),
        lambda: desk.calls.act(desk.vault, call, Deed("", "letter", "", "", None, False, "")),
        lambda: desk.calls.act(desk.vault, call, Deed("", "letter", "x", "", tomorrow, True, "")),
        lambda: desk.files.attach(desk.vault, call, "empty", io.BytesIO()),
        lambda: desk.files.attach(desk.vault, call, "large", io.BytesIO(bytes(10_000_001))),
        lambda: desk.passing.seal(desk.vault, call, ["threat"], "a friend", "age1", "en", revision=1),
    ]
    for act in refused:
        with pytest.raises(Invalid):
            act()
    assert desk.calls.get(desk.vault, call).revision == 1


def test_a_file_comes_back_as_it_was_under_a_name_that_steers_nothing(desk: Desk, store: Store) -> None:
    call, content = desk.calls.begin(desk.vault, ASKED), b"testimony of Amaya " * 120_000
    desk.files.attach(desk.vault, call, "../../a\u202efdp\x1b[2J.exe", io.BytesIO(content))
    (kept,) = desk.calls.get(desk.vault, call).files
    assert kept.pieces > 1
    assert kept.name.startswith("a")
    assert not set(kept.name) & set("/\u202e\x1b")
    assert desk.files.give(desk.vault, call, kept.id).content == content
    with store.writing() as connection:
        row = connection.execute(select(vault_sealed).where(vault_sealed.c.id == f"{kept.id}.1")).one()
        changed = row.sealed[:-1] + bytes([row.sealed[-1] ^ 1])
        connection.execute(vault_sealed.update().where(vault_sealed.c.id == row.id).values(sealed=changed))
    with pytest.raises(VaultDamaged):
        desk.files.give(desk.vault, call, kept.id)
    desk.files.remove(desk.vault, call, kept.id)
    with pytest.raises(NotFound):
        desk.files.give(desk.vault, call, kept.id)
    assert len(_rows(store)) == 1


def test_what_leaves_is_what_was_consented_to_and_opens_to_the_contact_alone(desk: Desk) -> None:
    call, contact, stranger = (
        desk.calls.begin(desk.vault, ASKED),
        x25519.Identity.generate(),
        x25519.Identity.generate(),
    )
    wanted = ["threat", "people", "source"]  # a source never leaves, whoever ticks it
    key = str(contact.to_public())
    sealed = desk.passing.seal(desk.vault, call, wanted, "a shelter", key, "en", revision=1)
    letter = decrypt(sealed, [contact]).decode()
    assert letter == desk.passing.preview(desk.vault, call, wanted, "en").letter
    assert "Amaya Quispe" in letter
    assert "her sister" not in letter
    assert "by the river" not in letter
    assert "Who told us: it never leaves the group" in letter
    assert "Place: the risk is high" in letter
    with pytest.raises(DecryptError):
        decrypt(sealed, [stranger])
    (note,) = desk.calls.get(desk.vault, call).passed_on
    assert (note.to, note.fields) == ("a shelter", ("people", "threat"))
    with pytest.raises(Changed):  # somebody changed it since the preview was read
        desk.passing.seal(desk.vault, call, wanted, "a shelter", key, "en", revision=1)
    for consent in (Consent(), replace(TO_CONTACTS, until=date(2026, 1, 6))):
        revision = desk.calls.get(desk.vault, call).revision
        desk.calls.change(desk.vault, call, revision, replace(ASKED, consent=consent))
        with pytest.raises(Invalid):
            desk.passing.seal(desk.vault, call, wanted, "a shelter", key, "en", revision=revision + 1)


def test_what_is_forgotten_is_gone_to_the_last_byte(desk: Desk, store: Store, tmp_path: Path) -> None:
    name = desk.room.new_name()
    call = desk.calls.begin(desk.vault, replace(ASKED, words={"title": name}))
    other = desk.calls.begin(desk.vault, ASKED)
    desk.files.attach(desk.vault, call, name, io.BytesIO(name.encode() * 9_000))
    sealed = _rows(store, call)
    _sample(store)
    desk.calls.forget(desk.vault, call)
    for act in (desk.calls.get, desk.calls.forget):
        with pytest.raises(NotFound):
            act(desk.vault, call)
    assert not _rows(store, call)
    assert desk.calls.get(desk.vault, other).wording == ASKED
    assert noted(log_of(desk.home)) == {call}
    if store.is_sqlite:
        disk = b"".join(path.read_bytes() for path in tmp_path.rglob("*") if path.is_file())
        assert name.encode() not in disk
        assert not any(one[at : at + 48] in disk for one in sealed for at in (100, len(one) // 2, len(one) - 60))
    with store.reading() as connection:
        trail = "".join(str(row) for row in connection.execute(select(audit_events)))
    assert call not in trail
    assert name not in trail
    assert call not in _sampled(store)
    desk.calls.forget(desk.vault, other)  # the last one: nothing is left of which another sample could be taken
    assert other not in _sampled(store)


def _sample(store: Store) -> None:
    """What a database does by itself from time to time."""
    with store.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(text("ANALYZE"))


def _sampled(store: Store) -> str:
    """What the planner of PostgreSQL remembers of the values in tables."""
    if store.is_sqlite:
        return ""
    seen = "SELECT most_common_vals::text, histogram_bounds::text FROM pg_stats WHERE schemaname = current_schema()"
    with store.reading() as connection:
        return str(connection.execute(text(seen)).all())


def _rows(store: Store, call: str | None = None) -> list[bytes]:
    query = select(vault_sealed.c.sealed)
    with store.reading() as connection:
        return list(connection.scalars(query if call is None else query.where(vault_sealed.c.record == call)))
