"""Groups, organisations, invitations, links and second factors mean the same on both databases."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace

import pyotp
import pytest
from argon2 import PasswordHasher
from sqlalchemy import delete, func, select

from caselaw.access.viewer import ANYONE, OPERATOR, Viewer
from caselaw.domain.errors import CaselawError, Conflict, Forbidden, Invalid, LoginRefused, NotFound
from caselaw.domain.people.belonging import Group, Organisation
from caselaw.services.people.accounts import AccountService
from caselaw.services.people.groups import GroupService
from caselaw.services.people.invitations import InvitationService
from caselaw.services.people.lost_factor import LostFactorService
from caselaw.services.people.managing import PeopleService
from caselaw.services.people.organisations import OrganisationService
from caselaw.services.people.resets import ResetService
from caselaw.services.people.second_factor import SecondFactorService
from caselaw.services.people.sessions import SessionService
from caselaw.services.people.signing_in import SignInService
from caselaw.services.site.mail import Mail
from caselaw.store import Store, tables
from caselaw.store.people import accounts as stored_accounts

PASSWORD = "a long enough password"
DELTA = Group("delta", {"en": "Delta", "ar": "الدلتا"}, {"fr": "Défendre"}, listed=False, second_factor=False)
LEGAL = Organisation("legal", "Delta Legal", {"es": "Centro Legal"}, "COL", "https://legal.example")


@dataclass(frozen=True)
class House:
    """The services over one store, with `cora` who curates the group `delta` and `mara` who is in it."""

    store: Store
    accounts: AccountService
    groups: GroupService
    people: PeopleService
    organisations: OrganisationService
    invitations: InvitationService
    resets: ResetService
    factors: SecondFactorService
    lost: LostFactorService
    sign_in: SignInService

    def id(self, name: str) -> str:
        found = self.accounts.by_email(f"{name}@example.org", viewer=OPERATOR)
        assert found is not None
        return found.id

    def viewer(self, name: str) -> Viewer:
        return self.accounts.viewer(self.id(name))

    def with_factor(self, name: str) -> tuple[pyotp.TOTP, tuple[str, ...]]:
        self.factors.offer(self.viewer(name))
        offered = self.factors.offered(self.viewer(name))
        assert offered is not None
        app = pyotp.TOTP(offered.secret)
        return app, self.factors.confirm(PASSWORD, app.now(), viewer=self.viewer(name))


@pytest.fixture
def house(store: Store) -> House:
    accounts, groups = (
        AccountService(store, PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)),
        GroupService(store),
    )
    factors, mail = SecondFactorService(store, accounts, lambda: "a key", "Site"), Mail("", "https://x.example", "Site")
    found = House(
        store, accounts, groups, PeopleService(store, accounts, groups), OrganisationService(store),
        InvitationService(store, accounts, mail),
        ResetService(store, accounts, mail, lambda: "a secret of this installation"), factors,
        LostFactorService(store), SignInService(store, accounts, factors, lambda: "a key"),
    )  # fmt: skip
    groups.add(DELTA, viewer=OPERATOR)
    for name, role in (("cora", "curator"), ("mara", "member")):
        accounts.add(f"{name}@example.org", PASSWORD, name=name.title(), groups=["delta"], viewer=OPERATOR)
        accounts.set_group_roles(f"{name}@example.org", "delta", [role], viewer=OPERATOR)  # type: ignore[list-item]
    return found


def test_a_group_is_kept_as_it_was_said(house: House) -> None:
    assert house.groups.show("delta", viewer=house.viewer("mara")) == DELTA
    changed = replace(DELTA, names={"en": "The delta"}, listed=True, second_factor=True)
    house.groups.change(changed, viewer=house.viewer("cora"))
    assert house.groups.show("delta", viewer=OPERATOR) == changed
    with pytest.raises(Conflict):
        house.groups.add(DELTA, viewer=OPERATOR)


def test_a_role_in_a_group_is_part_of_the_viewer(house: House) -> None:
    assert house.viewer("cora").group_roles == {"delta": frozenset({"curator"})}
    assert house.viewer("cora").roles == frozenset()


def test_a_group_without_a_row_of_names_is_called_as_before(house: House, store: Store) -> None:
    with store.begin("a test") as work:
        stored_accounts.add_group(work.connection, "old", "Old name")
    assert house.groups.show("old", viewer=OPERATOR).names == {"en": "Old name"}


@pytest.mark.parametrize("viewer", [ANYONE, Viewer("bob", frozenset({"curator", "editor"}))])
def test_nobody_outside_sees_or_changes_a_group(house: House, viewer: Viewer) -> None:
    assert house.groups.all(viewer) == ()
    for act in (
        lambda: house.groups.show("delta", viewer=viewer),
        lambda: house.groups.members("delta", viewer=viewer),
        lambda: house.groups.change(DELTA, viewer=viewer),
        lambda: house.groups.remove("delta", house.id("mara"), viewer=viewer),
        lambda: house.groups.set_roles("delta", house.id("mara"), ["editor"], viewer=viewer),
    ):
        with pytest.raises(NotFound) as refused:
            act()
        assert refused.value.code == "error.not_found"


def test_organisations_are_kept_changed_and_belonged_to(house: House) -> None:
    house.organisations.add(LEGAL, viewer=OPERATOR)
    house.people.set_organisations(house.id("mara"), ["legal"], viewer=OPERATOR)
    assert house.organisations.show("legal", viewer=house.viewer("mara")) == LEGAL
    assert house.organisations.people("legal", viewer=OPERATOR) == ((house.id("mara"), "Mara"),)
    house.organisations.change(replace(LEGAL, country="", names={}), viewer=OPERATOR)
    assert house.organisations.all(OPERATOR) == (replace(LEGAL, country="", names={}),)
    house.people.set_organisations(house.id("mara"), [], viewer=OPERATOR)
    assert house.organisations.people("legal", viewer=OPERATOR) == ()
    with pytest.raises(Forbidden):
        house.organisations.all(ANYONE)


def test_people_are_seen_whole_or_by_group(house: House) -> None:
    house.organisations.add(LEGAL, viewer=OPERATOR)
    house.people.set_organisations(house.id("mara"), ["legal"], viewer=OPERATOR)
    house.accounts.set_roles("mara@example.org", ["coder"], viewer=OPERATOR)
    whole = house.people.show(house.id("mara"), viewer=OPERATOR)
    assert whole.roles == {"coder"}
    assert whole.organisations == {"legal"}
    assert whole.groups == {"delta": frozenset({"member"})}
    part = house.people.show(house.id("mara"), viewer=house.viewer("cora"))
    assert (part.roles, part.organisations, part.groups) == (frozenset(), frozenset(), whole.groups)
    with pytest.raises(Forbidden):
        house.people.all(house.viewer("mara"))


def test_an_invitation_is_taken_by_one_of_two_who_come_at_once(house: House) -> None:
    sent = house.invitations.invite("dana@example.org", language="en", groups={"delta": ()}, viewer=OPERATOR)
    assert sent.link is not None
    token = sent.link.rpartition("/")[2]

    def take(name: str) -> str | None:
        try:
            return house.invitations.accept_new(token, name, f"{PASSWORD} {name}")
        except CaselawError:
            return None

    with ThreadPoolExecutor(2) as pool:
        came = [one for one in pool.map(take, ("one", "two")) if one]
    assert came == [house.id("dana")]
    assert house.viewer("dana").groups == {"delta"}


def test_a_link_for_a_password_is_used_by_one_of_two_who_come_at_once(house: House) -> None:
    token = house.resets.make(house.id("mara"), "en", viewer=OPERATOR).rpartition("/")[2]

    def use(password: str) -> str | None:
        try:
            house.resets.use(token, password)
        except NotFound:
            return None
        return password

    with ThreadPoolExecutor(2) as pool:
        (used,) = [one for one in pool.map(use, ("a first long one", "a second long one")) if one]
    assert house.accounts.login("mara@example.org", used).id == house.id("mara")


def test_a_code_is_taken_once_by_whoever_comes_first(house: House) -> None:
    app, codes = house.with_factor("mara")
    with house.store.writing() as connection:
        connection.execute(tables.second_factors.update().values(last_step=0))
    for code in (app.now(), codes[0]):

        def check(_: int, code: str = code) -> bool:
            try:
                house.factors.check(house.id("mara"), code)
            except LoginRefused:
                return False
            return True

        with ThreadPoolExecutor(4) as pool:
            assert sorted(pool.map(check, range(4))) == [False, False, False, True]


def test_a_group_asks_for_a_factor_and_the_viewer_waits(house: House) -> None:
    house.groups.change(replace(DELTA, second_factor=True), viewer=OPERATOR)
    assert house.viewer("mara").groups == frozenset()
    assert house.viewer("cora").group_roles == {}
    assert house.factors.standing(house.viewer("mara")).waiting == {"delta"}
    house.with_factor("mara")
    assert house.viewer("mara").groups == {"delta"}


def test_a_factor_that_is_in_use_is_not_replaced_by_another(house: House) -> None:
    house.with_factor("mara")
    with pytest.raises(Conflict):
        house.factors.offer(house.viewer("mara"))
    with pytest.raises(NotFound):
        house.factors.confirm(PASSWORD, "000000", viewer=house.viewer("mara"))
    house.factors.offer(house.viewer("cora"))
    with pytest.raises(Invalid):
        house.factors.confirm(PASSWORD, "", viewer=house.viewer("cora"))


def test_with_another_secret_key_only_recovery_codes_open(house: House, store: Store) -> None:
    app, codes = house.with_factor("mara")
    moved = SecondFactorService(store, house.accounts, lambda: "another key", "Site")
    with pytest.raises(LoginRefused):
        moved.check(house.id("mara"), app.now())
    moved.check(house.id("mara"), codes[3])


def test_a_half_done_sign_in_is_good_once_and_ends_with_the_password(house: House) -> None:
    _, codes = house.with_factor("mara")
    entered = house.sign_in.enter("mara@example.org", PASSWORD)
    assert entered.half is not None
    assert house.sign_in.complete(entered.half, codes[0]) == house.id("mara")
    with pytest.raises(LoginRefused):
        house.sign_in.complete(entered.half, codes[1])
    again = house.sign_in.enter("mara@example.org", PASSWORD)
    assert again.half is not None
    house.accounts.set_password("mara@example.org", "another long password", viewer=OPERATOR)
    assert not house.sign_in.waits(again.half)


def test_a_lost_factor_needs_a_second_member_where_a_group_asks_for_it(house: House) -> None:
    house.with_factor("mara")
    house.with_factor("cora")
    house.groups.change(replace(DELTA, second_factor=True), viewer=OPERATOR)
    assert not house.lost.ask(house.id("mara"), viewer=OPERATOR)
    assert house.lost.waiting_for(house.viewer("mara")) == ()
    (request,) = house.lost.waiting_for(house.viewer("cora"))
    assert (request.account, request.asked_by) == (house.id("mara"), "operator")
    house.lost.agree(request.account, viewer=house.viewer("cora"))
    assert not house.factors.asked_of(house.id("mara"))
    assert house.viewer("mara").groups == frozenset(), "until she has a new one"


def test_who_is_closed_has_no_way_in(house: House, store: Store) -> None:
    house.with_factor("mara")
    session = SessionService(store).begin(house.id("mara"))
    link = house.resets.make(house.id("mara"), "en", viewer=OPERATOR).rpartition("/")[2]
    house.people.close(house.id("mara"), viewer=OPERATOR)
    assert SessionService(store).viewer_for_session(session) is None
    assert house.accounts.viewer(house.id("mara")) == ANYONE
    assert not house.resets.good(link)
    with pytest.raises(LoginRefused):
        house.accounts.login("mara@example.org", PASSWORD)
    with pytest.raises(NotFound):
        house.resets.make(house.id("mara"), "en", viewer=OPERATOR)


def test_an_account_that_goes_takes_all_that_hangs_on_it(house: House, store: Store) -> None:
    house.with_factor("mara")
    house.sign_in.enter("mara@example.org", PASSWORD)
    house.resets.make(house.id("mara"), "en", viewer=OPERATOR)
    hers = house.id("mara")
    with store.writing() as connection:
        connection.execute(delete(tables.accounts).where(tables.accounts.c.id == hers))
        for table in (tables.second_factors, tables.recovery_codes, tables.sign_ins, tables.password_resets):
            asked = select(func.count()).select_from(table).where(table.c.account_id == hers)
            assert connection.execute(asked).scalar_one() == 0
