"""The vault on both databases: who comes in and who does not, what opens where, keys made anew and found again."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import update

from caselaw.access.viewer import ANYONE, OPERATOR
from caselaw.domain.errors import (
    Changed,
    Conflict,
    Forbidden,
    Invalid,
    LoginRefused,
    NotFound,
    VaultDamaged,
    VaultLocked,
)
from caselaw.services.site.audit import AuditService
from caselaw.services.vault import boxes
from caselaw.services.vault.keys import Secret, key_pair
from caselaw.services.vault.open_vault import TRAIL
from caselaw.services.vault.parameters import LEAST, Cost
from caselaw.store import Store, audit
from caselaw.store import vault as stored
from caselaw.store.tables import vault_keys, vault_record_keys, vault_unlocks, vaults
from caselaw.store.tables.base import now
from tests.factories.vaults import PASSWORD, G, Room, Two, a_room, keep, let_in, read, spoken, two_keepers


@pytest.fixture
def room(store: Store) -> Room:
    return a_room(store)


@pytest.fixture
def two(room: Room) -> Two:
    return two_keepers(room)


def test_what_one_member_seals_another_reads_and_nobody_else(room: Room, two: Two) -> None:
    ada, bea, a, b, _ = two
    keep(room, ada, a, "r1", b"Zebulon")
    assert read(room, bea, b, "r1") == b"Zebulon"
    with pytest.raises(Conflict):
        keep(room, bea, b, "r1", b"again")
    outsider, admin = room.with_key("eve", ["other"]), room.with_key("adm", ["other"], roles=["administrator"])
    e, m = room.unlock(outsider), room.unlock(admin)
    for who, secret in ((outsider, e), (outsider, a), (admin, m), (admin, a)):
        with pytest.raises(NotFound):
            read(room, who, secret, "r1")
    with pytest.raises(NotFound):
        read(room, outsider, e, "nothing")
    joins = room.with_key("mole", [G])
    for secret in (room.unlock(joins), a, b, "", "x" * 43, "ü"):
        with pytest.raises(VaultLocked):
            read(room, joins, secret, "r1")
    for secret in (b, e, ""):
        with pytest.raises(VaultLocked):
            read(room, ada, secret, "r1")
    for viewer in (ANYONE, OPERATOR):
        with pytest.raises(NotFound), room.vault.opened(viewer, a, G):
            raise AssertionError


def test_a_changed_byte_another_record_kind_or_group_does_not_open(room: Room, two: Two) -> None:
    ada, _, a, _, _ = two
    for record in ("r1", "r2"):
        keep(room, ada, a, record, b"Zebulon")
    with room.vault.opened(room.viewer(ada), a, G) as vault, room.store.reading() as connection:
        boxes = vault.records(connection)
        assert boxes.keys() == {"r1", "r2"}
        row = stored.get(connection, G, "r1")
        assert row is not None
        for box, kind, name in ((boxes["r2"], "call", "r1"), (boxes["r1"], "call", "r2"), (boxes["r1"], "act", "r1")):
            with pytest.raises(VaultDamaged):
                box.unseal(kind, name, row.sealed)
        own = vault.seal("list", "1", b"of the group")
        assert vault.unseal("list", "1", own) == b"of the group"
        for kind, name in (("list", "2"), ("call", "1")):
            with pytest.raises(VaultDamaged):
                vault.unseal(kind, name, own)
        assert "Secret" not in repr(vault)
        assert stored.get(connection, "other", "r1") is None
    with room.store.writing() as connection:  # a key of one record in the place of another's
        kept = stored.record_keys(connection, G)
        table = vault_record_keys
        connection.execute(update(table).where(table.c.record == "r1").values(sealed=kept["r2"][1]))
    with pytest.raises(VaultDamaged):
        read(room, ada, a, "r1")
    assert read(room, ada, a, "r2") == b"Zebulon"


def test_a_record_that_is_forgotten_opens_to_nobody(room: Room, two: Two) -> None:
    ada, _, a, _, _ = two
    keep(room, ada, a, "r1", b"Zebulon")
    with room.store.reading() as connection:
        old = stored.get(connection, G, "r1")
    with room.vault.opened(room.viewer(ada), a, G) as vault, room.store.begin(TRAIL) as work:
        assert vault.forget(work.connection, "r1")
        assert not vault.forget(work.connection, "r1")
        assert not vault.forget(work.connection, "home")
        vault.note(work, "withdraw", "r1")
    with room.store.writing() as connection:
        assert old is not None
        assert list(stored.scan(connection, G)) == []
        assert stored.record_keys(connection, G).keys() == {"home"}
    with (
        room.vault.opened(room.viewer(ada), a, G) as vault,
        room.store.reading() as connection,
        pytest.raises(NotFound),
    ):
        vault.record(connection, "r1")


def test_the_password_and_the_code_are_both_needed_and_what_is_wrong_is_not_said(room: Room) -> None:
    ada, bare = room.with_key("ada", [G]), room.keeper("bare", [G])
    refused = []
    for keeper, password, code in (
        (ada, "wrong", ada.code()),
        (ada, PASSWORD, "000000"),
        (bare, PASSWORD, bare.code()),
        (ada, "wrong", "000000"),
    ):
        with pytest.raises(LoginRefused) as refusal:
            room.vault.unlock(password, code, session=keeper.session, viewer=room.viewer(keeper))
        refused.append((refusal.value.code, dict(refusal.value.params)))
    assert len({str(one) for one in refused}) == 1
    with pytest.raises(LoginRefused):
        room.vault.unlock(PASSWORD, ada.code(), session="no session", viewer=room.viewer(ada))
    room.vault.cost = Cost(0, 0)  # refused where the work is done: it is done for who has no key, too
    with pytest.raises(VaultDamaged):
        room.vault.unlock(PASSWORD, bare.code(), session=bare.session, viewer=room.viewer(bare))
    room.vault.cost = LEAST
    with pytest.raises(Conflict):
        room.members.make_key(PASSWORD, ada.code(), viewer=room.viewer(ada))
    with pytest.raises(LoginRefused):
        room.members.make_key("wrong", bare.code(), viewer=room.viewer(bare))
    assert not room.members.standings(viewer=room.viewer(bare)).key


def test_a_browser_locks_itself_and_locks_with_its_session(room: Room, store: Store) -> None:
    ada = room.with_key("ada", [G])
    viewer, a = room.viewer(ada), room.unlock(ada)
    assert room.vault.is_unlocked(a, viewer=viewer)
    room.vault.lock(a)
    room.vault.lock(a)
    assert not room.vault.is_unlocked(a, viewer=viewer)
    for column in ("idle", "ends"):
        a = room.unlock(ada)
        with store.writing() as connection:
            connection.execute(update(vault_unlocks).values({column: now() - timedelta(seconds=1)}))
        assert not room.vault.is_unlocked(a, viewer=viewer)
        room.sessions.forget_expired()  # as the worker does every few seconds
        with store.reading() as connection:
            assert connection.execute(vault_unlocks.select()).first() is None
    a = room.unlock(ada)
    with store.writing() as connection:
        connection.execute(update(vault_unlocks).values(idle=now() + timedelta(minutes=2)))
    assert room.vault.is_unlocked(a, viewer=viewer)
    with store.reading() as connection:
        kept = connection.execute(vault_unlocks.select()).one()
    assert kept.idle > now() + timedelta(minutes=14)
    room.sessions.end(ada.session)
    assert not room.vault.is_unlocked(a, viewer=viewer)
    with store.reading() as connection:
        assert connection.execute(vault_unlocks.select()).first() is None


def test_the_whole_group_locks_at_once(room: Room, two: Two) -> None:
    ada, bea, a, b, _ = two
    eve = room.with_key("eve", ["other"])
    e = room.unlock(eve)
    for who in (eve, room.with_key("adm", ["other"], roles=["administrator"])):
        with pytest.raises(NotFound):
            room.vault.lock_group(G, viewer=room.viewer(who))
    with pytest.raises(NotFound):
        room.vault.lock_group("other", viewer=room.viewer(eve))  # hers, and without a vault
    room.vault.lock_group(G, viewer=room.viewer(bea))
    for keeper, secret in ((ada, a), (bea, b)):
        assert not room.vault.is_unlocked(secret, viewer=room.viewer(keeper))
        assert room.sessions.viewer_for_session(keeper.session) is None
    assert room.vault.is_unlocked(e, viewer=room.viewer(eve))
    assert room.sessions.viewer_for_session(eve.session) is not None
    a = room.unlock(ada)
    with room.vault.opened(room.viewer(ada), a, G) as vault:
        assert room.members.journal(vault)[0].action == "lock group"


def test_a_key_is_given_to_who_was_heard_and_to_nobody_else(room: Room, two: Two) -> None:
    ada, _, a, _, _ = two
    cleo, eve, bare = room.with_key("cleo", [G]), room.with_key("eve", ["other"]), room.keeper("bare", [G])
    with room.vault.opened(room.viewer(ada), a, G) as vault:
        keepers = room.members.keepers(vault)
        assert {one.name for one in keepers.inside} == {"Ada", "Bea"}
        assert [one.name for one in keepers.waiting] == ["Cleo"]
        assert (keepers.gone, keepers.behind) == ((), 0)
        for heard in ("", "1" * 30, " ".join(spoken(room, ada))):
            with pytest.raises(Invalid):
                room.members.admit(vault, cleo.account, heard)
        for who in (eve, bare):
            with pytest.raises(NotFound):
                room.members.admit(vault, who.account, "1" * 30)
    with pytest.raises(VaultLocked):
        read(room, cleo, room.unlock(cleo), "r1")
    let_in(room, ada, a, cleo)
    keep(room, ada, a, "r1", b"Zebulon")
    assert read(room, cleo, room.unlock(cleo), "r1") == b"Zebulon"


def test_who_leaves_is_left_out_of_the_new_key_and_the_others_read_on(room: Room, two: Two) -> None:
    ada, bea, a, b, paper = two
    for number in range(5):
        keep(room, ada, a, f"r{number}", b"Zebulon")
    room.accounts.leave(bea.email, G, viewer=OPERATOR)
    with pytest.raises(NotFound):
        read(room, bea, b, "r1")
    with room.vault.opened(room.viewer(ada), a, G) as vault:
        assert [one.name for one in room.members.keepers(vault).gone] == ["Bea"]
        with pytest.raises(Conflict):
            room.members.renew(vault, without=[ada.account])
        assert room.members.renew(vault) is None
        with pytest.raises(Changed):
            room.members.renew(vault)
    room.accounts.join(bea.email, G, viewer=OPERATOR)
    with pytest.raises(VaultLocked):
        read(room, bea, room.unlock(bea), "r1")
    assert {read(room, ada, a, f"r{number}") for number in range(5)} == {b"Zebulon"}
    with room.store.reading() as connection:
        assert {one for one, _ in stored.record_keys(connection, G).values()} == {2}
        assert stored.recoveries(connection, G).keys() == {2}
        assert stored.admissions(connection, G, 1) == ()
    keep(room, ada, a, "later", b"Zebulon")
    room.members.recover(G, paper, room.unlock(bea), viewer=room.viewer(bea))  # the paper goes on to be good
    with room.vault.opened(room.viewer(ada), a, G) as vault:
        fresh = room.members.renew(vault, without=[bea.account], new_paper=True)
        assert {line.action for line in room.members.journal(vault)} >= {
            "begin",
            "admit",
            "dismiss",
            "renew",
            "recover",
        }
    secret = room.unlock(bea)
    with pytest.raises(Invalid):
        room.members.recover(G, paper, secret, viewer=room.viewer(bea))  # the old one does not
    room.members.recover(G, fresh or "", secret, viewer=room.viewer(bea))
    assert read(room, bea, secret, "later") == b"Zebulon"


def test_all_passwords_lost_the_paper_brings_the_records_back(room: Room, two: Two) -> None:
    ada, bea, a, b, paper = two
    keep(room, ada, a, "r1", b"Zebulon")
    for keeper in (ada, bea):
        room.accounts.set_password(keeper.email, "another long password", viewer=OPERATOR)
        standing = room.members.standings(viewer=room.viewer(keeper))
        assert not standing.key
        assert standing.groups[0].standing == "outside"
    for secret in (a, b):
        with pytest.raises(VaultLocked):
            read(room, ada, secret, "r1")
    room.members.make_key("another long password", ada.code(), viewer=room.viewer(ada))
    secret = room.unlock(ada, "another long password")
    with pytest.raises(VaultLocked):
        read(room, ada, secret, "r1")
    eve = room.with_key("eve", ["other"])
    with pytest.raises(NotFound):
        room.members.recover(G, paper, room.unlock(eve), viewer=room.viewer(eve))
    for group, typed in (("other", paper), (G, paper[:-1]), (G, "")):
        with pytest.raises((Invalid, NotFound)):
            room.members.recover(group, typed, secret, viewer=room.viewer(ada))
    room.members.recover(G, paper, secret, viewer=room.viewer(ada))
    assert read(room, ada, secret, "r1") == b"Zebulon"


def test_a_password_that_its_owner_changes_goes_on_to_open(room: Room) -> None:
    ada = room.with_key("ada", [G])
    a = room.unlock(ada)
    room.members.begin(G, a, viewer=room.viewer(ada))
    keep(room, ada, a, "r1", b"Zebulon")
    with pytest.raises(Invalid):
        room.accounts.change_password(PASSWORD, "ten chars.", viewer=room.viewer(ada))
    room.accounts.change_password(PASSWORD, "quite another password", viewer=room.viewer(ada))
    assert not room.vault.is_unlocked(a, viewer=room.viewer(ada))
    with pytest.raises(LoginRefused):
        room.unlock(ada)
    assert read(room, ada, room.unlock(ada, "quite another password"), "r1") == b"Zebulon"


def test_a_public_key_that_was_put_in_its_place_is_given_nothing(room: Room, two: Two) -> None:
    ada, bea, a, _, _ = two
    eve = room.with_key("eve", ["other"])
    with room.store.writing() as connection:
        pairs = stored.keys(connection, [eve.account, bea.account])
        hers = vault_keys.c.account_id == bea.account
        connection.execute(update(vault_keys).where(hers).values(public=pairs[eve.account].public))
    with room.vault.opened(room.viewer(ada), a, G) as vault:
        room.members.renew(vault)
        assert [one.name for one in room.members.keepers(vault).inside] == ["Ada"]
    with room.store.writing() as connection:
        assert [one.account for one in stored.admissions(connection, G, 2)] == [ada.account]
        connection.execute(update(vaults).values(recovery_public=pairs[eve.account].public))
    with room.vault.opened(room.viewer(ada), a, G) as vault:
        with pytest.raises(Conflict) as refused:
            room.members.renew(vault)
        assert refused.value.code == "vault.paper_changed"
        assert room.members.renew(vault, new_paper=True)


def test_a_journal_whose_key_was_changed_in_the_database_is_not_read_by_who_changed_it(room: Room, two: Two) -> None:
    ada, bea, a, _, _ = two
    mine = Secret.new()
    with room.store.writing() as connection:
        connection.execute(update(vaults).values(journal_public=key_pair(mine)))
    keep(room, ada, a, "r1", b"Zebulon")
    with room.vault.opened(room.viewer(ada), a, G) as vault:
        room.members.renew(vault, without=[bea.account])
        lines = [one.action for one in room.members.journal(vault, 4)]
    assert lines[:3] == ["renew", "dismiss", "add"]
    with room.store.reading() as connection:
        for line in stored.journal(connection, G, 50):
            with pytest.raises(VaultDamaged):
                boxes.hear(mine, line)
        assert stored.load(connection, G).journal_public != key_pair(mine)  # type: ignore[union-attr]


def test_who_may_begin(room: Room) -> None:
    reader, writer = room.with_key("reader", [G], roles=["reader"]), room.with_key("writer", [G])
    with pytest.raises(Forbidden):
        room.members.begin(G, room.unlock(reader), viewer=room.viewer(reader))
    secret = room.unlock(writer)
    with pytest.raises(NotFound):
        room.members.begin("other", secret, viewer=room.viewer(writer))
    with pytest.raises(VaultLocked):
        room.members.begin(G, "", viewer=room.viewer(writer))
    room.members.begin(G, secret, viewer=room.viewer(writer))
    with pytest.raises(Conflict):
        room.members.begin(G, secret, viewer=room.viewer(writer))
    lonely = room.keeper("lonely", [])
    for viewer in (ANYONE, OPERATOR, room.viewer(lonely)):
        with pytest.raises((NotFound, Forbidden)):
            room.members.standings(viewer=viewer)


def test_the_trail_says_neither_who_nor_which_group(room: Room, two: Two) -> None:
    ada, bea, a, _, _ = two
    keep(room, ada, a, "r1", b"Zebulon")
    room.vault.lock_group(G, viewer=room.viewer(bea))
    with room.store.reading() as connection:
        lines = [one for one in audit.newest(connection, audit.Asked(), before=None, size=500) if one.action == "vault"]
    assert len(lines) == 6  # two keys, begun, let in, added, locked
    for line in lines:
        assert line.actor == TRAIL
        assert not {G, "r1", ada.account, bea.account} & set(line.subject.split())
    assert AuditService(room.store).verify(viewer=OPERATOR).broken is None
    secret = room.unlock(ada)
    with (
        room.vault.opened(room.viewer(ada), secret, G) as vault,
        room.store.begin(ada.account) as work,
        pytest.raises(ValueError, match="begin"),
    ):
        vault.note(work, "add", "r1")
