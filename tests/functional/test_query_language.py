"""The query language from what is typed to what is found, on every engine: a small library of three decisions."""

from __future__ import annotations

import shutil
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from caselaw.domain.dates import PartialDate
from caselaw.domain.document import Party
from caselaw.domain.errors import QueryFault
from caselaw.domain.identifiers import Identifier
from caselaw.domain.languages import LANGUAGES
from caselaw.domain.paragraph import Paragraph
from caselaw.domain.term import Term
from caselaw.messages import say_error
from caselaw.settings import Settings
from tests.contract.conftest import opened
from tests.factories import paragraphs
from tests.factories.documents import facts
from tests.functional.test_search import AS_TYPED, ONE_SERVER, Site, ids
from tests.hostile import hostile

SLOWEST = 5  # seconds, on a machine that does other things beside
TEXTS = {
    "river": (
        ("facts", "party", "The tenants say that police forcibly evicted forty families."),
        ("reasons", "body", "Eviction without notice is forced eviction. Women and children slept outside."),
        ("operative", "body", "The city shall provide housing and clean water."),
    ),
    "hill": (
        ("facts", "body", "The city provided housing. No eviction took place."),
        ("reasons", "body", "A claim to clean and safe drinking water was made out; a prison is no housing."),
        ("separate_opinion", "opinion", "I would have found a forced and unlawful eviction."),
    ),
    "delta": (
        ("facts", "body", "Se produjo un desalojo forzoso en el delta."),
        ("reasons", "body", "El derecho al agua potable; la expulsión de las familias."),
    ),
}
FACTS = {
    "river": facts(
        "en", title="Rivers v. City", case_name="Rivers v. City", country="ZAF", court="za-cc",
        decided=PartialDate(2004),
        parties=(Party("José Rivers-Pérez", "applicant"), Party("Harbour City", "respondent")),
        judges=("Justice Ana Núñez",), identifiers=(Identifier("docket", "CCT 11/04"),),
        terms=(Term("right", "housing"),), outcome="violation", stages=("merits",),
    ),
    "hill": facts(
        "en", title="Hill v. City", case_name="Hill v. City", country="KEN", court=None,
        decided=PartialDate(2004, 3, 15), kind="decision",
        parties=(Party("Maria Hill", "applicant"),), judges=("Justice Rivers",),
        identifiers=(Identifier("docket", "Petition 3 of 2004"),), terms=(Term("right", "water"),),
    ),
    "delta": facts(
        "es", title="Caso Delta", case_name="Caso Delta", country="COL", court="co-cc", decided=PartialDate(2010, 6),
        parties=(), judges=(), identifiers=(Identifier("docket", "T-025/04"),), terms=(),
    ),
}  # fmt: skip


def _paragraphs(name: str, language: str) -> tuple[Paragraph, ...]:
    told = TEXTS[name]
    plain = paragraphs(*(text for _, _, text in told), language=language)
    return tuple(
        replace(paragraph, section=section, voice=voice)  # type: ignore[arg-type]
        for paragraph, (section, voice, _) in zip(plain, told, strict=True)
    )


@pytest.fixture(scope="module", params=ONE_SERVER)
def library(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, migrated: Path) -> Iterator[Site]:
    folder = tmp_path_factory.mktemp("grammar")
    shutil.copy(migrated, folder / "caselaw.db")
    settings = {"CASELAW_DATABASE_URL": f"sqlite:///{folder}/caselaw.db", "CASELAW_FILES": f"{folder}/files"}
    with opened(request.param, folder) as index:
        site = Site(Settings.from_env(settings), index)
        for name, language in (("river", "en"), ("hill", "en"), ("delta", "es")):
            chosen = _paragraphs(name, language)
            site.told[name] = site.add(language, paragraphs=chosen, facts=FACTS[name], key=f"grammar:{name}")
        yield site
        site.store.close()


@pytest.mark.parametrize(
    ("query", "found"),
    [
        # exact words, patterns, spellings
        ('"evicted"', "river"), ('"evictions"', ""), ("evict*", "river hill"), ("evict?d", "river"), ("wom?n", "river"),
        ("evcition~", "river hill"), ("«expulsion»", "delta"), ("“expulsión”", "delta"), ("¿agua?", "delta"),
        ("هل water؟", ""), ("water?", "river hill"), ("desaloj* OR evicted", "river hill delta"), ("-evict*", "delta"),
        # near
        ('"eviction notice"~1', "river"), ('"notice eviction"~0', ""), ("forced w/2 eviction", "river hill"),
        ("forced w/0 eviction", "river"), ("(forc* OR unlawful) w/0 evict*", "river hill"),
        ("forcibly w/0 evict*", "river"), ("clean w/0 water", "river"), ("water NEAR/٣ clean", "river hill"),
        ("eviction -(forced w/0 eviction)", "hill"),
        # the document, and one paragraph
        ("water prison", "hill"), ("in:paragraph water prison", "hill"), ("in:paragraph housing eviction", "hill"),
        ("housing eviction", "river hill"), ("in:reasons eviction", "river"), ("in:facts eviction", "river hill"),
        ('in:facts "eviction"', "hill"), ("in:(facts OR reasons) forced", "river"),
        ("-in:facts eviction", "river hill"),
        ("(in:reasons water) eviction", "hill"), ("in:reasons water eviction", ""), ("in:reasons eviction -women", ""),
        ("in:reasons housing -eviction", "hill"), ("in:reasons -eviction", "hill delta"),
        ("-(in:reasons eviction)", "hill delta"),
        ("para:2 eviction", "river"), ("para:1-2 housing", "hill"), ("said:party evict*", "river"),
        ("said:opinion eviction", "hill"),
        ("dice:tribunal agua", "delta"), ("في:أسباب water", "hill"),
        ("dans:motifs eau OR dans:dispositif water", "river"),
        ("in:reasons country:KEN", "hill"), ("(in:facts housing) (in:reasons prison)", "hill"),
        # fields
        ("country:(Kenya OR Colombie)", "hill delta"), ("region:Africa", "river hill"), ("court:za-cc", "river"),
        ("kind:decision", "hill"), ("lang:Spanish", "delta"), ("party:perez", "river"),
        ('party:"rivers josé"', "river"),
        ("party:riv*", "river"), ("judge:Rivers", "hill"), ("juez:Núñez", "river"), ("number:T-025/04", "delta"),
        ('number:"CCT 11/04"', "river"), ("right:housing", "river"), ('derecho:"derecho al agua"', "hill"),
        ("outcome:violation", "river"), ("stage:merits", "river"), ("-right:housing", "hill delta"), ("level:apex", ""),
        # dates: of a decision of which the year is known, any day may be the day
        ("date:2004-03", "river hill"), ("date:2004-03-15", "river hill"), ("date:2004-04", "river"),
        ("date:..2004", "river hill"),
        ("date:2004-12..2010-06-10", "river delta"), ("date:2010-07..", ""), ("year:2004", "river hill"),
        ("-date:2004", "delta"),
        ("تاريخ:٢٠١٠-٠٦", "delta"), ("año:2004..2010", "river hill delta"),
        # nothing but a denial
        ("-prison", "river delta"), ("NOT prison -agua", "river"), ("-prison -agua -women", ""),
    ],
)  # fmt: skip
def test_a_query_finds_what_it_says(library: Site, query: str, found: str) -> None:
    answer = library.ask(query, without=AS_TYPED)
    assert ids(answer) == {library.told[name] for name in found.split()}
    assert sum(answer.total.values()) == len(found.split())


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("in:facts forced eviction", "river hill delta"),
        ("in:facts forced eviction -families", "hill delta"),
        ("in:reasons forced eviction", "river"),
        ('in:facts "forced eviction"', ""),
        ("in:facts forced w/0 eviction", ""),
    ],
)
def test_a_concept_is_found_by_its_other_names_in_one_paragraph_too(library: Site, query: str, found: str) -> None:
    assert {name for name, told in library.told.items() if told in ids(library.ask(query))} == set(found.split())


def test_the_paragraph_that_answers_is_shown(library: Site) -> None:
    (hit,) = library.ask("in:reasons eviction", without=AS_TYPED).documents
    assert hit.paragraphs[0].anchor == "p-2"
    assert hit.paragraphs[0].section == "reasons"
    (hit,) = library.ask("forcibly w/0 evict*", without=AS_TYPED).documents
    assert [paragraph.anchor for paragraph in hit.paragraphs] == ["p-1"]


def test_hostile_queries_are_answered_or_refused_in_time(library: Site) -> None:
    refused, answered = [], []
    for text in hostile(200, seed=11):
        began = time.perf_counter()
        try:
            answer = library.ask(text)
        except QueryFault as fault:
            refused.append({say_error(fault, language) for language in LANGUAGES})
            library.ask(fault.repair or "")
        else:
            answered.append(answer.said)
        assert time.perf_counter() - began < SLOWEST, text
    assert all(answered)
    assert all(len(sentences) == len(LANGUAGES) for sentences in refused)
