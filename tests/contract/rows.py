"""Rows, plans and a small library for the tests of every engine."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from caselaw.domain.audience import MEMBERS, PUBLIC, Audience, group_audience
from caselaw.domain.identifiers import DocumentId
from caselaw.search.plan import Clause, Everything, SearchPlan
from caselaw.search.port import IndexDocument, IndexParagraph, SearchIndex, SearchResult

EVERYONE = frozenset({PUBLIC})
MEMBER = frozenset({PUBLIC, MEMBERS})
MINERS = group_audience("miners")


def row(
    id_: str,
    *texts: str,
    language: str = "en",
    audience: Audience = PUBLIC,
    title: str = "",
    kind: str = "judgment",
    revision: int = 1,
    **facts: Any,
) -> IndexDocument:
    """A row whose paragraphs are `texts`, numbered from 1, all in the language of the document."""
    paragraphs = tuple(IndexParagraph(f"p-{at + 1}", at, language, text) for at, text in enumerate(texts))
    given = {"paragraphs": paragraphs} | facts
    return IndexDocument(DocumentId(id_), audience, revision, language, title, kind, **given)


def plan(where: Clause | None = None, audiences: Iterable[Audience] = EVERYONE, **limits: Any) -> SearchPlan:
    return SearchPlan(frozenset(audiences), where or Everything(), **limits)


def ids(result: SearchResult) -> list[str]:
    return [hit.id for hit in result.hits]


def found(index: SearchIndex, where: Clause | None = None, audiences: Iterable[Audience] = EVERYONE) -> set[str]:
    """The ids that answer, after seeing that they are as many as counted and none comes twice."""
    result = index.search(plan(where, audiences, size=100))
    assert result.total == len(result.hits) == len(set(ids(result)))
    return set(ids(result))


def passages(index: SearchIndex, where: Clause, id_: str, size: int = 3) -> list[str]:
    """The anchors that one document answers with."""
    result = index.search(plan(where, scope=frozenset({DocumentId(id_)}), paragraphs=size))
    return [paragraph.anchor for hit in result.hits for paragraph in hit.paragraphs]


LIBRARY = (
    row(
        "grootboom",
        "The evictions were carried out at the instance of the council.",
        "Everyone has the right of access to adequate housing, and no one may be left without shelter.",
        "No forced eviction may take place without an order of court.",
        title="Government of the Republic v Grootboom\nGrootboom",
        court="zacc",
        country="ZAF",
        year=2000,
        date=20001004,
        collection="landmarks",
        keywords=("[2000] zacc 19", "cct11/00"),
    ),
    row(
        "tellis",
        "The right to life includes the right to livelihood.",
        "Pavement dwellers were removed by force; the order was stayed.",
        title="Olga Tellis v Bombay Municipal Corporation",
        court="insc",
        country="IND",
        year=1985,
        date=19850710,
        collection="landmarks",
    ),
    row(
        "desalojo",
        "Los desalojos forzosos vulneran el derecho a la vivienda digna.",
        "La protección de la niñez exige medidas cautelares.",
        language="es",
        title="Sentencia sobre desalojos",
        court="cocc",
        country="COL",
        year=2004,
        date=20040122,
    ),
    row(
        "expulsion",
        "L’expulsion de la famille viole l’article 31 de la Charte.",
        "Les expulsions collectives sont interdites ; l'égalité devant la loi est garantie.",
        language="fr",
        title="Décision sur le bien-fondé",
        kind="decision",
        court="ecsr",
        country="FRA",
        year=2004,
        date=20040101,
    ),
    row(
        "taalim",
        "والحق في التعليم مكفول لكل المواطنين.",
        "وَقَدْ قَضَتِ المَحْكَمَةُ بإلغاء القرار في المادة ١٢ من الدستور.",
        language="ar",
        title="الحق في التعليم",
        court="egsc",
        country="EGY",
        year=1995,
    ),
    row(
        "mixed",
        "El tribunal cita el original.",
        language="es",
        kind="order",
        title="Auto",
        country="COL",
        paragraphs=(
            IndexParagraph("p-1", 0, "es", "El tribunal cita el texto original."),
            IndexParagraph("p-2", 1, "en", "Dwellings of the communities were flooded."),
        ),
    ),
    row("memo", "An internal memorandum on evictions.", audience=MEMBERS, kind="report", court="zacc", country="ZAF"),
    row("mine", "Testimony about the mine and the evictions.", audience=MINERS, kind="report", country="PER"),
    row(
        "sealed",
        "The name of the witness is withheld. Abridged.",
        title="Sealed",
        country="KEN",
        superseded_by=(MEMBERS,),
    ),
    row(
        "sealed",
        "The name of the witness is Wanjiru.",
        "She saw the evictions.",
        title="Sealed",
        country="KEN",
        audience=MEMBERS,
    ),
)
"""Ten rows of nine documents: seven for everyone (one abridged, which members read in full), two not."""
