"""After a document was read again: where each coded passage stands now. What is found again with other words, or not at
all, is marked for a person to look at; nothing is dropped, and every move is kept with what it was before."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from sqlalchemy import Connection, select

from caselaw.domain.coding.codings import READING, Act, Coding, Passage
from caselaw.domain.coding.places import find_again
from caselaw.domain.identifiers import DocumentId
from caselaw.store.coding import codings as stored
from caselaw.store.tables import codings, paragraphs


def places(connection: Connection, document: DocumentId) -> Mapping[str, int]:
    """Where each paragraph stands of a document that is to be read again; nothing where nothing is coded in it."""
    coded = select(codings.c.id).where(codings.c.document_id == document, codings.c.anchor.is_not(None)).limit(1)
    if connection.execute(coded).first() is None:
        return {}
    read = select(paragraphs.c.anchor, paragraphs.c.position).where(paragraphs.c.document_id == document)
    return {row.anchor: row.position for row in connection.execute(read)}


def follow(connection: Connection, document: DocumentId, before: Mapping[str, int]) -> None:
    """Find the coded passages again in a document whose tables hold all of it; `before` is what `places` gave."""
    coded = [(one, passage) for one in stored.of_document(connection, document) if (passage := one.passage)]
    if not coded:
        return
    read = select(paragraphs.c.anchor, paragraphs.c.text).where(paragraphs.c.document_id == document)
    texts = [(row.anchor, row.text) for row in connection.execute(read.order_by(paragraphs.c.position))]
    for one, passage in coded:
        moved = _again(one, passage, texts, before)
        if moved != one:
            act: Act = "moved" if moved.place == "here" else moved.place
            stored.change(connection, moved, act, READING)


def _again(one: Coding, passage: Passage, texts: list[tuple[str, str]], before: Mapping[str, int]) -> Coding:
    found = find_again(passage, texts, before.get(passage.anchor, 0), len(before)) if texts else None
    if found is None:
        return replace(one, place="lost", nearness=0.0)
    there = found.passage
    same = there.anchor == one.anchor and there.quote == one.quote
    # Words that were found nearly the same stay so until a person has looked, however often the text is read again.
    place = one.place if same and one.place in ("near", "moved") else found.place
    nearness = one.nearness if same and one.place == "near" else found.nearness
    return replace(
        one, anchor=there.anchor, start=there.start, end=there.end, quote=there.quote, prefix=there.prefix,
        suffix=there.suffix, place=place, nearness=nearness,
    )  # fmt: skip
