"""Passages suggested to a coder for a code: like those that already have it, by their meaning and by shared words.

Suggestions never decide: nothing is coded before a person saves it, and none is counted or kept. They come from codings
that the coder may see and from words that she may read, and from nothing else. In a blind round they are off until she
has finished it: before that they would lead her; and then they come from her own codings alone, until adjudication
opens. That another coded anything changes no suggestion before.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from sqlalchemy import Connection

from caselaw.access.viewer import Viewer
from caselaw.domain.codebook.codes import CodebookVersion
from caselaw.domain.coding.codings import Coding
from caselaw.domain.coding.round import Round
from caselaw.domain.coding.suggestion import Reason, Spot, Suggestion, fused
from caselaw.domain.document import Document
from caselaw.domain.errors import Conflict, NotFound
from caselaw.domain.identifiers import DocumentId, as_id
from caselaw.domain.paragraph import Paragraph
from caselaw.search.plan import SearchPlan
from caselaw.services.codebooks.reading import CodebookService
from caselaw.services.coding.codings import CodingService
from caselaw.services.coding.seeing import coders_round
from caselaw.services.coding.suggesting_words import WordsOfCode, as_they_stand
from caselaw.services.search.meaning import MeaningService
from caselaw.services.signing import actor
from caselaw.store import Store
from caselaw.store import documents as stored_documents
from caselaw.store.coding import rounds
from caselaw.store.coding import suggestions as stored

MOST = 20
"""Suggestions at once: what is beyond them comes when these are judged."""
MOST_ASKED = 12
"""Coded passages that are asked by their meaning, the latest: each costs some hundredths of a second."""
MOST_READ = 200
"""Records whose words are read: those near by meaning first, then in the order of the round."""
NEAR = 0.4
"""How like a passage must be to a coded one; what only speaks of courts, as all do, lies below."""
JUDGE = "judge suggestion"
"""One word of the trail for turning down and taking back; it names the round, neither code nor place."""


@dataclass(frozen=True)
class Suggested:
    """What is suggested for a code in a round. `off`: the round is blind and this coder has not finished it. `coded` is
    how many passages it goes by; `whole` says that the words of every record were read. `open` says that she can code
    now."""

    round: Round
    codebook: CodebookVersion
    code: str
    off: bool
    open: bool
    coded: int = 0
    found: tuple[Suggestion, ...] = ()
    rejected: tuple[Suggestion, ...] = ()
    whole: bool = True
    documents: Mapping[DocumentId, Document] = field(default_factory=dict)
    finished: frozenset[DocumentId] = frozenset()


class SuggestionService:
    """Suggestions. Whatever a viewer may not know of is `NotFound`."""

    def __init__(
        self, store: Store, codebooks: CodebookService, coding: CodingService, meaning: MeaningService
    ) -> None:  # fmt: skip
        self._store = store
        self._codebooks = codebooks
        self._coding = coding
        self._meaning = meaning

    def of(self, round_id: str, code: str = "", *, viewer: Viewer) -> Suggested:
        """What is suggested to this coder for a code; without one nothing. `NotFound`, also for a code that the
        round's codebook does not have; `Forbidden` for who does not code in the round."""
        with self._store.reading() as connection:
            of = coders_round(connection, round_id, viewer)
            off = _is_off(connection, of, viewer)
            done = rounds.finished(connection, of.id).get(actor(viewer), frozenset())
        codebook = self._codebooks.version(viewer, of.codebook, of.version)
        if code and codebook.code(code) is None:
            raise NotFound()
        if off or not code:
            return Suggested(of, codebook, code, off, of.state == "coding")
        every = [one for one in self._coding.in_round(of.id, viewer=viewer) if one.code == code]
        models = [one for one in every if one.anchor is not None and one.quote and one.place != "lost"]
        mine = {(one.document, one.anchor or "") for one in every if one.coder == viewer.account}
        near = self._near(of, models, viewer)
        ids = tuple(dict.fromkeys((*(one for one, _ in near), *of.documents)))[:MOST_READ] if models else ()
        with self._store.reading() as connection:
            turned_down = stored.rejected(connection, of.id, actor(viewer), code)
            beside = (*(one.document for one in turned_down), *(one.document for one in models))
            texts = _texts(connection, dict.fromkeys((*ids, *beside)), viewer)
            documents = stored_documents.load_many(connection, of.documents, viewer.audiences)
        rejected = [spot for spot in turned_down if _still(spot, texts)]
        wanted = texts.keys() - mine - {(spot.document, spot.anchor) for spot in rejected}
        found = _chosen(models, near, texts, ids, wanted)
        return Suggested(
            of, codebook, code, off, of.state == "coding", len(models), _shown(found, texts, documents),
            _shown(((one, Reason()) for one in rejected), texts, documents), len(of.documents) <= MOST_READ, documents,
            done,
        )  # fmt: skip

    def judge(
        self, round_id: str, code: str, document_id: str, anchor: str, *, rejected: bool, viewer: Viewer
    ) -> None:  # fmt: skip
        """Turn a suggestion down, or take that back. `NotFound`, `Forbidden`; `Conflict` while suggestions are off."""
        with self._store.begin(actor(viewer)) as work:
            of = coders_round(work.connection, round_id, viewer)
            if _is_off(work.connection, of, viewer):
                raise Conflict("suggestion.off")
            document = as_id(document_id)
            version = self._codebooks.version(viewer, of.codebook, of.version)
            if document is None or document not in of.documents or version.code(code) is None:
                raise NotFound()
            text = _texts(work.connection, [document], viewer).get((document, anchor))
            if text is None:
                raise NotFound()
            verb = stored.reject if rejected else stored.restore
            verb(work.connection, of.id, work.actor, code, Spot(document, anchor, len(text.text)))
            work.record(JUDGE, of.id)

    def _near(
        self, of: Round, models: Sequence[Coding], viewer: Viewer
    ) -> Mapping[tuple[DocumentId, str], tuple[float, Coding]]:  # fmt: skip
        """Paragraphs of the round near to coded passages by their meaning, the nearest first, each with the passage
        that it is nearest to. None without an encoder."""
        best: dict[tuple[DocumentId, str], tuple[float, Coding]] = {}
        plan = SearchPlan(viewer.audiences)
        for one in models[-MOST_ASKED:]:
            asked = self._meaning.of(one.quote)
            if asked is None:
                return {}
            for neighbour in asked.nearest(plan, MOST, within=frozenset(of.documents)):
                for anchor, likeness in neighbour.paragraphs:
                    key = (neighbour.id, anchor)
                    if key != (one.document, one.anchor) and likeness >= max(NEAR, best.get(key, (0.0,))[0]):
                        best[key] = likeness, one
        return dict(sorted(best.items(), key=lambda item: -item[1][0]))


_Texts = Mapping[tuple[DocumentId, str], Paragraph]


def _is_off(connection: Connection, of: Round, viewer: Viewer) -> bool:
    return of.hides_others() and actor(viewer) not in rounds.whole_finished(connection, of.id)


def _texts(connection: Connection, ids: Iterable[DocumentId], viewer: Viewer) -> _Texts:
    """The paragraphs of these records that say something, as the viewer reads them."""
    return {
        (document, one.anchor): one
        for document in ids
        for one in stored_documents.load_paragraphs(connection, document, viewer.audiences)
        if not one.is_label
    }


def _still(spot: Spot, texts: _Texts) -> bool:
    there = texts.get((spot.document, spot.anchor))
    return there is not None and len(there.text) == spot.length


def _chosen(
    models: Sequence[Coding], near: Mapping[tuple[DocumentId, str], tuple[float, Coding]], texts: _Texts,
    ids: Sequence[DocumentId], wanted: Collection[tuple[DocumentId, str]],
) -> list[tuple[Spot, Reason]]:  # fmt: skip
    """The best of what is near and of what shares words, each with its reason."""
    words, languages, among = WordsOfCode(), {key: one.language for key, one in texts.items()}, set(ids)
    for one in models:
        language = languages.get((one.document, one.anchor or ""))
        if language:
            words.coded(one.quote, language)
    for (document, anchor), paragraph in texts.items():
        if document in among:
            spot = Spot(document, anchor, len(paragraph.text))
            words.among(spot, paragraph, wanted=(document, anchor) in wanted)
    sharing = {(spot.document, spot.anchor): shared for spot, shared in words.best(MOST).items()}
    found = []
    for key in fused([one for one in near if one in wanted], sharing)[:MOST]:
        likeness, model = near.get(key, (0.0, None))
        said = as_they_stand(texts[key].text, texts[key].language, sharing.get(key, frozenset()))
        found.append((Spot(*key, len(texts[key].text)), Reason(model, likeness, said)))
    return found


def _shown(
    some: Iterable[tuple[Spot, Reason]], texts: _Texts, documents: Mapping[DocumentId, Document]
) -> tuple[Suggestion, ...]:  # fmt: skip
    return tuple(
        Suggestion(documents[spot.document], texts[spot.document, spot.anchor], reason)
        for spot, reason in some
        if spot.document in documents
    )
