"""A report of many cases is none of them: what its pages say of one case is no fact of the report."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from caselaw.domain.claims import Claim
from caselaw.domain.paragraph import Paragraph
from caselaw.domain.splitting.parts import Part
from ingest.split import LEAST, propose

_REPORTS = frozenset({"report", "abuse_report"})


def cases_within(paragraphs: Sequence[Paragraph], *, language: str, kind: str) -> tuple[Part, ...]:
    """The cases that a report splits into; none for one that tells a single case, and for all that is no report."""
    if kind not in _REPORTS:
        return ()
    bids = propose(paragraphs, language=language, kind=kind)
    return bids[0].cases if bids and bids[0].score >= LEAST else ()


def before(cases: Sequence[Part], paragraphs: Sequence[Paragraph]) -> Sequence[Paragraph]:
    """What stands before the first case, in which a report says its own title; everything where nothing does."""
    return [p for p in paragraphs if cases and p.position < cases[0].first] or paragraphs


def of_the_whole(claims: Iterable[Claim], cases: Sequence[Part], paragraphs: Sequence[Paragraph]) -> list[Claim]:
    """The claims that are of the report itself: no case's name and parties, no title from the text of a case, and no
    country where the cases are of several or the claim was read in one of them."""
    told = {p.anchor for p in paragraphs for case in cases if case.first <= p.position <= case.last}
    several = len({case.country for case in cases}) > 1
    return [claim for claim in claims if not _is_of_a_case(claim, told, several=several)]


def _is_of_a_case(claim: Claim, told: set[str], *, several: bool) -> bool:
    field = claim.field.partition(".")[0]
    if field in ("case_name", "party"):
        return claim.source != "declared"
    if field in ("country", "respondent"):
        return several or claim.paragraph in told
    return field == "title" and claim.paragraph in told
