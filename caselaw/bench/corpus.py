"""Decisions that no court made, for measuring: real sentences of four languages recombined into paragraphs.

The sentences are those of the demo collection, and of `CASELAW_DATA` where it is set. The same number gives the same
decisions on every machine.
"""

from __future__ import annotations

import json
import random
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from caselaw.domain.audience import PUBLIC
from caselaw.domain.court import courts
from caselaw.domain.dates import PartialDate
from caselaw.domain.document import KINDS, Facts
from caselaw.domain.intake.record import Record
from caselaw.domain.paragraph import Paragraph
from caselaw.domain.text import nfc
from caselaw.search.analysis import is_stop, tokenize
from caselaw.services.site.demo import records as demo_records

PARAGRAPHS = 20
"""Paragraphs of a document."""

_LETTERS = 600  # of a paragraph, about
_SHARES = {"en": 40, "es": 25, "fr": 20, "ar": 15}
_END = re.compile(r"(?<=[.؟!?…])\s+")
_SHORTEST, _LONGEST = 30, 400
_YEARS = (1985, 2025)

Sentences = Mapping[str, Sequence[str]]


def sentences(data: Path | None) -> Sentences:
    """Real sentences by language."""
    found: dict[str, dict[str, None]] = defaultdict(dict)
    for language, text in _texts(data):
        for sentence in _END.split(nfc(" ".join(text.split()))):
            if _SHORTEST <= len(sentence) <= _LONGEST:
                found[language][sentence] = None
    return {language: list(found[language]) for language in _SHARES}


def decisions(count: int, real: Sentences) -> Iterator[Record]:
    """`count` documents of PARAGRAPHS paragraphs each, in the languages' shares."""
    chance = random.Random(count)  # noqa: S311 - chance for measuring, not for secrets
    known = sorted(courts())
    countries = sorted({court.country for court in courts().values() if court.country})
    for number in range(count):
        language = chance.choices(list(_SHARES), weights=list(_SHARES.values()))[0]
        yield Record(
            key=f"bench:{number}",
            language=language,
            languages={language: 1.0},
            facts=Facts(
                kind=chance.choice(KINDS),
                title=chance.choice(real[language])[:80],
                court=chance.choice(known),
                country=chance.choice(countries),
                decided=PartialDate(chance.randint(*_YEARS)),
            ),
            paragraphs=tuple(
                Paragraph(f"p-{place + 1}", place, _paragraph(real[language], chance), language, number=str(place + 1))
                for place in range(PARAGRAPHS)
            ),
            access=PUBLIC,
        )


def judgment(paragraphs: int, real: Sentences) -> Record:
    """One long judgment of so many numbered paragraphs, in English."""
    chance = random.Random(paragraphs)  # noqa: S311
    return Record(
        key="bench:long",
        language="en",
        languages={"en": 1.0},
        facts=Facts(kind="judgment", title="A long judgment", decided=PartialDate(2010)),
        paragraphs=tuple(
            Paragraph(f"p-{place + 1}", place, _paragraph(real["en"], chance), "en", number=str(place + 1))
            for place in range(paragraphs)
        ),
        access=PUBLIC,
    )


def queries(real: Sentences, count: int) -> Mapping[str, list[str]]:
    """Queries of every kind, their words taken as they come in the sentences, without those that say nothing."""
    chance = random.Random(7)  # noqa: S311
    found: dict[str, list[str]] = {"term": [], "or": [], "and": [], "phrase": [], "filtered": []}
    languages = list(_SHARES)
    for number in range(count):
        language = languages[number % len(languages)]
        sentence, other = chance.sample(list(real[language]), 2)
        words, more = _telling(sentence, language), _telling(other, language)
        found["term"].append(words[0])
        found["or"].append(" OR ".join((words[0], words[1], more[0])))
        found["and"].append(f"{words[0]} {words[1]}")
        found["phrase"].append(_phrase(sentence))
        found["filtered"].append(" OR ".join((words[0], words[1], more[0])))
    return found


def _texts(data: Path | None) -> Iterator[tuple[str, str]]:
    for record in demo_records():
        yield from ((record.language, paragraph.text) for paragraph in record.paragraphs if paragraph.kind == "body")
    if data is None:
        return
    for language in _SHARES:
        path = data / "language-id" / f"{language}.txt"
        if path.exists():
            yield from ((language, line) for line in path.read_text(encoding="utf-8").splitlines())
    for path in sorted(data.glob("retrieval/*/corpus.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            if row["lang"] in _SHARES:
                yield row["lang"], row["text"]


def _paragraph(real: Sequence[str], chance: random.Random) -> str:
    parts: list[str] = []
    while sum(map(len, parts)) < _LETTERS:
        parts.append(chance.choice(real))
    return " ".join(parts)


def _telling(sentence: str, language: str) -> list[str]:
    """The words of a sentence that say something, longest first; padded from its other words where there are few."""
    words = dict.fromkeys(sentence[token.start : token.end] for token in tokenize(sentence))
    telling = [word for word in words if len(word) > 3 and word.isalpha() and not is_stop(word, language)]
    return [*sorted(telling, key=len, reverse=True), *words, "2004", "2005"][:4]


def _phrase(sentence: str) -> str:
    """Three words in a row from the middle of a sentence, in quotation marks."""
    words = tokenize(sentence)
    first = max(0, len(words) // 2 - 1)
    return f'"{sentence[words[first].start : words[min(first + 2, len(words) - 1)].end]}"'.replace("“", "").replace(
        "”", ""
    )
