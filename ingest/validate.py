"""The last look before a draft leaves: its values keep the rules of the domain, and what seems wrong is said."""

from __future__ import annotations

from dataclasses import replace

from caselaw.domain.document import KINDS
from caselaw.domain.problems import Problem
from ingest.draft import UNKNOWN_LANGUAGE, Draft, with_problems

_BROKEN_SHARE = 0.02  # of replacement characters among all
_MAX_TITLE = 500


def validate(draft: Draft) -> Draft:
    """The draft with a kind we know and a title of bearable length; warnings for text that seems damaged."""
    facts = draft.facts
    if facts.kind not in KINDS:
        facts = replace(facts, kind="other")
    if len(facts.title) > _MAX_TITLE:
        facts = replace(facts, title=facts.title[: _MAX_TITLE - 1].rstrip() + "…")
    return with_problems(replace(draft, facts=facts), *_warnings(draft))


def _warnings(draft: Draft) -> list[Problem]:
    if not draft.paragraphs:
        return []
    found = []
    characters = sum(len(paragraph.text) for paragraph in draft.paragraphs)
    broken = sum(paragraph.text.count("\ufffd") for paragraph in draft.paragraphs)
    if broken > characters * _BROKEN_SHARE:
        found.append(Problem("problem.characters", "error" if broken > characters * 0.3 else "warning"))
    if draft.language == UNKNOWN_LANGUAGE:
        found.append(Problem("problem.language", "warning"))
    return found
