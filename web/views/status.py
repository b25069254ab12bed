"""The state of the site, for those who answer for it: what is unsafe or broken, what waits, what is slow."""

from __future__ import annotations

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from caselaw.domain.watching import Finding
from caselaw.messages import say
from web.i18n import language
from web.session import services, viewer


def register(pages: Blueprint) -> None:
    pages.add_url_rule("/status", "status", show)


def show() -> ResponseReturnValue:
    """The page; nothing on it names a person, a document or a query."""
    return render_template(
        "pages/status.html", report=services().state.now(viewer=viewer()), sentence=_sentence, work_name=_work_name,
        role_name=_role_name,
    )  # fmt: skip


def _sentence(finding: Finding) -> str:
    """Paths and addresses keep their own direction inside a sentence that runs the other way."""
    params = {name: f"\u2066{one}\u2069" if isinstance(one, str) else one for name, one in finding.params.items()}
    return say(finding.code, language(), **params)


def _work_name(kind: str) -> str:
    """What a kind of job does, in words; one without words is named as it is."""
    names: dict[str, str] = {
        "index": _("Search index"),
        "recount": _("Search index: counts of citations"),
        "relate": _("Versions and cases, looked for"),
        "align": _("Versions, aligned"),
        "lexicon": _("Translations, learned"),
        "encode": _("Comparison by meaning"),
        "upload": _("Uploads, read"),
        "split": _("Reports of many cases, read"),
        "reset": _("Letters about passwords"),
    }
    return names.get(kind, kind)


def _role_name(role: str) -> str:
    names: dict[str, str] = {"site": _("The site"), "worker": _("Worker"), "reader": _("Reader of uploads")}
    return names.get(role, role)
