"""Argentina: the official collection of the Supreme Court, Fallos volume:page."""

from __future__ import annotations

from caselaw.cite.family import Match, Readings, family, form
from caselaw.domain.citing.citation import Reading


def _fallos(match: Match) -> Readings:
    return (Reading("reporter", f"Fallos {int(match['volume'])}:{int(match['page'])}", "ar-csjn"),)


_PLACE = r"(?P<volume>[1-9][0-9]{0,2}) ?: ?(?P<page>[0-9]{1,4})(?![0-9:])"

find = family(form(rf"\bfallos:? ?(?:t(?:omo)?\.? ?)?{_PLACE}", _fallos, "fallos", more=_PLACE))
