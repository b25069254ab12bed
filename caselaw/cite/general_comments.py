"""General comments and recommendations of the UN treaty bodies, in English, Spanish, French, Portuguese and Arabic."""

from __future__ import annotations

from caselaw.cite.family import NO, Match, Readings, family, form
from caselaw.domain.citing.citation import Reading

# How many each committee has adopted, with room for some years: a higher number is another committee's.
_COMMENTS = {"cescr": 35, "hrc": 45, "crc": 35, "cat": 8, "crpd": 15, "cmw": 12, "ced": 6}
_RECOMMENDATIONS = {"cedaw": 50, "cerd": 45}
_RECOMMEND = ("recom", "توصي")


def _comment(match: Match) -> Readings:
    number = int(match["n"])
    recommends = any(word in match.group() for word in _RECOMMEND)
    kinds = _RECOMMENDATIONS if recommends else _COMMENTS
    name = "General Recommendation" if recommends else "General Comment"
    return tuple(
        Reading("general_comment", f"{name} {number}", body) for body, last in kinds.items() if 0 < number <= last
    )


_NAME = (
    r"(?:general (?:comments?|recommendations?)|(?:observaci(?:on|ones)|recomendaci(?:on|ones)|comentarios?) "
    r"general(?:es)?|"
    r"(?:observations?|recommandations?|commentaires?) general(?:es|e)?s?|"
    r"(?:comentarios?|observac(?:ao|oes)|recomendac(?:ao|oes)) gera(?:l|is)|(?:ال)?(?:تعليق|توصيه)(?:ها|ه)? العامه?)"
)

find = family(
    form(
        rf"{_NAME},? ?(?:{NO})(?P<n>[0-9]{{1,2}})(?![0-9/.,]?[0-9])",
        _comment,
        "general|gerai|geral|العام",
        more=r"(?P<n>[0-9]{1,2})(?![0-9/.,]?[0-9])",
    ),
)
