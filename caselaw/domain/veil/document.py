"""A document as those read it from whom something is hidden: every part of it that tells what is hidden is masked or
left out.

What is hidden in a passage is hidden in all that was taken from it: the citations in it, the orders under it, the
claims that rest on it, and wherever a fact says the same words. Where it cannot be told which part of a fact was taken
from the hidden words, the whole of it goes.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any, TypeVar
from urllib.parse import unquote

from caselaw.domain.citing.citation import Citation
from caselaw.domain.claims import Claim
from caselaw.domain.document import Document, Facts
from caselaw.domain.documentation.abuse import AbuseCase
from caselaw.domain.documentation.allegation import Allegation
from caselaw.domain.identifiers import Identifier
from caselaw.domain.order import Order
from caselaw.domain.paragraph import Paragraph
from caselaw.domain.problems import Problem
from caselaw.domain.text import fold
from caselaw.domain.veil.restrictions import (
    MARK,
    Field,
    Masked,
    Name,
    Passage,
    Restriction,
    Span,
    Target,
    mask,
    spans_of,
    spans_of_names,
)
from caselaw.domain.withholding.names import WithheldName

_Value = TypeVar("_Value")
_WORD = re.compile(r"\w+")
_SHORTEST = 3  # letters; shorter words stand in every fact and tell nothing
_CLAIMS: Mapping[str, tuple[str, ...]] = {
    "title": ("title", "case_name"),
    "headline": ("headline",),
    "parties": ("party", "counsel", "people"),
    "judges": ("judge",),
    "court": ("court",),
    "country": ("country",),
    "decided": ("date", "hijri", "decided"),
    "identifiers": ("identifier",),
    "orders": ("order",),
    "outcome": ("outcome",),
    "stages": ("stage",),
    "respondents": ("respondent",),
    "summary_of": ("summary_of", "of_kind"),
    "allegations": ("allegation", "company"),
    "abuse": ("abuse", "company", "place", "state_actor", "response", "source", "at_risk", "date.harm_began",
              "date.harm_ended"),
    "terms": ("right", "theme", "group", "industry", "mechanism", "capture", "doctrine", "remedy", "harm", "objective",
              "condition"),
}  # fmt: skip
"""What claims say something of a fact: their field, or its part before the first point."""
NAMES = Name(WithheldName(()), "")
"""Some name, for whom it is withheld from."""
_EMPTY = Facts()
_LISTS = ("parties", "judges", "identifiers", "orders", "stages", "respondents", "allegations", "terms")


@dataclass(frozen=True)
class Veil:
    """Hides `restrictions` of a document whose paragraphs with hidden words are `texts` in full, by anchor, and whose
    facts in full are `facts`."""

    restrictions: tuple[Restriction, ...]
    texts: Mapping[str, str]
    facts: Facts

    @classmethod
    def over(cls, restrictions: Collection[Restriction], paragraphs: Iterable[Paragraph], facts: Facts) -> Veil:
        anchors = {one.target.anchor for one in restrictions if isinstance(one.target, Passage)}
        texts = {
            one.anchor: one.text
            for one in paragraphs
            if one.anchor in anchors or spans_of_names(one.text, restrictions)
        }
        return cls(tuple(restrictions), texts, facts)

    @cached_property
    def fields(self) -> frozenset[str]:
        return frozenset(one.target.name for one in self.restrictions if isinstance(one.target, Field))

    @cached_property
    def masked(self) -> Mapping[str, Masked]:
        """The paragraphs with something hidden, by anchor."""
        every = {
            anchor: mask(text, (*spans_of(anchor, text, self.restrictions), *spans_of_names(text, self.restrictions)))
            for anchor, text in self.texts.items()
        }
        return {anchor: one for anchor, one in every.items() if one.spans}

    @cached_property
    def _passages(self) -> Mapping[str, Masked]:
        """Those of them of which a passage is hidden, not a name alone, which is found in every text by itself."""
        every = {anchor: mask(text, spans_of(anchor, text, self.restrictions)) for anchor, text in self.texts.items()}
        return {anchor: self.masked[anchor] for anchor, one in every.items() if one.spans}

    @cached_property
    def _hidden_words(self) -> tuple[tuple[str, ...], ...]:
        """The words that are hidden, folded, passage by passage; names of people that are hidden, too."""
        said = [self.texts[anchor][s.start : s.end] for anchor, one in self._passages.items() for s in one.spans]
        if "parties" in self.fields:
            said += [party.name for party in self.facts.parties]
        if "judges" in self.fields:
            said += self.facts.judges
        words = (tuple(fold(word) for word in _WORD.findall(text)) for text in said)
        return tuple(dict.fromkeys(one for one in words if sum(map(len, one)) >= _SHORTEST))

    def paragraph(self, paragraph: Paragraph) -> Paragraph:
        found = self.masked.get(paragraph.anchor)
        return paragraph if found is None else replace(paragraph, text=found.text)

    def citation(self, citation: Citation) -> Citation | None:
        """The citation where it now stands; None where anything of it is hidden."""
        found = self.masked.get(citation.paragraph)
        if found is None:
            return citation
        place = found.shift(citation.start, citation.end)
        return None if place is None else replace(citation, start=place[0], end=place[1])

    def text(self, text: str) -> str:
        """A text of a fact without the words that are hidden; one that is itself part of hidden words is withheld."""
        text = self.unnamed(text)
        words = [(found.start(), found.end(), fold(found.group())) for found in _WORD.finditer(text)]
        own = tuple(word for _, _, word in words)
        if not own:
            return text
        spans = []
        for hidden in self._hidden_words:
            if len(own) > 1 and _stands_in(own, hidden):
                return MARK
            spans += [Span(words[at][0], words[at + len(hidden) - 1][1]) for at in _places(hidden, own)]
        return mask(text, spans).text

    def unnamed(self, text: str) -> str:
        """A text without the names of people that are withheld, in an address as it is read (P%C3%A9rez) too."""
        plain = unquote(text) if "%" in text else text
        named = spans_of_names(plain, self.restrictions)
        return mask(plain, named).text if named else text

    def identifier(self, identifier: Identifier) -> Identifier | None:
        """A number, unless a name stands in it."""
        hides = "identifiers" in self.fields or self.unnamed(identifier.value) != identifier.value
        return None if hides else identifier

    def claim(self, claim: Claim) -> Claim | None:
        """The claim, if it neither is about a hidden fact nor rests on hidden words."""
        if self._is_about_hidden(claim.field) or not self._says_nothing_hidden(claim.value, claim.paragraph):
            return None
        return claim

    def order(self, order: Order) -> Order | None:
        if "orders" in self.fields:
            return None
        whole = replace(
            order,
            text=self._of_passage(order.text, order.paragraph),
            addressee=self._optional(order.addressee, order.paragraph),
            deadline=self._optional(order.deadline, order.paragraph),
        )
        if order.paragraph in self._passages and order.due is not None:
            whole = replace(whole, due=None)
        return whole

    def allegation(self, one: Allegation) -> Allegation | None:
        if "allegations" in self.fields:
            return None
        unnamed = self.unnamed
        named = replace(one, company=unnamed(one.company), statement=unnamed(one.statement), source=unnamed(one.source),
                        body=one.body and unnamed(one.body))  # fmt: skip
        said = named.company, named.statement
        return named if said == (self.text(named.company), self.text(named.statement)) else None

    def problem(self, problem: Problem) -> Problem | None:
        """Troubles that say in words what stands in the document are for those who read all of it."""
        return problem if all(isinstance(value, int) for value in problem.params.values()) else None

    def veiled_facts(self) -> Facts:
        """The facts as they are shown, but for what hangs on the document row by row (`document` does both)."""
        facts = self.facts
        changed: dict[str, Any] = {
            name: () if name in _LISTS else getattr(_EMPTY, name) for name in self.fields - {"title"}
        }
        changed |= {
            name: None if old is None else MARK if name in self.fields or "title" in self.fields else self.text(old)
            for name, old in (("title", facts.title), ("case_name", facts.case_name))
        }
        if facts.headline is not None:
            changed["headline"] = MARK if "headline" in self.fields else self.text(facts.headline)
        if "summary_of" in self.fields:
            changed["of_kind"] = None
        shown = replace(facts, **changed)
        return replace(
            shown,
            summary_of=shown.summary_of and self.text(shown.summary_of),
            identifiers=_kept(map(self.identifier, shown.identifiers)),
            parties=tuple(replace(party, name=self.text(party.name)) for party in shown.parties),
            judges=tuple(self.text(judge) for judge in shown.judges),
            abuse=self._abuse(shown),
        )

    def document(self, document: Document) -> Document:
        """The whole document as it is shown; `document` holds the facts in full."""
        shown = self.veiled_facts()
        facts = replace(
            shown,
            orders=_kept(map(self.order, document.facts.orders)),
            allegations=_kept(map(self.allegation, document.facts.allegations)),
        )
        return replace(
            document,
            facts=facts,
            claims=_kept(map(self.claim, document.claims)),
            problems=_kept(map(self.problem, document.problems)),
            source=replace(document.source, name="") if document.source else None,
        )

    def _is_about_hidden(self, field: str) -> bool:
        known = (one for name in self.fields for one in _CLAIMS[name])
        return any(field == one or field.startswith(f"{one}.") for one in known)

    def _says_nothing_hidden(self, value: str, anchor: str | None) -> bool:
        """What rests on a passage is told where the passage still says it."""
        if anchor is not None and anchor in self._passages:
            shown = tuple(fold(word) for word in _WORD.findall(self.masked[anchor].text))
            said = tuple(fold(word) for word in _WORD.findall(value))
            if not said or not _stands_in(said, shown):
                return False
        return self.text(value) == value

    def _of_passage(self, text: str, anchor: str | None) -> str:
        """A text taken from a passage: what of it still stands there, else nothing of it."""
        shown = self.text(text)
        if anchor is None or anchor not in self._passages or shown != text:
            return shown
        whole, own = self.texts[anchor], self._passages[anchor]
        at = whole.find(text)
        return shown if at >= 0 and own.shift(at, at + len(text)) is not None else MARK

    def _optional(self, text: str | None, anchor: str | None) -> str | None:
        return None if text is None else self._of_passage(text, anchor)

    def _abuse(self, facts: Facts) -> AbuseCase | None:
        case = facts.abuse
        if case is None:
            return None
        if "allegations" in self.fields:
            case = replace(case, companies=())
        response = case.response
        return replace(
            case,
            place=None if case.place is None else self.text(case.place),
            companies=tuple(one for one in case.companies if self.text(one.name) == one.name),
            state_actors=tuple(one for one in case.state_actors if self.text(one.name) == one.name),
            response=response and replace(response, text=self._optional(response.text, response.paragraph)),
            sources=tuple(one for one in case.sources if self.text(one) == one),
        )


def veiled(
    document: Document,
    paragraphs: Sequence[Paragraph],
    citations: Sequence[Citation],
    hidden: Collection[Restriction],
) -> tuple[Document, tuple[Paragraph, ...], tuple[Citation, ...]]:
    """A document with its paragraphs and citations, all in full, as those read them from whom `hidden` is hidden."""
    veil = Veil.over(hidden, paragraphs, document.facts)
    return (
        replace(veil.document(document), withheld=withheld(hidden)) if hidden else document,
        tuple(map(veil.paragraph, paragraphs)),
        _kept(map(veil.citation, citations)),
    )


def withheld(hidden: Iterable[Restriction]) -> tuple[Target, ...]:
    """What a reader may be told of what is hidden from her: which facts, in which paragraphs something is, and that
    names are (`NAMES`)."""
    return tuple(dict.fromkeys(_told(one.target) for one in hidden))


def _told(target: Target) -> Target:
    if isinstance(target, Passage):
        return Passage(target.anchor)
    return target if isinstance(target, Field) else NAMES


def _kept(values: Iterable[_Value | None]) -> tuple[_Value, ...]:
    return tuple(value for value in values if value is not None)


def _stands_in(words: tuple[str, ...], text: tuple[str, ...]) -> bool:
    return next(iter(_places(words, text)), None) is not None


def _places(words: tuple[str, ...], text: tuple[str, ...]) -> Iterable[int]:
    """Where these words stand one after the other in a text of words."""
    size = len(words)
    return (at for at in range(len(text) - size + 1) if text[at : at + size] == words)
