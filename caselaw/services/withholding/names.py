"""Withholding names: an editor marks the name of a person on a decision, and no version of it prints the name any more
but for those whom she leaves it to."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass

from sqlalchemy import Connection

from caselaw.access.actions import Action
from caselaw.access.policy import may, require
from caselaw.access.viewer import Viewer
from caselaw.domain.audience import MEMBERS, Audience, audience, editors_of, group_audience, includes
from caselaw.domain.document import Document
from caselaw.domain.errors import Invalid, NotFound
from caselaw.domain.identifiers import DocumentId, require_id
from caselaw.domain.searching.questions import SearchQuery
from caselaw.domain.text import nfc
from caselaw.domain.withholding.forms import tokens
from caselaw.domain.withholding.names import WithheldName, find
from caselaw.domain.withholding.offers import Offer, alone, in_another_script, misread
from caselaw.search.lexicon import RECIPE
from caselaw.services.people.keys import Key, digest
from caselaw.services.search.searching import SearchService
from caselaw.services.signing import actor
from caselaw.store import Store, UnitOfWork
from caselaw.store import documents as stored
from caselaw.store.relations import versions
from caselaw.store.vocabulary import lexicons
from caselaw.store.withholding import names as withholding
from caselaw.store.withholding.names import Withheld
from caselaw.store.withholding.sealing import opened

MOST_FORMS, LONGEST = 40, 200
_SHOWN = 4  # passages of a version that are shown
_ELSEWHERE = 10
_AROUND = 60  # code points on each side of a name that is shown where it stands


@dataclass(frozen=True)
class Standing:
    """A place where a name stands: `text` around it, the name from `start` to `end`."""

    paragraph: str
    text: str
    start: int
    end: int


@dataclass(frozen=True)
class FoundIn:
    """A version, or another document, in which the name stands `times` in the text and `named` times in its facts."""

    document: Document
    times: int
    named: int = 0
    shown: tuple[Standing, ...] = ()


@dataclass(frozen=True)
class Preview:
    """What would be withheld by a name, and what an editor is asked: further words and forms, and other decisions that
    name the person (`elsewhere`, none of which is touched)."""

    versions: tuple[FoundIn, ...]
    offers: tuple[Offer, ...]
    elsewhere: tuple[FoundIn, ...] = ()


@dataclass(frozen=True)
class NamesOfWork:
    """The names withheld in a work that the viewer still reads, `others`: further names are, that she does not read."""

    document: Document
    names: tuple[Withheld, ...]
    others: bool
    audiences: tuple[Audience, ...]


class WithholdingService:
    """What marks names, shows where they stand, and lets them go again."""

    def __init__(self, store: Store, search: SearchService, key: Key) -> None:
        self._store = store
        self._search = search
        self._key = key

    def show(self, document_id: str, *, viewer: Viewer) -> NamesOfWork:
        """The names withheld in this document's work. Raises `NotFound`, `Forbidden`."""
        with self._store.reading() as connection:
            document = _editable(connection, document_id, viewer)
            every = withholding.of_work(connection, document.work_id)
        mine = tuple(one for one in every if one.audience in viewer.audiences)
        return NamesOfWork(document, mine, len(mine) < len(every), offered_audiences(viewer, document))

    def preview(self, document_id: str, name: WithheldName, *, viewer: Viewer) -> Preview:
        """Where the name stands in the versions that the viewer may read, and what else she may want to mark. Nothing
        is changed. Raises `NotFound`, `Forbidden`, `Invalid`."""
        name = checked(name)
        with self._store.reading() as connection:
            document = _editable(connection, document_id, viewer)
            group = stored.versions_of(connection, document.work_id, viewer.audiences)
            texts = {one.id: _texts(connection, one, viewer) for one in group}
        found = tuple(_found(one, texts[one.id], name) for one in group)
        every = [text for of_version in texts.values() for _, text in of_version]
        persons = [who for one in group for who in (*(p.name for p in one.facts.parties), *one.facts.judges)]
        offers = (
            *(one for one in alone(name.forms, every, [who for who in persons if not find(who, name)]) if one.times),
            *in_another_script(name.forms, persons, every),
            *misread(name.forms, every),
        )
        taken = {word.casefold() for word in (*name.forms, *name.alone, *name.capital)}
        new = tuple(one for one in offers if one.text.casefold() not in taken)
        return Preview(found, new, tuple(self._elsewhere(document, name, viewer)))

    def withhold(self, document_id: str, name: WithheldName, readers: str, *, viewer: Viewer) -> str:
        """Withhold the name in all versions of the document's work from all but `readers`; the id it is kept under.

        Raises `NotFound`, `Forbidden`, and `Invalid` that names each field: no form that says a name, readers that are
        none of the viewer's, or who leave it open to all who read the decision.
        """
        name = checked(name)
        with self._store.begin(actor(viewer)) as work:
            withholding.locked_of(work.connection, [require_id(document_id)])
            document = _editable(work.connection, document_id, viewer)
            chosen = self._readers(readers, document, viewer)
            with self._resealed(work, document.work_id, "withhold name"):
                id_ = withholding.add(work.connection, document.work_id, name, chosen, work.actor)
            work.record("mark name", self._subject(id_, name))
        return id_

    def change(self, document_id: str, id_: str, name: WithheldName, readers: str, *, viewer: Viewer) -> None:
        """Put other forms in the place of those that are withheld under an id. Raises as `withhold` does."""
        name = checked(name)
        with self._store.begin(actor(viewer)) as work:
            document, _ = self._known(work.connection, document_id, id_, viewer)
            chosen = self._readers(readers, document, viewer)
            with self._resealed(work, document.work_id, "change withheld name"):
                withholding.change(work.connection, id_, name, chosen, work.actor)
            work.record("mark name", self._subject(id_, name))

    def lift(self, document_id: str, id_: str, *, viewer: Viewer) -> None:
        """Withhold a name no longer: all who may read a version read it there again. Raises `NotFound`, `Forbidden`."""
        with self._store.begin(actor(viewer)) as work:
            document, known = self._known(work.connection, document_id, id_, viewer)
            with self._resealed(work, document.work_id, "lift withheld name"):
                withholding.remove(work.connection, id_)
            work.record("unmark name", self._subject(id_, known.name))

    def _known(
        self, connection: Connection, document_id: str, id_: str, viewer: Viewer
    ) -> tuple[Document, Withheld]:  # fmt: skip
        withholding.locked_of(connection, [require_id(document_id)])
        document = _editable(connection, document_id, viewer)
        for one in withholding.of_work(connection, document.work_id):
            if one.id == id_ and one.audience in viewer.audiences:
                return document, one
        raise NotFound()

    def _readers(self, typed: str, document: Document, viewer: Viewer) -> Audience:
        try:
            wanted = audience(typed)
        except ValueError:
            raise Invalid("withholding.readers", {"readers": ["withholding.readers"]}) from None
        if wanted not in offered_audiences(viewer, document):
            raise Invalid("withholding.readers", {"readers": ["withholding.readers"]})
        return wanted

    @contextmanager
    def _resealed(self, work: UnitOfWork, work_id: str, action: str) -> Iterator[None]:
        """What is withheld in a work may be changed within this; its versions obey when it is left, and the index
        follows."""
        (group,) = versions.members(work.connection, [work_id]).values()
        ids = sorted(member.id for member in group)
        with ExitStack() as stack:
            for document in ids:
                stack.enter_context(opened(work.connection, document))
            yield
        for document, revision in withholding.touch(work.connection, ids).items():
            lexicons.distrust(work.connection, document, RECIPE)
            work.record(action, document, before=revision - 1, after=revision)
            work.index(document)
            work.align(document)

    def _subject(self, id_: str, name: WithheldName) -> str:
        """The id and a keyed digest of the forms: two lines that speak of one name can be told, not which it is."""
        return f"{id_} {digest(self._key, 'withheld names', ' '.join(sorted(name.forms)))}"

    def _elsewhere(self, document: Document, name: WithheldName, viewer: Viewer) -> Iterator[FoundIn]:
        """Documents of other works, as far as this viewer may read them, in which the name stands."""
        seen: dict[DocumentId, None] = {}
        with self._store.reading() as connection:
            own = {one.id for one in stored.versions_of(connection, document.work_id, viewer.audiences)}
            for form in name.forms[:3]:
                asked = " ".join(form.replace('"', " ").replace(",", " ").split())
                if len(tokens(asked)) > 1:
                    query = SearchQuery(text=f'"{asked}"', mode="lexical", size=_ELSEWHERE)
                    answer = self._search.search(query, viewer=viewer, leaving_out=frozenset(own))
                    seen |= dict.fromkeys(one.id for one in answer.documents)
            others = stored.load_many(connection, list(seen)[:_ELSEWHERE], viewer.audiences)
            for one in others.values():
                found = _found(one, _texts(connection, one, viewer), name)
                if found.times or found.named:
                    yield found


def checked(name: WithheldName) -> WithheldName:
    """The name with its forms on one line each, in NFC. Raises `Invalid` where there is none, or none that says a name,
    too many, or one too long."""
    forms, by_itself, capital = map(_lines, (name.forms, name.alone, name.capital))
    if not any(tokens(form) for form in forms):
        raise Invalid("withholding.no_form", {"forms": ["withholding.no_form"]})
    if len(forms) + len(by_itself) + len(capital) > MOST_FORMS:
        raise Invalid("withholding.many", {"forms": ["withholding.many"]}, most=MOST_FORMS)
    if any(len(form) > LONGEST for form in (*forms, *by_itself, *capital, name.letters)):
        raise Invalid("withholding.long", {"forms": ["withholding.long"]}, most=LONGEST)
    letters = " ".join(nfc(name.letters).split())
    made = WithheldName(forms, by_itself, tuple(word for word in capital if word not in by_itself), letters)
    if letters and find(letters, made):
        raise Invalid("withholding.letters", {"letters": ["withholding.letters"]})
    return made


def offered_audiences(viewer: Viewer, document: Document) -> tuple[Audience, ...]:
    """To whom this viewer can leave a name: all members, one of her groups, or the editors among its readers, where
    that is fewer than read the document."""
    mine = (*sorted(group_audience(slug) for slug in viewer.groups), MEMBERS, editors_of(document.access))
    return tuple(one for one in mine if one in viewer.audiences and not includes(one, document.access))


def _editable(connection: Connection, document_id: str, viewer: Viewer) -> Document:
    """The document as the viewer reads it, where she may restrict it."""
    wanted = require_id(document_id)
    found = stored.load_many(connection, [wanted], viewer.audiences).get(wanted)
    if found is None or not may(viewer, Action.READ_DOCUMENT, found):
        raise NotFound()
    require(viewer, Action.RESTRICT, found)
    return found


def _texts(connection: Connection, document: Document, viewer: Viewer) -> Sequence[tuple[str, str]]:
    """The paragraphs of a document as the viewer reads them, with their anchors."""
    found = stored.load_paragraphs(connection, DocumentId(document.id), viewer.audiences)
    return [(one.anchor, one.text) for one in found]


def _found(document: Document, texts: Sequence[tuple[str, str]], name: WithheldName) -> FoundIn:
    places = [(anchor, text, start, end) for anchor, text in texts for start, end in find(text, name)]
    facts = document.facts
    said = (facts.title, facts.case_name, facts.headline, *(one.name for one in facts.parties), *facts.judges)
    shown = tuple(_standing(*place) for place in places[:_SHOWN])
    return FoundIn(document, len(places), sum(len(find(one, name)) for one in said if one), shown)


def _standing(anchor: str, text: str, start: int, end: int) -> Standing:
    first = text.find(" ", start - _AROUND, start) + 1 if start > _AROUND else 0
    last = text.rfind(" ", end, end + _AROUND) if len(text) > end + _AROUND else len(text)
    before, behind = "… " if first else "", " …" if -1 < last < len(text) else ""
    return Standing(
        anchor, before + text[first : max(last, end)] + behind, start - first + len(before), end - first + len(before)
    )


def _lines(written: Sequence[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(line for one in written if (line := " ".join(nfc(one).split()))))
