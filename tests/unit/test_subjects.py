"""Rights, themes and groups proposed: by the articles cited and the words used, never for a mention in passing."""

from __future__ import annotations

from dataclasses import replace

import pytest

from caselaw.domain.citing.citation import Citation, Reading
from caselaw.domain.court import courts
from caselaw.domain.document import Facts
from caselaw.domain.instrument import instruments
from caselaw.domain.paragraph import Paragraph
from caselaw.domain.taxonomy.terms import taxonomies
from caselaw.domain.term import Term
from ingest.draft import Draft
from ingest.parse.subjects import articles, propose_subjects, terms_of


def article(value: str, *, scheme: str = "article", body: str | None = None, paragraph: str = "p-0") -> Citation:
    return Citation(value, 0, 1, (Reading(scheme, value, body),), paragraph)


ARTICLES = [
    (article("ICESCR 11"), {"right:adequate_standard"}),
    (article("ICESCR 11(1)"), {"right:adequate_standard"}),
    (article("ICESCR 2(2)"), {"right:equality"}),
    (article("ICESCR 2(1)"), {"theme:progressive_realization"}),
    (article("ICESCR 2"), set()),
    (article("ACHR 8.1"), {"right:fair_trial"}),
    (article("ACHR 63"), set()),
    (article("ACHR-SALVADOR 10"), {"right:health"}),
    (article("ECHR 8(1)"), {"right:privacy"}),
    (article("ECHR-P1 1"), {"right:property"}),
    (article("BANJUL 24"), {"right:environment"}),
    (article("ESC-REVISED 31"), {"right:housing"}),
    (article("CEDAW 12"), {"right:health", "group:women"}),
    (article("CRPD 24"), {"right:inclusive_education", "group:persons_with_disabilities"}),
    (article("CRC 3"), {"theme:best_interests", "group:children"}),
    (article("ILO-169 6"), {"right:prior_consultation", "group:indigenous_peoples"}),
    (article("General Comment 4", scheme="general_comment", body="cescr"), {"right:housing"}),
    (article("General Comment 4", scheme="general_comment"), set()),
    (article("11"), set()),
    (article("constitution-COL 51"), set()),
    (article("SOMETHING XI"), set()),
]


@pytest.mark.parametrize(("citation", "expected"), ARTICLES)
def test_what_an_article_is_about(citation: Citation, expected: set[str]) -> None:
    assert {f"{term.vocabulary}:{term.id}" for term in terms_of(citation)} == expected


def test_every_instrument_and_body_of_the_table_is_listed() -> None:
    for instrument, _ in articles():
        assert instrument in instruments() or instrument.removeprefix("gc:") in courts(), instrument


def draft(*texts: str, title: str = "", citations: tuple[Citation, ...] = ()) -> Draft:
    """A text of many paragraphs; # begins a heading, > a quotation, * a note, ! an order."""
    kinds = {"#": "heading", "*": "footnote"}
    filler = [f"The parties were heard on day {day} of the hearing." for day in range(12)]
    paragraphs = tuple(
        Paragraph(
            f"p-{at}", at, text.lstrip("#>*!"), "en", kind=kinds.get(text[0], "body"),  # type: ignore[arg-type]
            voice="quoted" if text[0] == ">" else "body", section="operative" if text[0] == "!" else None,
        )
        for at, text in enumerate((*texts, *filler))
    )  # fmt: skip
    return Draft("x", paragraphs=paragraphs, citations=citations, facts=Facts(kind="judgment", title=title))


def proposed(one: Draft) -> list[str]:
    return [f"{term.vocabulary}:{term.id}" for term in propose_subjects(one).facts.terms]


EVICTION = (
    "The applicants faced a forced eviction.", "An eviction without alternative accommodation was ordered.",
    "The right to adequate housing is at issue.", "!The right to adequate housing was violated by the eviction.",
)  # fmt: skip
TEXTS = [
    (draft(*EVICTION), ["right:housing", "theme:forced_evictions"]),
    (draft("The right to health was mentioned.", "Nothing else was."), []),
    (draft("*The right to health.", "*The right to health.", "*See the right to health."), []),
    (draft(">The right to health.", ">The right to health is a right.", ">The right to health."), []),
    (draft("#The right to water", "The right to water was denied."), ["right:water"]),
    (draft("They went to court.", title="The right to education of children"), ["right:education", "group:children"]),
    (draft("It relied on a treaty.", "It did so again.",
           citations=(article("CRPD 24"), article("CRPD 24", paragraph="p-1"))), ["right:inclusive_education"]),
    (draft("Women and workers were among those present.", "A woman spoke."), []),
    (draft("Se alega un desalojo forzoso.", "El desalojo forzoso fue ordenado.", "El desalojo se ejecutó."),
     ["theme:forced_evictions"]),
    (draft("L’expulsion locative a été ordonnée.", "L’expulsion locative est contestée.", "Des expulsions forcées."),
     ["theme:forced_evictions"]),
    (draft("الحق في الصحة أساسي", "انتهك الحق في الصحة", "وللحق في الصحة عناصر"), ["right:health"]),
]  # fmt: skip


@pytest.mark.parametrize(("one", "expected"), TEXTS)
def test_what_is_proposed(one: Draft, expected: list[str]) -> None:
    assert proposed(one) == expected


def test_every_term_has_its_claim_with_the_passage_that_speaks_most_for_it() -> None:
    after = propose_subjects(draft(*EVICTION))
    claims = {claim.value: claim for claim in after.claims}
    assert (claims["housing"].field, claims["housing"].paragraph) == ("right", "p-3")
    assert all(0.4 <= claim.confidence <= 0.9 for claim in after.claims)
    assert all(term.status == "proposed" for term in after.facts.terms)


def test_a_narrower_term_stands_for_its_broader_one() -> None:
    told = ("Mental health care was refused.",) * 4 + (
        "The right to health.",
        "The right to health.",
        "Right to health.",
    )
    assert proposed(draft(*told)) == ["right:mental_health"]


def test_what_a_person_confirmed_stays() -> None:
    one = draft(*EVICTION)
    confirmed = Term("right", "housing", "confirmed")
    after = propose_subjects(replace(one, facts=replace(one.facts, terms=(confirmed,))))
    assert after.facts.terms[0] == confirmed
    assert len({term.id for term in after.facts.terms}) == len(after.facts.terms)


def test_a_declaration_that_names_every_right_once_is_about_none() -> None:
    told = draft("Everyone has the right to social security.", "The same social protection.", "Social insurance.")
    assert proposed(told) == ["right:social_security"]
    assert proposed(replace(told, facts=replace(told.facts, kind="declaration"))) == []


def test_proposals_are_bounded() -> None:
    text = ". ".join(term.names["en"] for term in taxonomies()["right"].values())
    after = propose_subjects(draft(*[text] * 30))
    assert 0 < len(after.facts.terms) <= 14
