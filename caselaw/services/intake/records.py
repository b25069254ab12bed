"""What a record must keep to before it is stored, and the form its texts are stored in."""

from __future__ import annotations

import hashlib
import re
from dataclasses import replace

from caselaw.domain.document import KINDS, OUTCOMES, STAGES
from caselaw.domain.documentation.abuse import AbuseCase
from caselaw.domain.errors import Invalid
from caselaw.domain.intake.record import Record
from caselaw.domain.paragraph import Paragraph
from caselaw.domain.text import nfc, shown, unturned

# What XML forbids (and a database refuses, or an export loses): control characters, surrogates, two non-characters.
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")


def checked(record: Record, original: bytes | None) -> Record:
    """The record with its texts in NFC and free of characters that cannot be kept.

    Raises `Invalid` that names each field: a key, language, kind, stage or outcome that is none; paragraphs out of
    order or with one anchor twice; original bytes that are not those of the source file.
    """
    faults: dict[str, list[str]] = {}
    if not record.key.strip() or _FORBIDDEN.search(record.key):
        faults["key"] = ["intake.key"]
    if not _LANGUAGE.fullmatch(record.language):
        faults["language"] = ["intake.language"]
    if record.facts.kind not in KINDS:
        faults["kind"] = ["intake.kind"]
    if record.facts.outcome not in (None, *OUTCOMES) or not set(record.facts.stages) <= set(STAGES):
        faults["outcome"] = ["intake.outcome"]
    if [paragraph.position for paragraph in record.paragraphs] != list(range(len(record.paragraphs))):
        faults["paragraphs"] = ["intake.positions"]
    if len({paragraph.anchor for paragraph in record.paragraphs}) < len(record.paragraphs):
        faults["paragraphs"] = ["intake.anchors"]
    if original is not None and (record.source is None or record.source.sha256 != hashlib.sha256(original).hexdigest()):
        faults["original"] = ["intake.original"]
    if faults:
        raise Invalid("intake.invalid", faults, names=", ".join(sorted(faults)))
    return _clean(record)


def storable(text: str) -> str:
    """The text in NFC without the characters that no table and no export can hold."""
    return nfc(_FORBIDDEN.sub("", text))


def one_line(text: str) -> str:
    """A name, a title or a remark of one line, as it is stored: nothing in it breaks the line or turns it around."""
    return " ".join(unturned(storable(text)).split())


def _clean(record: Record) -> Record:
    facts = record.facts
    return replace(
        record,
        paragraphs=tuple(_clean_paragraph(paragraph) for paragraph in record.paragraphs),
        facts=replace(
            facts,
            title=_named(facts.title),
            case_name=_named(facts.case_name) if facts.case_name is not None else None,
            headline=_named(facts.headline) if facts.headline is not None else None,
            identifiers=tuple(replace(i, value=_named(i.value)) for i in facts.identifiers),
            parties=tuple(replace(party, name=_named(party.name)) for party in facts.parties),
            judges=tuple(_named(judge) for judge in facts.judges),
            allegations=tuple(
                replace(
                    one,
                    company=_named(one.company),
                    statement=storable(one.statement),
                    source=_named(one.source),
                )
                for one in facts.allegations
            ),
            orders=tuple(
                replace(
                    order,
                    text=storable(order.text),
                    addressee=_clean_optional(order.addressee),
                    deadline=_clean_optional(order.deadline),
                )
                for order in facts.orders
            ),
            abuse=_clean_case(facts.abuse) if facts.abuse else None,
        ),
        source=replace(record.source, name=storable(shown(record.source.name))) if record.source else None,
        claims=tuple(replace(claim, value=_named(claim.value)) for claim in record.claims),
    )


def _named(text: str) -> str:
    return unturned(storable(text))


def _clean_case(case: AbuseCase) -> AbuseCase:
    response = case.response
    return replace(
        case,
        place=_clean_optional(case.place),
        companies=tuple(replace(company, name=_named(company.name)) for company in case.companies),
        state_actors=tuple(replace(actor, name=_named(actor.name)) for actor in case.state_actors),
        response=replace(response, text=_clean_optional(response.text)) if response else None,
        sources=tuple(storable(source) for source in case.sources),
    )


def _clean_paragraph(paragraph: Paragraph) -> Paragraph:
    text = storable(paragraph.text)
    return paragraph if text == paragraph.text else replace(paragraph, text=text)


def _clean_optional(text: str | None) -> str | None:
    return storable(text) if text is not None else None
