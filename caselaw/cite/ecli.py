"""The European Case Law Identifier, the same for every court that gives one out."""

from __future__ import annotations

from caselaw.cite.family import Match, Readings, family, form
from caselaw.domain.citing.citation import Reading


def _ecli(match: Match) -> Readings:
    return (Reading("ecli", match.group().replace(" ", "").upper()),)


def _short(match: Match) -> Readings:
    """EU:C:2014:317, as the Court of Justice cites itself."""
    return (Reading("ecli", f"ECLI:{match.group().upper()}"),)


find = family(
    form(r"\becli ?: ?[a-z]{2}:[a-z0-9]{1,7}:[12][0-9]{3}:[a-z0-9](?:[a-z0-9.]{0,24}[a-z0-9])?", _ecli, "ecli"),
    form(r"(?<![\w:])eu:[ctf]:[12][0-9]{3}:[0-9]{1,5}(?![\w:])", _short, "eu:"),
)
