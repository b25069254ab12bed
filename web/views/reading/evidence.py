"""What stands behind each fact of a document: the passage it was read from, how sure it is, and what else was read."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from caselaw.domain.claims import RANK_EDITOR, Claim
from caselaw.domain.document import Document
from caselaw.domain.documentation.company_decision import is_apart, is_joined, name_key
from caselaw.domain.documentation.company_match import propose_matches
from caselaw.domain.paragraph import Paragraph
from web.session import services, viewer

SURE = 0.6  # a fact read with less confidence is shown as unsure
_KEPT = 0.2  # what was read with less is not worth a reader's time
_OTHERS = 3
_WORDS = 160
_FIELDS = {"decided": "date.decision"}
_SINGLE = ("title", "case_name", "court", "country", "kind", "date.decision", "outcome", "version.status", "place.harm")
_TOLD = ("place.harm", "hijri.decision", "source.url", "source.accessed")
DAYS = ("filed", "heard", "adopted", "delivered", "published", "signed", "notified")


@dataclass(frozen=True)
class Behind:
    """The passage (its `anchor`, and its first `words` where it is on this page), where it was no passage the `source`
    ("file name", "declared" …), and `others`: claims of the same fact that say something else, best first."""

    anchor: str | None
    words: str
    source: str
    unsure: bool
    others: tuple[Claim, ...] = ()


def behind(found: Document, shown: Iterable[Paragraph]) -> Mapping[str, Behind]:
    """What stands behind each fact, by its field ("court"), or field and value ("judge Jane Rivers")."""
    texts = {paragraph.anchor: paragraph.text for paragraph in shown}
    ranked = sorted(found.claims, key=lambda claim: (-claim.rank, -claim.confidence))
    evidence: dict[str, Behind] = {}
    for claim in ranked:
        for key in (claim.field, f"{claim.field} {claim.value}"):
            if key not in evidence:
                others = _others(claim, ranked) if key in _SINGLE else ()
                evidence[key] = Behind(
                    anchor=claim.paragraph,
                    words=_excerpt(texts.get(claim.paragraph or "", "")),
                    source="editor" if claim.rank >= RANK_EDITOR else claim.source,
                    unsure=claim.confidence < SURE and claim.rank < RANK_EDITOR,
                    others=others,
                )
    return evidence | {fact: evidence[field] for fact, field in _FIELDS.items() if field in evidence}


def days(found: Document) -> Sequence[tuple[str, str, Claim]]:
    """The other days that a document names, as what happened on them, when, and the claim; those it was decided on
    stand among the facts."""
    claims = [claim for claim in found.claims if claim.confidence >= _KEPT]
    return [(role, claim.value, claim) for role in DAYS for claim in claims if claim.field == f"date.{role}"]


def told(found: Document) -> Mapping[str, Claim | None]:
    """What claims alone tell, for a document has no field of its own for it: the best of each."""
    ranked = sorted(found.claims, key=lambda claim: (-claim.rank, -claim.confidence))
    return {field: next((claim for claim in ranked if claim.field == field), None) for field in _TOLD}


def same_companies(found: Document) -> Sequence[tuple[str, str, bool]]:
    """Names of the case that may be those of one company, for a person to decide: never joined by us. True where
    people decided that they are; those that they told apart are not among them."""
    names = [company.name for company in found.facts.abuse.companies] if found.facts.abuse else []
    pairs = [(first, second) for first, second, _ in propose_matches(names)]
    decided = services().companies.on(names, viewer=viewer()) if pairs else ()
    return [
        (*pair, name_key(pair[0]) != name_key(pair[1]) and is_joined(*pair, decided))
        for pair in pairs
        if not is_apart(*pair, decided)
    ]


def _others(claim: Claim, ranked: Sequence[Claim]) -> tuple[Claim, ...]:
    said = {claim.value}
    others = []
    for other in ranked:
        if other.field == claim.field and other.value not in said and other.confidence >= _KEPT:
            said.add(other.value)
            others.append(other)
    return tuple(others[:_OTHERS])


def _excerpt(text: str) -> str:
    return text if len(text) <= _WORDS else text[:_WORDS].rsplit(" ", 1)[0] + "…"
