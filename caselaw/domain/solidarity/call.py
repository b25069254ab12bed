"""A call for solidarity: who is threatened, what they consented to, how dangerous each part is, and what was done.

The kinds of action are those of the network's System of Solidarity: letters and petitions in the name of all; referral
to whoever gives technical, material or logistical support; actions that members take in their own places. A threat is
tied to the case on rights that it answers, and the tie stands in here alone: the case knows nothing of it.

Earlier wordings are not kept: what a person asked to have corrected is gone. Who did what on which day stands in the
sealed journal of the vault.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal, get_args

State = Literal["received", "checking", "open", "acting", "closed"]
STATES: tuple[State, ...] = get_args(State)

Risk = Literal["low", "high", "never"]
"""What it may cost if a field becomes known: little; much, so that it goes out only if it is chosen by itself; or so
much that it never leaves the group, whoever asks."""
RISKS: tuple[Risk, ...] = get_args(Risk)

Reach = Literal["group", "contact", "public"]
"""To whom the person let it go: to nobody outside the group, to trusted contacts, or to the public."""
REACHES: tuple[Reach, ...] = get_args(Reach)

Kind = Literal["letter", "technical", "material", "logistical", "decentralised"]
KINDS: tuple[Kind, ...] = get_args(Kind)

USUAL: Mapping[str, Risk] = {
    "title": "high", "people": "high", "place": "high", "threat": "low", "happened": "low", "threatener": "high",
    "needs": "low", "case": "high", "source": "never", "contacts": "never", "notes": "never",
}  # fmt: skip
"""The fields of a call, in the order of its form, each with the risk that it has until somebody judges otherwise."""
FIELDS = tuple(USUAL)


@dataclass(frozen=True)
class Consent:
    """What the person consented to: how far it may go, to what and to whom in words, how it was given, on which day
    and until when. Without a day it holds until it is withdrawn."""

    reach: Reach = "group"
    terms: str = ""
    how: str = ""
    given: date | None = None
    until: date | None = None

    def holds(self, day: date) -> bool:
        """It is not over on this day."""
        return self.until is None or day <= self.until

    def ends_soon(self, day: date, within: int = 14) -> bool:
        """It is over on this day, or will be within a fortnight: somebody should ask the person again."""
        return self.until is not None and (self.until - day).days <= within


@dataclass(frozen=True)
class Wording:
    """What a form of a call says: the words of each field, the risk of each, and the consent."""

    words: Mapping[str, str] = field(default_factory=dict)
    risks: Mapping[str, Risk] = field(default_factory=dict)
    consent: Consent = Consent()

    def risk(self, name: str) -> Risk:
        """The risk of a field; of one that nobody judged, the usual one."""
        return self.risks.get(name, USUAL[name])

    def __getitem__(self, name: str) -> str:
        return self.words.get(name, "")


@dataclass(frozen=True)
class Deed:
    """Something that is to be done or was done: what, by whom, when; and who wrote it down (an account)."""

    id: str
    kind: Kind
    what: str
    who: str
    day: date | None
    done: bool
    by: str


@dataclass(frozen=True)
class Attached:
    """A file of a call. It lies sealed in `pieces` rows."""

    id: str
    name: str
    size: int
    pieces: int
    day: date
    by: str


@dataclass(frozen=True)
class PassedOn:
    """Once this call was given out, encrypted: when, by whom, to whom, and which fields."""

    day: date
    by: str
    to: str
    recipient: str
    fields: tuple[str, ...]


@dataclass(frozen=True)
class Call:
    """A call as its group sees it. `revision` tells two wordings apart."""

    id: str
    group: str
    revision: int
    state: State
    outcome: str
    received: date
    wording: Wording
    deeds: tuple[Deed, ...] = ()
    files: tuple[Attached, ...] = ()
    passed_on: tuple[PassedOn, ...] = ()

    def __repr__(self) -> str:
        return "<Call>"  # nothing of it in a log or in a traceback
