"""What a viewer reads of cases of abuse and of corporate capture, as things to be counted: records, documents and the
codes that closed rounds agreed on. What she may not read is in none of it, so that no count can tell of it.

Versions of one document are one thing. A name of which anything is withheld from her is no name of a company here.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence

from sqlalchemy import Connection

from caselaw.access.viewer import Viewer
from caselaw.domain.audience import PUBLIC, Audience
from caselaw.domain.codebook.listed import DEFAULT, listed
from caselaw.domain.coding.adjudication import AgreedHere
from caselaw.domain.document import Document, Facts
from caselaw.domain.documentation.records import DocumentedCase, years
from caselaw.domain.documentation.trends import Grouping, Source, Told
from caselaw.domain.identifiers import DocumentId
from caselaw.domain.taxonomy.terms import broader_terms, current
from caselaw.domain.term import Term
from caselaw.domain.veil.document import NAMES
from caselaw.domain.veil.restrictions import Passage
from caselaw.services.documentation import seeing
from caselaw.store import documents as stored
from caselaw.store.coding import agreement
from caselaw.store.coding import sight as coding_sight
from caselaw.store.documentation import records
from caselaw.store.withholding import names as withholding

_FORM = "form"  # the facet of the codebook under which the forms of capture stand
Values = dict[Grouping, tuple[str, ...]]


def told(connection: Connection, viewer: Viewer, language: str) -> tuple[Told, ...]:
    """All of it; of the versions of a document the one in `language`, where she reads it, gives its name."""
    reports = records.abuse_documents(connection, viewer.audiences)
    return (
        *_records(connection, viewer),
        *_of_works(connection, viewer, "documents", reports, {}, language),
        *_coded(connection, viewer, language),
    )


def companies(every: Iterable[Told]) -> dict[str, int]:
    """The names of companies as they are written, with the number of records and documents that each stands in."""
    things = {one.id: one.values.get("company", ()) for one in every}
    found: dict[str, int] = {}
    for names in things.values():
        for name in names:
            found[name] = found.get(name, 0) + 1
    return found


def known(viewer: Viewer) -> frozenset[Audience]:
    """The audiences whose records a viewer may read; nobody who is not signed in reads any."""
    return frozenset(viewer.audiences) - {PUBLIC} if viewer.account or "operator" in viewer.roles else frozenset()


def told_by(whole: Iterable[DocumentedCase], shown: Iterable[DocumentedCase]) -> tuple[Told, ...]:
    """Records as things to be counted: `whole` as they are kept, `shown` as lists show them to the viewer."""
    return tuple(
        Told("cases", one.id, one.access, _of_record(one, {each.name for each in before.companies}), one.title)
        for before, one in zip(whole, shown, strict=True)
    )


def _records(connection: Connection, viewer: Viewer) -> tuple[Told, ...]:
    whole = records.load_many(connection, known(viewer))
    return told_by(whole, seeing.listed(connection, whole, viewer))


def _of_record(one: DocumentedCase, written: Collection[str]) -> Values:
    return {
        "form": _broad("capture", one.terms),
        "country": one.countries,
        "year": tuple(map(str, one.years)),
        "industry": _broad("industry", one.terms),
        "company": _unique(company.name for company in one.companies if company.name in written),
    }


def _coded(connection: Connection, viewer: Viewer, language: str) -> Iterable[Told]:
    """The documents to which a closed round that she may read gave a form of capture of the listed codebook: other
    codebooks may mean another thing by the same name."""
    if viewer.account is None:
        return ()
    ids = agreement.coded_documents(connection, viewer.audiences, DEFAULT)
    there = stored.load_many(connection, ids, viewer.audiences)
    here = agreement.agreed_here(connection, there.keys(), viewer.audiences)
    closed = {
        document: {one.target.anchor for one in sight.over.restrictions if isinstance(one.target, Passage)}
        for document, sight in coding_sight.sights(connection, there.keys(), viewer.audiences).items()
    }
    forms = {id_: _forms(here[id_], closed.get(id_, ())) for id_ in here}
    some = [one for one in there.values() if forms.get(one.id)]
    return _of_works(connection, viewer, "codes", some, forms, language)


def _forms(here: Iterable[AgreedHere], closed: Collection[str]) -> dict[str, tuple[int, ...]]:
    """The forms, each with all that is broader, and the versions of the codebook by which they were given."""
    found: dict[str, tuple[int, ...]] = {}
    for one in here:
        version = next((each for each in listed()[DEFAULT] if each.number == one.version), None)
        if one.codebook != DEFAULT or version is None:
            continue
        for key in {code for anchor, codes in one.codes.items() if anchor not in closed for code in codes}:
            code = version.code(key)
            while code is not None and code.facet == _FORM:
                found[code.key] = _numbers((*found.get(code.key, ()), one.version))
                code = version.code(code.broader) if code.broader else None
    return found


def _of_works(
    connection: Connection, viewer: Viewer, source: Source, some: Sequence[Document],
    forms: Mapping[DocumentId, Mapping[str, tuple[int, ...]]], language: str,
) -> Iterable[Told]:  # fmt: skip
    unmasked = _unmasked(connection, some, viewer.audiences)
    works: dict[str, list[Document]] = {}
    for one in sorted(some, key=lambda one: (one.language.partition("-")[0] != language, one.added, one.id)):
        works.setdefault(one.work_id, []).append(one)
    for versions in works.values():
        first = versions[0]
        values: Values = {}
        for one in versions:
            given = tuple(forms[one.id]) if source == "codes" else None
            for grouping, more in _of_facts(one.facts, unmasked[one.id], given).items():
                values[grouping] = _unique((*values.get(grouping, ()), *more))
        numbers = _numbers(n for one in versions for of in forms.get(one.id, {}).values() for n in of)
        yield Told(source, first.id, first.access, values, first.facts.title, first.language, numbers)


def _of_facts(facts: Facts, names: tuple[str, ...], forms: tuple[str, ...] | None) -> Values:
    """The year is that of the harm; of a coded document that tells of no case, the one in which it was decided."""
    case = facts.abuse
    harmed = years(case.began, case.ended) if case else (facts.decided.year,) if forms and facts.decided else ()
    country = (case.country if case else None) or facts.country
    return {
        "form": _broad("capture", facts.terms) if forms is None else forms,
        "country": (country,) if country else (),
        "year": tuple(map(str, harmed)),
        "industry": _broad("industry", facts.terms),
        "company": names,
    }


def _unmasked(
    connection: Connection, some: Sequence[Document], audiences: Collection[Audience]
) -> Mapping[DocumentId, tuple[str, ...]]:  # fmt: skip
    """The companies that each document names; those left out in which the mark of a withheld name stands."""
    found: dict[DocumentId, tuple[str, ...]] = {}
    for one in some:
        named = (company.name for company in one.facts.abuse.companies) if one.facts.abuse else ()
        names = _unique(" ".join(name.split()) for name in (*named, *(each.company for each in one.facts.allegations)))
        if NAMES in one.withheld:
            kept = (each for each in withholding.of_work(connection, one.work_id) if each.audience not in audiences)
            marks = {each.name.mark(one.language.partition("-")[0]) for each in kept}
            names = tuple(name for name in names if not any(mark in name for mark in marks))
        found[one.id] = names
    return found


def _broad(vocabulary: str, terms: Iterable[Term]) -> tuple[str, ...]:
    mine = (current(vocabulary, one.id) for one in terms if one.vocabulary == vocabulary)
    return _unique(each for id_ in mine for each in broader_terms(vocabulary, id_))


def _unique(values: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(value for value in values if value))


def _numbers(values: Iterable[int]) -> tuple[int, ...]:
    return tuple(sorted(set(values)))
