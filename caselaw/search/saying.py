"""The query as it was understood, said in the reader's language, so that she sees at once what was looked for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from types import MappingProxyType
from typing import Literal

from babel.lists import format_list

from caselaw.domain.languages import reading_direction
from caselaw.domain.searching.questions import TOGETHER, SearchQuery
from caselaw.domain.text import direction
from caselaw.messages import has, say, say_day
from caselaw.search.days import FIRST, LAST
from caselaw.search.fields import PARAGRAPH, meant
from caselaw.search.labels import FIRST_YEAR, LAST_YEAR, field_name, label, years
from caselaw.search.nodes import (
    Both,
    Either,
    Field,
    Loose,
    Masked,
    Nearby,
    Node,
    Nothing,
    Quoted,
    Spelled,
    Typed,
    Without,
    children,
)
from caselaw.search.parsing import is_bound, speaks_of_place
from caselaw.search.rules import of_document
from caselaw.search.telling import looked_for, required, spoken_by, telling

_AS_TYPED = ("date", "identifier", "cites", "article")  # what these mean is not what people call it
Named = Mapping[str, Mapping[str, str]]
_OWN: Mapping[str, str] = MappingProxyType({})
_NONE: Named = MappingProxyType({})
_SHOWN = 12  # words of a free text that are said
_ISOLATE, _END = "\u2068", "\u2069"  # a word of the other direction must not turn the sentence around it


def said(query: SearchQuery, node: Node, named: Named = _NONE) -> str:
    """What is looked for, filters included, in words: “documents with eviction and housing, without prison”. `named`:
    by field what its values are called that only a group knows."""
    language = query.reader
    nodes = _besides(node, language)
    affirmed = [part for part in nodes if not (isinstance(part, Without | Nothing) or _is_field(part))]
    denied = [part.node for part in nodes if isinstance(part, Without) and not _is_field(part.node)]
    parts = []
    if affirmed:
        parts.append(_affirmed(node, affirmed, language))
    if denied:
        words = _list([_words(part, language) for part in denied], language, "or")
        parts.append(say("said.without", language, what=words))
    parts += [_field(part, language) for part in nodes if _is_field(part)]
    parts += [
        say("said.not", language, what=_field(part.node, language))
        for part in nodes
        if isinstance(part, Without) and _is_field(part.node)
    ]
    parts += _filters(query.filters, language, named)
    if not parts:
        return say("said.everything", language)
    sentence = say("said.begin", language, first=say("said.documents", language), rest=parts[0])
    for part in parts[1:]:
        sentence = say("said.join", language, first=sentence, rest=part)
    return sentence


def _besides(node: Node, language: str) -> tuple[Node, ...]:
    """What stands side by side in a query; what speaks of one paragraph, together."""
    nodes = node.nodes if isinstance(node, Both) else (node,)
    if not any(map(speaks_of_place, nodes)):
        return required(nodes, spoken_by(node, language)) if isinstance(node, Both) else nodes
    own = tuple(part for part in nodes if speaks_of_place(part) or not of_document(part))
    return (Both(own), *(part for part in nodes if part not in own))


def _affirmed(node: Node, nodes: Sequence[Node], language: str) -> str:
    if isinstance(node, Loose):
        wanted = looked_for(node, spoken_by(node, language))
        shown = _list([_words(word, language) for word in wanted[:_SHOWN]], language)
        return say("said.any", language, what=f"{shown} …" if len(wanted) > _SHOWN else shown)
    words = _choice(node, language) if isinstance(node, Either) else _all(nodes, language)
    return say("said.with", language, what=words)


def _words(node: Node, language: str) -> str:
    """A part of the query in the midst of a sentence; groups in parentheses."""
    if _is_paragraph(node):
        return _paragraph(children(node) if isinstance(node, Both) else (node,), language)
    match node:
        case Typed():
            words = telling(node.text)
            return say("said.word", language, what=_isolated(words[0] if len(words) == 1 else node.text, language))
        case Quoted():
            return say("said.quoted", language, what=_isolated(node.text, language))
        case Masked():
            return say("said.masked", language, what=_isolated(node.text, language))
        case Spelled():
            return say("said.spelled", language, what=_isolated(node.text, language))
        case Nearby():
            return _near(node, language)
        case Field():
            return _field(node, language)
        case Without():
            return say("said.without", language, what=_words(node.node, language))
        case Both():
            return say("said.grouped", language, what=_all(node.nodes, language))
        case Either():
            return say("said.grouped", language, what=_choice(node, language))
        case Loose() | Nothing():
            return ""


def _near(node: Nearby, language: str) -> str:
    words = _list([say("said.quoted", language, what=_isolated(word, language)) for word in node.words], language)
    return (
        say("said.nearby", language, what=words, count=node.gap)
        if node.gap
        else say("said.adjacent", language, what=words)
    )


def _paragraph(nodes: tuple[Node, ...], language: str) -> str:
    """One paragraph, where it stands, and what it says; what speaks of the document behind it."""
    places = _list(list(filter(None, (_place(part, language) for part in nodes))), language)
    beside = tuple(part for part in nodes if not speaks_of_place(part))
    inside = required(tuple(part for part in beside if not of_document(part)), spoken_by(Both(beside), language))
    one = say("said.paragraph_of", language, places=places) if places else say("said.paragraph", language)
    if inside:
        one = say("said.paragraph_with", language, paragraph=one, what=_all(inside, language))
    outside = [_words(part, language) for part in beside if of_document(part)]
    return _list([one, *outside], language)


def _place(node: Node, language: str) -> str:
    """The part, number or voice of a paragraph; nothing for one that may stand anywhere."""
    denied = isinstance(node, Without)
    field = node.node if isinstance(node, Without) else node
    if not isinstance(field, Field) or not speaks_of_place(field):
        return ""
    name, values = meant(field)
    shown = [_isolated(label(name, value, language), language) for value in values if value != PARAGRAPH]
    if not shown:
        return ""
    code = {"section": "part"}.get(name, name)
    return say(f"said.not.{code}" if denied else f"said.{code}", language, what=_list(shown, language, "or"))


def _all(nodes: Sequence[Node], language: str) -> str:
    return _list(_each(nodes, language), language)


def _choice(node: Either, language: str) -> str:
    return _list(_each(node.nodes, language), language, "or")


def _each(nodes: Sequence[Node], language: str) -> list[str]:
    """What takes several words to say stands in parentheses of its own beside others."""
    words = [_words(part, language) for part in nodes]
    long = [isinstance(part, Nearby) or _is_paragraph(part) for part in nodes]
    if len(words) == 1:
        return words
    return [
        say("said.grouped", language, what=what) if apart else what for what, apart in zip(words, long, strict=True)
    ]


def _is_paragraph(node: Node) -> bool:
    """What speaks of one paragraph."""
    return speaks_of_place(node) or is_bound(node)


def _is_field(node: Node) -> bool:
    """A field of the document, or a choice of such fields."""
    if isinstance(node, Either):
        return all(map(_is_field, node.nodes))
    return isinstance(node, Field) and not speaks_of_place(node)


def _field(node: Node, language: str) -> str:
    if isinstance(node, Either):
        said = [meant(part) for part in node.nodes if isinstance(part, Field)]
        if len({name for name, _ in said}) == 1 and len(said) == len(node.nodes) and said[0][0] not in _AS_TYPED:
            return _valued(said[0][0], [value for _, values in said for value in values], language)
        return _list([_field(part, language) for part in node.nodes], language, "or")
    if not isinstance(node, Field):
        return _words(node, language)
    name, values = meant(node)
    if name == "date":
        return _days(int(values[0]), int(values[1]), language)
    return _valued(name, (node.value,) if name in _AS_TYPED else values, language)


def _days(first: int, last: int, language: str) -> str:
    """From one day to another; whole years as such."""
    if (first // 10000, first % 10000, last % 10000) == (last // 10000, 101, 1231):
        return say("said.year", language, what=first // 10000)
    if first % 10000 == 101 and last % 10000 == 1231 and first > FIRST and last < LAST:
        return say("said.years", language, first=first // 10000, last=last // 10000)
    days = [_day(day, language) for day in (first, last)]
    if first == last:
        return say("said.day", language, what=days[0])
    if last == LAST:
        return say("said.since", language, what=days[0])
    if first == FIRST:
        return say("said.until", language, what=days[1])
    return say("said.days", language, first=days[0], last=days[1])


def _day(day: int, language: str) -> str:
    return say_day(date(day // 10000, day // 100 % 100, day % 100), language)


def _filters(filters: Mapping[str, tuple[str, ...]], language: str, named: Named) -> list[str]:
    return [_valued(name, values, language, named.get(name, {})) for name, values in filters.items() if values]


def _valued(name: str, values: Sequence[str], language: str, own: Mapping[str, str] = _OWN) -> str:
    if name == "year" and len(values) == 1 and (between := years(values[0])):
        return _between_years(*between, language)
    numbers = [int(value) for value in values if value.isdecimal()]
    if name == "year" and len(values) > 2 and numbers == list(range(numbers[0], numbers[-1] + 1)):
        return say("said.years", language, first=numbers[0], last=numbers[-1])
    names = [_isolated(own.get(value) or label(name, value, language), language) for value in values]
    what = _list(names, language, "standard" if name in TOGETHER else "or")
    if has(f"said.{name}", language):
        return say(f"said.{name}", language, what=what)
    return say("said.valued", language, field=field_name(name, language), what=what)


def _between_years(first: int, last: int, language: str) -> str:
    if first == FIRST_YEAR:
        return say("said.years_until", language, last=last)
    if last == LAST_YEAR:
        return say("said.years_since", language, first=first)
    return say("said.years", language, first=first, last=last)


def _list(words: list[str], language: str, style: Literal["standard", "or"] = "standard") -> str:
    return format_list(words, style=style, locale=language)


def _isolated(words: str, language: str) -> str:
    if any(character.isalpha() for character in words) and direction(words) != reading_direction(language):
        return f"{_ISOLATE}{words}{_END}"
    return words
