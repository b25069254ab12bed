"""Subjects: the vocabularies by which decisions are grouped, leafed through by everybody as trees with counts, and
changed on the page of a term by those who may."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from flask import Blueprint, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from caselaw.access.actions import Action
from caselaw.access.policy import may, require
from caselaw.domain.codebook.listed import DEFAULT, listed
from caselaw.domain.errors import CaselawError, Changed, Invalid, NotFound
from caselaw.domain.glossary.concepts import glossary
from caselaw.domain.languages import LANGUAGES
from caselaw.domain.searching.questions import FILTERS, SearchQuery
from caselaw.domain.taxonomy.articles import articles_about
from caselaw.domain.taxonomy.changes import LONGEST_DEFINITION, LONGEST_NAME, ShownTerm
from caselaw.domain.taxonomy.terms import VOCABULARIES, TaxonomyTerm, current, taxonomies
from caselaw.domain.text import fold
from caselaw.messages import say_error
from caselaw.search.labels import label
from caselaw.search.project import VOCABULARY_OF, subject_fields
from caselaw.services.vocabulary.subjects import DOCTRINE, PLACES, SubjectCounts
from web import labels
from web.addresses import toggled
from web.i18n import language
from web.session import services, viewer
from web.views.vocabulary.glossary import source_name

BROWSED = ("right", "theme", DOCTRINE, "group", "remedy", "harm", "industry", "capture", "mechanism", "objective",
           "condition", *PLACES)  # fmt: skip
"""What is leafed through, in the order of the page."""
FIRST = 6  # terms of a list that the first page shows


@dataclass(frozen=True)
class Branch:
    """A term or value in a tree: what it is called, how many documents stand under it, and where it leads."""

    id: str
    name: str
    language: str
    count: int | None
    page: str | None
    found: str | None
    below: tuple[Branch, ...] = ()


def register(pages: Blueprint) -> None:
    """Put the pages up."""
    pages.add_url_rule("/subjects", "subjects", browse)
    pages.add_url_rule("/subjects/<vocabulary>", "vocabulary", tree)
    pages.add_url_rule("/subjects/<vocabulary>/new", "new_subject", new)
    pages.add_url_rule("/subjects/<vocabulary>/new", "add_subject", add, methods=["POST"])
    pages.add_url_rule("/subjects/<vocabulary>/<term_id>", "subject", show)
    pages.add_url_rule("/subjects/<vocabulary>/<term_id>", "change_subject", change, methods=["POST"])


def browse() -> str:
    """Every vocabulary with the best filled of its widest terms."""
    counts = services().subjects.counts(BROWSED, viewer=viewer(), reader=language())
    trees = {name: branches(name, counts) for name in BROWSED}
    first = {
        name: sorted(found, key=lambda one: -(one.count or 0))[:FIRST]
        for name, found in trees.items()
        if found or name in VOCABULARIES
    }
    return render_template(
        "pages/subjects.html",
        first=first,
        total={name: _size(found) for name, found in trees.items()},
        called=called,
        answered=counts.answered,
    )


def tree(vocabulary: str) -> str:
    """One vocabulary whole."""
    if vocabulary not in BROWSED and vocabulary not in VOCABULARIES:
        raise NotFound()
    counts = services().subjects.counts((vocabulary,), viewer=viewer(), reader=language())
    return render_template(
        "pages/vocabulary.html",
        vocabulary=vocabulary,
        found=branches(vocabulary, counts),
        called=called,
        answered=counts.answered,
        editing=vocabulary in VOCABULARIES and may(viewer(), Action.EDIT_TAXONOMY),
    )


def show(vocabulary: str, term_id: str) -> ResponseReturnValue:
    """One term; an address of a merged one leads on to the term that took its place."""
    shown = services().subjects.show(vocabulary, term_id, viewer=viewer(), reader=language())
    if shown.term.merged and not may(viewer(), Action.EDIT_TAXONOMY):
        return redirect(url_for("pages.subject", vocabulary=vocabulary, term_id=current(vocabulary, term_id)), 302)
    return page(shown)


def change(vocabulary: str, term_id: str) -> ResponseReturnValue:
    """One change by an editor. Where somebody was faster, the page shows what stands now beside what was wanted."""
    require(viewer(), Action.EDIT_TAXONOMY)
    try:
        CHANGES.get(request.form.get("do", ""), _unknown)(vocabulary, term_id, _revision())
    except (Invalid, Changed) as refusal:
        shown = services().subjects.show(vocabulary, term_id, viewer=viewer(), reader=language())
        return make_response(page(shown, refusal), 409 if isinstance(refusal, Changed) else 422)
    return redirect(url_for("pages.subject", vocabulary=vocabulary, term_id=term_id), 303)


def new(vocabulary: str) -> str:
    """The form for a term that a vocabulary lacks."""
    require(viewer(), Action.EDIT_TAXONOMY)
    return _new_page(vocabulary)


def add(vocabulary: str) -> ResponseReturnValue:
    """A term that an editor adds; what cannot be is said above the form as it was sent."""
    form = request.form
    try:
        made = services().subjects.add(
            vocabulary, _texts("name"), viewer=viewer(), broader=form.get("broader", ""),
            definitions=_texts("definition"),
        )  # fmt: skip
    except Invalid as refusal:
        return make_response(_new_page(vocabulary, refusal), 422)
    return redirect(url_for("pages.subject", vocabulary=vocabulary, term_id=made), 303)


def page(shown: ShownTerm, refusal: CaselawError | None = None) -> str:
    """The page of a term; with a refusal, what was wanted stands in its form still."""
    term = shown.term
    return render_template(
        "pages/subject.html",
        shown=shown,
        term=term,
        called=called,
        editing=may(viewer(), Action.EDIT_TAXONOMY),
        choices=_choices(term.vocabulary, term.id),
        concept=_concept(term),
        coded=_coded(term),
        articles=[f"{source_name(f'{one} {number}')}" for one, number in articles_about(term.vocabulary, term.id)],
        source=source_name(term.source) if term.source else "",
        search=toggled(SearchQuery(), term.vocabulary, term.id) if term.vocabulary in FILTERS else None,
        into=taxonomies()[term.vocabulary].get(term.merged) if term.merged else None,
        refusal=say_error(refusal, language()) if refusal else None,
        wrong=set(getattr(refusal, "fields", None) or ()),
        changed=isinstance(refusal, Changed),
        wanted=request.form if refusal else {},
        codes=LANGUAGES,
        longest={"name": LONGEST_NAME, "definition": LONGEST_DEFINITION},
    )


def called(name: str) -> str:
    """What a vocabulary, or a field beside them, is called."""
    return labels.vocabulary_name(name) if name in VOCABULARIES else labels.field_name(name)


def about_terms(field: str) -> str | None:
    """The address under which the values of a field of a search have their pages, each under its own id; None where
    they are no terms of ours."""
    vocabulary = VOCABULARY_OF.get(field, field)
    return url_for("pages.vocabulary", vocabulary=vocabulary) if vocabulary in VOCABULARIES else None


def branches(name: str, counts: SubjectCounts) -> tuple[Branch, ...]:
    """The tree of a vocabulary; of other fields the values that this reader may find, by name."""
    values = counts.values.get(name)
    if name in PLACES:
        found = [_value(name, value, count) for value, count in (values or {}).items()]
        return tuple(sorted(found, key=lambda one: one.name))
    vocabulary = VOCABULARY_OF.get(name, name)
    some = subject_fields().get(name)
    terms = [one for one in taxonomies()[vocabulary].values() if one.offered and (some is None or one.id in some)]
    below: dict[str | None, list[TaxonomyTerm]] = {}
    there = {one.id for one in terms}
    for one in terms:
        broader = current(vocabulary, one.broader) if one.broader else None
        below.setdefault(broader if broader in there else None, []).append(one)
    return tuple(_branches(name, below, None, values))


def _branches(
    name: str, below: Mapping[str | None, list[TaxonomyTerm]], above: str | None, values: Mapping[str, int] | None
) -> Iterable[Branch]:  # fmt: skip
    for term in below.get(above, ()):
        count = values.get(term.id, 0) if values is not None else None
        yield Branch(
            term.id,
            term.name(language()),
            language() if language() in term.names else "en",
            count,
            url_for("pages.subject", vocabulary=term.vocabulary, term_id=term.id),
            toggled(SearchQuery(), name, term.id) if count and name in FILTERS else None,
            tuple(_branches(name, below, term.id, values)),
        )


def _value(field: str, value: str, count: int) -> Branch:
    return Branch(
        value, label(field, value, language()), language(), count, None, toggled(SearchQuery(), field, value)
    )  # fmt: skip


def _size(found: Iterable[Branch]) -> int:
    return sum(1 + _size(one.below) for one in found)


def _concept(term: TaxonomyTerm) -> str | None:
    """The concept of the glossary that has the same English name, if one has."""
    wanted = fold(term.names["en"])
    return next((one.id for one in glossary().values() if wanted in map(fold, one.terms.get("en", ()))), None)


def _coded(term: TaxonomyTerm) -> str | None:
    """The page of the code that the listed codebook has for this term, if it has one."""
    version = listed()[DEFAULT][-1]
    if term.vocabulary != "capture" or term.id not in version.keys:
        return None
    return url_for("pages.codebook_code", slug=DEFAULT, number=version.number, key=term.id)


def _choices(vocabulary: str, but: str = "") -> list[TaxonomyTerm]:
    terms = taxonomies()[vocabulary].values()
    return sorted((one for one in terms if one.offered and one.id != but), key=lambda one: one.name(language()))


def _new_page(vocabulary: str, refusal: Invalid | None = None) -> str:
    if vocabulary not in VOCABULARIES:
        raise NotFound()
    return render_template(
        "pages/new_subject.html",
        vocabulary=vocabulary,
        called=called,
        choices=_choices(vocabulary),
        refusal=say_error(refusal, language()) if refusal else None,
        wrong=set(getattr(refusal, "fields", None) or ()),
        wanted=request.form,
        codes=LANGUAGES,
        longest={"name": LONGEST_NAME, "definition": LONGEST_DEFINITION},
    )


def _texts(kind: str) -> dict[str, str]:
    form = request.form
    return {code: form[f"{kind}_{code}"] for code in LANGUAGES if f"{kind}_{code}" in form}


def _revision() -> int:
    typed = request.form.get("revision", "")
    return int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 10 else -1


def _describe(vocabulary: str, term_id: str, revision: int) -> None:
    names, definitions = _texts("name"), _texts("definition")
    services().subjects.describe(vocabulary, term_id, names, definitions, revision=revision, viewer=viewer())


def _move(vocabulary: str, term_id: str, revision: int) -> None:
    broader = request.form.get("broader", "")
    services().subjects.move(vocabulary, term_id, broader, revision=revision, viewer=viewer())


def _merge(vocabulary: str, term_id: str, revision: int) -> None:
    into = request.form.get("into", "")
    services().subjects.merge(vocabulary, term_id, into, revision=revision, viewer=viewer())


def _retire(vocabulary: str, term_id: str, revision: int) -> None:
    services().subjects.retire(vocabulary, term_id, revision=revision, viewer=viewer())


def _again(vocabulary: str, term_id: str, revision: int) -> None:
    services().subjects.retire(vocabulary, term_id, revision=revision, viewer=viewer(), again=True)


def _unknown(_vocabulary: str, _term_id: str, _revision: int) -> None:
    raise Invalid("error.invalid")


CHANGES: dict[str, Callable[[str, str, int], None]] = {
    "describe": _describe, "move": _move, "merge": _merge, "retire": _retire, "again": _again,
}  # fmt: skip
