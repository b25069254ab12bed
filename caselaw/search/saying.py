"""The query as it was understood, said in the reader's language, so that she sees at once what was looked for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Literal

from babel.lists import format_list

from caselaw.domain.languages import reading_direction
from caselaw.domain.searching import SearchQuery
from caselaw.domain.text import direction
from caselaw.messages import has, say
from caselaw.search.fields import meant
from caselaw.search.labels import field_name, label
from caselaw.search.query import Both, Either, Field, Loose, Node, Nothing, Quoted, Typed, Without
from caselaw.search.telling import looked_for, required, spoken_by, telling

_SHOWN = 12  # words of a free text that are said
_ISOLATE, _END = "\u2068", "\u2069"  # a word of the other direction must not turn the sentence around it


def said(query: SearchQuery, node: Node) -> str:
    """What is looked for, filters included, in words: “documents with eviction and housing, without prison”."""
    language = query.reader
    nodes = required(node.nodes, spoken_by(node, language)) if isinstance(node, Both) else (node,)
    affirmed = [part for part in nodes if not isinstance(part, Without | Field | Nothing)]
    denied = [part.node for part in nodes if isinstance(part, Without) and not isinstance(part.node, Field)]
    parts = []
    if affirmed:
        parts.append(_affirmed(node, affirmed, language))
    if denied:
        words = _list([_words(part, language) for part in denied], language, "or")
        parts.append(say("said.without", language, what=words))
    parts += [_field(part, language) for part in nodes if isinstance(part, Field)]
    parts += [
        say("said.not", language, what=_field(part.node, language))
        for part in nodes
        if isinstance(part, Without) and isinstance(part.node, Field)
    ]
    parts += _filters(query.filters, language)
    if not parts:
        return say("said.everything", language)
    sentence = say("said.begin", language, first=say("said.documents", language), rest=parts[0])
    for part in parts[1:]:
        sentence = say("said.join", language, first=sentence, rest=part)
    return sentence


def _affirmed(node: Node, nodes: Sequence[Node], language: str) -> str:
    if isinstance(node, Loose):
        wanted = looked_for(node, spoken_by(node, language))
        shown = _list([_words(word, language) for word in wanted[:_SHOWN]], language)
        return say("said.any", language, what=f"{shown} …" if len(wanted) > _SHOWN else shown)
    words = _choice(node, language) if isinstance(node, Either) else _all(nodes, language)
    return say("said.with", language, what=words)


def _words(node: Node, language: str) -> str:
    """A part of the query in the midst of a sentence; groups in parentheses."""
    match node:
        case Typed():
            words = telling(node.text)
            return say("said.word", language, what=_isolated(words[0] if len(words) == 1 else node.text, language))
        case Quoted():
            return say("said.quoted", language, what=_isolated(node.text, language))
        case Field():
            return _field(node, language)
        case Without():
            return say("said.without", language, what=_words(node.node, language))
        case Both():
            return say("said.group", language, what=_all(node.nodes, language))
        case Either():
            return say("said.group", language, what=_choice(node, language))
        case Loose() | Nothing():
            return ""


def _all(nodes: Sequence[Node], language: str) -> str:
    return _list([_words(part, language) for part in nodes], language)


def _choice(node: Either, language: str) -> str:
    return _list([_words(part, language) for part in node.nodes], language, "or")


def _field(node: Field, language: str) -> str:
    name, values = meant(node)
    return _valued(name, values, language)


def _filters(filters: Mapping[str, tuple[str, ...]], language: str) -> list[str]:
    return [_valued(name, values, language) for name, values in filters.items() if values]


def _valued(name: str, values: Sequence[str], language: str) -> str:
    numbers = [int(value) for value in values if value.isdecimal()]
    if name == "year" and len(values) > 2 and numbers == list(range(numbers[0], numbers[-1] + 1)):
        return say("said.years", language, first=numbers[0], last=numbers[-1])
    names = [_isolated(label(name, value, language), language) for value in values]
    what = _list(names, language, "or")
    if has(f"said.{name}", language):
        return say(f"said.{name}", language, what=what)
    return say("said.valued", language, field=field_name(name, language), what=what)


def _list(words: list[str], language: str, style: Literal["standard", "or"] = "standard") -> str:
    return format_list(words, style=style, locale=language)


def _isolated(words: str, language: str) -> str:
    if any(character.isalpha() for character in words) and direction(words) != reading_direction(language):
        return f"{_ISOLATE}{words}{_END}"
    return words
