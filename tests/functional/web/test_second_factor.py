"""The second factor: set up, asked for, used once, lost and found again; and what an attacker tries."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pyotp
import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from caselaw.domain.errors import LoginRefused
from caselaw.domain.languages import LANGUAGES
from caselaw.services.people import second_factor, signing_in
from caselaw.store import tables
from caselaw.store.tables.base import now
from tests.functional.web.peopled import Peopled, enter_code, first_step, peopled, post
from tests.functional.web.stock import PASSWORD, csrf, try_login

ACCOUNT = "/en/account/second-factor"


@pytest.fixture
def at(tmp_path: Path, migrated: Path) -> Iterator[Peopled]:
    found = peopled(tmp_path, migrated)
    yield found
    found.services.close()


def is_in(client: FlaskClient) -> bool:
    return client.get("/en/account").status_code == 200


def wrong(app: pyotp.TOTP) -> str:
    """Six digits that are no code of this hour."""
    near = {app.at(now() + timedelta(seconds=30 * step)) for step in range(-5, 6)}
    return next(code for number in range(20) if (code := f"{number:06}") not in near)


def test_it_is_set_up_with_a_picture_and_a_first_code(at: Peopled) -> None:
    mara, elsewhere = at.client("mara"), at.client("mara")
    assert post(mara, f"{ACCOUNT}/start", ACCOUNT).status_code == 303
    page = mara.get(ACCOUNT).text
    assert "<svg" in page
    assert "style=" not in page, "the page allows no style of its own"
    secret = re.sub(r"\s", "", re.search(r'class="key"[^>]*>([^<]+)<', page)[1])  # type: ignore[index]
    app = pyotp.TOTP(secret)
    assert post(mara, f"{ACCOUNT}/confirm", ACCOUNT, password=PASSWORD, code=wrong(app)).status_code == 422
    for other in ("", "not her password"):
        assert post(mara, f"{ACCOUNT}/confirm", ACCOUNT, password=other, code=app.now()).status_code == 422
    assert is_in(elsewhere), "whoever finds a session open changes nothing"
    done = post(mara, f"{ACCOUNT}/confirm", ACCOUNT, password=PASSWORD, code=app.now())
    codes = re.findall(r"<li><code>([a-z2-7-]{29})</code>", done.text)
    assert len(set(codes)) == 10
    assert is_in(mara)
    assert not is_in(elsewhere), "a session that somebody else may hold is over"
    again = mara.get(ACCOUNT).text
    assert secret not in again.replace(" ", "")
    assert not set(codes) & set(re.findall(r"[a-z2-7-]{29}", again)), "shown once"


def test_signing_in_takes_two_steps_and_the_first_opens_nothing(at: Peopled) -> None:
    app, _ = at.with_factor("mara")
    client = at.site.test_client()
    answer = first_step(client, "mara")
    assert answer.headers["Location"] == "/en/login/code"
    assert not is_in(client)
    assert client.get("/en/groups/delta").status_code == 404
    assert enter_code(client, wrong(app)).status_code == 422
    assert not is_in(client)
    assert enter_code(client, app.now()).status_code == 303
    assert is_in(client)


def test_a_wrong_password_never_tells_of_a_second_factor(at: Peopled) -> None:
    at.with_factor("mara")
    pages = [try_login(at.site.test_client(), f"{who}@example.org", "wrong wrong") for who in ("mara", "bob", "no")]
    assert {page.status_code for page in pages} == {422}
    assert len({re.sub(r'value="[^"]*"', "", page.text) for page in pages}) == 1


def test_one_goes_on_to_where_one_was_going_and_nowhere_else(at: Peopled) -> None:
    app, _ = at.with_factor("mara")
    for target, goes in (("/en/documents", "/en/documents"), ("//evil.example", "/en/")):
        at.fresh("mara")
        client = at.site.test_client()
        try_login(client, "mara@example.org", PASSWORD, next=target)
        assert post(client, "/en/login/code", "/en/login/code", code=app.now(), next=target).headers["Location"] == goes


def test_each_step_begins_a_new_session(at: Peopled) -> None:
    """A cookie planted before, or copied between the steps, is worth nothing after."""
    app, _ = at.with_factor("mara")
    client, planted = at.site.test_client(), at.site.test_client()
    client.get("/en/login")
    before = cookie(client)
    first_step(client, "mara")
    between = cookie(client)
    enter_code(client, app.now())
    after = cookie(client)
    assert len({before, between, after}) == 3
    for old in (before, between):
        planted.set_cookie("caselaw_session", old)
        assert not is_in(planted)
        assert planted.post("/en/login/code", data={"code": app.now()}).status_code == 400, "nor has it a form"
    planted.set_cookie("caselaw_session", between)
    assert planted.get("/en/login/code").status_code == 302, "the half-done sign-in was used up"


def cookie(client: FlaskClient) -> str:
    found = client.get_cookie("caselaw_session")
    assert found is not None
    return found.value


def test_a_code_is_good_once(at: Peopled) -> None:
    app, codes = at.with_factor("mara")
    first, second = at.site.test_client(), at.site.test_client()
    code = app.now()
    first_step(first, "mara")
    assert enter_code(first, code).status_code == 303
    first_step(second, "mara")
    assert enter_code(second, code).status_code == 422, "whoever read it over her shoulder is too late"
    earlier = app.at(now() - timedelta(seconds=30))
    assert enter_code(second, earlier).status_code == 422
    assert enter_code(second, codes[0].upper().replace("-", " ")).status_code == 303
    third = at.site.test_client()
    first_step(third, "mara")
    assert enter_code(third, codes[0]).status_code == 422


def test_digits_of_every_keyboard_are_taken(at: Peopled) -> None:
    app, _ = at.with_factor("mara")
    client = at.site.test_client()
    first_step(client, "mara")
    assert enter_code(client, app.now().translate(str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩"))).status_code == 303


def test_five_wrong_codes_end_the_sign_in(at: Peopled) -> None:
    app, _ = at.with_factor("mara")
    client = at.site.test_client()
    first_step(client, "mara")
    for _ in range(signing_in.TRIES):
        assert enter_code(client, wrong(app)).status_code == 422
    token = csrf(client.get("/en/login/code").text)
    last = client.post("/en/login/code", data={"csrf_token": token, "code": app.now()})
    assert last.status_code == 422
    assert 'name="password"' in last.text, "one begins again"
    assert not is_in(client)


def test_after_many_wrong_codes_none_is_taken_for_a_while(
    at: Peopled, monkeypatch: pytest.MonkeyPatch
) -> None:  # fmt: skip
    app, codes = at.with_factor("mara")
    mara = at.id("mara")
    for _ in range(second_factor.MOST_FAILURES):
        refused(lambda: at.services.second_factor.check(mara, wrong(app)), "factor.refused")
    refused(lambda: at.services.second_factor.check(mara, app.now()), "factor.pause")
    refused(lambda: at.services.second_factor.check(mara, codes[0]), "factor.pause")
    later = now() + second_factor.PAUSE
    monkeypatch.setattr(second_factor, "now", lambda: later)
    at.services.second_factor.check(mara, app.at(later))


def refused(act: Callable[[], object], code: str) -> None:
    with pytest.raises(LoginRefused) as found:
        act()
    assert found.value.code == code


def test_nobody_uses_the_half_done_sign_in_of_another(at: Peopled) -> None:
    """The code of one account does not complete the sign-in of the other."""
    hers, _ = at.with_factor("mara")
    his, _ = at.with_factor("bob")
    client = at.site.test_client()
    first_step(client, "bob")
    assert enter_code(client, hers.now()).status_code == (303 if hers.now() == his.now() else 422)


def test_what_is_kept_opens_nothing_to_who_reads_the_tables(at: Peopled) -> None:
    app, codes = at.with_factor("mara")
    with at.services.store.reading() as connection:
        kept = str([connection.execute(select(table)).all() for table in tables.metadata.sorted_tables])
    assert app.secret not in kept
    assert not [code for code in codes if code in kept or code.replace("-", "") in kept]


def test_a_secret_moved_to_another_account_is_worth_nothing(at: Peopled) -> None:
    app, _ = at.with_factor("mara")
    at.with_factor("bob")
    factors = tables.second_factors.c
    with at.services.store.writing() as connection:
        hers = connection.execute(select(factors.secret).where(factors.account_id == at.id("mara"))).scalar_one()
        moved = tables.second_factors.update().where(factors.account_id == at.id("bob")).values(secret=hers)
        connection.execute(moved)
    refused(lambda: at.services.second_factor.check(at.id("bob"), app.now()), "factor.refused")


def test_a_group_that_asks_for_it_is_closed_until_it_is_set_up(at: Peopled) -> None:
    mara = at.client("mara")
    assert "Mara" in mara.get("/en/groups/delta").text
    at.demand_factor()
    assert "delta" not in at.services.accounts.viewer(at.id("mara")).groups
    page = mara.get("/en/groups/delta").text
    assert "Cora" not in page, "who is in it is the group's own"
    assert "/account/second-factor" in page
    assert "Defenders of the delta" in mara.get("/en/account").text
    app, _ = at.with_factor("mara")
    client = at.site.test_client()
    first_step(client, "mara")
    enter_code(client, app.now())
    assert "Cora" in client.get("/en/groups/delta").text
    assert "delta" in at.services.accounts.viewer(at.id("mara")).groups


def test_an_administrator_from_outside_does_not_give_up_what_a_group_asks_for(at: Peopled) -> None:
    """Else she could, and then remove the factor of a member alone."""
    at.demand_factor()
    answer = post(at.client("root"), "/en/groups/delta", **{"name-en": "Delta"})
    assert answer.status_code == 403
    assert 'role="alert"' in answer.text
    _, codes = at.with_factor("cora")
    cora = at.site.test_client()
    first_step(cora, "cora")
    enter_code(cora, codes[0])
    assert post(cora, "/en/groups/delta", **{"name-en": "Delta"}).status_code == 303


def test_who_waits_for_a_second_factor_is_asked_to_set_it_up(at: Peopled) -> None:
    at.demand_factor()
    page = at.client("mara").get("/en/work").text
    assert "/en/account/second-factor" in page
    assert "Defenders of the delta" in page


def test_a_token_for_programs_opens_no_more_than_its_owner(at: Peopled) -> None:
    viewer = at.services.accounts.viewer(at.id("mara"))
    token = at.services.tokens.make("mara@example.org", "laptop", viewer=viewer)
    at.demand_factor()
    found = at.services.tokens.viewer_for_token(token)
    assert found is not None
    assert found.groups == frozenset()
    assert found.group_roles == {}


def test_its_owner_removes_it_with_password_and_code(at: Peopled) -> None:
    app, codes = at.with_factor("mara")
    client = at.site.test_client()
    first_step(client, "mara")
    enter_code(client, codes[0])
    for password, code in (("wrong wrong", codes[1]), (PASSWORD, wrong(app))):
        assert post(client, f"{ACCOUNT}/remove", ACCOUNT, password=password, code=code).status_code == 422
    assert at.services.second_factor.asked_of(at.id("mara"))
    assert post(client, f"{ACCOUNT}/remove", ACCOUNT, password=PASSWORD, code=app.now()).status_code == 303
    assert is_in(client)
    assert not at.services.second_factor.asked_of(at.id("mara"))


def test_new_recovery_codes_take_the_place_of_the_old(at: Peopled) -> None:
    app, codes = at.with_factor("mara")
    client = at.site.test_client()
    first_step(client, "mara")
    enter_code(client, codes[0])
    assert post(client, f"{ACCOUNT}/codes", ACCOUNT, code=wrong(app)).status_code == 422
    page = post(client, f"{ACCOUNT}/codes", ACCOUNT, code=app.now()).text
    assert len(re.findall(r"<li><code>", page)) == 10
    refused(lambda: at.services.second_factor.check(at.id("mara"), codes[1]), "factor.refused")


# Lost, with all codes


def test_a_lost_factor_in_a_restricted_group_needs_a_second_member(at: Peopled) -> None:
    at.with_factor("mara")
    _, hers = at.with_factor("cora")
    at.demand_factor()
    root, mara = at.client("root"), at.id("mara")
    assert post(root, f"/en/people/{mara}", f"/en/people/{mara}", do="factor").status_code == 303
    assert at.services.second_factor.asked_of(mara), "an administrator alone removes nothing"
    decide = {"account": mara, "do": "agree"}
    assert post(root, "/en/groups/delta/lost-factor", **decide).status_code == 404
    assert post(at.client("bob"), "/en/groups/delta/lost-factor", **decide).status_code == 404
    cora = at.site.test_client()
    first_step(cora, "cora")
    enter_code(cora, hers[0])
    assert "has lost the second factor" in cora.get("/en/groups/delta").text
    assert "has lost the second factor" in cora.get("/en/work").text
    assert post(cora, "/en/groups/delta/lost-factor", **decide).status_code == 303
    assert not at.services.second_factor.asked_of(mara)
    acts = [(actor, action) for actor, action, subject in at.trail() if subject == mara and "factor" in action]
    assert acts[-2:] == [(at.id("root"), "ask second factor removal"), (at.id("cora"), "remove second factor")]


def test_who_asked_does_not_agree_with_herself(at: Peopled) -> None:
    """Not even an administrator who is in the group with a factor of her own."""
    at.with_factor("mara")
    at.demand_factor()
    at.services.people.join(at.id("root"), "delta", {"member"}, viewer=at.services.accounts.viewer(at.id("root")))
    _, codes = at.with_factor("root")
    root = at.site.test_client()
    first_step(root, "root")
    enter_code(root, codes[0])
    mara = at.id("mara")
    post(root, f"/en/people/{mara}", f"/en/people/{mara}", do="factor")
    assert post(root, "/en/groups/delta/lost-factor", account=mara, do="agree").status_code == 404
    assert at.services.second_factor.asked_of(mara)


def test_a_request_can_be_refused(at: Peopled) -> None:
    at.with_factor("mara")
    _, hers = at.with_factor("cora")
    at.demand_factor()
    at.services.lost_factor.ask(at.id("mara"), viewer=at.services.accounts.viewer(at.id("root")))
    cora = at.site.test_client()
    first_step(cora, "cora")
    enter_code(cora, hers[0])
    post(cora, "/en/groups/delta/lost-factor", account=at.id("mara"), do="refuse")
    assert at.services.second_factor.asked_of(at.id("mara"))
    assert post(cora, "/en/groups/delta/lost-factor", account=at.id("mara"), do="agree").status_code == 404


def test_outside_such_groups_who_manages_accounts_removes_it(at: Peopled) -> None:
    at.with_factor("bob")
    root, bob = at.client("root"), at.id("bob")
    post(root, f"/en/people/{bob}", f"/en/people/{bob}", do="factor")
    assert not at.services.second_factor.asked_of(bob)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_pages_are_there_in_every_language_and_kept_by_nobody(at: Peopled, language: str) -> None:
    at.with_factor("mara")
    client, bob = at.site.test_client(), at.client("bob")
    first_step(client, "mara")
    post(bob, f"{ACCOUNT}/start", ACCOUNT)
    for page in (client.get(f"/{language}/login/code"), bob.get(f"/{language}/account/second-factor")):
        assert page.status_code == 200
        assert page.headers["Cache-Control"] == "no-store"


def test_what_was_tried_stands_in_the_trail_without_an_address(at: Peopled) -> None:
    try_login(at.site.test_client(), "mara@example.org", "wrong wrong")
    try_login(at.site.test_client(), "MARA@example.org", "wrong wrong")
    tried = [one for one in at.trail() if one[1] == "session.refused"]
    assert len(tried) == 2
    assert tried[0] == tried[1], "the same address is told to be the same"
    assert tried[0][0] == "public"
    assert "mara" not in tried[0][2]


def test_a_token_made_before_the_factor_opens_no_group_that_asks_for_one(at: Peopled) -> None:
    mara, tokens = at.services.accounts.viewer(at.id("mara")), at.services.tokens
    early = tokens.make("mara@example.org", "early", viewer=mara)
    at.with_factor("mara")
    late = tokens.make("mara@example.org", "late", viewer=mara)
    for token, open_groups in ((early, {"delta"}), (late, {"delta"})):
        found = tokens.viewer_for_token(token)
        assert found is not None
        assert found.groups == open_groups
    at.demand_factor()
    for token, open_groups in ((early, set()), (late, {"delta"})):
        found = tokens.viewer_for_token(token)
        assert found is not None
        assert found.groups == open_groups
