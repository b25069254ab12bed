"""The United Nations: symbols of documents, and resolutions by number."""

from __future__ import annotations

import re

from caselaw.cite.family import NO, Match, Readings, around, before, family, form
from caselaw.domain.citing.citation import Reading

_ADDRESS = re.compile(r"(?:https?:|www\.|\.(?:org|com|int|asp|net))[^ ]{0,150}$")
_LAST = re.compile(r"[0-9]")
# After these organs only such parts follow; the treaty bodies have parts of their own (C, SP, D …).
_SYMBOL = (
    r"(?<![\w/=.&?-])(?:"
    r"A/(?:HRC|RES|CONF\. ?[0-9]{1,3}|C\. ?[1-6]|AC\. ?[0-9]{1,3}|CN\. ?[0-9]{1,2}|ES|S|INF|[0-9]{2,3})"
    r"|S/(?:RES|PRST|[0-9]{4,5})|E/(?:C\. ?[0-9]{1,2}|CN\. ?[0-9]{1,2}|ICEF|ESCWA|ECE|RES|[12][0-9]{3})"
    r"|(?:CCPR|CEDAW|CERD|CAT|CRC|CRPD|CMW|CED)/(?:C|SP|OP|[0-9])|HRI/(?:GEN|CORE|MC|ICM)|ST/[A-Z]{2,6}|TD/B"
    r")(?:/ ?(?:Rev|Add|Corr|L|R|WG|Sub|CRP|NGO|NI|INF|AC|SR|GC|Summary)\.? ?[0-9][0-9.]{0,6}|"
    r"/ ?[A-Z0-9][A-Z0-9*-]{0,9}(?:\.[0-9]{1,3})?){0,6}"
    r"(?: ?[A-F]? ?\([IVX]{1,7}\))?(?![\w/])"
)
_BARE = re.compile(r"(?:[AES]/[0-9]{1,5}|[A-Z]{2,5}/[A-Z])")


def _symbol(match: Match) -> Readings:
    value = re.sub(r"(?<=[/.]) ", "", match.group())
    last = value.rsplit("/", 1)[-1]
    if not _LAST.search(last) or _BARE.fullmatch(value) or _ADDRESS.search(before(match, 160)):
        return ()
    return (Reading("un_symbol", value),)


_ORGANS = (
    (
        "un-hrc",
        re.compile(
            r"human rights council|consejo de derechos humanos|conseil des droits de l'homme|conselho de "
            r"direitos humanos|مجلس حقوق"
        ),
    ),
    (
        "un-sc",
        re.compile(r"security council|consejo de seguridad|conseil de securite|conselho de seguranca|مجلس الامن"),
    ),
    (
        "un-ga",
        re.compile(
            r"general assembly|asamblea general|assemblee generale|assembleia geral|united nations|naciones "
            r"unidas|الجمعيه العامه"
        ),
    ),
    ("iachr", re.compile(r"comision|inter-american commission|cidh|iachr")),
)


def _resolution(match: Match) -> Readings:
    """A resolution is an organ's where the text names it nearby; else its number says too little."""
    near = around(match, 110)
    value = match["n"].upper().replace("الف", "A").replace("ا", "A")
    for organ, named in _ORGANS:
        if named.search(near):
            return (Reading("resolution", " ".join(value.split()), organ),)
    return ()


find = family(
    form(_SYMBOL, _symbol, "a/|s/|e/|ccpr/|cedaw/|cerd/|cat/|crc/|crpd/|cmw/|ced/|hri/|st/|td/", cased=True),
    form(
        rf"(?:resolutions?|resoluci(?:on|ones)|resoluc(?:ao|oes)|(?:ل|ب|و)?(?:ال)?قرار(?:ها|ه)?) (?:{NO})?"
        r"(?P<n>[0-9]{1,2}/[0-9]{1,3}(?![0-9/])|[0-9]{1,4} ?(?:[a-f]|الف|ا)? ?\((?:[ivx]{1,6}|د-[0-9]{1,2}|(?:19"
        r"|20)[0-9]{2}|s-[ivx]{1,4})\))",
        _resolution,
        "resol|قرار",
    ),
)
