"""Ecuador: judgments of the Constitutional Court, in the form before 2019 and since."""

from __future__ import annotations

from caselaw.cite.family import Match, Readings, family, form
from caselaw.domain.citing.citation import Reading

_FIRST = 8  # the court of the Constitution of 2008; other courts count their files in the same form


def _judgment(match: Match) -> Readings:
    value = match["n"].upper().replace(" ", "")
    if not _FIRST <= int(value.split("-")[1]) < 90:
        return ()
    return (Reading("docket", value, "ec-cc"),)


find = family(
    form(
        r"(?<![\w/.-])(?P<n>[0-9]{1,4}-[0-9]{2}-(?:an|cn|cp|dc|dj|ei|ep|ia|ic|in|io|is|jc|jd|jh|ji|jp|np|oc|ra|"
        r"rc|ti|ua|va|vi)"
        r"(?: ?/ ?[0-9]{2})?)(?![\w/-])",
        _judgment,
        "-an|-c|-d|-e|-i|-j|-n|-oc|-r|-ti|-ua|-v",
    ),
    form(
        r"(?<![\w/.-])(?P<n>[0-9]{3}-[0-9]{2}-(?:sep|sin|scn|sis|pjo|dti|dcp|san|sio|sei|sti)-cc)(?![\w/-])",
        _judgment,
        "-cc",
    ),
)
