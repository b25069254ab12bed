"""What a record lacks for the citation that its body gives of itself."""

from __future__ import annotations

import pytest

from caselaw.cite.own import FAMILIES
from caselaw.cite.own.wanting import _needed, wanting
from caselaw.domain.dates import PartialDate
from caselaw.domain.document import Facts
from caselaw.domain.identifiers import SCHEMES, Identifier


@pytest.mark.parametrize(
    ("court", "kind", "decided", "schemes", "lacks"),
    [
        ("iacthr", "judgment", "2018-03-08", ("series_c",), ()),
        ("iacthr", "judgment", "2018-03-08", ("docket",), ("series_c",)),
        ("iacthr", "judgment", "2018", (), ("decided", "series_c")),
        ("iacthr", "order", "2018-03-08", (), ()),
        ("echr", "judgment", "2001-05-10", (), ("application",)),
        ("cescr", "views", "2017-06-20", ("communication",), ("un_symbol",)),
        ("cescr", "general_comment", None, (), ("un_symbol",)),
        ("achpr", "decision", None, ("communication",), ()),
        ("za-cc", "judgment", None, (), ("neutral",)),
        ("co-cc", "judgment", "2004", ("docket",), ()),
        ("iacthr", "summary", None, (), ()),
        ("iacthr", "separate_opinion", None, (), ()),
        (None, "judgment", None, (), ()),
    ],
)
def test_what_is_missing_is_named(
    court: str | None, kind: str, decided: str | None, schemes: tuple[str, ...], lacks: tuple[str, ...]
) -> None:
    facts = Facts(
        case_name="Rivers v. State", court=court, kind=kind,
        decided=PartialDate.parse(decided) if decided else None,
        identifiers=tuple(Identifier(scheme, "1/2018") for scheme in schemes),
    )  # fmt: skip
    assert wanting(facts) == lacks


def test_every_form_of_a_decision_says_what_it_is_made_of() -> None:
    for body, family in FAMILIES.items():
        needed = {need for kind in family.kinds for need in _needed(family.form, kind)}
        assert needed, body
        assert needed <= {"case_name", "decided", *SCHEMES}, body
