"""What counts of what was documented are called, by what they were told, and what is to be read with them: the same on
the page, in files and in the API."""

from __future__ import annotations

from caselaw.domain.codebook.listed import DEFAULT, listed
from caselaw.domain.documentation.trends import SOURCES, UNKNOWN, Trends
from caselaw.domain.taxonomy.terms import term_name
from caselaw.messages import say
from caselaw.search.labels import country_name

CAVEATS = ("absence", "several", "apart", "alleged")


def value_name(by: str, value: str, language: str) -> str:
    """What a value of a grouping, or of `source`, is called."""
    if by == "source":
        return say(f"trends.source.{value}", language)
    if value == UNKNOWN:
        return say("trends.undated" if by == "year" else "trends.unknown", language)
    if by == "country":
        return country_name(value, language)
    if by in ("form", "industry"):
        return term_name("capture" if by == "form" else by, value, language)
    return value


def caveats(found: Trends, language: str) -> list[str]:
    """What is to be read with these counts, and by what they were told."""
    sources = [source for source in SOURCES if found.totals[source]]
    said = [say(f"trends.caveat.{one}", language) for one in CAVEATS if one != "apart" or len(sources) > 1]
    return [*said, *dict.fromkeys(one for source in sources for one in according(found, source, language))]


def according(found: Trends, source: str, language: str) -> list[str]:
    """By which vocabulary or version of a codebook the forms were told, and how names of companies were joined."""
    asked = found.asked
    if source == "codes":
        book, versions = listed()[DEFAULT][-1].codebook, ", ".join(map(str, found.versions))
        said = [say("trends.according.codebook", language, codebook=book.title(language), versions=versions)]
    else:
        said = [say("trends.according.vocabulary", language)]
    if asked.company or "company" in (asked.by, asked.across):
        said.append(say("trends.according.companies", language))
    return said
