"""Names of things in the reader's language: kinds, languages, countries, courts, dates, statuses."""

from __future__ import annotations

from datetime import date, datetime
from functools import lru_cache

from babel.dates import format_datetime, format_skeleton, get_month_names
from babel.numbers import format_decimal
from flask_babel import gettext as _

from caselaw.domain.audience import audience, readable
from caselaw.domain.court import court_name, courts
from caselaw.domain.dates import PartialDate
from caselaw.domain.taxonomy.terms import term_name
from caselaw.domain.term import Term
from caselaw.messages import DATED, has, say, say_day
from caselaw.search import labels
from web.i18n import language


def language_name(code: str) -> str:
    """The name of a language, as it stands at the head of a line: Spanish and French write it small in a sentence."""
    name = str(_("Language not known")) if code == "und" else labels.language_name(code.split("-")[0], language())
    return name[:1].upper() + name[1:]


def country_name(code: str | None) -> str:
    """The name of a country given by its ISO 3166-1 alpha-3 code; the code itself where there is none."""
    return labels.country_name(code, language()) if code else ""


def kind_name(kind: str) -> str:
    return say(f"kind.{kind}", language())


def field_name(field: str) -> str:
    """What a list of the values of a field is called."""
    return labels.field_name(field, language())


def stage_name(stage: str) -> str:
    """The stage of a case that a decision decides."""
    return say(f"stage.{stage}", language())


def day_name(role: str) -> str:
    """What happened on a day that a document names."""
    return say(f"day.{role}", language())


def section_name(section: str) -> str:
    """The name of a part of a decision, or of one of our own summaries."""
    code = f"section.{section}"
    return say(code if has(code, language()) else f"demo.{code}", language())


def voice_name(voice: str) -> str:
    """Whose words a paragraph is, in a few words."""
    return say(f"voice.{voice}", language())


def order_kind_name(kind: str) -> str:
    return say(f"order_kind.{kind}", language())


def vocabulary_name(vocabulary: str) -> str:
    """What the terms of a vocabulary are: rights, themes, groups affected …"""
    return say(f"vocabulary.{vocabulary}", language())


def term_label(term: Term) -> str:
    return term_name(term.vocabulary, term.id, language())


def company_role_label(role: str) -> str:
    """The role of a company in the harm."""
    return term_name("company_role", role, language())


def outcome_name(outcome: str) -> str:
    return say(f"outcome.{outcome}", language())


def group_of(access: str) -> str:
    """The slug of the group that an access level names; empty for a level that is no group."""
    return readable(audience(access)).group or ""


def court_label(identifier: str | None) -> str:
    return court_name(identifier, language()) if identifier else ""


def court_force(identifier: str | None) -> str:
    """What the decisions of a court are, in a few words; empty where that goes without saying or is not known."""
    court = courts().get(identifier) if identifier else None
    said = court.binding if court and (court.country is None or court.binding != "binding") else None
    return say(f"court.force.{said}", language()) if said else ""


def court_level(identifier: str | None) -> str:
    """The level of a court or body, in a few words; empty where it is not known."""
    court = courts().get(identifier) if identifier else None
    return labels.label("level", court.level, language()) if court else ""


def date_words(value: PartialDate | str | None) -> str:
    """A date in words, no more exact than it is known: 2004, March 2004, 3 March 2004."""
    if not value:
        return ""
    known = PartialDate.parse(value) if isinstance(value, str) else value
    if known.month is None:
        return str(known.year)
    day = date(known.year, known.month, known.day or 1)
    if known.day is None:
        return str(format_skeleton("yMMMM", day, locale=DATED.get(language(), language())))
    return say_day(day, language())


def day_words(value: datetime) -> str:
    """The day of a moment."""
    return say_day(value, language())


def hour_words(value: datetime) -> str:
    """A moment to the hour, in universal time: nobody's own clock is known here."""
    comma = "، " if language() == "ar" else ", "
    return f"{say_day(value, language())}{comma}{format_datetime(value, 'HH:mm', locale=language())} UTC"


def number(value: int) -> str:
    """A number with the separators of the reader's language, in digits that all four languages read."""
    return _number(value, language())


@lru_cache(maxsize=10_000)
def _number(value: int, language: str) -> str:
    """A page of answers says a hundred numbers, most of them small; each takes long to write."""
    return format_decimal(value, locale=language, numbering_system="latn")


def month_choices() -> list[tuple[str, str]]:
    """The months of a year with their names, as a list to choose from offers them."""
    names = get_month_names("wide", "stand-alone", locale=language())
    return [(str(number), names[number]) for number in range(1, 13)]
