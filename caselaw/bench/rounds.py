"""A round of coding to be measured: many records, several coders, many codes, as people give them by chance."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from caselaw.access.viewer import OPERATOR, Viewer
from caselaw.bench.corpus import PARAGRAPHS, Sentences, decisions
from caselaw.domain.audience import group_audience
from caselaw.domain.codebook.listed import DEFAULT, listed
from caselaw.domain.coding.codings import CONFIDENCES, Coding
from caselaw.domain.coding.round import Round
from caselaw.domain.identifiers import DocumentId, new_id
from caselaw.domain.people.belonging import Group
from caselaw.store.coding import codings, rounds
from caselaw.wiring import Services

GROUP = "bench"
PASSWORD = "measured and gone"  # noqa: S105 - of a site that is gone afterwards
ALIKE = 0.8  # how often a coder gives the code that a passage is meant to have


@dataclass(frozen=True)
class Filled:
    """A round in adjudication, how many codings it has, and the address and viewer of one of its coders."""

    round: str
    codings: int
    email: str
    viewer: Viewer


def fill(services: Services, real: Sentences, records: int, coders: int, codes: int, passages: int) -> Filled:
    """Store so many records and let so many coders code so many passages of each, with so many codes."""
    services.groups.add(Group(GROUP, {"en": "Measured"}), viewer=OPERATOR)
    people = [services.accounts.add(f"coder{number}@example.org", PASSWORD, groups=(GROUP,), viewer=OPERATOR)
              for number in range(coders)]  # fmt: skip
    for person in people:
        services.accounts.set_group_roles(person.email, GROUP, {"coder"}, viewer=OPERATOR)
    ids = [services.intake.store(record, viewer=OPERATOR).id for record in decisions(records, real)]
    accounts = tuple(person.id for person in people)
    made = Round(
        new_id(), "Measured", DEFAULT, 1, group_audience(GROUP), state="adjudicating", documents=tuple(ids),
        coders=accounts,
    )  # fmt: skip
    count = 0
    with services.store.writing() as connection:
        rounds.add(connection, made)
        for document in ids:
            for account in accounts:
                rounds.finish(connection, made.id, account, document, done=True)
        anchors = rounds.paragraph_anchors(connection, ids)
        for coding in _given(made, accounts, _keys(codes), lambda record: anchors[record], passages):
            codings.add(connection, coding)
            count += 1
    return Filled(made.id, count, people[0].email, services.accounts.viewer(accounts[0]))


def _keys(codes: int) -> list[str]:
    every = [one.key for one in listed()[DEFAULT][0].every()]
    return every[:codes]


def _given(
    of: Round, coders: tuple[str, ...], keys: list[str], anchors: Callable[[DocumentId], tuple[str, ...]], passages: int
) -> Iterator[Coding]:
    chance = random.Random(PARAGRAPHS)  # noqa: S311 - chance for measuring, not for secrets
    for document in of.documents:
        for _ in range(passages):
            anchor, meant = chance.choice(anchors(document)), chance.choice(keys)
            for coder in coders:
                if chance.random() < ALIKE:
                    code = meant if chance.random() < ALIKE else chance.choice(keys)
                    yield Coding(
                        new_id(), of.id, document, coder, code, anchor, "words", "", "", 0, 5, "",
                        chance.choice(CONFIDENCES), of.access, of.codebook, of.version,
                    )  # fmt: skip
