"""A case of corporate abuse as a report tells it: where, by whom, against whom, and what the company answered.

What is said against each company, and how far it has been established, stands in `allegation.py` beside this; rights,
groups, industry, mechanisms and forms of capture are terms (`caselaw.domain.term`). Nothing here is a finding.
"""

from __future__ import annotations

from dataclasses import dataclass

from caselaw.domain.dates import PartialDate


@dataclass(frozen=True)
class Company:
    """A company as the report names it. `role` is a term of the vocabulary `company_role`, `home_state` ISO 3166-1
    alpha-3; each is None where the text does not say it. `paragraph` is the anchor it was first read from."""

    name: str
    role: str | None = None
    home_state: str | None = None
    paragraph: str | None = None


@dataclass(frozen=True)
class StateActor:
    """An authority that took part in the harm or failed to prevent it; `kind` is a term of `state_actor`, or None."""

    name: str
    kind: str | None = None
    paragraph: str | None = None


@dataclass(frozen=True)
class CompanyResponse:
    """Whether the company was asked for its view and whether it answered (None: the text does not say), and how."""

    asked: bool | None = None
    received: bool | None = None
    text: str | None = None
    paragraph: str | None = None


@dataclass(frozen=True)
class AbuseCase:
    """One case of a report. `country` is where the harm was done, `began` and `ended` when; `sources` are what the
    report rests on, as it cites them. `at_risk` says that the text calls people it names endangered, or asks that
    they not be named; False only where it says that they are not."""

    country: str | None = None
    place: str | None = None
    companies: tuple[Company, ...] = ()
    state_actors: tuple[StateActor, ...] = ()
    began: PartialDate | None = None
    ended: PartialDate | None = None
    response: CompanyResponse | None = None
    sources: tuple[str, ...] = ()
    at_risk: bool | None = None

    def __post_init__(self) -> None:
        if self.began and self.ended and self.ended.last < self.began.first:
            raise ValueError(f"harm that ended before it began: {self.began} – {self.ended}")
