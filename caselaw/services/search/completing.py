"""Completing what a reader types: names of decisions and of those who stand in them, courts, countries, terms.

Names of documents are looked up in the database among what the viewer may read; nothing is asked of the search engine,
and nothing that is typed is kept.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import islice

from caselaw.access.actions import Action
from caselaw.access.policy import require
from caselaw.access.viewer import Viewer
from caselaw.domain.languages import LANGUAGES
from caselaw.domain.searching.completion import KINDS, SHORTEST, Completion, CompletionKind
from caselaw.domain.searching.naming import beginning, folded
from caselaw.domain.searching.questions import MAX_QUERY
from caselaw.messages import DEFAULT_LANGUAGE
from caselaw.search.by_meaning import is_words
from caselaw.search.field_names import field_called, field_names
from caselaw.search.masks import MASKS
from caselaw.search.vocabulary import beginning_so
from caselaw.store import Store
from caselaw.store.names import beginning_with

MOST = 8
_OF_ONE_KIND = 3  # while there are others
_MOST_WORDS = 4  # at the end of what was typed, of which a name may have been begun
_QUOTES = '"“”„‟＂«»‹›'
_FIELD = re.compile(rf"(?<!\S)([^\W\d_]+):[{_QUOTES}]?([^{_QUOTES}()]*)$")
_WORD = re.compile(r"\S+")
_NAMES = {"party": "party", "judge": "judge", "company": "company"}  # kinds that are values of a field
_BARE = re.compile(rf"[{_QUOTES}]")
_NEVER_EXACT = re.compile(rf"[{_QUOTES}{MASKS}]")


class CompletingService:
    """What may be meant by a query that is not yet typed to its end."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def complete(self, typed: str, *, reader: str, viewer: Viewer, limit: int = MOST) -> tuple[Completion, ...]:
        """At most `limit` ways to go on from `typed`, a query up to where it is being written; none within quotation
        marks, for what stands there is exact. `reader` is the language of the person."""
        require(viewer, Action.SEARCH)
        reader = reader if reader in LANGUAGES else DEFAULT_LANGUAGE
        if len(typed) > MAX_QUERY:
            return ()
        found: dict[tuple[str, str], Completion] = {}
        for head, tail, field in _tails(typed):
            if len(folded(tail)) < SHORTEST:
                continue
            for one in self._of(head, tail, field, reader, viewer, limit):
                found.setdefault((one.kind, folded(one.text)), one)
            if len(found) >= limit:
                break
        return tuple(islice(found.values(), limit))

    def _of(
        self, head: str, tail: str, field: str | None, reader: str, viewer: Viewer, limit: int
    ) -> Sequence[Completion]:
        """What has a word that begins like `tail`, the likeliest first."""
        start = beginning(tail)
        ranked: list[tuple[bool, Completion]] = []
        for known in beginning_so(start, reader, field):
            entry = known.entry
            query = head + _value(entry.field, entry.text, reader) if entry.field else head + _words(entry.text)
            language = entry.language if entry.language != "und" else None
            ranked.append((known.inside, Completion(entry.text, entry.kind, query, language)))
        if field is None or field in _NAMES.values():
            with self._store.reading() as connection:
                names = beginning_with(connection, start, viewer.audiences, limit=limit)
            for one in names:
                if field is None or _NAMES.get(one.name.kind) == field:
                    query = head + _named(one.name.kind, one.name.text, reader, alone=not head.strip())
                    ranked.append((one.inside, Completion(one.name.text, one.name.kind, query)))
        return _mixed(ranked, limit)


def _tails(typed: str) -> Iterator[tuple[str, str, str | None]]:
    """Where the name that is being typed may begin: what stands before it, what of it is there, and of which field it
    is a value; the longest first."""
    field = _FIELD.search(typed)
    if field and (name := field_called(field[1])):
        yield typed[: field.start()], field[2], name
        return
    if len(_BARE.findall(typed)) % 2:
        return
    words = list(_WORD.finditer(typed))
    for word in words[-_MOST_WORDS:]:
        place = word.start() + (1 if word.group()[0] in "(-" else 0)
        if ":" not in typed[place:]:
            yield typed[:place], typed[place:], None


def _mixed(ranked: Sequence[tuple[bool, Completion]], limit: int) -> Sequence[Completion]:
    """What begins so itself before what has it inside, by kind; no more than a few of one kind while others wait."""
    ordered = sorted(ranked, key=lambda each: (each[0], KINDS.index(each[1].kind)))
    counts: dict[tuple[bool, CompletionKind], int] = {}
    first: list[Completion] = []
    later: list[Completion] = []
    for inside, one in ordered:
        counts[inside, one.kind] = counts.get((inside, one.kind), 0) + 1
        (first if counts[inside, one.kind] <= _OF_ONE_KIND else later).append(one)
    return [*first, *later][:limit]


def _named(kind: CompletionKind, name: str, reader: str, *, alone: bool) -> str:
    """A name as it is asked for: of a person as the value of its field, of a case as it stands, or, beside other words,
    exactly."""
    if kind in _NAMES:
        return _value(_NAMES[kind], name, reader)
    return _words(_BARE.sub("", name)) if alone else _exactly(name)


def _words(text: str) -> str:
    """The text as it stands; what the query language would read otherwise, in quotation marks."""
    return text if is_words(text) else _exactly(text)


def _exactly(text: str) -> str:
    return f'"{_NEVER_EXACT.sub("", text)}"'


def _value(field: str, text: str, reader: str) -> str:
    plain = _BARE.sub("", text)
    return f"{field_names(field, reader)[0]}:" + (f'"{plain}"' if re.search(r"[\s():]", plain) else plain)
