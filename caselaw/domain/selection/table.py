"""Case selection tables: candidates × criteria, answered by member organisations, each for itself; decided together.

Words of a table are kept by language; what an organisation answers stays in the language in which it was written. A
score is never needed: an answer in words suffices. Until a table is opened nobody sees what another organisation said.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Literal

from caselaw.domain.audience import Audience
from caselaw.domain.identifiers import DocumentId
from caselaw.domain.people.belonging import Words

State = Literal["preparing", "answering", "opened", "decided"]
STATES: tuple[State, ...] = ("preparing", "answering", "opened", "decided")
Consent = Literal["unknown", "asked", "given", "refused"]
CONSENTS: tuple[Consent, ...] = ("unknown", "asked", "given", "refused")
Leave = Literal["unknown", "needed", "not_needed"]
LEAVES: tuple[Leave, ...] = ("unknown", "needed", "not_needed")
DeclarationKind = Literal["none", "conflict", "abstains"]
DECLARATIONS: tuple[DeclarationKind, ...] = ("none", "conflict", "abstains")
Outcome = Literal["accepted", "deferred", "declined"]
OUTCOMES: tuple[Outcome, ...] = ("accepted", "deferred", "declined")

HEAVIEST = 10
LONGEST_LINE, LONGEST_TEXT, LONGEST_ANSWER = 500, 10_000, 30_000
"""In UTF-16 units, as a cell of a spreadsheet counts; an answer stays below the 32,767 of which such a cell is made."""
MOST_CANDIDATES, MOST_CRITERIA, MOST_LEVELS, MOST_LINKS = 2_000, 40, 11, 20
SHEET_WORDS = ("forum", "stage", "asks", "about")
"""What the sheet of a candidate says in words, by language."""
SHEET_FIELDS = (
    *SHEET_WORDS, "deadline", "leave", "claimants", "claimants_date", "counsel", "counsel_date", "links",
)  # fmt: skip
"""All that the sheet of a candidate holds, in the order in which it is read."""


@dataclass(frozen=True)
class Level:
    """One step of a scale: a number, and what it means in words by language."""

    value: int
    labels: Words


@dataclass(frozen=True)
class Criterion:
    """A question asked of every candidate. `scale` None: answered in words alone. `must_have`: the least level that a
    candidate is to reach, None where there is none. `id` is a slug, stable within its table."""

    id: str
    labels: Words
    definitions: Words
    scale: tuple[Level, ...] | None = None
    weight: int = 1
    must_have: int | None = None

    def level(self, score: int | None) -> Level | None:
        return next((one for one in self.scale or () if one.value == score), None)


@dataclass(frozen=True)
class CaseSheet:
    """What members need to know of a candidate. `words` by field (SHEET_WORDS), then by language; `restricted` are the
    fields that are shown after signing in alone: never in a file, nor behind a link."""

    words: Mapping[str, Words] = field(default_factory=dict)
    deadline: date | None = None
    leave: Leave = "unknown"
    claimants: Consent = "unknown"
    claimants_date: date | None = None
    counsel: Consent = "unknown"
    counsel_date: date | None = None
    links: tuple[str, ...] = ()
    restricted: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Candidate:
    """A case that may be chosen, with or without a record here. `access`: who may know that it is on the table, beside
    who may read its record; `mentioned`: the others see that there is one that they may not read. `titles` by language;
    of a record empty: its own title is shown."""

    id: str
    titles: Words
    document: DocumentId | None
    sheet: CaseSheet
    access: Audience
    mentioned: bool = False
    place: int = 0


@dataclass(frozen=True)
class Invited:
    """An organisation that is asked to answer. `revision` grows by one at each of its saves; `finished`: when it said
    that it was done; `seen`: when it first opened the table."""

    organisation: str
    revision: int = 0
    finished: datetime | None = None
    seen: datetime | None = None


@dataclass(frozen=True)
class SelectionTable:
    """A table. `committee` are the accounts of the steering committee that decides, none: those who manage the table.
    `blind`: organisations see only their own answers until the table is opened. `scored`: scores are asked for beside
    words. `confidential`: by sign-in alone, no link leads to it. `due`: the last day for answers."""

    id: str
    access: Audience
    titles: Words
    purposes: Words
    guidelines: Words
    languages: tuple[str, ...]
    template: str
    criteria: tuple[Criterion, ...] = ()
    candidates: tuple[Candidate, ...] = ()
    invited: tuple[Invited, ...] = ()
    committee: frozenset[str] = frozenset()
    state: State = "preparing"
    blind: bool = True
    scored: bool = True
    confidential: bool = False
    due: date | None = None
    decides: date | None = None
    revision: int = 1
    made: datetime | None = None
    made_by: str = ""

    def criterion(self, criterion: str) -> Criterion | None:
        return next((one for one in self.criteria if one.id == criterion), None)

    def candidate(self, candidate: str) -> Candidate | None:
        return next((one for one in self.candidates if one.id == candidate), None)

    def is_late(self, answer: Answer) -> bool:
        """The answer came after the last day (UTC): it counts as any other, and says so."""
        return self.due is not None and answer.at is not None and answer.at.date() > self.due

    def asked(self, organisation: str) -> Invited | None:
        return next((one for one in self.invited if one.organisation == organisation), None)


@dataclass(frozen=True)
class Answer:
    """What one organisation says of a candidate under a criterion; `revision` is that of its organisation's save. An
    answer without score and words was taken back."""

    candidate: str
    criterion: str
    organisation: str
    score: int | None = None
    words: str = ""
    language: str = "en"
    revision: int = 0
    at: datetime | None = field(default=None, compare=False)
    by: str = field(default="", compare=False)

    @property
    def said(self) -> bool:
        return self.score is not None or bool(self.words)


@dataclass(frozen=True)
class Declaration:
    """That an organisation has a conflict of interest with a candidate, or abstains; `none` takes it back."""

    organisation: str
    candidate: str
    kind: DeclarationKind
    words: str = ""
    language: str = "en"
    revision: int = 0
    at: datetime | None = field(default=None, compare=False)
    by: str = field(default="", compare=False)


@dataclass(frozen=True)
class Link:
    """Who answers for an organisation without an account, by a link that was looked at already: nothing else may make
    one. What it reads is what members of the table's group read, without restricted fields."""

    table: str
    organisation: str


@dataclass(frozen=True)
class Comment:
    """A word of the wider group, about one candidate or the whole table; `translations` by language, each with the
    account of the person who made it."""

    id: str
    candidate: str | None
    account: str
    words: str
    language: str
    at: datetime
    translations: Mapping[str, tuple[str, str]] = field(default_factory=dict)


@dataclass(frozen=True)
class Dissent:
    """Who did not agree (an account of the committee, or an organisation by name) and why."""

    who: str
    words: str


@dataclass(frozen=True)
class Decision:
    """What was decided of a candidate. `consensus` False: with the dissents recorded. `absent`: accounts of the
    committee left out for a conflict of interest. `number` is the sitting: decisions of a table that was reopened stay
    beside those that came later."""

    candidate: str
    outcome: Outcome
    consensus: bool
    reason: str
    language: str
    dissents: tuple[Dissent, ...] = ()
    absent: tuple[str, ...] = ()
    number: int = 1
    at: datetime | None = field(default=None, compare=False)
    by: str = field(default="", compare=False)


@dataclass(frozen=True)
class Step:
    """The table went into a state, by whom and why; `frozen` is what stood when it was opened or decided: criteria with
    their weights, candidates, and which revision of each answer."""

    number: int
    state: State
    at: datetime
    by: str
    reason: str = ""
    frozen: Mapping[str, object] | None = None


@dataclass(frozen=True)
class SheetCell:
    """One fact of a candidate's sheet in the words of one language: its field, and its text."""

    field: str
    text: str


@dataclass(frozen=True)
class SheetCandidate:
    """A candidate as one organisation gets it: `cells` are identity, not to be changed; `omitted` the restricted fields
    that were left out, by name; `document` its record here, for those of the sheet's readers who may read it."""

    id: str
    title: str
    cells: tuple[SheetCell, ...]
    omitted: tuple[str, ...] = ()
    document: DocumentId | None = None


@dataclass(frozen=True)
class SheetLevel:
    value: int
    label: str


@dataclass(frozen=True)
class SheetCriterion:
    """A criterion in one language; `levels` None: words alone. `labels` keeps its name in all languages, by which a
    column that came back is known."""

    id: str
    label: str
    definition: str
    levels: tuple[SheetLevel, ...] | None
    must_have: int | None = None
    labels: Words = field(default_factory=dict)
    scale: tuple[Level, ...] | None = None


@dataclass(frozen=True)
class Sheet:
    """All that one organisation gets of one table in one language. `revision` is that of the organisation's last save:
    an answer of a greater revision came later than this sheet. `hidden` counts the candidates that the readers of the
    sheet may not read but know of."""

    table: str
    revision: int
    organisation: str
    organisation_name: str
    language: str
    title: str
    purpose: str
    guidelines: str
    due: date | None
    confidential: bool
    scored: bool
    open: bool
    candidates: tuple[SheetCandidate, ...]
    criteria: tuple[SheetCriterion, ...]
    answers: Mapping[tuple[str, str], Answer] = field(default_factory=dict)
    declarations: Mapping[str, Declaration] = field(default_factory=dict)
    hidden: int = 0
    finished: bool = False


def in_language(words: Words, language: str, otherwise: str = "") -> str:
    """The words in this language; else in English, else in whichever they were written."""
    return words.get(language) or words.get("en") or next((text for text in words.values() if text), otherwise)
