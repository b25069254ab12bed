"""Working groups: those one may know of, and for who manages one its members, its names and its rules."""

from __future__ import annotations

from flask import Blueprint, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from caselaw.access.actions import Action
from caselaw.access.policy import may
from caselaw.domain.errors import CaselawError, Conflict, Forbidden, Invalid
from caselaw.domain.people.belonging import LONGEST_NAME, LONGEST_PURPOSE, Group
from web.session import services, viewer
from web.views.people.belonging import IN_A_GROUP, group_title, said, typed_role, typed_words

EMPTY = Group("", {}, {}, listed=False, second_factor=False)


def register(pages: Blueprint) -> None:
    """Put the pages up."""
    pages.add_url_rule("/groups", "groups", show_all)
    pages.add_url_rule("/groups", "add_group", add, methods=["POST"])
    pages.add_url_rule("/groups/<slug>", "group", show)
    pages.add_url_rule("/groups/<slug>", "change_group", change, methods=["POST"])
    pages.add_url_rule("/groups/<slug>/members", "change_member", change_member, methods=["POST"])
    pages.add_url_rule("/groups/<slug>/lost-factor", "decide_factor", decide_factor, methods=["POST"])


def show_all() -> ResponseReturnValue:
    """The groups of which one may know; who is not signed in is asked to."""
    if viewer().account is None:
        return redirect(url_for("pages.login", next=url_for("pages.groups")))
    return _list()


def add() -> ResponseReturnValue:
    """A new group."""
    group = _typed(request.form.get("slug", "").strip().lower())
    try:
        services().groups.add(group, viewer=viewer())
    except (Invalid, Conflict) as refusal:
        return make_response(_list(refusal, group), 422)
    return redirect(url_for("pages.group", slug=group.slug), 303)


def show(slug: str) -> ResponseReturnValue:
    """One group. For who may not know of it, it is not there."""
    return _page(slug)


def change(slug: str) -> ResponseReturnValue:
    """What is said of a group."""
    try:
        services().groups.change(_typed(slug), viewer=viewer())
    except (Invalid, Forbidden) as refusal:
        return make_response(_page(slug, refusal, _typed(slug)), 422 if isinstance(refusal, Invalid) else 403)
    return redirect(url_for("pages.group", slug=slug, done="changed"), 303)


def change_member(slug: str) -> ResponseReturnValue:
    """What a member is in the group, or that she is in it no longer; who leaves herself is signed out."""
    account, leaving = request.form.get("account", ""), request.form.get("do") == "remove"
    try:
        if leaving:
            services().groups.remove(slug, account, viewer=viewer())
        else:
            services().groups.set_roles(slug, account, typed_role(), viewer=viewer())
    except Forbidden as refusal:
        services().groups.show(slug, viewer=viewer())
        return make_response(_page(slug, refusal), 403)
    if leaving and account == viewer().account:
        return redirect(url_for("pages.login"), 303)
    return redirect(url_for("pages.group", slug=slug, done="member"), 303)


def decide_factor(slug: str) -> ResponseReturnValue:
    """Agree that the second factor of a member who lost it is removed, or refuse."""
    services().groups.show(slug, viewer=viewer())
    account = request.form.get("account", "")
    if request.form.get("do") == "agree":
        services().lost_factor.agree(account, viewer=viewer())
    else:
        services().lost_factor.refuse(account, viewer=viewer())
    return redirect(url_for("pages.group", slug=slug, done="factor"), 303)


def _typed(slug: str) -> Group:
    form = request.form
    return Group(
        slug, typed_words("name"), typed_words("purpose"),
        listed=form.get("listed") == "yes", second_factor=form.get("second_factor") == "yes",
    )  # fmt: skip


def _list(refusal: CaselawError | None = None, typed: Group = EMPTY) -> str:
    return render_template(
        "pages/groups.html",
        groups=sorted(services().groups.all(viewer()), key=group_title),
        may_add=may(viewer(), Action.MANAGE_ACCOUNTS),
        refusal=said(refusal),
        group=typed,
        longest_name=LONGEST_NAME,
        longest_purpose=LONGEST_PURPOSE,
    )


def _page(slug: str, refusal: CaselawError | None = None, typed: Group | None = None) -> str:
    group = services().groups.show(slug, viewer=viewer())
    inside, manages = may(viewer(), Action.READ_GROUP, group), may(viewer(), Action.MANAGE_GROUP, group)
    waiting = services().invitations.waiting(viewer()) if manages else ()
    members = services().groups.members(slug, viewer=viewer()) if inside else ()
    here = {member.account for member in members}
    return render_template(
        "pages/group.html",
        group=typed or group,
        title=group_title(group),
        inside=inside,
        manages=manages,
        members=members,
        roles=[role for role in IN_A_GROUP if role in services().groups.roles_to_give(group, viewer())],
        invited=[one for one in waiting if slug in one.groups],
        lost=[one for one in services().lost_factor.waiting_for(viewer()) if one.account in here],
        refusal=said(refusal),
        done=request.args.get("done"),
        longest_name=LONGEST_NAME,
        longest_purpose=LONGEST_PURPOSE,
    )
