"""Codebooks as they are read: which there are for a viewer, one version whole, two side by side, and what became of a
code. Everybody who codes, counts or reports asks here."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from sqlalchemy import Connection

from caselaw.access.actions import Action
from caselaw.access.policy import may
from caselaw.access.viewer import Viewer
from caselaw.domain.codebook.codes import Code, Codebook, CodebookVersion, reviewed
from caselaw.domain.codebook.listed import listed
from caselaw.domain.codebook.moving import Carried, Difference, Moved, carried, differences, moves, unmapped
from caselaw.domain.codebook.shelf import HIGHEST, Edition, Shelved
from caselaw.domain.errors import NotFound
from caselaw.store import Store
from caselaw.store.coding import codebooks as stored
from caselaw.store.people import accounts


@dataclass(frozen=True)
class Compared:
    """Two versions of one codebook: what differs, what became of the codes of the older one (where the newer follows
    it directly), and of which of them nobody has said it yet."""

    old: CodebookVersion
    new: CodebookVersion
    differences: tuple[Difference, ...]
    moves: tuple[Moved, ...]
    unmapped: tuple[str, ...]
    carried: tuple[tuple[str, Carried], ...]


class CodebookService:
    """Reads codebooks. Whatever a viewer may not know of is `NotFound`, as what was never there."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def all(self, viewer: Viewer) -> tuple[Shelved, ...]:
        """The codebooks that this viewer may read, those of the product first, then the latest."""
        with self._store.reading() as connection:
            own = _shelves(connection, stored.of_audiences(connection, viewer.audiences), viewer)
        return (*(_listed_shelf(versions) for versions in listed().values()), *own)

    def shelf(self, viewer: Viewer, slug: str) -> Shelved:
        """One codebook and which versions it has; `NotFound`."""
        if slug in listed():
            return _listed_shelf(listed()[slug])
        with self._store.reading() as connection:
            codebook = stored.load(connection, slug)
            there = codebook is not None and codebook.access in viewer.audiences
            found = _shelves(connection, (codebook,), viewer) if codebook and there else ()
        if not found:
            raise NotFound()
        return found[0]

    def version(self, viewer: Viewer, slug: str, number: int | None = None) -> CodebookVersion:
        """A version of a codebook with what people have reviewed of it; without a number the latest that is offered
        for coding, else the latest that this viewer may read. `NotFound`."""
        shelf = self.shelf(viewer, slug)
        wanted = number if number is not None else (shelf.newest or shelf.editions[-1]).number
        if wanted not in {one.number for one in shelf.editions}:
            raise NotFound()
        with self._store.reading() as connection:
            return whole(connection, shelf.codebook, wanted)

    def reviewers(self, viewer: Viewer, version: CodebookVersion, code: Code) -> Mapping[str, str]:
        """By account, the names of those who reviewed texts of a code; for whoever may review there, nobody else."""
        if not may(viewer, Action.REVIEW_CODEBOOK, version):
            return {}
        people = {one.by for one in code.statuses.values() if one.by}
        with self._store.reading() as connection:
            return accounts.known_as(connection, people)

    def compare(self, viewer: Viewer, slug: str, old: int, new: int) -> Compared:
        """Two versions beside each other, and how each code of the older is read in the newer. `NotFound`."""
        chain = self._chain(viewer, slug, *sorted((old, new)))
        first, last = chain[0], chain[-1]
        follows = len(chain) == 2
        return Compared(
            first,
            last,
            differences(first, last),
            moves(first, last) if follows else (),
            unmapped(first, last) if follows else (),
            tuple((one.key, carried(chain, one.key)) for one in first.codes),
        )

    def carried(self, viewer: Viewer, slug: str, key: str, old: int, new: int) -> Carried:
        """A code of an older version in the terms of a newer one: one code, several among which nobody has decided, or
        none. `NotFound` where one of the versions is not there, or the older has no such code."""
        chain = self._chain(viewer, slug, old, new)
        if chain[0].code(key) is None:
            raise NotFound()
        return carried(chain, key)

    def _chain(self, viewer: Viewer, slug: str, old: int, new: int) -> tuple[CodebookVersion, ...]:
        """The versions from one to the other, each following the one before."""
        shelf = self.shelf(viewer, slug)
        numbers = {one.number for one in shelf.editions}
        if old > new or not {old, new} <= numbers:
            raise NotFound()
        with self._store.reading() as connection:
            between = (number for number in range(old, new + 1) if number in numbers)
            return tuple(whole(connection, shelf.codebook, number) for number in between)


def whole(connection: Connection, codebook: Codebook, number: int) -> CodebookVersion:
    """A version with its reviews, whoever asks; `NotFound` where there is none of this number."""
    versions: Iterable[CodebookVersion] = listed().get(codebook.slug, ()) if codebook.listed else ()
    found = next((one for one in versions if one.number == number), None)
    if not codebook.listed and 0 < number <= HIGHEST:
        found = stored.version(connection, codebook, number)
    if found is None:
        raise NotFound()
    reviews = stored.reviews(connection, codebook.slug)
    return replace(found, codes=tuple(reviewed(code, reviews) for code in found.codes)) if reviews else found


def _shelves(connection: Connection, codebooks: Sequence[Codebook], viewer: Viewer) -> tuple[Shelved, ...]:
    """These codebooks with the versions of which the viewer may know; without those of which she may know none."""
    ids = [one.id for one in codebooks]
    there, sizes = stored.versions(connection, ids), stored.sizes(connection, ids)
    found = []
    for codebook in codebooks:
        editions = tuple(
            Edition(number, state, sizes.get((codebook.id, number), 0), published)
            for number, state, published in there.get(codebook.id, ())
            if state != "draft" or may(viewer, Action.EDIT_CODEBOOK, codebook)
        )
        if editions:
            found.append(Shelved(codebook, editions))
    return tuple(found)


def _listed_shelf(versions: tuple[CodebookVersion, ...]) -> Shelved:
    editions = tuple(Edition(one.number, one.state, len(one.codes)) for one in versions)
    return Shelved(versions[0].codebook, editions)
