"""A round of coding as two people coded it, with a curator who decides and people around who may not."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from caselaw.access.viewer import OPERATOR, Viewer
from caselaw.domain.identifiers import DocumentId
from caselaw.domain.people.account import Role
from caselaw.services.coding.coding_asked import CodingAsked
from caselaw.services.coding.round_asked import RoundAsked
from caselaw.wiring import Services

PASSWORD = "correct horse battery"
GROUP = "group:mining"
PEOPLE: Mapping[str, tuple[frozenset[Role], frozenset[Role] | None]] = {
    "ana": (frozenset(), frozenset({"coder"})),
    "ben": (frozenset(), frozenset({"coder"})),
    "carla": (frozenset(), frozenset({"curator"})),
    "dora": (frozenset(), frozenset({"curator"})),
    "root": (frozenset({"administrator"}), None),
    "otto": (frozenset({"editor"}), None),
}
"""Roles held everywhere, and those in the group; None: not in it."""
SAID: Mapping[str, Sequence[tuple[int, str, str, int, str]]] = {
    "ana": ((0, "p-1", "revolving_door", 3, "ana's note on the door"), (0, "p-2", "judicial_interference", 1, "")),
    "ben": ((0, "p-1", "revolving_door", 2, ""), (0, "p-3", "judicial_interference", 3, "ben's note on judges"),
            (1, "", "shaping_narratives", 2, "ben on the whole")),
}  # fmt: skip
"""What each gave: the place of the record, the paragraph, the code, how sure, and a note."""


@dataclass(frozen=True)
class Coded:
    """A round, and its people by name."""

    services: Services
    round: str
    documents: tuple[DocumentId, ...]
    people: Mapping[str, str]

    def viewer(self, name: str) -> Viewer:
        """As this person looks now."""
        return self.services.accounts.viewer(self.people[name])

    def move(self, state: str, reason: str = "", by: str = "carla") -> None:
        """Bring the round a step on, or back."""
        now = self.services.rounds.show(self.round, viewer=self.viewer(by))
        self.services.rounds.move(self.round, state, reason, now.revision, viewer=self.viewer(by))


def peopled(services: Services) -> Mapping[str, str]:
    """Accounts for PEOPLE, by name."""
    return {name: _person(services, name) for name in PEOPLE}


def coded_round(
    services: Services, documents: Sequence[DocumentId], people: Mapping[str, str], title: str = "Capture, first round",
    done_by: Sequence[str] = ("ana", "ben"),
) -> Coded:  # fmt: skip
    """A blind round on these records (two at least), still being coded; coded and finished by Ana and Ben, or by whom
    of them is named."""
    carla = services.accounts.viewer(people["carla"])
    asked = RoundAsked(
        title, "To see what is captured", GROUP, "corporate-capture", 1, True, "", tuple(documents),
        (people["ana"], people["ben"]),
    )  # fmt: skip
    coded = Coded(services, services.rounds.add(asked, viewer=carla).id, tuple(documents), people)
    coded.move("coding")
    for name in done_by:
        given, me = SAID[name], coded.viewer(name)
        for place, anchor, code, sure, note in given:
            services.coding.write(
                documents[place], CodingAsked(code, anchor, note=note, confidence=sure), viewer=me, round_id=coded.round
            )  # fmt: skip
        for document in documents:
            services.rounds.finish(coded.round, document, done=True, viewer=me)
        services.rounds.finish_whole(coded.round, done=True, viewer=me)
    return coded


def _person(services: Services, name: str) -> str:
    roles, in_group = PEOPLE[name]
    email = f"{name}@example.net"
    groups = ("mining",) if in_group is not None else ()
    account = services.accounts.add(email, PASSWORD, roles=roles, groups=groups, viewer=OPERATOR)
    if in_group is not None:
        services.accounts.set_group_roles(email, "mining", in_group, viewer=OPERATOR)
    return account.id
