"""A decision cited as the body that gave it cites itself: one module a family of bodies, all listed here.

A form is given in the language of the document and, where the body is official in it, in the reader's. A summary is
never cited as the decision; a fact that is missing is left out.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from caselaw.cite.own import (
    africa,
    arab_courts,
    common_law,
    france,
    general,
    germany,
    inter_american,
    latin_america,
    luxembourg,
    nations,
    spain,
    strasbourg,
)
from caselaw.cite.own.case import Case, called, form_language
from caselaw.cite.own.sides import carried
from caselaw.domain.citing.citation import Pinpoint
from caselaw.domain.citing.pinpoint_words import BODIES
from caselaw.domain.document import SUMMARY, Facts

Form = Callable[[Case], str | None]

_DECISIONS = frozenset({"judgment", "order", "decision", "views", "admissibility_report", "advisory_opinion"})
"""The kinds that a body cites in its own form. An opinion or a pleading in a case is not the decision."""
_DOCUMENTS = _DECISIONS | {"general_comment", "concluding_observations", "report", "resolution", "follow_up_report"}


@dataclass(frozen=True)
class _Family:
    """A form, the languages that it is official in, and the kinds of documents that it is for."""

    form: Form
    languages: tuple[str, ...]
    kinds: frozenset[str] = _DECISIONS


@dataclass(frozen=True)
class OwnCitation:
    """A citation and the language that it is written in."""

    language: str
    text: str


_UN = ("en", "es", "fr", "ar")
_COMMITTEES = ("cescr", "hrc", "cedaw", "cerd", "crc", "cat", "crpd", "cmw", "ced")
_BRACKETS = (
    "uk-sc", "uk-hl", "uk-pc", "uk-ca", "uk-hc", "uk-ut", "uk-eat", "uk-ipt", "uk-csih", "ie-sc", "ie-hc", "au-hca",
    "au-fca", "nz-sc", "nz-ca", "hk-cfa", "sg-ca", "carib-ccj", "ecsc", "jm-ca",
)  # fmt: skip
_COMMA = (
    "in-sc", "in-ngt", "in-hc-del", "in-hc-bom", "ke-sc", "ke-ca", "ke-hc", "ke-elc", "ke-elrc", "bd-sc", "pk-sc",
    "pk-lhc", "ug-sc", "ug-cc", "tz-ca", "gh-sc", "ng-sc", "ng-ca", "ng-fhc", "zm-cc", "zm-sc", "zw-cc", "zw-sc",
    "bw-ca", "na-sc", "ls-ca", "mw-sca", "sz-sc", "fj-sc", "pg-sc", "il-sc", "lk-sc", "my-fc",
)  # fmt: skip

FAMILIES: Mapping[str, _Family] = {
    "iacthr": _Family(inter_american.cite_court, ("es", "en")),
    "iachr": _Family(inter_american.cite_commission, ("es", "en")),
    "echr": _Family(strasbourg.cite_court, ("en", "fr")),
    "ecsr": _Family(strasbourg.cite_committee, ("en", "fr")),
    **dict.fromkeys(_COMMITTEES, _Family(nations.cite_committee, _UN, _DOCUMENTS)),
    **{
        body: _Family(nations.cite_document, _UN, _DOCUMENTS)
        for body, units in BODIES.items()
        if body not in _COMMITTEES and units is BODIES["cescr"]
    },
    "achpr": _Family(africa.cite_commission, ("en", "fr")),
    "afchpr": _Family(africa.cite_court, ("en", "fr")),
    "ecowas-ccj": _Family(africa.cite_community, ("en", "fr")),
    **dict.fromkeys(("cjeu", "eu-gc"), _Family(luxembourg.cite, ("en", "es", "fr"))),
    **dict.fromkeys(("za-cc", "za-sca", "za-hc", "za-lac", "za-lcc"), _Family(common_law.cite_south_africa, ("en",))),
    **dict.fromkeys(_BRACKETS, _Family(common_law.cite_by_brackets, ("en",))),
    **dict.fromkeys(_COMMA, _Family(common_law.cite_with_comma, ("en",))),
    **dict.fromkeys(("ca-sc", "ca-on-sc", "ca-bc-ca", "ca-fc", "ca-chrt"), _Family(common_law.cite_canada, ("en",))),
    **dict.fromkeys(
        ("us-scotus", "us-ca2", "us-ca9", "us-ca5", "us-ca11", "us-cadc"),
        _Family(common_law.cite_united_states, ("en",)),
    ),
    "fr-cass": _Family(france.cite_cassation, ("fr",)),
    "fr-ce": _Family(france.cite_council_of_state, ("fr",)),
    "fr-cc": _Family(france.cite_constitutional_council, ("fr",)),
    "es-tc": _Family(spain.cite, ("es",)),
    **dict.fromkeys(("de-bverfg", "de-bgh", "de-bverwg", "de-bsg"), _Family(germany.cite, ("de", "en"))),
    "ar-csjn": _Family(latin_america.cite_argentina, ("es",)),
    "co-cc": _Family(latin_america.cite_colombia, ("es",)),
    "ec-cc": _Family(latin_america.cite_ecuador, ("es",)),
    "pe-tc": _Family(latin_america.cite_peru, ("es",)),
    **dict.fromkeys(("eg-scc", "eg-cass", "eg-sac", "eg-caj"), _Family(arab_courts.cite_egypt, ("ar",))),
    "lb-cc": _Family(arab_courts.cite_lebanese_council, ("ar",)),
}


def own_citations(
    facts: Facts, language: str, reader: str, at: Pinpoint | None = None, names: Mapping[str, str] | None = None
) -> tuple[OwnCitation, ...]:
    """How a document in `language` is cited, that language first, then the reader's where the body is official in it.

    `at` is the passage, `names` what the case is called in other languages. Nothing for a summary.
    """
    if facts.kind == SUMMARY or not (facts.title or facts.case_name):
        return ()
    family = FAMILIES.get(facts.court or "")
    case = Case(facts, form_language(language), called(facts), at)
    found: dict[str, str] = {}
    for wanted in _languages(family, facts.kind, language, reader):
        own = replace(case, language=wanted)
        name = _name(case.name, facts, language, own.language, names or {})
        if name and (text := family and family.form(replace(own, name=name))):
            found.setdefault(wanted, text)
    if not found:
        found[case.language] = general.cite(case)
    return tuple(OwnCitation(wanted, text) for wanted, text in found.items())


def _languages(family: _Family | None, kind: str, language: str, reader: str) -> tuple[str, ...]:
    if family is None or kind not in family.kinds:
        return ()
    own = language if language in family.languages else family.languages[0]
    return tuple(dict.fromkeys((own, *((reader,) if reader in family.languages else ()))))


def _name(name: str, facts: Facts, source: str, target: str, names: Mapping[str, str]) -> str | None:
    """What the case is called in the language of a form. A court of one country has its own name for its cases,
    whatever language they are read in."""
    family = FAMILIES[facts.court or ""]
    if source == target or len(family.languages) == 1 or source not in family.languages:
        return name
    if known := names.get(target):
        return called(Facts(case_name=known))
    return carried(name, source, target)
