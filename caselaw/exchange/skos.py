"""A codebook as SKOS, the form in which vocabularies are exchanged: what is said of it, as triples that are written as
Turtle or as RDF/XML.

What SKOS has no word for stands under a namespace of our own: when not to use a code, its facet, the source of a text
and whether somebody reviewed it. The addresses of codes are those of the API, so that they lead somewhere.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from caselaw.domain.codebook.codes import FACETS, JUDGED, Code, CodebookVersion
from caselaw.domain.codebook.moving import Moved
from caselaw.domain.languages import LANGUAGES
from caselaw.messages import say

PREFIXES = {
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "dct": "http://purl.org/dc/terms/",
    "owl": "http://www.w3.org/2002/07/owl#",
    "cb": "urn:caselaw:codebook#",
}
MATCHES = {"same": "exactMatch", "renamed": "exactMatch", "merged": "closeMatch", "split": "closeMatch"}
_NOTES = {"definition": "skos:definition", "use_when": "skos:scopeNote", "not_when": "cb:notWhen"}


@dataclass(frozen=True)
class Literal:
    """A text, in a language where it has one."""

    text: str
    language: str = ""


@dataclass(frozen=True)
class Address:
    """What a triple points at: an address, whole, or `prefix:name`."""

    iri: str


@dataclass(frozen=True)
class Described:
    """One thing with all that is said of it, in order: `kind` is its class, each statement a predicate and object."""

    iri: str
    kind: str
    statements: tuple[tuple[str, Literal | Address], ...]


def address(base_url: str, slug: str, number: int) -> str:
    """The address of a version, without a slash at its end."""
    return f"{base_url.rstrip('/')}/api/v1/codebooks/{slug}/versions/{number}"


def described(version: CodebookVersion, base_url: str, moves: Sequence[Moved] = ()) -> tuple[Described, ...]:
    """All that is said of a version: the scheme, its codes, the facets as collections, what became of older codes."""
    scheme = address(base_url, version.codebook.slug, version.number)
    older = address(base_url, version.codebook.slug, version.number - 1)
    became: dict[str, list[tuple[str, Address]]] = {}
    for one in moves:
        for key in one.keys:
            became.setdefault(key, []).append((f"skos:{MATCHES[one.became]}", Address(f"{older}#{one.key}")))
    return (
        Described("urn:caselaw:codebook#notWhen", "rdf:Property", (("rdfs:subPropertyOf", Address("skos:scopeNote")),)),
        Described(scheme, "skos:ConceptScheme", tuple(_of_scheme(version, scheme, base_url))),
        *(
            Described(f"{scheme}#{code.key}", "skos:Concept", (*_of_code(code, scheme), *became.get(code.key, ())))
            for code in version.codes
        ),
        *_facets(version.codes, scheme),
    )


def _of_scheme(version: CodebookVersion, scheme: str, base_url: str) -> Iterator[tuple[str, Literal | Address]]:
    book = version.codebook
    yield from (("dct:title", Literal(text, language)) for language, text in book.titles.items())
    yield from (("dct:description", Literal(text, language)) for language, text in book.about.items())
    yield "owl:versionInfo", Literal(str(version.number))
    yield "cb:state", Literal(version.state)
    for name in version.vocabularies:
        yield "dct:references", Address(f"{base_url.rstrip('/')}/api/v1/subjects#{name}")
    for code in version.codes:
        if not code.broader:
            yield "skos:hasTopConcept", Address(f"{scheme}#{code.key}")


def _of_code(code: Code, scheme: str) -> Iterator[tuple[str, Literal | Address]]:
    yield "skos:notation", Literal(code.key)
    yield "skos:inScheme", Address(scheme)
    if code.broader:
        yield "skos:broader", Address(f"{scheme}#{code.broader}")
    else:
        yield "skos:topConceptOf", Address(scheme)
    yield from (("skos:prefLabel", Literal(text, language)) for language, text in code.labels.items())
    for language in LANGUAGES:
        yield from (("skos:altLabel", Literal(text, language)) for text in code.also.get(language, ()))
        for part, predicate in _NOTES.items():
            if text := code.text(part, language):
                yield predicate, Literal(text, language)
        yield from (("skos:example", Literal(text, language)) for text in code.examples.get(language, ()))
    yield "cb:facet", Literal(code.facet)
    for part in JUDGED:
        for language in LANGUAGES:
            status = code.status(part, language)
            if code.text(part, language):
                yield "cb:status", Literal(f"{part}.{language} {status.kind}")
            if status.source:
                yield "dct:source", Literal(f"{part}.{language}={status.source}")


def _facets(codes: Iterable[Code], scheme: str) -> Iterator[Described]:
    """Each facet that has codes, as a collection of them."""
    kept = tuple(codes)
    for facet in FACETS:
        members = [("skos:member", Address(f"{scheme}#{code.key}")) for code in kept if code.facet == facet]
        if members:
            names = [("skos:prefLabel", Literal(say(f"codebook.facet.{facet}", one), one)) for one in LANGUAGES]
            yield Described(f"{scheme}#facet-{facet}", "skos:Collection", (*names, *members))
