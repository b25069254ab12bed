"""Articles of treaties, declarations and constitutions, with and without their instrument."""

from __future__ import annotations

import pytest

from caselaw.cite import find_citations
from caselaw.cite.decide import Context
from caselaw.domain.instrument import Instrument, instruments
from caselaw.domain.languages import LANGUAGES
from tests.unit.cite.marked import judge

ARTICLES = [
    ("⟦article 11 of the ICESCR⟧", "article ICESCR 11"),
    ("⟦arts. 8⟧ y ⟦25 de la Convención Americana⟧", "article ACHR 8", "article ACHR 25"),
    ("⟦المادة 11 من العهد الدولي الخاص بالحقوق الاقتصادية والاجتماعية والثقافية⟧", "article ICESCR 11"),
    ("⟦artículo 11 del PIDESC⟧", "article ICESCR 11"),
    ("l’⟦article 6 § 1 de la Convention européenne des droits de l’homme⟧", "article ECHR 6"),
    ("⟦Articles 8⟧ (Right to a Fair Trial) and ⟦25 of the ACHR⟧",
     "article ACHR 8", "article ACHR 25"),
    ("⟦ICESCR, art. 11⟧", "article ICESCR 11"),
    ("the ⟦ECHR Article 8⟧ claim", "article ECHR 8"),
    ("⟦article 2(1) of the International Covenant on Economic, Social and Cultural Rights⟧", "article ICESCR 2(1)"),
    ("⟦article 26 of the African Charter⟧", "article BANJUL 26"),
    ("⟦art. 3 of Convention No. 138⟧ of 1973", "article ILO-138 3"),
    ("⟦article 6 of ILO Convention No. 169⟧", "article ILO-169 6"),
    ("⟦المادتين 17⟧ و⟦18 من اتفاقية مناهضة التعذيب⟧", "article CAT 17", "article CAT 18"),
    ("⟦المادة ٧ من العهد الدولي الخاص بالحقوق المدنية والسياسية⟧", "article ICCPR 7"),
    ("⟦article 43 of the Constitution of Kenya⟧", "article constitution-KEN 43"),
    ("⟦artículo 14 bis de la Constitución Nacional⟧", "article constitution 14 bis"),
    ("⟦section 26(2) of the Constitution⟧", "article constitution 26(2)"),
    ("l’⟦article L. 246-1⟧ du code", "article L. 246-1"),
    ("as ⟦article 11⟧ says", "article 11"),
    ("حسب ⟦المادة 11⟧ منه", "article 11"),
    ("⟦artículos 1⟧, ⟦8⟧ y ⟦25 de la Convención Americana⟧", "article ACHR 1", "article ACHR 8", "article ACHR 25"),
    ("see ⟦Articles 188A⟧ and ⟦66-A⟧ of the Penal Code", "article 188a", "article 66-a"),
    ("“Article 11. Everyone",),
    ("Article 11",),
    ("a newspaper article of 2011",),
    ("article 3/4 of the paper",),
    ("party 11 of the ICESCR",),
    ("an art of 11 ways",),
]  # fmt: skip


@pytest.mark.parametrize("row", ARTICLES, ids=str)
def test_articles(row: tuple[str, ...]) -> None:
    judge(row[0], row[1:])


@pytest.mark.parametrize(
    ("text", "court", "value"),
    [
        ("under article 8 of the Convention", "echr", "ECHR 8"),
        ("el artículo 8 de la Convención", "iacthr", "ACHR 8"),
        ("under article 8 of the Convention", "uk-sc", "8"),
        ("under article 11 of the Covenant", "cescr", "ICESCR 11"),
        ("under article 14 of the Covenant", "hrc", "ICCPR 14"),
        ("article 16 of the Charter", "achpr", "BANJUL 16"),
        ("article 12 of the Convention on the Rights of the Child", "echr", "CRC 12"),
        ("article 3 of the Convention against Torture", "echr", "CAT 3"),
    ],
)  # fmt: skip
def test_the_convention_is_that_of_the_court_that_writes(text: str, court: str, value: str) -> None:
    (citation,) = find_citations(text, Context(court=court))
    assert citation.value == value


def test_the_convention_is_the_one_that_the_document_so_calls() -> None:
    context = Context(court="iacthr", called={"convention": "VCLT"})
    (citation,) = find_citations("under article 31 of the Convention", context)
    assert citation.value == "VCLT 31"


def test_the_constitution_is_that_of_the_country() -> None:
    (citation,) = find_citations("section 26 of the Constitution", Context(country="ZAF"))
    assert citation.value == "constitution-ZAF 26"


@pytest.mark.parametrize("instrument", instruments().values(), ids=instruments().keys())
def test_every_name_of_an_instrument_is_understood(instrument: Instrument) -> None:
    words = {
        "en": "see article 11 of the",
        "es": "véase artículo 11 de la",
        "fr": "voir article 11 de la",
        "ar": "انظر المادة 11 من",
    }
    for language in LANGUAGES:
        for name in instrument.names[language]:
            (citation,) = find_citations(f"{words[language]} {name}")
            assert citation.value == f"{instrument.id} 11", name


def test_the_list_is_long_and_complete() -> None:
    assert len(instruments()) >= 40
    assert all(set(one.names) == set(LANGUAGES) for one in instruments().values())
