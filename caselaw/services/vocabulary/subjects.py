"""The taxonomies as readers and editors see them: trees of terms with counts of what the reader may find, and changes
to them, each by one person, at one revision, in the audit trail.

What editors change is read from the database and told to `caselaw.domain.taxonomy` in every process; a process looks
again every few seconds, when it is asked for something.
"""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field

from sqlalchemy import Connection

from caselaw.access.actions import Action
from caselaw.access.policy import require
from caselaw.access.viewer import Viewer
from caselaw.domain.errors import Changed, Conflict, Invalid, NotFound, SearchUnavailable, StoreUnavailable
from caselaw.domain.languages import LANGUAGES
from caselaw.domain.searching.questions import FILTERS, FoundDocument, SearchQuery
from caselaw.domain.taxonomy.changes import (
    LONGEST_DEFINITION,
    LONGEST_NAME,
    ShownTerm,
    id_for_term,
    laid_over,
    lies_under,
    named_already,
    text_fault,
)
from caselaw.domain.taxonomy.terms import (
    VOCABULARIES,
    Vocabulary,
    broader_terms,
    edition,
    learn,
    listed,
    taxonomies,
)
from caselaw.services.search.searching import SearchService
from caselaw.services.signing import actor
from caselaw.store import Store, UnitOfWork
from caselaw.store.vocabulary import taxonomy as stored

_FRESH = 5.0  # seconds for which a process trusts what it knows
PLACES = ("country", "court", "working_group")
"""What is browsed beside the vocabularies: their values are no terms of ours."""
DOCTRINE = "doctrine"
NEWEST = 5


@dataclass(frozen=True)
class SubjectCounts:
    """By field or vocabulary, how many documents this reader may find under each value; `answered` is False where the
    search engine is away."""

    values: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    answered: bool = True


class SubjectService:
    """Shows the taxonomies to everybody; changes them for those who may."""

    def __init__(self, store: Store, search: SearchService) -> None:
        self._store = store
        self._search = search
        self._look_again = float("-inf")

    def refresh(self, *, at_once: bool = False) -> None:
        """Let this process know what was changed; keeps what it knows where the database does not answer."""
        if time.monotonic() < self._look_again and not at_once:
            return
        self._look_again = time.monotonic() + _FRESH
        if not self._store.is_there():
            learn("", {})
            return
        try:
            with self._store.reading() as connection:
                self.freshen(connection)
        except StoreUnavailable:
            return  # whoever needs the database will say so

    def freshen(self, connection: Connection) -> None:
        """Let this process know the taxonomies as this connection sees them."""
        stamp = stored.stamp(connection)
        if stamp != edition().stamp:
            learn(stamp, laid_over(listed(), stored.amendments(connection)) if stamp else {})

    def counts(self, fields: tuple[str, ...], *, viewer: Viewer, reader: str) -> SubjectCounts:
        """How many documents the viewer may find under each value of these fields and vocabularies."""
        require(viewer, Action.SEARCH)
        self.refresh(at_once=True)
        counted = tuple(one for one in fields if one in FILTERS)
        found: dict[str, Mapping[str, int]] = {}
        answered = True
        if counted:
            try:
                query = SearchQuery(reader=reader, size=1, more=frozenset(counted))
                lists = self._search.search(query, viewer=viewer).facets
                found = {one: {each.value: each.count for each in lists.get(one, ())} for one in counted}
            except SearchUnavailable:
                answered = False
        rest = tuple(one for one in fields if one in VOCABULARIES and one not in FILTERS)
        if rest:
            found |= self._stored_counts(rest, viewer)
        return SubjectCounts(found, answered)

    def show(self, vocabulary: str, term_id: str, *, viewer: Viewer, reader: str) -> ShownTerm:
        """One term with all that is known of it; `NotFound`."""
        require(viewer, Action.SEARCH)
        self.refresh(at_once=True)
        terms = taxonomies().get(vocabulary, {})
        term = terms.get(term_id)
        if term is None:
            raise NotFound()
        documents, newest = self._documents(vocabulary, term_id, viewer, reader)
        return ShownTerm(
            term,
            self._revision(vocabulary, term_id),
            tuple(terms[one] for one in broader_terms(vocabulary, term_id)[1:]),
            tuple(one for one in terms.values() if one.broader == term_id and one.offered),
            tuple(one for one in terms.values() if one.merged == term_id),
            documents,
            newest,
        )

    def add(
        self, vocabulary: str, names: Mapping[str, str], *, viewer: Viewer, broader: str = "",
        definitions: Mapping[str, str] | None = None,
    ) -> str:  # fmt: skip
        """A term of this installation's own, with its English name at least; answers its id. `Forbidden`, `NotFound`,
        `Invalid`."""
        require(viewer, Action.EDIT_TAXONOMY)
        if vocabulary not in VOCABULARIES:
            raise NotFound()
        with self._store.begin(actor(viewer)) as work:
            terms = _there(work.connection)[vocabulary]
            if not names.get("en", "").strip():
                raise _invalid("taxonomy.english", "name_en")
            if broader and not (broader in terms and terms[broader].offered):
                raise _invalid("taxonomy.no_term", "broader")
            term_id = id_for_term(names["en"], terms)
            if not stored.add(work.connection, vocabulary, term_id, broader or None):
                raise Conflict("error.conflict")
            _put_texts(work, terms, vocabulary, term_id, names, definitions or {})
            work.record("add subject", f"{vocabulary}:{term_id}", after=1)
        self.refresh(at_once=True)
        return term_id

    def describe(
        self, vocabulary: str, term_id: str, names: Mapping[str, str], definitions: Mapping[str, str], *,
        revision: int, viewer: Viewer,
    ) -> int:  # fmt: skip
        """The names and definitions of a term, which is at this revision; answers the new one. An empty text takes the
        one that stands away. `Forbidden`, `NotFound`, `Invalid`, `Changed`."""
        with self._changing(vocabulary, term_id, revision, "describe subject", viewer) as (work, terms, after):
            if not names.get("en", terms[term_id].names["en"]).strip():
                raise _invalid("taxonomy.english", "name_en")
            _put_texts(work, terms, vocabulary, term_id, names, definitions)
        return after

    def move(self, vocabulary: str, term_id: str, broader: str, *, revision: int, viewer: Viewer) -> int:
        """Put a term under another one, or at the top (empty). Raises as above."""
        with self._changing(vocabulary, term_id, revision, "move subject", viewer) as (work, terms, after):
            if broader and not (broader in terms and terms[broader].offered):
                raise _invalid("taxonomy.no_term", "broader")
            if broader and lies_under(terms, broader, term_id):
                raise _invalid("taxonomy.itself", "broader")
            stored.change(work.connection, vocabulary, term_id, moved=True, broader=broader or None)
            _index_again(work, terms, vocabulary, term_id)
        return after

    def merge(self, vocabulary: str, term_id: str, into: str, *, revision: int, viewer: Viewer) -> int:
        """Let another term take the place of this one: what was coded with this one is found under that. Raises as
        above."""
        with self._changing(vocabulary, term_id, revision, "merge subject", viewer) as (work, terms, after):
            if into not in terms or not terms[into].offered:
                raise _invalid("taxonomy.no_term", "into")
            if lies_under(terms, into, term_id):
                raise _invalid("taxonomy.itself", "into")
            stored.change(work.connection, vocabulary, term_id, merged=into)
            _index_again(work, terms, vocabulary, term_id)
        return after

    def retire(self, vocabulary: str, term_id: str, *, revision: int, viewer: Viewer, again: bool = False) -> int:
        """Offer a term no more; or again, a merged one too. What was coded with it stays. Raises as above."""
        action = "use subject again" if again else "retire subject"
        with self._changing(vocabulary, term_id, revision, action, viewer) as (work, terms, after):
            if again:
                stored.change(work.connection, vocabulary, term_id, retired=False, merged=None)
            else:
                stored.change(work.connection, vocabulary, term_id, retired=True)
            _index_again(work, terms, vocabulary, term_id)
        return after

    @contextmanager
    def _changing(
        self, vocabulary: str, term_id: str, revision: int, action: str, viewer: Viewer
    ) -> Iterator[tuple[UnitOfWork, Vocabulary, int]]:  # fmt: skip
        """One change of a term at this revision, with the terms of its vocabulary as they stand."""
        require(viewer, Action.EDIT_TAXONOMY)
        with self._store.begin(actor(viewer)) as work:
            if term_id not in _there(work.connection).get(vocabulary, {}):
                raise NotFound()
            after = stored.touch(work.connection, vocabulary, term_id, revision)
            if after is None:
                raise Changed()
            yield work, _there(work.connection)[vocabulary], after
            work.record(action, f"{vocabulary}:{term_id}", before=revision or None, after=after)
        self.refresh(at_once=True)

    def _revision(self, vocabulary: str, term_id: str) -> int:
        with self._store.reading() as connection:
            found = (one for one in stored.amendments(connection) if (one.vocabulary, one.id) == (vocabulary, term_id))
            return next((one.revision for one in found), 0)

    def _stored_counts(self, vocabularies: tuple[str, ...], viewer: Viewer) -> dict[str, Mapping[str, int]]:
        """Documents by term and by all that it lies under, each document once."""
        with self._store.reading() as connection:
            carrying = stored.counts(connection, vocabularies, viewer.audiences)
        found: dict[str, dict[str, set[str]]] = {one: {} for one in vocabularies}
        for (vocabulary, term_id), ids in carrying.items():
            for one in broader_terms(vocabulary, term_id):
                found[vocabulary].setdefault(one, set()).update(ids)
        return {name: {one: len(ids) for one, ids in terms.items()} for name, terms in found.items()}

    def _documents(
        self, vocabulary: str, term_id: str, viewer: Viewer, reader: str
    ) -> tuple[int | None, tuple[FoundDocument, ...]]:  # fmt: skip
        if vocabulary not in FILTERS:
            return self._stored_counts((vocabulary,), viewer)[vocabulary].get(term_id, 0), ()
        query = SearchQuery(reader=reader, size=NEWEST, filters={vocabulary: (term_id,)}, sort="newest")
        try:
            answer = self._search.search(query, viewer=viewer)
        except SearchUnavailable:
            return None, ()
        return sum(answer.total.values()), answer.documents[:NEWEST]


def _there(connection: Connection) -> Mapping[str, Vocabulary]:
    return laid_over(listed(), stored.amendments(connection))


def _put_texts(
    work: UnitOfWork, terms: Vocabulary, vocabulary: str, term_id: str, names: Mapping[str, str],
    definitions: Mapping[str, str],
) -> None:  # fmt: skip
    """Keep what is another text than stands; `Invalid` for one that cannot be kept."""
    standing = terms.get(term_id)
    for kind, texts, longest in (("name", names, LONGEST_NAME), ("definition", definitions, LONGEST_DEFINITION)):
        for language in LANGUAGES:
            if language not in texts:
                continue
            text = " ".join(texts[language].split())
            before = getattr(standing, f"{kind}s").get(language, "") if standing else ""
            if text == before:
                continue
            wrong = text_fault(text, longest)
            if wrong:
                raise _invalid(wrong, f"{kind}_{language}", most=longest)
            if kind == "name" and text and named_already(terms, term_id, language, text):
                raise _invalid("taxonomy.taken", f"name_{language}", name=text)
            stored.put_text(work.connection, vocabulary, term_id, kind, language, text, work.actor)


def _index_again(work: UnitOfWork, terms: Vocabulary, vocabulary: str, term_id: str) -> None:
    """The rows of what carries the term, or one that lies under it or was merged into it, name what it lies under."""
    ids = [one for one in terms if lies_under(terms, one, term_id)]
    stored.index_again(work.connection, vocabulary, ids)


def _invalid(code: str, field_name: str, **params: str | int) -> Invalid:
    return Invalid(code, {field_name: [code]}, **params)
