"""What a group calls the codes of its own codebooks, for the lists that a search counts: search knows those that come
with the product, and no table."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from sqlalchemy import Connection

from caselaw.access.viewer import Viewer
from caselaw.domain.codebook.codes import Code
from caselaw.domain.codebook.listed import listed
from caselaw.domain.searching.questions import FacetCount
from caselaw.search.facets import Listed
from caselaw.store.coding import codebooks

FIELD = "coded"


def unnamed(lists: Listed) -> bool:
    """Some code of these lists is of a codebook that somebody made here."""
    return any(_slug(one) not in listed() for one in lists.facets.get(FIELD, ()))


def named(connection: Connection, lists: Listed, viewer: Viewer, reader: str) -> Listed:
    """The lists with the names of codes of those codebooks that the viewer may read."""
    counts = lists.facets.get(FIELD, ())
    codes = {slug: _codes(connection, slug, viewer) for slug in {_slug(one) for one in counts} - listed().keys()}
    said = tuple(replace(one, label=_label(one, codes.get(_slug(one), {}), reader)) for one in counts)
    return replace(lists, facets={**lists.facets, FIELD: said})


def spoken(lists: Listed) -> Mapping[str, Mapping[str, str]]:
    """What the lists call each code, for the sentence that says what was asked."""
    return {FIELD: {one.value: one.label for one in lists.facets.get(FIELD, ())}}


def _codes(connection: Connection, slug: str, viewer: Viewer) -> Mapping[str, Code]:
    """The codes of a codebook by key, as its latest version says them."""
    book = codebooks.load(connection, slug)
    if book is None or book.access not in viewer.audiences:
        return {}
    numbers = [number for number, _, _ in codebooks.versions(connection, [book.id]).get(book.id, ())]
    versions = [codebooks.version(connection, book, number) for number in sorted(numbers)]
    return {code.key: code for version in versions if version for code in version.codes}


def _label(one: FacetCount, codes: Mapping[str, Code], reader: str) -> str:
    code = codes.get(one.value.partition("/")[2])
    return code.label(reader) if code else one.label


def _slug(one: FacetCount) -> str:
    return one.value.partition("/")[0]
