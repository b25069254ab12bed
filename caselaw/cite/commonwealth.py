"""Neutral citations of other countries that number their judgments: Canada, Australia, Ireland, Hong Kong …"""

from __future__ import annotations

from caselaw.cite.family import Match, Readings, family, form
from caselaw.domain.citing.citation import Reading

_CANADA = (
    "SCC|CSC|FCA|CAF|FC|CF|TCC|CMAC|ONCA|ONSC|ONCJ|ONSCDC|BCCA|BCSC|BCPC|ABCA|ABQB|ABKB|ABPC|QCCA|QCCS|QCCQ|"
    "QCTDP|MBCA|MBQB|"
    "MBKB|SKCA|SKQB|SKKB|NSCA|NSSC|NBCA|NBQB|NBKB|NLCA|NLSC|PESCAD|PECA|PESC|YKCA|YKSC|NWTCA|NWTSC|NUCA|CHRT|TCDP|HRTO"
)
_BRACKETED = (
    "HCA|FCA|FCAFC|NSWCA|NSWSC|NSWCCA|VSC|VSCA|QCA|QSC|WASCA|WASC|SASC|SASCFC|TASSC|ACTSC|NTSC|NZSC|NZCA|NZHC|"
    "IESC|IECA|IEHC|"
    "HKCFA|HKCA|HKCFI|SGCA|SGHC|SGCAI|FJSC|FJCA|FJHC|PGSC|PGNC|VUSC|WSSC|TOSC|SBHC|JMCA|JMSC|BZSC|CCJ|GHASC|UGSC"
    "|UGCA|UGHC|"
    "UGCC|TZCA|TZHC|ZMSC|ZMCC|ZMHC|ZWSC|ZWHHC|ZWCC|MWSC|MWHC|NASC|NAHC|LSCA|LSHC|SZSC|SZHC|BWCA|BWHC|BWLC|NGSC|"
    "SLSC|SCSC|SCCA|"
    "LKSC|MYFC|PKSC|INSC|AfCHPR|ACHPR|EACJ"
)


def _bare(match: Match) -> Readings:
    return (Reading("neutral", f"{match['year']} {match['court']} {int(match['n'])}"),)


def _bracketed(match: Match) -> Readings:
    division = f" ({match['division']})" if match["division"] else ""
    return (Reading("neutral", f"[{match['year']}] {match['court']} {int(match['n'])}{division}"),)


find = family(
    form(
        rf"(?<![\w\[(/.-])(?P<year>19[89][0-9]|20[0-9]{{2}}) (?P<court>{_CANADA}|INSC|PHSC) "
        rf"(?P<n>[0-9]{{1,5}})(?![\w/])",
        _bare,
        "19|20",
        cased=True,
    ),
    form(
        rf"\[(?P<year>[12][0-9]{{3}})\] ?(?P<court>{_BRACKETED}) (?P<n>[0-9]{{1,5}})(?![0-9])(?: ?\((?P<division"
        rf">[A-Z][A-Za-z]{{1,10}})\))?",
        _bracketed,
        "[1|[2",
        cased=True,
    ),
)
