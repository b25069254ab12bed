"""Cut where the fields of a case begin anew: "Company: … Country: … Rights violated: …", again and again.

A label is recognised because it repeats with the others in the same order, whatever it says; that it is a word that
cases are described with (`LABELS`) makes the bid stronger and finds labels inside a paragraph whose lines ran together.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal

from caselaw.domain.splitting.parts import Bid, Reason
from caselaw.domain.text import fold
from ingest.split.cutting import Start, cut_at
from ingest.split.outline import Item, Outline, country_in
from ingest.split.port import rounded
from ingest.split.words import LABELS, ROLE_OF

_LABEL = re.compile(r"^\W{0,3}(?P<label>[^\W\d_][^:：|?!.;\n]{0,58}?)\s*[:：]\s*(?P<value>.*)$", re.DOTALL)
_CELLS = re.compile(r"^(?P<label>[^|]{2,60}?)\s\|\s(?P<value>[^|]+)$", re.DOTALL)
_MOST_WORDS = 7
_LEAST = 3
_REPEATABLE = 1.4  # times as often as the usual label: such a field may stand several times in one case
_SOON = 0.25
_LONGEST_LEAD = 160
_TITLED = 0.6  # of the cases have a line above their first label, where that line is the title
_LISTED = 4
_OF_A_CASE = frozenset({"company", "country", "rights", "victims"})  # the others stand in any record


@dataclass(frozen=True)
class Field:
    """A label where it stands; `offset` is 0 where it begins its paragraph."""

    item: Item
    offset: int
    label: str
    shown: str
    value: str


class _Labels:
    name: Literal["labels"] = "labels"

    def __call__(self, report: Outline) -> Bid | None:
        """Records of repeated labels, at least three."""
        fields = list(_fields(report))
        counts = Counter(field.label for field in fields)
        usual = _usual(counts)
        fields = [field for field in fields if counts[field.label] >= max(2, 0.3 * usual)]
        names = {field.label for field in fields}
        if len(names) < 2 or usual < _LEAST:
            return None
        often = {label for label in names if counts[label] > _REPEATABLE * usual}
        records = _records(report, fields, {label for label in often if _returns_soon(fields, label, len(names))})
        if len(records) < _LEAST:
            return None
        starts = _starts(report, records)
        if len(starts) < _LEAST:
            return None
        return Bid("labels", rounded(_score(records, names)), cut_at(report, starts), _reasons(fields, counts, starts))


labels = _Labels()


def _fields(report: Outline) -> Iterator[Field]:
    """Every label that may be one: at the head of a paragraph any, inside only those that cases are described with, and
    alone on a line where the line repeats."""
    heads = {item.at: _head(item) for item in report.items}
    often = Counter(fold(head.group("label")).strip() for head in heads.values() if head)
    for item in report.items:
        if item.at in report.contents or item.paragraph.kind == "footnote":
            continue
        head = heads[item.at]
        at = 0
        if head and _is_label(head, often):
            label = fold(head.group("label")).strip()
            yield Field(item, 0, label, head.group("label").strip(), head.group("value"))
            at = head.end("label")
        elif item.is_line and _alone(report, item):
            value = report.items[item.at + 1].text if item.at + 1 < len(report.items) else ""
            yield Field(item, 0, item.folded.strip(" .:"), item.text.strip(" .:"), value)
            continue
        for inner in _inside().finditer(item.text, at):
            if inner.start("label"):
                shown = inner.group("label")
                yield Field(item, inner.start("label"), fold(shown), shown, item.text[inner.end() :].strip()[:300])


def _head(item: Item) -> re.Match[str] | None:
    return _LABEL.match(item.text) or (_CELLS.match(item.text) if item.paragraph.kind == "table" else None)


def _is_label(head: re.Match[str], often: Mapping[str, int]) -> bool:
    """Few words, no address, and not a title that ran into the label below it ("Homes cleared Company: …")."""
    label = head.group("label")
    if len(label.split()) > _MOST_WORDS or head.group("value").startswith("//"):
        return False
    inner = _inside().search(head.group())
    folded = fold(label).strip()
    return folded in ROLE_OF or often[folded] >= _LEAST or inner is None or inner.start("label") > head.end("label")


def _alone(report: Outline, item: Item) -> bool:
    line = item.folded.strip(" .:")
    return len(line) <= 60 and (line in ROLE_OF and report.line_counts[line] >= _LEAST)


@cache
def _inside() -> re.Pattern[str]:
    """A known label with its colon inside a paragraph, in capitals or with a capital where the script has them."""
    words = sorted({word for group in LABELS.values() for word in group}, key=len, reverse=True)
    pattern = "|".join(re.escape(word).replace(r"\ ", r"\s") for word in words if len(word) > 2)
    return re.compile(rf"(?:^|(?<=[\s.;|]))(?P<label>{pattern})\s?[:：]", re.IGNORECASE)


def _usual(counts: Mapping[str, int]) -> int:
    """How often the labels of a case stand in this report: the count that most of the frequent labels share."""
    frequent = sorted((count for count in counts.values() if count >= _LEAST), reverse=True)
    known = sorted((c for label, c in counts.items() if c >= _LEAST and label in ROLE_OF), reverse=True)
    pool = known if len(known) >= 2 else frequent
    pool = [count for count in pool if count >= pool[0] * 0.4]
    return pool[len(pool) // 2] if pool else 0


def _returns_soon(fields: Sequence[Field], label: str, names: int) -> bool:
    """The label comes again before half of the others have: it stands several times in one case."""
    between: list[set[str]] = []
    for field in fields:
        if field.label == label:
            between.append(set())
        elif between:
            between[-1].add(field.label)
    return sum(len(others) < (names - 1) / 2 for others in between) >= _SOON * len(between)


def _records(report: Outline, fields: Sequence[Field], repeatable: set[str]) -> list[list[Field]]:
    """The fields in groups, one a case: a label that comes again opens the next, and so does the one that is usually
    first, after any other."""
    titled = {id(field) for field in fields if _is_titled(report, field)}
    opener = _opener(fields, titled, repeatable)
    openers = {id(field) for field in fields if field.label == opener} if opener else set[int]()
    if opener in repeatable:
        openers &= titled
    return _grouped(fields, repeatable, openers, _ranks(_grouped(fields, repeatable, openers, {})))


def _ranks(groups: Sequence[Sequence[Field]]) -> dict[str, float]:
    """The place of each label in its group, on average."""
    places: dict[str, list[float]] = defaultdict(list)
    for group in groups:
        for place, field in enumerate(group):
            places[field.label].append(place)
    return {label: sum(found) / len(found) for label, found in places.items()}


def _is_titled(report: Outline, field: Field) -> bool:
    """The field stands right under a line that is no field, or behind one in the same paragraph."""
    if field.offset:
        lead = field.item.text[: field.offset].strip()
        return bool(lead) and len(lead) <= _LONGEST_LEAD and not _inside().search(lead) and not _LABEL.match(lead)
    above = report.items[field.item.at - 1] if field.item.at else None
    return above is not None and above.is_line and not _LABEL.match(above.text) and above.at not in report.contents


def _opener(fields: Sequence[Field], titled: set[int], repeatable: set[str]) -> str | None:
    """The label that mostly stands under a title: the first of each case. None where none does."""
    counts = Counter(field.label for field in fields)
    under = Counter(field.label for field in fields if id(field) in titled)
    usual = max((count for label, count in counts.items() if label not in repeatable), default=0)
    best = max(under, key=lambda label: under[label], default=None)
    return best if best is not None and under[best] >= _TITLED * min(counts[best], usual) else None


def _grouped(
    fields: Sequence[Field], repeatable: set[str], openers: set[int], rank: Mapping[str, float]
) -> list[list[Field]]:
    """`openers` are fields that each open a case; where there are none, the label that is usually first does."""
    single = (label for label in rank if label not in repeatable)
    first = None if openers else min(single, key=lambda label: rank[label], default=None)
    groups: list[list[Field]] = []
    seen: set[str] = set()
    for field in fields:
        before = groups[-1][-1].label if groups else None
        again = field.label in seen and before != field.label and field.label not in repeatable
        opens = bool(seen) and ((field.label == first and before != first) or id(field) in openers)
        if not groups or again or opens:
            groups.append(_moved(groups, repeatable, rank, field))
            seen = {one.label for one in groups[-1]}
        groups[-1].append(field)
        seen.add(field.label)
    return [group for group in groups if group]


def _moved(groups: list[list[Field]], repeatable: set[str], rank: Mapping[str, float], opener: Field) -> list[Field]:
    """Repeatable fields at the end of the group before that usually stand above `opener`: they are the new case's."""
    taken: list[Field] = []
    while groups and len(groups[-1]) > 1:
        last = groups[-1][-1]
        if last.label not in repeatable or rank.get(last.label, 99) >= rank.get(opener.label, -1):
            break
        taken.insert(0, groups[-1].pop())
    return taken


def _starts(report: Outline, records: Sequence[Sequence[Field]]) -> list[Start]:
    """Where each case begins: at its first label, or at the line above where most cases have one."""
    above = [
        _line_above(report, record[0], records[place - 1] if place else ()) for place, record in enumerate(records)
    ]
    heights = Counter(record[0].item.at - line for record, line in zip(records, above, strict=True) if line is not None)
    titled = heights.total() >= _TITLED * len(records)
    usual = heights.most_common(1)[0][0] if heights else 0
    starts: list[Start] = []
    for record, line in zip(records, above, strict=True):
        first = record[0]
        lead = first.item.text[: first.offset].strip()
        if first.offset and (len(lead) > _LONGEST_LEAD or ". " in lead):
            at, title = first.item.at + 1, _title(record)  # the case before ends in this paragraph, which stays whole
        elif lead:
            at, title = first.item.at, lead
        elif titled and line is not None:
            at = max(line, first.item.at - usual)
            title = " ".join(item.text for item in report.items[at : first.item.at])
        else:
            at, title = first.item.at, _title(record)
        if at < len(report.items) and (not starts or at > starts[-1].at):
            starts.append(Start(at, title, _country(record)))
    return starts


def _line_above(report: Outline, first: Field, before: Sequence[Field]) -> int | None:
    """The line, or two, between the case before and this one's first label."""
    least = before[-1].item.at + 1 if before else 0
    at = first.item.at
    while at - 1 >= least and first.item.at - at < 2:
        item = report.items[at - 1]
        value_of_label = bool(before) and at - 1 == before[-1].item.at + 1 and not _LABEL.match(before[-1].item.text)
        if not item.is_line or _LABEL.match(item.text) or item.at in report.contents or value_of_label:
            break
        if item.at in report.chapter_heads:
            break
        at -= 1
    return at if at < first.item.at else None


def _title(record: Sequence[Field]) -> str:
    """The name of a case without a heading: its title field, else its company and country, else its first value."""
    by_role = {ROLE_OF.get(field.label, field.label): field.value for field in reversed(record)}
    if by_role.get("title"):
        return _short(by_role["title"])
    named = [_short(by_role[role]) for role in ("company", "country") if by_role.get(role)]
    return " — ".join(named) if named else _short(record[0].value)


def _short(value: str) -> str:
    """A value up to the next label in the same paragraph, or its first sentence."""
    inner = _inside().search(value)
    return re.split(r"(?<=[^\s.]{3})\.\s", value[: inner.start()] if inner else value, maxsplit=1)[0].strip(" .|;")[
        :120
    ]


def _country(record: Sequence[Field]) -> str | None:
    for field in record:
        if ROLE_OF.get(field.label) == "country":
            return country_in(fold(_short(field.value)))
    return None


def _score(records: Sequence[Sequence[Field]], names: set[str]) -> float:
    roles = {ROLE_OF[label] for label in names if label in ROLE_OF}
    placed = sum(_names_country(record) for record in records) / len(records)
    whole = [len({field.label for field in record}) / len(names) for record in records]
    regular = sum(share >= 0.6 for share in whole) / len(whole)
    many = min(1.0, len(records) / 10)
    if roles & _OF_A_CASE:
        return 0.24 + 0.1 * min(len(roles), 4) + 0.18 * regular + 0.1 * many
    return 0.05 + 0.05 * min(len(names), 4) + 0.15 * regular + 0.06 * many + 0.25 * placed


def _names_country(record: Sequence[Field]) -> bool:
    return any(country_in(fold(_short(field.value))) for field in record)


def _reasons(fields: Sequence[Field], counts: Counter[str], starts: Sequence[Start]) -> tuple[Reason, ...]:
    shown: dict[str, str] = {}
    for field in fields:
        shown.setdefault(field.label, field.shown)
    common = sorted(shown, key=lambda label: (label not in ROLE_OF, -counts[label]))[:_LISTED]
    listed = ", ".join(shown[label] for label in common)
    return (Reason("split.reason.labels", {"count": len(starts), "labels": listed}),)
