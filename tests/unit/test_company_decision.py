"""Names that people joined or told apart."""

from __future__ import annotations

from datetime import UTC, datetime

from caselaw.domain.audience import MEMBERS
from caselaw.domain.documentation.company_decision import CompanyDecision, contradicts, is_decided, joined

AT = datetime(2024, 1, 1, tzinfo=UTC)
A, B, C = "Alpha Mining", "Minera Alfa", "Alfa Holding"


def decision(first: str, second: str, same: bool, undone: str | None = None) -> CompanyDecision:
    return CompanyDecision("x", MEMBERS, first, second, same, "", "eva", AT, undone, AT if undone else None)


def test_joined_over_a_third_name_until_it_is_taken_back() -> None:
    decisions = [decision(A, B, True), decision(B, C, True)]
    assert set(joined((A, B, C), decisions).values()) == {A}
    assert joined((A, B, C), [decisions[0], decision(B, C, True, undone="bob")]) == {A: A, B: A, C: C}


def test_the_legal_form_tells_companies_apart() -> None:
    assert joined(("Example S.A.", "EXAMPLE SA", "Example Ltd"), ()) == {
        "Example S.A.": "Example S.A.", "EXAMPLE SA": "Example S.A.", "Example Ltd": "Example Ltd"
    }  # fmt: skip


def test_no_decision_goes_against_another() -> None:
    apart = decision(A, C, False)
    together = decision(A, B, True)
    assert contradicts(B, C, True, [together, apart]) == apart
    assert contradicts(A, B, False, [together]) == together
    assert contradicts(A, C, True, [apart]) == apart
    assert contradicts(B, C, True, [together]) is None
    assert contradicts(A, C, False, [together]) is None


def test_nobody_is_asked_twice() -> None:
    assert is_decided(A, C, [decision(A, B, True), decision(B, C, True)])
    assert is_decided(C, A, [decision(A, C, False)])
    assert not is_decided(A, C, [decision(A, C, False, undone="eva")])
