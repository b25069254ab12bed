"""Codebooks as they are read: which there are, one version with its codes, one code in every language, two versions
beside each other, and a version as a file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from flask import Blueprint, Response, render_template, request
from flask.typing import ResponseReturnValue

from caselaw.access.actions import Action
from caselaw.access.policy import may
from caselaw.domain.codebook.codes import FACETS, JUDGED, LISTS, LONGEST, PARTS, Code, CodebookVersion, in_words
from caselaw.domain.codebook.rows import RowFault
from caselaw.domain.codebook.rules import stamp
from caselaw.domain.codebook.shelf import HIGHEST
from caselaw.domain.errors import CaselawError, Changed, NotFound
from caselaw.domain.languages import LANGUAGES
from caselaw.domain.taxonomy.terms import VOCABULARIES
from caselaw.messages import say, say_error
from caselaw.services.codebooks.files import FORMS
from web.i18n import language
from web.labels import vocabulary_name
from web.security import restrict
from web.session import services, viewer
from web.views.editing.facts import whole

FROM_FILE = ("csv", "ttl", "rdf")


@dataclass(frozen=True)
class Said:
    """A text with the language that it is in: the reader's, or another where nobody has written it in hers."""

    text: str
    language: str


def register(pages: Blueprint) -> None:
    """Put the pages up."""
    version = "/codebooks/<slug>/<int:number>"
    pages.add_url_rule("/codebooks", "codebooks", browse)
    pages.add_url_rule("/codebooks/<slug>", "codebook", newest)
    pages.add_url_rule(version, "codebook_version", show)
    pages.add_url_rule(f"{version}.<any({','.join(FROM_FILE)}):form>", "codebook_file", give)
    pages.add_url_rule(f"{version}/codes/<key>", "codebook_code", show_code)
    pages.add_url_rule("/codebooks/<slug>/compare", "compare_codebooks", compare)


def browse() -> str:
    """The codebooks that the reader may know of."""
    found = services().codebooks.all(viewer())
    if any(one.codebook.access != "public" for one in found):
        restrict("members")
    return render_template(
        "pages/codebooks.html", shelves=found, may_make=bool(services().codebook_editing.audiences(viewer())), **words()
    )


def newest(slug: str) -> str:
    """The latest version that is offered, else the latest there is."""
    return version_page(services().codebooks.version(viewer(), slug))


def show(slug: str, number: int) -> str:
    """One version."""
    return version_page(services().codebooks.version(viewer(), slug, number))


def show_code(slug: str, number: int, key: str) -> str:
    """One code of a version with all that is said of it."""
    return code_page(services().codebooks.version(viewer(), slug, number), key)


def give(slug: str, number: int, form: str) -> ResponseReturnValue:
    """A version as a file."""
    shelf = services().codebooks.shelf(viewer(), slug)
    restrict(shelf.codebook.access)
    content = services().codebook_files.write(slug, number, form, viewer=viewer())
    answer = Response(content, content_type=FORMS[form])
    answer.headers["Content-Disposition"] = f'attachment; filename="codebook-{slug}-{number}.{form}"'
    return answer


def compare(slug: str) -> str:
    """Two versions of a codebook: what differs, and how codes of the older are read in the newer."""
    shelf = services().codebooks.shelf(viewer(), slug)
    numbers = [one.number for one in shelf.editions]
    new = _number("new", numbers[-1])
    old = _number("old", max((one for one in numbers if one < new), default=new))
    restrict(shelf.codebook.access)
    return render_template(
        "pages/codebook_compare.html",
        shelf=shelf,
        found=services().codebooks.compare(viewer(), slug, old, new),
        **words(),
    )


def version_page(
    version: CodebookVersion, refusal: CaselawError | None = None, wanted: Mapping[str, str] | None = None
) -> str:  # fmt: skip
    """The page of a version; with a refusal, what was wanted stands in its form still."""
    book = version.codebook
    restrict(book.access)
    editing = not book.listed and may(viewer(), Action.EDIT_CODEBOOK, book)
    drafting = editing and version.state == "draft"
    readiness = services().codebook_editing.readiness(book.slug, version.number, viewer=viewer()) if drafting else None
    return render_template(
        "pages/codebook.html",
        version=version,
        book=book,
        shelf=services().codebooks.shelf(viewer(), book.slug),
        by_facet=[(one, [code for code in version.codes if code.facet == one]) for one in FACETS],
        editing=editing,
        drafting=drafting,
        readiness=readiness,
        may_make=bool(services().codebook_editing.audiences(viewer())),
        wanted=wanted or {},
        **refused(refusal),
        **words(),
    )


def code_page(
    version: CodebookVersion, key: str, refusal: CaselawError | None = None, typed: Code | None = None
) -> str:  # fmt: skip
    """The page of a code; with a refusal, what was typed stands in the form still."""
    code = version.code(key)
    if code is None:
        raise NotFound()
    book = version.codebook
    restrict(book.access)
    return render_template(
        "pages/codebook_code.html",
        version=version,
        book=book,
        code=code,
        typed=typed or code,
        stood=stamp(code),
        reviewers=services().codebooks.reviewers(viewer(), version, code),
        broader=version.code(code.broader) if code.broader else None,
        below=[one for one in version.codes if one.broader == code.key],
        drafting=version.state == "draft" and not book.listed and may(viewer(), Action.EDIT_CODEBOOK, book),
        reviewing=not code.vocabulary and may(viewer(), Action.REVIEW_CODEBOOK, version),
        **refused(refusal),
        **words(),
    )


def words() -> dict[str, object]:
    """What the templates of codebooks say things with."""
    reader = language()
    return {
        "codes_of_languages": (reader, *(one for one in LANGUAGES if one != reader)),
        "parts": PARTS,
        "lists": LISTS,
        "judged": JUDGED,
        "facets": FACETS,
        "said": said,
        "book_title": lambda book: said(book.titles, book.slug),
        "name_of": name_of,
        "row_fault": row_fault,
        "vocabulary_names": {name: vocabulary_name(name) for name in VOCABULARIES},
        "longest": LONGEST,
    }


def name_of(kind: str, name: str) -> str:
    """What a facet, part, state, status or fate of a code is called."""
    return say(f"codebook.{kind}.{name}", language())


def row_fault(fault: RowFault) -> str:
    """What is wrong in a row of a file, or was passed over."""
    return say(fault.code, language(), **fault.params)


def said(texts: Mapping[str, str], otherwise: str = "") -> Said:
    """A text in the reader's language, else in the one it is found in."""
    if texts.get(language()):
        return Said(texts[language()], language())
    found = in_words(texts, language())
    return Said(found or otherwise, next((code for code, text in texts.items() if text == found), "en"))


def refused(refusal: CaselawError | None) -> dict[str, object]:
    """A refusal for the page: the sentence above the form, and by field what is wrong with it."""
    fields = getattr(refusal, "fields", None) or {}
    params = dict(refusal.params) if refusal else {}
    return {
        "refusal": say_error(refusal, language()) if refusal else None,
        "changed": isinstance(refusal, Changed),
        "wrong": {name: _sentence(codes[0], params) for name, codes in fields.items() if codes},
    }


def _sentence(code: str, params: Mapping[str, str | int]) -> str:
    try:
        return say(code, language(), **params)
    except KeyError:  # the first fault fills the sentence above the form; another may ask for other words
        return ""


def _number(name: str, otherwise: int) -> int:
    typed = request.args.get(name, "")
    number = whole(typed)
    return number if 0 < number <= HIGHEST else otherwise
