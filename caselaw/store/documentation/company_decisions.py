"""Decisions on names of companies in the tables: added, and taken back, never deleted."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import Connection, insert, select, update

from caselaw.domain.audience import Audience
from caselaw.domain.documentation.company_decision import CompanyDecision
from caselaw.store.tables import company_decisions
from caselaw.store.tables.base import now


def load_many(connection: Connection, audiences: Collection[Audience]) -> tuple[CompanyDecision, ...]:
    """All that hold for these audiences, the first made first, with those that were taken back."""
    of = company_decisions.c
    rows = connection.execute(select(company_decisions).where(of.keeper.in_(audiences)).order_by(of.at, of.id))
    return tuple(
        CompanyDecision(
            r.id, Audience(r.keeper), r.first, r.second, r.same, r.reason, r.by, r.at, r.undone_by, r.undone_at
        )
        for r in rows
    )  # fmt: skip


def add(connection: Connection, decision: CompanyDecision) -> None:
    connection.execute(insert(company_decisions).values(**vars(decision)))


def undo(connection: Connection, decision_id: str, by: str) -> bool:
    """Take a decision back; False where it was taken back already."""
    this = (company_decisions.c.id == decision_id) & company_decisions.c.undone_by.is_(None)
    return connection.execute(update(company_decisions).where(this).values(undone_by=by, undone_at=now())).rowcount > 0
