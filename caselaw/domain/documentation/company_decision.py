"""What people decided of two names of companies: one company, or not. Decisions are obeyed wherever companies are
listed or counted; the names themselves stay in every record as they were written."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from caselaw.domain.audience import Audience
from caselaw.domain.documentation.company import company_name


@dataclass(frozen=True)
class CompanyDecision:
    """Two names, and whether they mean one company. `keeper`: who decided, and for whom it holds."""

    id: str
    keeper: Audience
    first: str
    second: str
    same: bool
    reason: str
    by: str
    at: datetime = field(compare=False)
    undone_by: str | None = None
    undone_at: datetime | None = None

    @property
    def stands(self) -> bool:
        return self.undone_by is None


def name_key(name: str) -> str:
    """By which two spellings of one name are known: its letters, and its legal form, for Example S.A. and Example Ltd
    may be two companies."""
    found = company_name(name)
    return " ".join((found.key, *found.forms))


def joined(names: Iterable[str], decisions: Iterable[CompanyDecision]) -> Mapping[str, str]:
    """Every name by the one that its company is listed under: the first of `names` that means it."""
    names = tuple(names)
    leads: dict[str, str] = {}

    def lead(key: str) -> str:
        while leads.setdefault(key, key) != key:
            key = leads[key]
        return key

    for one in decisions:
        if one.stands and one.same:
            leads[lead(name_key(one.second))] = lead(name_key(one.first))
    shown: dict[str, str] = {}
    return {name: shown.setdefault(lead(name_key(name)), name) for name in names}


def contradicts(first: str, second: str, same: bool, decisions: Iterable[CompanyDecision]) -> CompanyDecision | None:
    """The standing decision that this one would go against: two that are not the same would be joined, or two that
    were joined be told apart. None: nothing is in its way."""
    standing = [one for one in decisions if one.stands]
    pair = frozenset((name_key(first), name_key(second)))
    if not same:
        together = joined((first, second), standing)
        joins = (one for one in standing if one.same)
        return next(joins, None) if together[first] == together[second] else None
    names = {name for one in standing for name in (one.first, one.second)} | {first, second}
    moment = CompanyDecision("", Audience(""), first, second, True, "", "", datetime.min)
    after = joined(sorted(names), [*standing, moment])
    return next(
        (
            one
            for one in standing
            if not one.same
            and (after[one.first] == after[one.second] or {name_key(one.first), name_key(one.second)} == pair)
        ),
        None,
    )


def is_decided(first: str, second: str, decisions: Iterable[CompanyDecision]) -> bool:
    """Nobody need be asked about these two: it was decided, or follows from what was."""
    decisions = tuple(decisions)
    return is_joined(first, second, decisions) or is_apart(first, second, decisions)


def is_joined(first: str, second: str, decisions: Iterable[CompanyDecision]) -> bool:
    """They are one name, or it was decided, or follows from what was, that they mean one company."""
    together = joined((first, second), decisions)
    return together[first] == together[second]


def is_apart(first: str, second: str, decisions: Iterable[CompanyDecision]) -> bool:
    """It was decided that they do not mean one company."""
    pair = {name_key(first), name_key(second)}
    return any(one.stands and not one.same and {name_key(one.first), name_key(one.second)} == pair for one in decisions)
