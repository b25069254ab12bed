"""How a case is named, which decisions share it, and what one is to the other."""

from __future__ import annotations

from typing import Any

import pytest

from caselaw.domain.citing.citation import Citation, Reading
from caselaw.domain.dates import PartialDate
from caselaw.domain.document import Facts
from caselaw.domain.families.grouping import tie_cases
from caselaw.domain.families.naming import CaseName, case_names
from caselaw.domain.families.ties import Standing, standing_of, tie
from caselaw.domain.identifiers import Identifier
from caselaw.domain.paragraph import Paragraph
from caselaw.domain.versions.grouping import Joined

FIRST, LATER = PartialDate(2004, 7, 5), PartialDate(2009, 7, 8)


def standing(*texts: str, cites: tuple[tuple[str, Reading], ...] = (), **facts: object) -> Standing:
    """A decision of the Inter-American Court unless said otherwise; `cites` are what its second paragraph cites."""
    values: dict[str, Any] = {
        "kind": "judgment",
        "title": texts[0],
        "court": "iacthr",
        "respondents": ("ECU",),
        "decided": FIRST,
        **facts,
    }
    paragraphs = [Paragraph(f"p-{place}", place, text, "en") for place, text in enumerate(texts)]
    citations = [Citation(text, 0, len(text), (reading,), "p-1") for text, reading in cites]
    return standing_of(Facts(**values), paragraphs, citations)


@pytest.mark.parametrize(
    ("title", "words"),
    [
        ("Case of the Reed Gatherers v. Ruritania", ("reed", "gatherers")),
        ("CASO DE LOS RECOLECTORES DE JUNCO VS. RURITANIA", ("recolectores", "junco")),
        ("Caso Quintero Abril y otros Vs. Ruritania", ("quintero", "abril")),
        ("Matter of Quintero et al. regarding Ruritania", ("quintero",)),
        ("ASUNTO A. J. Y OTROS", ("a.j",)),
        ("QUINTERO ET AL. CASE", ("quintero",)),
        ("Affaire des Cueilleurs c. Ruritanie", ("cueilleurs",)),
        ("Caso Quintero (“Despedidos de la Aduana”) Vs. Ruritania", ("quintero",)),
        ("Court — Case of Quintero Abril v. Ruritania — Judgment of July 5, 2004", ("quintero", "abril")),
    ],
)
def test_a_case_is_named_by_its_telling_words(title: str, words: tuple[str, ...]) -> None:
    assert case_names(Facts(title=title), ())[0].words == words


def test_a_title_without_a_case_names_none() -> None:
    assert case_names(Facts(title="Order of the President of the Court of May 1, 2004"), ()) == ()


@pytest.mark.parametrize(
    ("ours", "theirs", "same"),
    [
        (CaseName(("quintero", "abril")), CaseName(("quintero", "abril")), True),
        (CaseName(("quintero", "abril")), CaseName(("quintero",)), True),
        (CaseName(("19", "comerciantes")), CaseName(("19", "comerciantes")), True),
        (CaseName(("abril", "quintero")), CaseName(("quintero",)), False),
        (CaseName(("a.j",)), CaseName(("a.j",)), True),
        (CaseName(("ana",)), CaseName(("ana",)), False),
    ],
)
def test_names_of_one_case_begin_alike(ours: CaseName, theirs: CaseName, same: bool) -> None:
    assert ours.matches(theirs) is same
    assert theirs.matches(ours) is same


@pytest.mark.parametrize(
    ("facts", "relation"),
    [
        ({"kind": "order", "stages": ("compliance",)}, "compliance_with"),
        ({"kind": "judgment", "stages": ("interpretation",)}, "interpretation_of"),
        ({"kind": "judgment", "stages": ("reparations",)}, "reparations_after"),
        ({"kind": "order", "stages": ("interim_measures",)}, "measures_in"),
        ({"kind": "order", "stages": ()}, "same_case"),
        ({"kind": "pleading", "stages": ()}, "pleading_in"),
        ({"kind": "separate_opinion", "stages": (), "decided": FIRST}, "opinion_of"),
    ],
)
def test_what_a_later_document_is_to_the_judgment(facts: dict[str, Any], relation: str) -> None:
    judgment = standing("Case of Quintero v. Ecuador", stages=("merits",))
    later = standing("Case of Quintero v. Ecuador", **{"decided": LATER, **facts})
    found = tie(later, judgment)
    assert found is not None
    assert (found.relation, found.status, found.rule, found.turned) == (relation, "certain", "name", False)
    turned = tie(judgment, later)
    assert turned is not None
    assert (turned.relation, turned.turned) == (relation, True)


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"respondents": ("PER",)}, "another State"),
        ({"court": "afchpr"}, "another system"),
        ({"kind": "country_report"}, "a report is no decision"),
        ({"title": "Case of Zambrano v. Ecuador"}, "another name"),
        ({"identifiers": (Identifier("docket", "12.002"),)}, "another number"),
    ],
)
def test_what_keeps_two_decisions_apart(changes: dict[str, Any], why: str) -> None:
    judgment = standing("Case of Quintero v. Ecuador", identifiers=(Identifier("docket", "12.001"),))
    text = str(changes.get("title", "Case of Quintero v. Ecuador"))
    assert tie(standing(text, **{"decided": LATER, **changes}), judgment) is None, why


def test_a_name_without_a_state_is_only_proposed() -> None:
    found = tie(standing("Case of Quintero", decided=LATER, respondents=()), standing("Case of Quintero v. Ecuador"))
    assert found is not None
    assert (found.status, found.rule) == ("proposed", "name")


def test_the_court_that_cites_the_number_of_the_commission_s_report_decides_its_case() -> None:
    report = standing(
        "Report No. 40/02", kind="admissibility_report", court="iachr", identifiers=(Identifier("docket", "12.357"),)
    )
    cites = (("12.357", Reading("docket", "12.357", "iachr")),)
    found = tie(standing("Case of Quintero v. Ecuador", "It began as 12.357.", cites=cites, decided=LATER), report)
    assert found is not None
    assert (found.rule, found.status, found.paragraph) == ("cited", "certain", "p-1")


def test_a_court_that_was_sent_the_question_names_the_number_of_the_court_that_sent_it() -> None:
    sender = standing(
        "Decision", court="fr-ce", country="FRA", respondents=(), identifiers=(Identifier("docket", "388134"),)
    )
    cites = (("n° 388134", Reading("docket", "388134", "fr-ce")),)
    found = tie(
        standing(
            "Decision",
            "Seized under n° 388134.",
            cites=cites,
            court="fr-cc",
            country="FRA",
            respondents=(),
            decided=LATER,
        ),
        sender,
    )
    assert found is not None
    assert (found.rule, found.status) == ("cited", "certain")


def test_a_precedent_that_is_cited_is_no_appeal() -> None:
    cited = "[2019] EWHC 77 (Admin)"
    below = standing(
        "Meadow v Harbour Board",
        court="uk-hc",
        country="GBR",
        respondents=(),
        identifiers=(Identifier("neutral", cited),),
    )
    cites = ((cited, Reading("neutral", cited)),)
    about: dict[str, Any] = {"court": "uk-ca", "country": "GBR", "respondents": (), "decided": LATER, "cites": cites}
    assert tie(standing("Other v Stranger", f"As was held in {cited}.", **about), below) is None
    appeal = tie(standing("Harbour Board v Meadow", f"On appeal from {cited}.", **about), below)
    assert appeal is not None
    assert (appeal.relation, appeal.status, appeal.paragraph) == ("appeal_from", "certain", "p-1")
    doubtful = tie(standing("Re M", f"On appeal from {cited}.", **about), below)
    assert doubtful is not None
    assert doubtful.status == "proposed"


def test_private_parties_of_the_same_names_are_proposed_alone() -> None:
    about: dict[str, Any] = {"court": "uk-ca", "country": "GBR", "respondents": ()}
    ours = standing("Meadow v Harbour Board", decided=LATER, **about)
    found = tie(ours, standing("Harbour Board v Meadow", **{**about, "court": "uk-hc"}))
    assert found is not None
    assert (found.rule, found.status) == ("name", "proposed")


def test_cases_hold_what_is_tied_by_way_of_another() -> None:
    found = tie_cases(
        {
            "report": standing(
                "Report", kind="admissibility_report", court="iachr", identifiers=(Identifier("docket", "12.9"),)
            ),
            "judgment": standing(
                "Case of Quintero v. Ecuador",
                "From 12.9.",
                cites=(("12.9", Reading("docket", "12.9", "iachr")),),
                decided=LATER,
            ),
            "order": standing(
                "Caso Quintero Vs. Ecuador", kind="order", stages=("compliance",), decided=PartialDate(2011, 1, 1)
            ),
            "stranger": standing("Case of Zambrano v. Ecuador"),
        },
        Joined((), {}),
    )
    assert found.groups == (("judgment", "order", "report"),)
