"""Words that the pages about groups, people and organisations share: what was typed, and how things are called."""

from __future__ import annotations

from flask import request

from caselaw.domain.errors import CaselawError
from caselaw.domain.languages import LANGUAGES
from caselaw.domain.people.account import GROUP_ROLES, ROLES, Role
from caselaw.domain.people.belonging import Group, Words, in_words
from caselaw.messages import say_error
from web.i18n import language
from web.session import services, viewer

IN_A_GROUP: tuple[Role, ...] = GROUP_ROLES[1:]
"""What is offered on a page: who is in a group is at least a member of it."""
EVERYWHERE: tuple[Role, ...] = ROLES[1:-1]


def typed_words(name: str) -> Words:
    """What was typed in each language, in fields called `name-en`, `name-es` …"""
    return {code: request.form.get(f"{name}-{code}", "") for code in LANGUAGES}


def typed_role() -> tuple[Role, ...]:
    """The role that was chosen, as a set of one; nothing where none was or it is none."""
    chosen = request.form.get("role", "")
    return tuple(role for role in ROLES if role == chosen)


def group_title(group: Group) -> str:
    """What a group is called in the reader's language."""
    return in_words(group.names, language(), group.slug)


def group_name(slug: str) -> str:
    """What a group is called in the reader's language, where she may know of it; its slug otherwise."""
    known = {group.slug: group for group in services().groups.all(viewer())}
    return group_title(known[slug]) if slug in known else slug


def in_own_words(words: Words, otherwise: str = "") -> str:
    return in_words(words, language(), otherwise)


def said(refusal: CaselawError | None) -> str | None:
    """The sentence of a refusal, where there is one."""
    return say_error(refusal, language()) if refusal else None
