"""Figures of agreement as a reader reads them: with three decimals, in digits that all four languages read; where there
is no figure, why."""

from __future__ import annotations

from functools import lru_cache

from babel.numbers import format_decimal, format_percent

from caselaw.domain.coding.agreement import Measured
from caselaw.messages import say

_SPACED = ("es", "fr")  # the sign % stands apart


def decimal(value: float, language: str) -> str:
    return _decimal(round(value, 3) + 0.0, language)


@lru_cache(maxsize=10_000)
def _decimal(value: float, language: str) -> str:
    """A page says hundreds of figures, and each takes long to write."""
    written = format_decimal(value, "0.000", locale=language, numbering_system="latn")
    return f"\u200e{written}" if language == "ar" and value < 0 else written  # else its sign stands behind the figure


def figure(one: Measured, language: str) -> str:
    """A κ or α."""
    return say(f"agreement.why.{one.why}", language) if one.value is None else decimal(one.value, language)


def share(one: Measured, language: str) -> str:
    """A share in hundredths."""
    if one.value is None:
        return say(f"agreement.why.{one.why}", language)
    pattern = "0.0\u00a0%" if language in _SPACED else "0.0%"
    return format_percent(one.value, pattern, locale=language, numbering_system="latn")


def interval(one: Measured, language: str) -> str:
    """The ends of an interval; nothing where there is no figure."""
    if one.value is None:
        return ""
    if one.low is None or one.high is None:
        return say("agreement.no_interval", language)
    return say("agreement.interval", language, low=decimal(one.low, language), high=decimal(one.high, language))
