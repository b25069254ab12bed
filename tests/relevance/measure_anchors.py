"""How often a coded passage is found again after its text was changed: what the threshold of
`caselaw.domain.coding.places` rests on.

`CASELAW_DATABASE_URL=… python -m tests.relevance.measure_anchors` takes passages of the documents stored there,
changes their text as a better reading or a correction does, and looks for them: a word in ten changed within it, a word
in four, words around it alone, the paragraph joined to the one before, all paragraphs numbered anew, and last the
passage taken out, where whatever is found is wrong.
"""

from __future__ import annotations

import os
import random
from collections import Counter
from collections.abc import Callable, Sequence

from caselaw.domain.coding.codings import Passage, passage_of
from caselaw.domain.coding.places import Found, find_again
from caselaw.store import Store
from caselaw.store import documents as stored

Texts = list[tuple[str, str]]
_TRIALS = 600
_SHORTEST, _LONGEST = 5, 60  # words of a passage


def main() -> None:
    """Measure, and print a line for each kind of change."""
    chance = random.Random(7)
    store = Store(os.environ["CASELAW_DATABASE_URL"])
    samples = _samples(store, chance)
    for name, change in CHANGES.items():
        outcomes: Counter[str] = Counter()
        nearness = []
        for passage, texts, at in samples:
            after, truth = change(passage, texts, at, chance)
            found = find_again(passage, after, at, len(texts))
            outcomes[_judged(found, truth)] += 1
            if found is not None and found.place == "near":
                nearness.append(found.nearness)
        shares = ", ".join(f"{kind} {100 * count / len(samples):.1f} %" for kind, count in outcomes.most_common())
        lowest = f"; nearness {min(nearness):.2f} to {max(nearness):.2f}" if nearness else ""
        print(f"{name}: {shares}{lowest}")
    store.close()


def _samples(store: Store, chance: random.Random) -> list[tuple[Passage, Texts, int]]:
    with store.reading() as connection:
        ids = sorted(stored.revisions(connection))
        chosen = chance.sample(ids, min(40, len(ids)))
        every = [
            [(one.anchor, one.text) for one in paragraphs]
            for paragraphs in stored.load_all_paragraphs(connection, chosen).values()
        ]
    found: list[tuple[Passage, Texts, int]] = []
    while len(found) < _TRIALS:
        texts = chance.choice(every)
        at = chance.randrange(len(texts)) if texts else 0
        words = texts[at][1].split(" ") if texts else []
        if len(words) < _SHORTEST + 2:
            continue
        length = chance.randint(_SHORTEST, min(_LONGEST, len(words)))
        first = chance.randint(0, len(words) - length)
        start = sum(len(word) + 1 for word in words[:first])
        end = start + len(" ".join(words[first : first + length]))
        found.append((passage_of(texts[at][0], texts[at][1], start, end), texts, at))
    return found


def _judged(found: Found | None, truth: str | None) -> str:
    if found is None:
        return "rightly lost" if truth is None else "lost"
    if truth is None:
        return f"wrongly {found.place}"
    return found.place if found.passage.anchor == truth else f"wrongly {found.place}"


def _worded(share: float) -> Callable[..., tuple[Texts, str | None]]:
    def change(passage: Passage, texts: Texts, at: int, chance: random.Random) -> tuple[Texts, str | None]:
        anchor, text = texts[at]
        words = passage.quote.split(" ")
        for place in chance.sample(range(len(words)), max(1, round(len(words) * share))):
            words[place] = words[place][::-1] + "x"
        return _with(texts, at, anchor, text[: passage.start] + " ".join(words) + text[passage.end :]), anchor

    return change


def _around(passage: Passage, texts: Texts, at: int, chance: random.Random) -> tuple[Texts, str | None]:
    anchor, text = texts[at]
    before = " ".join(word[::-1] for word in text[: passage.start].split(" "))
    return _with(texts, at, anchor, before + passage.quote + text[passage.end :].upper()), anchor


def _joined(passage: Passage, texts: Texts, at: int, chance: random.Random) -> tuple[Texts, str | None]:
    if at == 0:
        return texts, texts[0][0]
    joined = texts[at - 1][1] + " " + texts[at][1]
    return [*texts[: at - 1], (texts[at - 1][0], joined), *texts[at + 1 :]], texts[at - 1][0]


def _numbered(passage: Passage, texts: Texts, at: int, chance: random.Random) -> tuple[Texts, str | None]:
    return [(f"p-x{index}", text) for index, (_, text) in enumerate(texts)], f"p-x{at}"


def _gone(passage: Passage, texts: Texts, at: int, chance: random.Random) -> tuple[Texts, str | None]:
    anchor, text = texts[at]
    if any(passage.quote in other for index, (_, other) in enumerate(texts) if index != at):
        return texts, anchor
    rest = (text[: passage.start] + text[passage.end :]).strip()
    return (_with(texts, at, anchor, rest) if rest else [*texts[:at], *texts[at + 1 :]]), None


def _with(texts: Sequence[tuple[str, str]], at: int, anchor: str, text: str) -> Texts:
    return [*texts[:at], (anchor, text), *texts[at + 1 :]]


CHANGES: dict[str, Callable[..., tuple[Texts, str | None]]] = {
    "one word in ten changed": _worded(0.1),
    "one word in four changed": _worded(0.25),
    "words around it changed": _around,
    "joined to the paragraph before": _joined,
    "every anchor another": _numbered,
    "taken out": _gone,
}


if __name__ == "__main__":
    main()
