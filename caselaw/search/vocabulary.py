"""What is known by name before any document is read: courts, countries, terms of the glossary and of the taxonomies.

Each is found by the beginning of any of its words, in whichever of our languages they are
(`caselaw.domain.searching.naming`).
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import pycountry
from babel import Locale

from caselaw.domain.court import courts, while_listed
from caselaw.domain.glossary.concepts import edition
from caselaw.domain.languages import LANGUAGES
from caselaw.domain.searching.completion import CompletionKind
from caselaw.domain.searching.naming import starts
from caselaw.domain.taxonomy import terms as taxonomy
from caselaw.search.field_names import FIELDS

_FURTHEST = 3_000  # beginnings that are looked at: a single letter begins thousands


@dataclass(frozen=True, slots=True)
class Entry:
    """`text` in `language` names the thing `of`, which is the same under all its names; `field` is the field of the
    query language of which it is a value, empty for a word to be looked for."""

    kind: CompletionKind
    of: str
    text: str
    language: str
    field: str = ""


@dataclass(frozen=True, slots=True)
class Beginning:
    """A place where an entry can begin to be typed; `inside` where that is not its first word."""

    entry: Entry
    inside: bool


def beginning_so(start: str, reader: str, field: str | None = None) -> tuple[Beginning, ...]:
    """What has a word that begins so (`naming.beginning`), each thing once: under a name in the language
    of the reader if one begins so, and first what begins so itself. `field`: values of this field alone."""
    texts, beginnings = _known(f"{edition().stamp} {taxonomy.edition().stamp}")
    first = bisect_left(texts, start)
    found: dict[tuple[str, str], tuple[tuple[bool, bool, int, str], Beginning]] = {}
    for place in range(first, min(len(texts), first + _FURTHEST)):
        if not texts[place].startswith(start):
            break
        one = beginnings[place]
        if field is None or one.entry.field == field:
            rank = (one.entry.language != reader, one.inside, len(one.entry.text), one.entry.text)
            thing = (one.entry.field or one.entry.kind, one.entry.of)
            if thing not in found or rank < found[thing][0]:
                found[thing] = rank, one
    ranked = sorted(found.values(), key=lambda each: (each[0][1], *each[0]))
    return tuple(one for _, one in ranked)


@while_listed
def _known(_stamp: str) -> tuple[Sequence[str], Sequence[Beginning]]:
    """All beginnings in the order of their letters; made anew when courts, glossary or taxonomies are others."""
    found = [
        (start.text, Beginning(entry, start.inside))
        for entry in dict.fromkeys(_entries())
        for start in starts(entry.text)
    ]
    found.sort(key=lambda pair: pair[0])
    return [text for text, _ in found], [one for _, one in found]


def _entries() -> Iterator[Entry]:
    for court in courts().values():
        for language, name in court.names.items():
            yield Entry("court", court.id, name, language, "court")
        if court.original and court.original not in court.names.values():
            yield Entry("court", court.id, court.original, "und", "court")
        for acronym in court.acronyms:
            yield Entry("court", court.id, acronym, "und", "court")
    for language in LANGUAGES:
        named = Locale(language).territories
        for country in pycountry.countries:
            if country.alpha_2 in named:
                yield Entry("country", country.alpha_3, str(named[country.alpha_2]), language, "country")
    for concept in edition().concepts.values():
        for language, terms in concept.terms.items():
            for term in terms:
                yield Entry("term", concept.id, term, language)
    for vocabulary, terms_of in taxonomy.taxonomies().items():
        if vocabulary in FIELDS:
            for subject in (one for one in terms_of.values() if one.offered):
                for language, name in subject.names.items():
                    yield Entry("subject", subject.id, name, language, vocabulary)
