"""What a report says against each company, and how far that has been established.

Where a sentence names a status, the allegation has it and no more than it; where none does, it is alleged. A finding
against the State for what a company did is no finding against the company.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from caselaw.domain.documentation.abuse import Company
from caselaw.domain.documentation.allegation import Allegation
from caselaw.domain.documentation.company import company_name
from caselaw.domain.taxonomy.terms import find_terms
from caselaw.domain.text import fold
from ingest.parse.abuse.labels import LabelledValue
from ingest.parse.abuse.prose import Sentence
from ingest.parse.abuse.words import Established, established, labelled_status

_LONGEST = 700
_LABELLED, _STATED, _ALLEGED = 0.9, 0.6, 0.5
_THE_COMPANY = re.compile(
    r"\b(?:the|this) (?:company|corporation|firm)\b|\b(?:la|esta|dicha) (?:empresa|compania|sociedad)\b|"
    r"\b(?:l'|cette |la )(?:entreprise|societe|compagnie)\b|(?<!\w)[وف]?[بل]?الشركه(?!\w)|(?<!\w)للشركه(?!\w)"
)
_STATE = re.compile(r"\b(?:the state|government|el estado|gobierno|l'etat|gouvernement)\b|(?:الدوله|الحكومه)(?!\w)")
_ACCUSES = re.compile(
    r"\bpollut\w+|\bcontamin\w+|\bevict\w+|\bkill\w+|\bpoison\w+|\bdestroy\w+|\bspill\w+|\bdump(?:ed|ing)\b|"
    r"\bexploit\w+|"
    r"\bdesaloj\w+|\basesin\w+|\bdespoj\w+|\bderram\w+|\bdestru\w+|\bpollue\w*|\bexpuls\w+|\bempoison\w+|\bdetrui\w+|"
    r"تلويث|لوث|قتل|تهجير|طرد|تدمير|"
    r"\balleg\w+|\baccus\w+|\bclaim\w*|\bdenounc\w+|\bcomplain\w*|\bviolat\w+|\babus\w+|\bdenunci\w+|\bacus\w+|"
    r"\bvulner\w+|"
    r"\bpresunt\w+|\bdenonc\w+|\bporte plainte\b|\bpresume\w*|تتهم|اتهم|يتهم|متهمه|زعم|يزعم|مزاعم|انتهك|انتهاك"
)


@dataclass(frozen=True)
class Said:
    """An allegation, with the anchor it was read from and how sure its status is."""

    allegation: Allegation
    paragraph: str | None
    confidence: float


def allegations(
    companies: Sequence[Company], labelled: Sequence[LabelledValue], sentences: Sequence[Sentence], *, source: str
) -> list[Said]:
    """For each company one allegation for every status that is established, else one that is alleged; none where
    nothing is said against it."""
    told = [sentence for sentence in sentences if not sentence.heading]
    record = _record(labelled)
    found: list[Said] = []
    for company in companies:
        about = list(_about(company, told, alone=len(companies) == 1))
        harm = _harm(record, about)
        stated = _stated(labelled, about)
        for status, words, paragraph, sure in stated:
            statement = _statement(harm[0] if harm else "", words)
            found.append(_said(company, statement, status, source, paragraph, sure))
        if harm and not stated:
            sure = _LABELLED if record else _ALLEGED
            found.append(_said(company, _statement(harm[0]), Established("alleged"), source, harm[1], sure))
    return found


def _about(company: Company, sentences: Iterable[Sentence], *, alone: bool) -> Iterable[Sentence]:
    """The sentences outside labels that name the company; where it is the only one, "the company" names it too."""
    core = re.escape(company_name(company.name).core)
    named = re.compile(rf"(?<!\w)[وفبكل]?{core}(?!\w)")
    for sentence in sentences:
        folded = sentence.folded.replace("’", "'")
        if not sentence.labelled and (named.search(folded) or (alone and _THE_COMPANY.search(folded))):
            yield sentence


def _record(labelled: Iterable[LabelledValue]) -> tuple[str, str] | None:
    """What the record itself says was done, with its anchor."""
    parts = [one for one in labelled if one.field == "harm"]
    return (" ".join(one.value for one in parts), parts[0].paragraph) if parts else None


def _harm(record: tuple[str, str] | None, about: Iterable[Sentence]) -> tuple[str, str] | None:
    """What is said against the company: the record's own words, else the first sentence that tells of harm."""
    if record:
        return record
    for sentence in about:
        if any(find_terms(sentence.text, ("harm",))) or _ACCUSES.search(sentence.folded):
            return sentence.text, sentence.paragraph
    return None


def _stated(
    labelled: Iterable[LabelledValue], about: Iterable[Sentence]
) -> list[tuple[Established, str, str | None, float]]:
    """Every status established, once for each body, with the words that say so."""
    found: dict[Established, tuple[Established, str, str | None, float]] = {}
    for one in labelled:
        if one.field == "status" and (status := labelled_status(one.value)):
            found.setdefault(status, (status, one.value, one.paragraph, _LABELLED))
    for sentence in about:
        status = established(sentence.text)
        if status and not (status.status == "found" and _STATE.search(fold(sentence.text.replace("’", "'")))):
            found.setdefault(status, (status, sentence.text, sentence.paragraph, _STATED))
    return list(found.values())


def _statement(harm: str, words: str = "") -> str:
    return (harm if words in harm or not words else f"{harm} {words}").strip()[:_LONGEST]


def _said(
    company: Company, statement: str, established: Established, source: str, paragraph: str | None, sure: float
) -> Said:
    allegation = Allegation(
        company.name, statement, established.status, source, company.role, company.home_state, established.body
    )
    return Said(allegation, paragraph, sure)
