"""What a decision orders: the items of its operative part, each with who has to act and by when.

An item is a numbered paragraph of the operative part; where nothing is numbered, a paragraph. What only declares or
disposes is a finding. The text of an order is an exact part of its paragraph, never a paraphrase.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from caselaw.domain.document import Facts
from caselaw.domain.order import Order, OrderKind
from caselaw.domain.paragraph import Paragraph
from caselaw.domain.text import fold
from ingest.parse.dates.deadlines import deadline_of, due_date
from ingest.parse.parts.operative import (
    asks,
    closes,
    ends_within,
    is_vote,
    names_body,
    place_of_phrase,
    sentence_that_decides,
)
from ingest.parse.parts.order_words import ADDRESSEES, FINDS, KEEPS_OPEN, NO_ACTOR, RECOMMENDS
from ingest.parse.parts.sections import COMMITTEES, SECTIONED

_ORDINALS_ES = frozenset(
    {
        "primero", "segundo", "tercero", "cuarto", "quinto", "sexto", "septimo", "octavo", "noveno", "decimo",
        "undecimo", "duodecimo", "vigesimo", "trigesimo", "primera", "segunda", "tercera", "cuarta", "quinta",
    }
)  # fmt: skip
_MARK = re.compile(
    r"\s*(?:(?:Article|ARTICLE|Artículo|ARTÍCULO|Artigo|Art\.)\s+(?P<article>\d{1,3}(?:er|°|º)?)\s*[.:–—-]+[\s–—-]*"
    r"|(?P<ordinal>[A-ZÁÉÍÓÚa-záéíóú]{5,12}(?: [A-ZÁÉÍÓÚa-záéíóú]{5,12})?)\s?[.:]-?\s*[-–—]?\s*"
    r"|(?P<arabic>(?:أولا|ثانيا|ثالثا|رابعا|خامسا|سادسا|سابعا|ثامنا|تاسعا|عاشرا)ً?)\s*[:.\-–]+\s*"
    r"|[(\[]?(?P<digits>\d{1,3}(?:\.\d{1,2})*)\s?[.)\]°º-]+\s*[-–—/]?\s*|[(\[]?(?P<letter>[a-z]|[ivx]{1,4}"
    r"|[أ-ي])[.)\]]\s+)"
)
_QUOTED = tuple("“\"«‘'")
_ONLY_VERB = re.compile(
    r"(?:that |que )?(?:[\w’']+[ ,]+){0,7}[\w’']*\s?[:,]?$"
)  # "3. Holds", "4. Orders the State:": the orders are its parts
_DECLARES = re.compile(r"\b(?:declare|declara|finds|constate|halla)")
_ORDERS = re.compile(
    r"\b(?:order|decide|resolve|rule|resuelve|dispone|ordena|decide|resuelvo|falla|ordonne|decreta|resolve|determina)"
)
_OPENING_WORDS = re.compile(
    r"\s*(?:PAR CES MOTIFS,? ?(?:la Cour|le tribunal|le conseil)?|Par ces motifs,? ?(?:la Cour)?"
    r"|FOR THESE REASONS,? ?(?:the Court)?"
    r"|ف?لهذه الأسباب|ف?لهذه الاسباب|حكمت المحكمة|قررت المحكمة|ISTO POSTO|Isto posto)[\s:،,]*"
)
_LEGAL_BASIS = re.compile(
    r"(?:in (?:the )?exercise of|by virtue of|having (?:regard|seen)|pursuant to|en (?:el )?ejercicio"
    r"|de conformidad con|en uso de|con fundamento en|administrando justicia|no exercicio|de acordo com|vu )"
)
_SUBSTANCE = re.compile(
    r"\b(?:order|shall|must|dismiss|allow|grant|refus|reject|rejette|desestim|condamn|annul|casse|dit |ordon|enjoin"
    r"|renvoi"
    r"|declar|admit|deber|orden|neg|conced|confirm|revoc|dispon|tutel|ampar"
    r"|acordam?\b|provimento|julg(?:o|ar|aram|ou)\b|nao conhec|determin(?:o|ar|a-se)\b|custas|fix|set aside|remit"
    r"|affirm|revers|vacat|uphold|upheld|costs|recommend"
    r"|recomend|recommand|request|urge|reiterat|invite|violat|publi)"
    r"|رفض|قبول|الغاء|تاييد|الزام|تعديل|توصي|تطلب|بطلان|تحث"
)
_ACTS = re.compile(r"\b(?:costs|remit\w*|set aside|restor\w+|pay|quash\w*|declar\w+|order\w*)\b")  # beside the outcome
_LONGEST = 4000
_LEAST_GOING_ON = 4
_SENTENCES = 60  # characters: more are several sentences, of which one decides
_FEW = 6  # paragraphs: a text without breaks holds its operative part inside one


@dataclass(frozen=True, slots=True)
class _Item:
    """A piece of the operative part: `text` stands exactly so in `paragraph`."""

    paragraph: Paragraph
    text: str
    number: str | None
    declared: bool  # under a heading that only declares
    sub: bool = False
    above: str = ""  # the words of the item that this one is a part of


def read_orders(paragraphs: Sequence[Paragraph], facts: Facts) -> tuple[Order, ...]:
    """The orders, recommendations and findings of a decision, in their order; none of other documents. A text printed
    twice (before and after the reasons) is taken once."""
    if facts.kind not in SECTIONED or facts.kind == "separate_opinion":
        return ()
    orders: list[Order] = []
    seen: set[str] = set()
    items = _asked(paragraphs) if facts.kind in COMMITTEES else _items(paragraphs)
    for item in _with_parts(list(items)):
        key = fold(item.text)
        if key not in seen:
            seen.add(key)
            orders.append(_order(item, facts))
    return tuple(orders)


def _asked(paragraphs: Sequence[Paragraph]) -> Iterator[_Item]:
    """What a committee asks of a State, each under the number of its paragraph."""
    for paragraph in paragraphs:
        start = asks(paragraph.text) if paragraph.section == "operative" and paragraph.kind == "body" else None
        number, end, is_part = _mark(paragraph, goes_on=False)
        if start is not None:
            yield _Item(paragraph, _cut(paragraph.text, start), None if is_part else number, declared=False)
        elif is_part and paragraph.section == "operative":
            yield _Item(paragraph, _cut(paragraph.text, end), number, declared=False, sub=True)


def _items(paragraphs: Sequence[Paragraph]) -> Iterator[_Item]:
    declared = False
    part = [p for p in paragraphs if p.section == "operative" and p.kind not in ("footnote", "quote", "table")]
    if len(paragraphs) <= _FEW and not part:
        part = [p for p in paragraphs if p.kind == "body" and place_of_phrase(p.text) < len(p.text)][-1:]
    goes_on = _goes_on(paragraphs, part)
    numbered = any(_mark(p, goes_on)[0] is not None for p in part)
    for paragraph in part:
        if _is_frame(paragraph):
            declared = _mode(paragraph.text, declared)
            continue
        number, start, sub = _mark(paragraph, goes_on)
        if number is not None:
            yield _Item(paragraph, _cut(paragraph.text, start), number, declared, sub)
        elif (not numbered or sentence_that_decides(paragraph.text)) and (span := _unnumbered(paragraph)):
            yield _Item(paragraph, paragraph.text[span[0] : span[1]], None, declared)


def _unnumbered(paragraph: Paragraph) -> tuple[int, int] | None:
    text = paragraph.text
    sentence = sentence_that_decides(text) if len(text) > _SENTENCES else None
    if sentence is not None:
        return sentence
    start = place_of_phrase(text)
    start = 0 if start == len(text) else start
    opened = _OPENING_WORDS.match(text, start)
    start = opened.end() if opened else start
    substance = _SUBSTANCE.search(fold(text[start : start + 600]))
    return (start, start + len(_cut(text, start))) if substance and len(text) - start > 12 else None


def _cut(text: str, start: int) -> str:
    """The text from `start`, without spaces around it and what closes the decision; an item of pages ends with a
    sentence."""
    text = text[start:].strip()
    text = text[: ends_within(text)].rstrip()
    return text if len(text) <= _LONGEST else text[: text.rfind(". ", 0, _LONGEST) + 1 or _LONGEST].rstrip()


def _goes_on(paragraphs: Sequence[Paragraph], part: Sequence[Paragraph]) -> bool:
    """The numbers of the operative part's paragraphs go on from the reasons: they count paragraphs, not orders."""
    numbers = [(p.position, int(p.number)) for p in part if p.number and p.number.isdecimal()]
    if not numbers or numbers[-1][1] < _LEAST_GOING_ON or any(number < numbers[0][1] for _, number in numbers):
        return False
    position, first = numbers[0]
    return first > 1 and any(p.number == str(first - 1) for p in paragraphs[:position])


def _mark(paragraph: Paragraph, goes_on: bool) -> tuple[str | None, int, bool]:
    """The number of an item as printed, where its text begins, and whether it is a part of another item."""
    if paragraph.kind == "heading" or paragraph.text.startswith(_QUOTED):
        return None, 0, False
    if paragraph.number is not None:
        return (None if goes_on else paragraph.number), 0, False
    found = _MARK.match(paragraph.text)
    if not found or found.end() >= len(paragraph.text):
        return None, 0, False
    ordinal = found.group("ordinal")
    if ordinal and fold(ordinal).split()[0] not in _ORDINALS_ES:
        return None, 0, False
    number = (
        found.group("article") or ordinal or found.group("arabic") or found.group("digits") or found.group("letter")
    )
    return number, found.end(), bool(found.group("letter"))


def _is_frame(paragraph: Paragraph) -> bool:
    """A heading, a vote, the name of the body or the law it decides by: no order itself."""
    if paragraph.kind == "heading" or is_vote(paragraph) or names_body(paragraph) or closes(paragraph):
        return True
    text = fold(paragraph.text[:200])
    if paragraph.number is None and _LEGAL_BASIS.match(text):
        return True
    bare = paragraph.number is None and not _MARK.match(paragraph.text)
    return len(text) < 90 and bare and text.rstrip().endswith((":", "that", "que"))


def _mode(text: str, declared: bool) -> bool:
    """Whether what follows a line is only declared ("DECLARES:") or ordered ("AND ORDERS:")."""
    words = fold(text[:200])
    orders, declares = _ORDERS.search(words), _DECLARES.search(words)
    return (declares is not None and orders is None) if orders or declares else declared


def _with_parts(items: Sequence[_Item]) -> Iterator[_Item]:
    """Parts of an item, (a), (b) …, are orders of their own where it is only their verb; else they are its own."""
    above: _Item | None = None
    for at, item in enumerate(items):
        if not item.sub:
            above = item
            follows = at + 1 < len(items) and items[at + 1].sub
            if not (follows and _is_only_verb(item)):
                yield item
        elif above is None:
            yield item
        elif _is_only_verb(above):
            yield replace(item, number=f"{above.number}({item.number})", declared=above.declared, above=above.text)


def _is_only_verb(item: _Item) -> bool:
    return len(item.text) < 110 and not KEEPS_OPEN.match(item.text) and _ONLY_VERB.match(item.text) is not None


def _order(item: _Item, facts: Facts) -> Order:
    kind = _kind(item, facts.kind)
    deadline = (deadline_of(item.text) or deadline_of(item.above)) if kind != "finding" else None
    return Order(
        text=item.text,
        kind=kind,
        number=item.number,
        addressee=(_addressee(item.text) or _addressee(item.above)) if kind != "finding" else None,
        deadline=deadline,
        due=due_date(deadline, facts.decided) if deadline else None,
        paragraph=item.paragraph.anchor,
    )


def _kind(item: _Item, kind: str) -> OrderKind:
    start = f"{item.above.rstrip(' :,')} {item.text[:400]}".lstrip('“"«( ')
    if KEEPS_OPEN.match(start):
        return "order"
    if FINDS.match(start) or (sentence_that_decides(item.text) and not _ACTS.search(item.text)):
        return "finding"
    if kind in ("concluding_observations", "follow_up_report") or RECOMMENDS.search(start[:120]):
        return "recommendation"
    if item.declared:
        return "finding"
    return "order"


def _addressee(text: str) -> str | None:
    """Who has to act, the first that is named with a verb that directs; in the order's own words."""
    found = [match for pattern in ADDRESSEES for match in [pattern.search(text[:700])] if match]
    found = [match for match in found if not NO_ACTOR.match(match.group("who"))]
    if not found:
        return None
    first = min(found, key=lambda match: match.start("who"))
    return first.group("who").partition(", as ")[0].strip(' ,“"') or None
