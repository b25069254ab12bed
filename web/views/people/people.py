"""People, for those who manage them, and the invitations by which people come."""

from __future__ import annotations

from flask import Blueprint, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_limiter import Limiter

from caselaw.access.actions import Action
from caselaw.access.policy import may
from caselaw.domain.errors import CaselawError, Conflict, Forbidden, Invalid, NotFound
from caselaw.domain.people.belonging import Person
from web.addresses import local
from web.i18n import language
from web.session import services, viewer
from web.views.people.belonging import EVERYWHERE, IN_A_GROUP, said, typed_role


def register(pages: Blueprint, limiter: Limiter) -> None:
    """Put the pages up; invitations are counted, for each may send a mail."""
    sending = limiter.limit("30 per hour", key_func=lambda: f"inviting:{viewer().account}")
    pages.add_url_rule("/people", "people", show_all)
    pages.add_url_rule("/people/<account>", "person", show)
    pages.add_url_rule("/people/<account>", "change_person", change, methods=["POST"])
    pages.add_url_rule("/invitations", "invite", sending(invite), methods=["POST"])
    pages.add_url_rule("/invitations/revoke", "revoke_invitation", revoke, methods=["POST"])


def show_all() -> ResponseReturnValue:
    """Those whom one manages; who is not signed in is asked to."""
    if viewer().account is None:
        return redirect(url_for("pages.login", next=url_for("pages.people")))
    return _list()


def show(account: str) -> ResponseReturnValue:
    """One of them."""
    return _page(account)


def change(account: str) -> ResponseReturnValue:
    """One verb on one person, as the button says."""
    try:
        link = _VERBS.get(request.form.get("do", ""), _nothing)(account)
    except (Invalid, Forbidden, Conflict) as refusal:
        services().people.show(account, viewer=viewer())
        return make_response(_page(account, refusal), 422)
    if link:
        return _page(account, link=link)
    return redirect(url_for("pages.person", account=account, done="yes"), 303)


def invite() -> ResponseReturnValue:
    """Invite an address; the link is shown once where no mail took it."""
    form, group = request.form, request.form.get("group", "")
    try:
        sent = services().invitations.invite(
            form.get("email", ""),
            language=form.get("language", language()),
            groups={group: typed_role()} if group else {},
            roles=() if group else typed_role(),
            organisation=form.get("organisation") or None,
            viewer=viewer(),
        )
    except Invalid as refusal:
        return make_response(_sent(refusal=said(refusal)), 422)
    return _sent(link=sent.link)


def revoke() -> ResponseReturnValue:
    """Make an invitation good for nothing."""
    services().invitations.revoke(request.form.get("invitation", ""), viewer=viewer())
    return redirect(local(request.form.get("next")) or url_for("pages.people"), 303)


def _roles(account: str) -> None:
    services().people.set_roles(account, typed_role(), viewer=viewer())


def _organisations(account: str) -> None:
    services().people.set_organisations(account, request.form.getlist("organisation"), viewer=viewer())


def _join(account: str) -> None:
    services().people.join(account, request.form.get("group", ""), typed_role(), viewer=viewer())


def _close(account: str) -> None:
    if request.form.get("sure") != "yes":
        raise Invalid("people.sure", {"sure": ["people.sure"]})
    services().people.close(account, viewer=viewer())


def _factor(account: str) -> None:
    services().lost_factor.ask(account, viewer=viewer())


def _password(account: str) -> str:
    return services().resets.make(account, language(), viewer=viewer())


def _nothing(account: str) -> None:
    raise NotFound()


_VERBS = {
    "roles": _roles,
    "organisations": _organisations,
    "join": _join,
    "close": _close,
    "factor": _factor,
    "password": _password,
}


def _sent(**parts: object) -> str:
    back = local(request.form.get("next")) or url_for("pages.people")
    return render_template("pages/invited.html", email=request.form.get("email", ""), back=back, **parts)


def _list() -> str:
    every = may(viewer(), Action.MANAGE_ACCOUNTS)
    return render_template(
        "pages/people.html",
        people=services().people.all(viewer()),
        every=every,
        roles=EVERYWHERE,
        invited=services().invitations.waiting(viewer()),
        organisations=services().organisations.all(viewer()),
    )


def _page(account: str, refusal: CaselawError | None = None, link: str | None = None) -> str:
    person: Person = services().people.show(account, viewer=viewer())
    every = may(viewer(), Action.MANAGE_ACCOUNTS)
    return render_template(
        "pages/person.html",
        person=person,
        every=every,
        own=person.id == viewer().account,
        roles=EVERYWHERE,
        group_roles_offered=IN_A_GROUP,
        groups=[one for one in services().groups.all(viewer()) if one.slug not in person.groups] if every else (),
        organisations=services().organisations.all(viewer()),
        asked=bool(services().lost_factor.asked_for((account,), viewer=viewer())) if every else False,
        refusal=said(refusal),
        link=link,
        done=request.args.get("done"),
    )
