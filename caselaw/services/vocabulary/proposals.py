"""What the lexicon proposes for the glossary: shown to editors with the passages that teach it, taken in or dismissed.

An editor is proposed only what texts taught that she may read. Taking a proposal in makes its words public, and nothing
else: not the passages, nor that a lexicon knew them unless everybody may read what taught it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from caselaw.access.actions import Action
from caselaw.access.policy import require
from caselaw.access.viewer import Viewer
from caselaw.domain.audience import PUBLIC, Audience
from caselaw.domain.errors import Invalid, NotFound
from caselaw.domain.glossary.changes import NewTerm, Pair
from caselaw.domain.glossary.concepts import Concept, glossary
from caselaw.domain.identifiers import new_id
from caselaw.domain.paragraph import Paragraph
from caselaw.search.analysis import tokenize
from caselaw.search.glossary import named
from caselaw.services.signing import actor
from caselaw.services.vocabulary.glossary import GlossaryService
from caselaw.services.vocabulary.lexicon import LexiconService, Passages, ShownEntry
from caselaw.store import Store
from caselaw.store.vocabulary import glossary as stored
from caselaw.store.vocabulary.lexicons import Learnt


@dataclass(frozen=True)
class Proposal:
    """Two words that say the same in texts the viewer may read, as they are spelled there; `audience` may read what
    taught them. `concepts` have one of the words for a term already."""

    pair: Pair
    audience: Audience
    spelled: tuple[str, str]
    together: int
    passages: tuple[Passages, ...]
    concepts: tuple[Concept, ...]

    @property
    def public(self) -> bool:
        return self.audience == PUBLIC


class ProposalService:
    """Lists what waits for an editor, and does what she decides."""

    def __init__(self, store: Store, glossary_service: GlossaryService, lexicon: LexiconService) -> None:
        self._store = store
        self._glossary = glossary_service
        self._lexicon = lexicon

    def list(self, *, viewer: Viewer, after: int = 0, most: int = 20) -> tuple[Proposal, ...]:
        """What waits, seen most often first, from the `after`-th on. Raises `Forbidden`."""
        self._glossary.refresh()
        return tuple(map(_proposal, self._lexicon.propose(viewer=viewer, most=most, after=after)))

    def accept(
        self, pair: Pair, texts: tuple[str, str], *, viewer: Viewer, concept: str = "", revision: int = 0,
        subject: str = "", knowing: bool = False,
    ) -> str:  # fmt: skip
        """Take the words, spelled as the editor says, into a concept that is at this revision, or into a new one;
        answers its id. Where not everybody may read what taught them, only `knowing` that they become public. Raises
        `Forbidden`, `NotFound`, `Invalid`, `Changed`."""
        require(viewer, Action.EDIT_GLOSSARY)
        found = self._waiting(pair, viewer)
        if found.audience != PUBLIC and not knowing:
            raise Invalid("glossary.proposal.public", {"knowing": ["glossary.proposal.public"]})
        terms = [NewTerm(pair.language, texts[0]), NewTerm(pair.target_language, texts[1])]
        learned = found.audience == PUBLIC
        if concept:
            new = [term for term in terms if concept not in _concepts_of(term.language, term.text)]
            self._glossary.add_terms(concept, new, revision=revision, viewer=viewer, learned=learned)
        else:
            concept = self._glossary.add_concept(terms, viewer=viewer, subject=subject, learned=learned)
        self._decide(found.audience, pair, concept, viewer)
        return concept

    def dismiss(self, pair: Pair, *, viewer: Viewer) -> None:
        """Do not propose these words again to those who may read what taught them. Raises `Forbidden`, `NotFound`."""
        require(viewer, Action.EDIT_GLOSSARY)
        self._decide(self._waiting(pair, viewer).audience, pair, None, viewer)

    def _waiting(self, pair: Pair, viewer: Viewer) -> Learnt:
        """The proposal of these words; `NotFound` where the viewer was proposed nothing of the kind."""
        self._glossary.refresh()
        with self._store.reading() as connection:
            waiting = self._lexicon.waiting(connection, viewer)
        for one in waiting:
            if pair == (one.language, one.word, one.target_language, one.target):
                return one
        raise NotFound("glossary.proposal.gone")

    def _decide(self, audience: Audience, pair: Pair, concept: str | None, viewer: Viewer) -> None:
        with self._store.begin(actor(viewer)) as work:
            if stored.decide(work.connection, audience, pair, concept=concept, actor=work.actor):
                # The words may be of texts that few may read: the trail names the concept, or nothing.
                work.record("accept proposal" if concept else "dismiss proposal", concept or new_id())


def _proposal(shown: ShownEntry) -> Proposal:
    entry = shown.entry
    sides = (entry.language, entry.word), (entry.target_language, entry.target)
    paragraphs = [one for passages in shown.passages for one in (passages.paragraph, passages.other)]
    ids = dict.fromkeys(concept for language, word in sides for concept in _concepts_of(language, word))
    return Proposal(
        Pair(entry.language, entry.word, entry.target_language, entry.target), entry.audience,
        (_spelled(entry.word, paragraphs), _spelled(entry.target, paragraphs)), entry.together, shown.passages,
        tuple(glossary()[one] for one in ids),
    )  # fmt: skip


def _concepts_of(language: str, text: str) -> tuple[str, ...]:
    """The concepts that this is a term of."""
    words = [token.exact for token in tokenize(text)]
    return tuple(
        concept
        for term in named(words, (language,))
        if (term.start, term.end) == (0, len(words))
        for concept in term.concepts
    )


def _spelled(word: str, paragraphs: Iterable[Paragraph]) -> str:
    """A folded word as the passages write it most often, small where they write it small anywhere."""
    forms = Counter(
        paragraph.text[token.start : token.end]
        for paragraph in paragraphs
        for token in tokenize(paragraph.text)
        if token.exact == word
    )
    small = Counter({form: count for form, count in forms.items() if form == form.lower()})
    found = (small or forms).most_common(1)
    return found[0][0] if found else word
