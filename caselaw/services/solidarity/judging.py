"""What is refused about a call before it is sealed."""

from __future__ import annotations

from datetime import date

from caselaw.domain.errors import Invalid
from caselaw.domain.solidarity.call import FIELDS, KINDS, REACHES, RISKS, STATES, Deed, State, Wording

LONGEST = 20_000
"""Letters of one field: a long testimony; longer texts are files."""
LONGEST_LINE = 300


def judge(wording: Wording) -> None:
    """Refuse what cannot be kept so. `Invalid`, each field with what is wrong with it."""
    wrong: dict[str, list[str]] = {}
    if not wording["title"].strip():
        wrong["title"] = ["solidarity.title_missing"]
    for name in FIELDS:
        if len(wording[name]) > (LONGEST_LINE if name == "title" else LONGEST):
            wrong[name] = ["solidarity.long"]
        if wording.risk(name) not in RISKS:
            wrong[name] = ["solidarity.choice"]
    _judge_consent(wording, wrong)
    if wrong:
        raise Invalid("solidarity.refused", wrong)


def _judge_consent(wording: Wording, wrong: dict[str, list[str]]) -> None:
    consent = wording.consent
    if consent.reach not in REACHES:
        wrong["reach"] = ["solidarity.choice"]
    elif consent.reach != "group" and not (consent.how.strip() and consent.terms.strip()):
        wrong["how" if consent.terms.strip() else "terms"] = ["solidarity.consent_how"]
    for name, text in (("terms", consent.terms), ("how", consent.how)):
        if len(text) > LONGEST:
            wrong[name] = ["solidarity.long"]
    if consent.given and consent.until and consent.until < consent.given:
        wrong["until"] = ["solidarity.until"]


def judge_deed(deed: Deed, today: date) -> None:
    """Refuse an action that says nothing, or was done on a day that is to come. `Invalid`."""
    wrong: dict[str, list[str]] = {}
    if deed.kind not in KINDS:
        wrong["kind"] = ["solidarity.choice"]
    if not deed.what.strip():
        wrong["what"] = ["solidarity.what_missing"]
    if max(len(deed.what), len(deed.who)) > LONGEST:
        wrong["what"] = ["solidarity.long"]
    if deed.done and deed.day and deed.day > today:
        wrong["day"] = ["solidarity.done_later"]
    if wrong:
        raise Invalid("solidarity.refused", wrong)


def judge_state(state: State, outcome: str) -> None:
    """Refuse a call that is closed without saying what came of it. `Invalid`."""
    if state not in STATES:
        raise Invalid("solidarity.refused", {"state": ["solidarity.choice"]})
    if state == "closed" and not outcome.strip():
        raise Invalid("solidarity.refused", {"outcome": ["solidarity.outcome_missing"]})
    if len(outcome) > LONGEST:
        raise Invalid("solidarity.refused", {"outcome": ["solidarity.long"]})
