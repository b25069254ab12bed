"""What judged pairs teach the lexicon of a benchmark, without those of the query's own case."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from caselaw.bench.judged import JudgedQuery, JudgedSet, read
from caselaw.search.lexicon import Course, Entry, Lesson, Lexicon


class Teaching:
    """Lexicons learned from the pairs of judged sets; each is learned when it is first asked for."""

    def __init__(self, sets: Iterable[JudgedSet]) -> None:
        self._course = Course([lesson for judged in sets for lesson in _lessons(judged)])
        self._learned: dict[tuple[str, str], Lexicon] = {}

    def lexicon(self, query: JudgedQuery) -> Lexicon:
        """What can be known for this query: its own case has taught nothing."""
        key = query.group, query.language
        if key not in self._learned:
            learned = self._course.learn(without={query.group}, language=query.language, evidence=False)
            self._learned[key] = Lexicon([map(Entry.of, learned)], version=query.group)
        return self._learned[key]


def teaching(folders: Iterable[Path]) -> Teaching:
    """What the sets in these folders teach. Raises `FileNotFoundError` for a folder that is none."""
    return Teaching([read(folder) for folder in folders])


def _lessons(judged: JudgedSet) -> Iterator[Lesson]:
    """Each query with each answer in another language, once, whichever of the two is asked."""
    texts = {document.id: document for document in judged.documents}
    given: set[frozenset[str]] = set()
    for query in judged.queries:
        for answer in sorted(query.relevant):
            document, pair = texts[answer], frozenset({query.own, answer})
            if document.language != query.language and pair not in given:
                given.add(pair)
                yield Lesson(query.text, query.language, document.text, document.language, group=query.group)
