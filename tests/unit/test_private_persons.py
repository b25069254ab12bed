"""A page may be listed by other search engines only where it is known to name no private person."""

from __future__ import annotations

import pytest

from caselaw.domain.document import Facts, Party
from caselaw.domain.documentation.allegation import Allegation
from caselaw.domain.withholding.private_persons import country_names, names_persons

IS_COUNTRY = country_names(("Peru", "Perú", "South Africa", "المغرب"))
STATE = Party("Perú", "state")


@pytest.mark.parametrize(
    ("facts", "names"),
    [
        (Facts(kind="treaty", title="Covenant"), False),
        (Facts(kind="judgment", title="Judgment 44"), True),  # nobody is known: it may be anybody
        (Facts(kind="judgment", parties=(Party("Residents of Reed Street"), STATE)), True),
        (Facts(kind="judgment", parties=(Party("Ana Pérez", "victim"), STATE)), True),
        (Facts(kind="judgment", parties=(STATE,), title="Case of Pérez et al. v. Peru"), True),
        (Facts(kind="judgment", parties=(STATE,)), True),  # the other side is not told
        (Facts(kind="judgment", parties=(Party("Harbour Mining Ltd"), STATE)), False),
        (Facts(kind="judgment", case_name="Minister of Health v South Africa"), False),
        (Facts(kind="judgment", case_name="Minister of Health and others v South Africa"), True),
        (Facts(kind="judgment", parties=(Party("وزارة الصحة"), Party("المغرب"))), False),
        (Facts(kind="judgment", parties=(Party("La Municipalidad de Lima"), STATE), title="Ana c. Perú"), True),
        (Facts(kind="law", allegations=(Allegation("Mining Ltd", "It took land.", "alleged", "x"),)), True),
    ],
)  # fmt: skip
def test_what_is_not_known_counts_as_a_person(facts: Facts, names: bool) -> None:
    assert names_persons(facts, IS_COUNTRY) is names
