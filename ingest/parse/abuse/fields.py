"""The fields of a record of abuse that is filled in under labels, each as the value it stands for."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from caselaw.domain.claims import Claim
from caselaw.domain.dates import PartialDate
from caselaw.domain.documentation.abuse import Company, CompanyResponse, StateActor
from caselaw.domain.documentation.company import company_name, is_legal_form
from caselaw.domain.taxonomy.terms import find_terms
from caselaw.domain.text import fold
from ingest.parse.abuse.companies import country_alone, state_named
from ingest.parse.abuse.labels import LabelledValue
from ingest.parse.abuse.prose import Prose, Risk
from ingest.parse.abuse.words import response_of, risk_of
from ingest.parse.dates.in_text import find_dates

ROLES = ("parent", "subsidiary", "contractor", "financier", "buyer", "operator")
_ITEM = re.compile(r"\s*(?:[;؛\n•·▪|]|(?<!\d)/(?!\d)|\s[–—]\s)\s*")
_COMMA = re.compile(r"\s*[,،]\s*(?![^()]*\))")
_BRACKET = re.compile(r"\s*\((?P<inside>[^()]*)\)")
_YEARS = re.compile(
    r"(?<![\d/.-])(?P<first>(?:19|20)\d\d)(?:\s?(?:[-–—/]|to|until|a|al|hasta|au|jusqu'en|الي|حتي)\s?"
    r"(?P<last>(?:19|20)\d\d))?(?![\d/.-])"
)
_GOES_ON = re.compile(
    r"\b(?:since|from|ongoing|present|to date|desde|en curso|actualidad|depuis|en cours)\b|منذ|مستمر|حتي الان"
)
_DOTTED = re.compile(r"(?:\.\w|(?:^|[ ,])(?:Ltd|Inc|Corp|Co|Ltda|Cía|Pty|Pvt|S\.A))\.$")
_FROM = re.compile(r"\b(?:since|between|from|desde|entre|depuis|ongoing)\b|منذ|بين|(?<!\w)من(?!\w)")
_LONGEST_SOURCE = 400
_LONGEST_NAME = 160


def of(labelled: Iterable[LabelledValue], *fields: str) -> list[LabelledValue]:
    """The values of these fields, in the order of the record."""
    return [one for one in labelled if one.field in fields]


def companies(labelled: Sequence[LabelledValue]) -> tuple[Company, ...]:
    """Every company under a label, each once, with the role of its label or of the words in brackets behind it."""
    found: dict[str, Company] = {}
    for one in of(labelled, "company", *ROLES):
        role = one.field if one.field in ROLES else None
        for company in _listed(one, role):
            key = company_name(company.name).key
            there = found.get(key, company)
            found[key] = replace(
                there, role=there.role or company.role, home_state=there.home_state or company.home_state
            )
    given = list(found.values())
    if len(given) == 1:
        role = next((term for one in of(labelled, "role") for term in _terms(one.value, "company_role")), None)
        home = next((state for one in of(labelled, "home_state") if (state := state_named(one.value))), None)
        given[0] = replace(given[0], role=given[0].role or role, home_state=given[0].home_state or home)
    return tuple(given)


def completed(company: Company, others: Iterable[Company]) -> Company:
    """The company with the role and home State that the prose gives one of the same name."""
    key = company_name(company.name).key
    for other in others:
        if company_name(other.name).key == key:
            return replace(company, role=company.role or other.role, home_state=company.home_state or other.home_state)
    return company


def country(labelled: Sequence[LabelledValue]) -> tuple[str, str] | None:
    """The first country under its label, with the anchor."""
    return next(
        ((found, one.paragraph) for one in of(labelled, "country") if (found := country_alone(one.value))), None
    )


def place(labelled: Sequence[LabelledValue]) -> tuple[str, str] | None:
    """The first place under its label, with the anchor."""
    return next(((one.value, one.paragraph) for one in of(labelled, "place")), None)


def state_actors(labelled: Sequence[LabelledValue]) -> tuple[StateActor, ...]:
    """Each authority under its label, with what kind of authority its name says it is."""
    return tuple(
        StateActor(name, next(iter(_terms(name, "state_actor")), None), one.paragraph)
        for one in of(labelled, "state_actor")
        for name in _items(one.value)
    )


def sources(labelled: Sequence[LabelledValue]) -> tuple[LabelledValue, ...]:
    """What the record rests on, each source cut to a length that can be cited."""
    return tuple(replace(one, value=one.value[:_LONGEST_SOURCE]) for one in of(labelled, "source"))


def response(labelled: Sequence[LabelledValue]) -> CompanyResponse | None:
    """What the company answered; None where no label asks."""
    found = of(labelled, "response")
    text = " ".join(one.value for one in found)
    return response_of(text, found[0].paragraph, labelled=True) if found else None


def risk(labelled: Sequence[LabelledValue]) -> Risk | None:
    """Whether people named are in danger; None where the record does not say so in words that are known."""
    return next(
        (Risk(said, one.paragraph, 0.9) for one in of(labelled, "risk") if (said := risk_of(one.value)) is not None),
        None,
    )


def dates(
    labelled: Sequence[LabelledValue], prose: Prose
) -> tuple[PartialDate | None, PartialDate | None, list[Claim]]:
    """When the harm was done: from its label, else from sentences that tell of harm and say since when or from when to
    when; with the claims."""
    for one in of(labelled, "date"):
        if span := read_span(one.value):
            return (*span, _date_claims(*span, one.paragraph, 0.9))
    for sentence in prose.sentences:
        if prose.companies and not sentence.labelled and any(find_terms(sentence.text, ("harm",))):
            span = read_span(sentence.text)
            if (
                span and span[0] != span[1] and _FROM.search(sentence.folded)
            ):  # a date alone may be any: of a report, a law, a letter
                return (*span, _date_claims(*span, sentence.paragraph, 0.45))
    return None, None, []


def read_span(text: str) -> tuple[PartialDate, PartialDate | None] | None:
    """The first date of a text, and the date it lasts to; "2004" alone began and ended then, "since 2004" goes on."""
    folded = fold(text)
    found = [one.value for one in find_dates(folded) if one.value]
    if not found:
        for years in _YEARS.finditer(folded):
            found += [PartialDate(int(years[name])) for name in ("first", "last") if years[name]]
    if not found:
        return None
    first, last = min(found, key=lambda date: date.first), max(found, key=lambda date: date.last)
    return first, None if len(found) == 1 and _GOES_ON.search(folded) else last


def _date_claims(first: PartialDate, last: PartialDate | None, paragraph: str, sure: float) -> list[Claim]:
    source = "parser:abuse_report"
    ended = [Claim("date.harm_ended", str(last), source, paragraph, sure)] if last else []
    return [Claim("date.harm_began", str(first), source, paragraph, sure), *ended]


def _listed(one: LabelledValue, role: str | None) -> Iterator[Company]:
    """The companies of one value: parted by semicolons or commas, each with its brackets; "Example, Inc." is one."""
    for item in _items(one.value):
        names: list[Company] = []
        for part in _COMMA.split(item):
            bracket = _BRACKET.search(part)
            words = bracket["inside"] if bracket else ""
            name = _trimmed(_BRACKET.sub("", part))
            if not name:
                continue
            if names and is_legal_form(name):
                names[-1] = replace(names[-1], name=f"{names[-1].name}, {name}")
            elif names and not words and (state := _whole_state(name)):
                names[-1] = replace(names[-1], home_state=state)
            elif names and not words and (told := _whole_role(name)):
                names[-1] = replace(names[-1], role=told)
            elif company_name(name).core and len(name) <= _LONGEST_NAME:
                given = role or next(iter(_terms(words, "company_role")), None)
                names.append(Company(name, given, state_named(words), one.paragraph))
        yield from names


def _whole_state(text: str) -> str | None:
    """The State where the text is a country or an adjective and little else."""
    return state_named(text) if len(text.split()) <= 3 and not company_name(text).forms else None


def _whole_role(text: str) -> str | None:
    mentions = list(find_terms(text, ("company_role",)))
    return mentions[0].id if mentions and mentions[0].end - mentions[0].start >= len(text) - 5 else None


def _items(value: str) -> list[str]:
    return [part for item in _ITEM.split(value) if (part := _trimmed(item))]


def _trimmed(text: str) -> str:
    """Without the marks at its ends; the full stop of "S.A." and "Ltd." stays."""
    text = text.strip(" ,،-–—")
    return text if _DOTTED.search(text) else text.rstrip(" .")


def _terms(text: str, vocabulary: str) -> list[str]:
    return list(dict.fromkeys(mention.id for mention in find_terms(text, (vocabulary,))))
