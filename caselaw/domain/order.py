"""Orders: what a decision tells somebody to do, by when — the part of it that is carried out or not."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from caselaw.domain.dates import PartialDate

OrderKind = Literal["order", "recommendation", "finding"]


@dataclass(frozen=True)
class Order:
    """One item of the operative part, as it stands there.

    `number` is as printed ("8", "III", "(b)"), or None; `addressee` who has to act, `deadline` the time given, both in
    the decision's own words, `due` the day that time ends where it can be told; `paragraph` the anchor it stands under.
    A finding ("the State is responsible for …") tells nobody to act and has no addressee.
    """

    text: str
    kind: OrderKind = "order"
    number: str | None = None
    addressee: str | None = None
    deadline: str | None = None
    due: PartialDate | None = None
    paragraph: str | None = None
