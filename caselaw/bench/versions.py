"""How well versions are joined and cases tied, against a manifest in which people wrote down what belongs together."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from caselaw.domain.citing.citation import Citation
from caselaw.domain.document import Facts
from caselaw.domain.families.grouping import tie_cases
from caselaw.domain.families.ties import standing_of
from caselaw.domain.paragraph import Paragraph
from caselaw.domain.versions.grouping import Joined

Row = Mapping[str, str]
"""A line of the manifest: `file`, `language(s)`, `parallel_group`, `derived_from`, `case_group`."""


@dataclass(frozen=True)
class Text:
    """A document as it was read."""

    file: str
    facts: Facts
    paragraphs: tuple[Paragraph, ...]
    citations: tuple[Citation, ...]


@dataclass(frozen=True)
class VersionFigures:
    """Pairs of documents that are one decision, and pairs of decisions that are one case: which share of those found is
    right, and which share of those that are there was found. Of the groups in two and more languages, how many are
    whole. Documents without text count nowhere."""

    version_precision: float
    version_recall: float
    groups: int
    groups_whole: int
    case_precision: float
    case_recall: float
    wrong: tuple[tuple[str, str], ...] = ()


def judge_joined(texts: Sequence[Text], joined: Joined, rows: Iterable[Row]) -> VersionFigures:
    """Tie what was joined, and compare both with the manifest."""
    standings = {one.file: standing_of(one.facts, one.paragraphs, one.citations) for one in texts}
    works = {one.file: one.file for one in texts} | _heads(joined.groups)
    cases = works | _heads(tie_cases(standings, joined).groups)
    return measure(works, cases, rows, {one.file for one in texts if one.paragraphs})


def measure(
    works: Mapping[str, str], cases: Mapping[str, str], rows: Iterable[Row], legible: Collection[str]
) -> VersionFigures:
    """Compare what was joined (`works`) and tied (`cases`), each by file, with the manifest."""
    known = {row["file"]: row for row in rows if row["file"] in legible and row["file"] in works}
    truth = _true_works(known)
    pairs = list(combinations(sorted(known), 2))
    joined = {(a, b) for a, b in pairs if works[a] == works[b]}
    one = {(a, b) for a, b in pairs if truth[a] == truth[b]}
    others = [(a, b) for a, b in pairs if (a, b) not in joined and (a, b) not in one]
    tied = {(a, b) for a, b in others if cases[a] == cases[b]}
    family = {(a, b) for a, b in others if (case := known[a]["case_group"]) and case == known[b]["case_group"]}
    groups = _groups(truth, known)
    return VersionFigures(
        _share(joined & one, joined), _share(joined & one, one),
        len(groups), sum(len({works[file] for file in group}) == 1 for group in groups),
        _share(tied & family, tied), _share(tied & family, family), tuple(sorted((joined - one) | (tied - family))),
    )  # fmt: skip


def _true_works(known: Mapping[str, Row]) -> dict[str, str]:
    """The decision of each file: its parallel group, and that of the file it was made from."""
    head = {file: file for file in known}

    def find(file: str) -> str:
        while head[file] != file:
            file = head[file]
        return file

    first: dict[str, str] = {}
    for file, row in known.items():
        if row["parallel_group"]:
            head[find(file)] = find(first.setdefault(row["parallel_group"], file))
        if row["derived_from"] in known:
            head[find(file)] = find(row["derived_from"])
    return {file: find(file) for file in known}


def _groups(truth: Mapping[str, str], known: Mapping[str, Row]) -> list[list[str]]:
    """The decisions that are here in two and more languages."""
    members: dict[str, list[str]] = defaultdict(list)
    for file, work in truth.items():
        members[work].append(file)
    return [group for group in members.values() if len({known[file]["language(s)"] for file in group}) > 1]


def _heads(groups: Iterable[Sequence[str]]) -> dict[str, str]:
    """Each name of a group with the first of it."""
    return {name: group[0] for group in groups for name in group}


def _share(part: Collection[object], whole: Collection[object]) -> float:
    return round(len(part) / len(whole), 4) if whole else 1.0
