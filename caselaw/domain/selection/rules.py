"""What may stand in a case selection table, and which translations it lacks before it goes round."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from caselaw.domain.entered import entered, unfit
from caselaw.domain.errors import Invalid
from caselaw.domain.identifiers import SLUG
from caselaw.domain.languages import LANGUAGES
from caselaw.domain.people.belonging import Words, is_website
from caselaw.domain.selection.table import (
    CONSENTS,
    HEAVIEST,
    LEAVES,
    LONGEST_ANSWER,
    LONGEST_LINE,
    LONGEST_TEXT,
    MOST_CRITERIA,
    MOST_LEVELS,
    MOST_LINKS,
    SHEET_FIELDS,
    SHEET_WORDS,
    Candidate,
    CaseSheet,
    Criterion,
    SelectionTable,
)


@dataclass(frozen=True)
class Missing:
    """Words that a language of the table lacks: of what (a code of `selection.missing.…`), of which criterion or
    candidate by id, in which language."""

    what: str
    of: str
    language: str


def checked_text(text: str, field: str, most: int = LONGEST_ANSWER) -> str:
    """The text as it is kept: every file can hold it, and it has no more than `most` UTF-16 units. `Invalid` names the
    field."""
    kept = entered(text)
    fault = unfit(kept)
    if fault:
        raise Invalid(fault.code, {field: [fault.code]}, **fault.params)
    if len(kept.encode("utf-16-le")) // 2 > most:
        raise Invalid("selection.long", {field: ["selection.long"]}, most=most)
    return kept


def checked_words(words: Words, field: str, most: int = LONGEST_LINE) -> dict[str, str]:
    """The words by language without empty ones; `Invalid` names the field and the language."""
    kept = {code: checked_text(words.get(code, ""), f"{field}_{code}", most) for code in LANGUAGES}
    return {code: text for code, text in kept.items() if text}


def checked_table(table: SelectionTable) -> SelectionTable:
    """What is said of a table, as it is kept. Raises `Invalid`."""
    titles = checked_words(table.titles, "title")
    if not titles:
        raise Invalid("selection.title", {"title": ["selection.title"]})
    languages = tuple(code for code in LANGUAGES if code in table.languages)
    if not languages:
        raise Invalid("selection.languages", {"languages": ["selection.languages"]})
    if table.due and table.decides and table.decides < table.due:
        raise Invalid("selection.order_of_days", {"decides": ["selection.order_of_days"]})
    return replace(
        table,
        titles=titles,
        purposes=checked_words(table.purposes, "purpose", LONGEST_TEXT),
        guidelines=checked_words(table.guidelines, "guidelines", LONGEST_TEXT),
        languages=languages,
    )


def checked_criteria(criteria: Sequence[Criterion]) -> tuple[Criterion, ...]:
    """The criteria as they are kept. Raises `Invalid`, its field beginning with the criterion's id."""
    if len(criteria) > MOST_CRITERIA:
        raise Invalid("selection.many_criteria", {"criteria": ["selection.many_criteria"]}, most=MOST_CRITERIA)
    if len({one.id for one in criteria}) < len(criteria):
        raise Invalid("selection.criterion_twice", {"id": ["selection.criterion_twice"]})
    return tuple(_criterion(one) for one in criteria)


def _criterion(criterion: Criterion) -> Criterion:
    at = criterion.id
    if not SLUG.fullmatch(at):
        raise Invalid("selection.criterion_id", {"id": ["selection.criterion_id"]})
    labels = checked_words(criterion.labels, f"{at}.label")
    if not labels:
        raise Invalid("selection.criterion_label", {f"{at}.label": ["selection.criterion_label"]})
    if not 0 <= criterion.weight <= HEAVIEST:
        raise Invalid("selection.weight", {f"{at}.weight": ["selection.weight"]}, most=HEAVIEST)
    scale = criterion.scale
    if scale is not None:
        values = [level.value for level in scale]
        named = all(any(level.labels.values()) for level in scale)
        if not 2 <= len(scale) <= MOST_LEVELS or len(set(values)) < len(values) or not named:
            raise Invalid("selection.scale", {f"{at}.scale": ["selection.scale"]}, most=MOST_LEVELS)
        if not all(0 <= value <= 100 for value in values):
            raise Invalid("selection.scale", {f"{at}.scale": ["selection.scale"]}, most=MOST_LEVELS)
        scale = tuple(
            sorted(
                (replace(one, labels=checked_words(one.labels, f"{at}.scale")) for one in scale),
                key=lambda one: one.value,
            )
        )
    if criterion.must_have is not None and criterion.must_have not in [level.value for level in scale or ()]:
        raise Invalid("selection.must_have", {f"{at}.must_have": ["selection.must_have"]})
    definitions = checked_words(criterion.definitions, f"{at}.definition", LONGEST_TEXT)
    return replace(criterion, labels=labels, definitions=definitions, scale=scale)


def checked_candidate(candidate: Candidate) -> Candidate:
    """A candidate with its sheet, as it is kept. Raises `Invalid`."""
    titles = checked_words(candidate.titles, "title")
    if not titles and candidate.document is None:
        raise Invalid("selection.candidate_title", {"title": ["selection.candidate_title"]})
    return replace(candidate, titles=titles, sheet=_sheet(candidate.sheet))


def _sheet(sheet: CaseSheet) -> CaseSheet:
    if sheet.leave not in LEAVES or sheet.claimants not in CONSENTS or sheet.counsel not in CONSENTS:
        raise Invalid("selection.choice", {"sheet": ["selection.choice"]})
    links = tuple(link.strip() for link in sheet.links if link.strip())
    if len(links) > MOST_LINKS or not all(is_website(one) and len(one) <= LONGEST_LINE for one in links):
        raise Invalid("selection.links", {"links": ["selection.links"]}, most=MOST_LINKS)
    words = {name: checked_words(sheet.words.get(name, {}), name, LONGEST_TEXT) for name in SHEET_WORDS}
    return replace(
        sheet,
        words={name: said for name, said in words.items() if said},
        links=links,
        restricted=sheet.restricted & frozenset(SHEET_FIELDS),
    )


def missing_words(table: SelectionTable) -> tuple[Missing, ...]:
    """What is said in one language of the table and not in another: its own words, its criteria and their levels, the
    titles and sheets of its candidates."""
    return tuple(_missing(table))


def _missing(table: SelectionTable) -> Iterator[Missing]:
    langs = table.languages
    yield from _lacking("title", "", table.titles, langs)
    yield from _lacking("purpose", "", table.purposes, langs, asked=True)
    yield from _lacking("guidelines", "", table.guidelines, langs)
    for criterion in table.criteria:
        yield from _lacking("criterion", criterion.id, criterion.labels, langs)
        yield from _lacking("definition", criterion.id, criterion.definitions, langs)
        if table.scored and criterion.scale:
            lacking = {code for level in criterion.scale for code in langs if not level.labels.get(code)}
            yield from (Missing("scale", criterion.id, code) for code in langs if code in lacking)
    for candidate in table.candidates:
        yield from _lacking("candidate", candidate.id, candidate.titles, langs)
        for name in SHEET_WORDS:
            yield from _lacking(name, candidate.id, candidate.sheet.words.get(name, {}), langs)


def _lacking(
    what: str, of: str, words: Words, languages: Sequence[str], *, asked: bool = False
) -> Iterator[Missing]:  # fmt: skip
    """The languages in which something lacks that is said in another; `asked`: or that is said in none."""
    if asked or any(words.values()):
        yield from (Missing(what, of, code) for code in languages if not words.get(code))


def read_day(text: str, field: str) -> date | None:
    """A day as it is typed (ISO 8601), None for an empty one. Raises `Invalid`."""
    try:
        return date.fromisoformat(text.strip()) if text.strip() else None
    except ValueError:
        raise Invalid("selection.day", {field: ["selection.day"]}) from None
