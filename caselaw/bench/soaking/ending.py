"""When all have gone home: is everything there, once, as it was said, and do database and index agree?"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from caselaw.access.viewer import ANYONE, OPERATOR
from caselaw.bench.soaking.expected import Expected, Held
from caselaw.bench.soaking.parts import wait_until
from caselaw.domain.errors import CaselawError
from caselaw.domain.searching.questions import SearchQuery
from caselaw.wiring import Services

_SETTLES_WITHIN = 300.0
_AT_ONCE = 1000


@dataclass(frozen=True)
class Ending:
    """What is there at the end against what must be: `lost` and `doubled` count documents, changes and hits; the
    others say what is wrong in a sentence each."""

    documents: int
    changes: int
    lost: int
    doubled: int
    differing: tuple[str, ...]
    seconds: float = 0.0


def compare(services: Services, expected: Expected) -> Ending:
    """Wait until the index has followed, then look at each document, its text, its changes, and what a search finds."""
    differing: list[str] = []
    if not wait_until(lambda: _settled(services), _SETTLES_WITHIN):
        differing.append(f"index and database differ: {services.indexing.check(viewer=OPERATOR)}")
    if (broken := services.audit.verify(viewer=OPERATOR).broken) is not None:
        differing.append(f"the audit trail is broken at line {broken}")
    held = expected.all()
    there = services.documents.counts(viewer=ANYONE).documents
    lost, doubled = max(len(held) - there, 0), max(there - len(held), 0)
    changes = 0
    for each in held:
        tally, fault = _look_at(services, each)
        changes += tally["changes"]
        lost, doubled = lost + tally["lost"], doubled + tally["doubled"]
        differing += [fault] if fault else []
        differing += [f"{each.id}: {dict(tally)}"] if tally["lost"] or tally["doubled"] else []
    return Ending(there, changes, lost, doubled, tuple(differing))


def _settled(services: Services) -> bool:
    """All that is due is done, and both sides agree; looks that are to be taken later, to be sure, need not be waited
    for."""
    try:
        while not services.indexing.apply_pending().idle:
            pass
        return services.indexing.check(viewer=OPERATOR).agrees
    except CaselawError:  # a server that has just come back
        return False


def _look_at(services: Services, held: Held) -> tuple[Counter[str], str]:
    """One document: its title, its text, its changes, and what its word finds."""
    tally: Counter[str] = Counter()
    document = services.documents.get(held.id, viewer=ANYONE)
    text = " ".join(
        f"{paragraph.number or ''} {paragraph.text}"
        for paragraph in services.documents.paragraphs(held.id, viewer=ANYONE, after=-1, size=_AT_ONCE)
    )
    said = " ".join(text.split())
    for part in held.text.splitlines()[2::2]:
        times = said.count(" ".join(part.split()).partition(" ")[2])
        tally["lost" if times < 1 else "doubled" if times > 1 else "whole"] += 1
    last = max(held.titles, key=lambda title: (title.until, title.since))
    told = [one.change for one in services.editing.changes(held.id, viewer=OPERATOR) if one.change.field == "title"]
    made = Counter(str(change.after) for change in told)
    tally["changes"] += len(told)
    tally["doubled"] += sum(times - 1 for times in made.values())
    tally["lost"] += sum(title not in made for title in held.changes)
    found = services.search.search(SearchQuery(held.word, reader="en", mode="lexical"), viewer=ANYONE).documents
    tally["lost"] += not found
    tally["doubled"] += max(len(found) - 1, 0)
    allowed = {title.text for title in held.titles if title.until >= last.until}
    fault = "" if document.facts.title in allowed else f"{held.id} is called {document.facts.title}, not {allowed}"
    return tally, fault
