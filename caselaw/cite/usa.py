"""The United States: reporters of the federal and state courts, and docket numbers of the Supreme Court."""

from __future__ import annotations

import re

from caselaw.cite.family import Match, Readings, around, family, form
from caselaw.cite.reports import american, american_names
from caselaw.domain.citing.citation import Reading

_CONTEXT = re.compile(
    r"\bv\. |u\. ?s\.|s\. ?ct\.|cir\.|certiorari|supreme court of the united states|f\. ?[23]d|slip op"
)


def _reporter(match: Match) -> Readings:
    name = american(match["name"])
    return (Reading("reporter", f"{int(match['volume'])} {name} {int(match['page'].replace(',', ''))}"),)


def _docket(match: Match) -> Readings:
    if not _CONTEXT.search(around(match)):
        return ()
    return tuple(Reading("docket", match["n"], court) for court in ("us-scotus", "us-ca2", "us-ca9"))


def _westlaw(match: Match) -> Readings:
    return (Reading("reporter", match.group()),)


find = family(
    form(r"(?<![\w.,$-])(?:19[89][0-9]|20[0-9]{2}) WL [0-9]{3,8}(?![0-9])", _westlaw, " wl ", cased=True),
    form(
        rf"(?<![\w.,$-])(?P<volume>[0-9]{{1,4}}) (?P<name>{american_names()}) "
        r"(?P<page>[0-9]{1,5})(?![0-9])",
        _reporter,
        ".",
        cased=True,
    ),
    form(
        r"\bnos?\. ?(?P<n>[0-9]{2}-[0-9]{2,5})(?![0-9.-]|[/,][0-9])",
        _docket,
        "no.|nos.",
        more=r"(?P<n>[0-9]{2}-[0-9]{2,5})(?![0-9.-]|[/,][0-9])",
    ),
)
