"""The African Commission, Court and Children's Committee, and numbers that UN committees share with them."""

from __future__ import annotations

from caselaw.cite.family import NO, Match, Readings, family, form
from caselaw.domain.citing.citation import Reading

_COMMITTEES = ("cescr", "hrc", "cedaw", "cat", "cerd", "crc", "crpd", "ced")
_FIRST_OF_UN = 1977
_UN_ONLY = 900  # the African Commission has not received so many communications
_COMMUNICATION = r"(?:communications?|comms?\.?|comunicaci(?:on|ones)|comunicac(?:ao|oes)|البلاغ(?:ات|ين)?)"
_NUMBER = r"(?P<number>[0-9]{1,4})/(?P<year>[0-9]{2}(?:[0-9]{2})?)(?![0-9/])"


def _communication(match: Match) -> Readings:
    """Two digits of a year are the African Commission's way; four may be its own, or a committee's of the UN."""
    number, year = match["number"], match["year"]
    value = f"{number}/{year}"
    african = (Reading("communication", value, "achpr"),)
    if len(year) == 2:
        return african
    committees = tuple(Reading("communication", value, one) for one in _COMMITTEES)
    if not _FIRST_OF_UN <= int(year) < 2100:
        return ()
    return committees if int(number) >= _UN_ONLY else african + committees


def _child(match: Match) -> Readings:
    return (Reading("communication", match["n"].replace(" ", "").title(), "acerwc"),)


def _application(match: Match) -> Readings:
    return (Reading("application", f"{match['number']}/{match['year']}", "afchpr"),)


def _resolution(match: Match) -> Readings:
    session = match["session"].strip().upper()
    return (Reading("resolution", f"ACHPR/Res.{match['number']} ({session}) {match['year']}", "achpr"),)


_COURT = r"(?P<number>0[0-9]{2})/(?P<year>20[0-9]{2})(?![0-9/])"

find = family(
    form(rf"\b{_COMMUNICATION} ?(?:{NO})?{_NUMBER}", _communication, "comm|comunica|البلاغ", more=_NUMBER),
    form(r"(?<![\w/])(?P<n>[0-9]{3,4}/ ?com/ ?[0-9]{3}/ ?20[0-9]{2})(?![0-9/])", _child, "/com/"),
    form(
        rf"\b(?:applications?|app\.?|requetes?|demandas?|العريضه|الطلب) (?:{NO})?{_COURT}",
        _application,
        "appl|app.|app |requete|demanda|العريضه|الطلب",
        more=_COURT,
    ),
    form(
        r"achpr/res\. ?(?P<number>[0-9]{1,4}) ?\((?P<session>[ivxlc. /a-z]{1,16})\) ?(?P<year>(?:[12][0-9])?"
        r"[0-9]{2})(?![0-9])",
        _resolution,
        "achpr/res",
    ),
)
