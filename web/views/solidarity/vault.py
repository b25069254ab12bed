"""Sealed records: one's own key, unlocking and locking, who of a group has its key.

Who is in no group, and who is not signed in, finds no such pages. A title, an address or a history of the browser says
no more than that somebody looked at keys.
"""

from __future__ import annotations

from datetime import UTC, datetime

from flask import Blueprint, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_limiter import Limiter

from caselaw.domain.errors import CaselawError, Changed, Conflict, Invalid, LoginRefused, VaultLocked
from caselaw.domain.vault import Line, Standings
from caselaw.messages import has, say
from caselaw.services.people.accounts import LONGEST_PASSWORD
from web import refusals, unlocking
from web.addresses import local
from web.i18n import language
from web.session import own_token, services, viewer
from web.views.people.login import LONGEST_CODE, TRIES

_LONGEST_TYPED = 200
_AT = "/solidarity/keys"


def register(pages: Blueprint, limiter: Limiter) -> None:
    """Put the pages up; passwords, codes and papers that are tried are counted by address and by account."""
    by_address, by_account = limiter.limit(TRIES), limiter.limit(TRIES, key_func=_account)
    pages.register_error_handler(VaultLocked, unlocking.locked)
    pages.add_url_rule("/solidarity/unlock", "unlock", ask)
    pages.add_url_rule("/solidarity/unlock", "try_unlock", by_address(by_account(attempt)), methods=["POST"])
    pages.add_url_rule("/solidarity/lock", "lock", ask_lock)
    pages.add_url_rule("/solidarity/lock", "lock_here", lock, methods=["POST"])
    pages.add_url_rule("/solidarity/lock/<slug>", "lock_group", lock_group, methods=["POST"])
    pages.add_url_rule(_AT, "vault_keys", show)
    pages.add_url_rule(f"{_AT}/make", "make_vault_key", by_address(by_account(make)), methods=["POST"])
    pages.add_url_rule(f"{_AT}/<slug>", "vault_group", show_group)
    pages.add_url_rule(f"{_AT}/<slug>/begin", "begin_vault", by_account(begin), methods=["POST"])
    pages.add_url_rule(f"{_AT}/<slug>/admit", "admit_to_vault", by_account(admit), methods=["POST"])
    pages.add_url_rule(f"{_AT}/<slug>/renew", "renew_vault", by_account(renew), methods=["POST"])
    pages.add_url_rule(f"{_AT}/<slug>/recover", "recover_vault", by_address(by_account(recover)), methods=["POST"])


def show() -> ResponseReturnValue:
    """Where one stands: the second factor, one's own key, one's groups."""
    return _page(_standings())


def make() -> ResponseReturnValue:
    """Make one's own key."""
    standings = _standings()
    try:
        services().vault_members.make_key(_password(), _code(), viewer=viewer())
    except (LoginRefused, Invalid, Conflict) as refusal:
        return make_response(_page(standings, refusal, "make"), 422)
    return redirect(url_for("pages.vault_keys", done="key"), 303)


def begin(slug: str) -> ResponseReturnValue:
    """Begin a group's vault; the recovery key is shown this once."""
    standings = _standings()
    try:
        paper = services().vault_members.begin(slug, unlocking.secret(), viewer=viewer())
    except Conflict as refusal:
        return make_response(_page(standings, refusal, slug), 409)
    return _paper(slug, paper)


def recover(slug: str) -> ResponseReturnValue:
    """Come in by the recovery key on paper."""
    standings = _standings()
    typed = request.form.get("paper", "")[:_LONGEST_TYPED]
    try:
        services().vault_members.recover(slug, typed, unlocking.secret(), viewer=viewer())
    except Invalid as refusal:
        return make_response(_page(standings, refusal, slug, typed), 422)
    return redirect(url_for("pages.vault_group", slug=slug, done="recovered"), 303)


def show_group(slug: str) -> ResponseReturnValue:
    """Who has the key of a group, who waits for it, and what was done."""
    return _group_page(slug)


def admit(slug: str) -> ResponseReturnValue:
    """Give the key to a member, whose digits were heard from her."""
    account, heard = request.form.get("account", ""), request.form.get("heard", "")[:_LONGEST_TYPED]
    try:
        with unlocking.opened(slug) as vault:
            services().vault_members.admit(vault, account, heard)
    except Invalid as refusal:
        return make_response(_group_page(slug, refusal, account, heard), 422)
    return redirect(url_for("pages.vault_group", slug=slug, done="admitted"), 303)


def renew(slug: str) -> ResponseReturnValue:
    """Make the group's key anew, without those who are named, for who gives password and code once more; or finish
    what was begun and not finished."""
    members, without = services().vault_members, request.form.getlist("without")
    try:
        with unlocking.opened(slug) as vault:
            if request.form.get("do") == "finish":
                members.finish(vault)
                paper = None
            else:
                services().vault.confirm(_password(), _code(), viewer=viewer())
                paper = members.renew(vault, without=without, new_paper="paper" in request.form)
    except (Conflict, Changed, LoginRefused) as refusal:
        status = 422 if isinstance(refusal, LoginRefused) else 409
        return make_response(_group_page(slug, refusal, "renew"), status)
    return _paper(slug, paper) if paper else redirect(url_for("pages.vault_group", slug=slug, done="renewed"), 303)


def ask() -> ResponseReturnValue:
    """The form; who has no key is led to where it is made."""
    standings = _standings()
    if not standings.key:
        return redirect(url_for("pages.vault_keys"))
    return _unlock_page()


def attempt() -> ResponseReturnValue:
    """Unlock this browser and go on."""
    _standings()
    try:
        found = services().vault.unlock(_password(), _code(), session=own_token(), viewer=viewer())
    except LoginRefused as refusal:
        return make_response(_unlock_page(refusal), 422)
    onward = local(request.form.get("next")) or url_for("pages.vault_keys")
    return unlocking.keep(make_response(redirect(onward, 303)), found)


def ask_lock() -> ResponseReturnValue:
    """The page on which this browser, or a whole group, is locked."""
    standings = _standings()
    return render_template("pages/vault_lock.html", standings=standings, unlocked=unlocking.is_unlocked())


def lock() -> ResponseReturnValue:
    """Lock this browser."""
    _standings()
    services().vault.lock(unlocking.secret())
    return unlocking.forget(make_response(redirect(url_for("pages.lock"), 303)))


def lock_group(slug: str) -> ResponseReturnValue:
    """Lock a whole group, oneself too."""
    services().vault.lock_group(slug, viewer=viewer())
    return unlocking.forget(make_response(redirect(url_for("pages.login"), 303)))


def _standings() -> Standings:
    return services().vault_members.standings(viewer=viewer())


def _page(standings: Standings, refusal: CaselawError | None = None, where: str = "", typed: str = "") -> str:
    return render_template(
        "pages/vault_keys.html",
        standings=standings,
        unlocked=unlocking.is_unlocked(),
        where=where,
        typed=typed,
        done=request.args.get("done"),
        **refusals.for_form(refusal),
    )


def _unlock_page(refusal: CaselawError | None = None) -> str:
    onward = local(request.values.get("next"))
    return render_template("pages/vault_unlock.html", onward=onward, **refusals.for_form(refusal))


def _group_page(slug: str, refusal: CaselawError | None = None, where: str = "", typed: str = "") -> str:
    with unlocking.opened(slug) as vault:
        keepers, lines = services().vault_members.keepers(vault), services().vault_members.journal(vault)
    names = {one.account: one.name for one in services().groups.members(slug, viewer=viewer()) if one.name}
    names |= {one.account: one.name for one in (*keepers.inside, *keepers.waiting, *keepers.gone)}
    return render_template(
        "pages/vault_group.html",
        slug=slug,
        keepers=keepers,
        lines=[(_day(one), names.get(one.account, one.account[:8]), _said(one)) for one in lines],
        where=where,
        typed=typed,
        done=request.args.get("done"),
        **refusals.for_form(refusal),
    )


def _day(line: Line) -> datetime:
    return datetime.fromisoformat(line.day).replace(tzinfo=UTC)


def _said(line: Line) -> str:
    """What was done, in words; an act whose words are gone, by its own name."""
    code = "vault.did." + line.action.replace(" ", "_")
    return say(code, language()) if has(code, language()) else line.action


def _paper(slug: str, paper: str) -> str:
    return render_template("pages/vault_paper.html", slug=slug, paper=paper.split("-"))


def _account() -> str:
    return "account:" + (viewer().account or "")


def _password() -> str:
    return request.form.get("password", "")[:LONGEST_PASSWORD]


def _code() -> str:
    return request.form.get("code", "")[:LONGEST_CODE]
