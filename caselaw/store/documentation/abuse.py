"""A case of corporate abuse as it lies in the column `documents.abuse`, and back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from caselaw.domain.dates import PartialDate
from caselaw.domain.documentation.abuse import AbuseCase, Company, CompanyResponse, StateActor


def row(case: AbuseCase | None) -> dict[str, Any] | None:
    """The case in the types of JSON; dates as ISO 8601."""
    if case is None:
        return None
    return {
        **asdict(case),
        "began": str(case.began) if case.began else None,
        "ended": str(case.ended) if case.ended else None,
    }


def value(stored: Mapping[str, Any] | None) -> AbuseCase | None:
    """The case that `row` wrote."""
    if stored is None:
        return None
    return AbuseCase(
        country=stored["country"],
        place=stored["place"],
        companies=tuple(Company(**one) for one in stored["companies"]),
        state_actors=tuple(StateActor(**one) for one in stored["state_actors"]),
        began=_date(stored["began"]),
        ended=_date(stored["ended"]),
        response=CompanyResponse(**stored["response"]) if stored["response"] else None,
        sources=tuple(stored["sources"]),
        at_risk=stored["at_risk"],
    )


def _date(text: str | None) -> PartialDate | None:
    return PartialDate.parse(text) if text else None
