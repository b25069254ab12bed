"""What happened on a day, where the words before it say so: filed, heard, adopted, delivered, published, signed,
notified."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from caselaw.domain.claims import Claim
from ingest.parse.dates.places import NEAR, Sighting

SOURCE = "parser:date"
_MOST = 3  # dates of one role
_SHORT = 220


def before_date(words: int, *patterns: str) -> re.Pattern[str]:
    """One of `patterns`, then at most so many words, then the date."""
    return re.compile(rf"(?:{'|'.join(patterns)})\W*(?:[\w°./-]+\W+){{0,{words}}}$")


HEARD = before_date(
    4,
    r"argued", r"heard(?: on| at)?", r"hearing(?: dates?)?", r"seance du", r"audiencia",
    r"en vue de l'audience publique du", r"submitted", r"received", r"recibid[oa]", r"filed", r"presentad[oa]",
    r"lodged", r"enregistree?s? le", r"depose", r"date of (?:hearing|filing)", r"signado", r"protocolad[oa]",
    r"distribuid[oa]", r"since", r"between", r"from", r"date of (?:the )?communication", r"initial submission",
    r"fecha de la comunicacion", r"date de la communication", r"تاريخ تقديم البلاغ", r"تاريخ البلاغ",
)  # fmt: skip
"""Words before a date that is not the decision's: the hearing's, or the filing's."""

_ROLES = (
    ("heard", before_date(
        3, r"\bargued", r"\bheard(?: on| at)?", r"hearing dates?", r"dates? of (?:the )?hearing", r"\bseance du",
        r"en vue de l'audience publique du", r"fecha de (?:la )?audiencia", r"audiencia (?:publica )?(?:celebrada )?el",
        r"data da audiencia",
    )),
    ("filed", before_date(
        3, r"\bsubmitted(?: on)?", r"\breceived(?: on)?", r"\bfiled(?: on)?", r"\blodged(?: on)?", r"dates? of filing",
        r"dates? of (?:the )?(?:communication|complaint|application|petition)", r"initial submission",
        r"presentad[oa]s? el", r"recibid[oa]s? el", r"interpuest[oa] el",
        r"fecha de (?:la )?(?:comunicacion|peticion|demanda|presentacion)", r"presentacion inicial",
        r"enregistree?s? le", r"introduite?s? le", r"deposee?s? le",
        r"date (?:de la (?:communication|requete)|de depot)",
        r"protocolad[oa] em", r"distribuid[oa] em", r"تاريخ (?:تقديم )?(?:ال)?(?:بلاغ|شكوي|طعن|دعوي)", r"اودعت?",
        r"المقدم (?:في|بتاريخ)",
    )),
    ("adopted", before_date(
        4, r"\badopted(?: on| by)?", r"dates? of adoption[^:]{0,40}", r"adoptad[oa]s? (?:el|em|por)",
        r"fecha de (?:la )?adopcion[^:]{0,40}", r"adoptee?s? (?:le|par)", r"date de (?:l')?adoption[^:]{0,40}",
        r"data da adocao", r"\bاعتمدت?(?:ها|ه)?", r"تاريخ اعتماد[^:]{0,30}", r"aprovad[oa] em", r"aprobad[oa] el",
    )),
    ("delivered", before_date(
        3, r"\bdelivered(?: on)?", r"handed down(?: on| at)?", r"\bpromulgated", r"\bpronounced(?: on)?", r"lecture du",
        r"lu en (?:audience|seance) publique le", r"\bprononcee? (?:en audience publique )?le", r"leid[ao] .{0,40}\bel",
        r"pronunciad[oa]s? (?:el|em)", r"made public(?: on)?", r"hecha publica el", r"rendue? publique? le",
        r"تلي", r"صدر (?:هذا الحكم|وتلي)",
    )),
    ("published", before_date(
        3, r"\bpublished(?: on| in)?", r"dates? of publication", r"publicad[oa]s? (?:el|em|en)", r"publicacion",
        r"publicacao", r"publiee?s? le", r"\bpublie le", r"date de publication", r"\bdje\b", r"\bdou\b",
        r"الجريده الرسميه", r"نشر (?:في|بتاريخ)",
    )),
    ("signed", before_date(
        3, r"\bsigned(?: on| by)?", r"firmad[oa]s? (?:el|em|por)", r"\bsignee? le", r"assinad[oa] (?:em|por)",
        r"firmado por assinatura digital em", r"وقع (?:في|بتاريخ)", r"الموقع ب\w+ في",
    )),
    ("notified", before_date(
        3, r"\bnotified(?: on)?", r"notificad[oa]s? (?:el|em)", r"fecha de (?:la )?notificacion", r"\bnotifiee?s? le",
        r"date de (?:la )?notification", r"ابلغت?", r"بلغ (?:في|بتاريخ)", r"تاريخ (?:ال)?تبليغ",
    )),
)  # fmt: skip


def claim_roles(found: Iterable[Sighting]) -> Iterator[Claim]:
    """Claims of `date.heard`, `date.filed` …, in reading order; a Hijri date is left to its own reader."""
    given: set[tuple[str, str]] = set()
    for sighting in found:
        if sighting.date.hijri or (sighting.passage.paragraph.number and not sighting.tail):
            continue
        near = sighting.before[-NEAR:]
        for role, pattern in _ROLES:
            key = (role, str(sighting.value))
            if pattern.search(near) and key not in given and sum(known == role for known, _ in given) < _MOST:
                given.add(key)
                sure = 0.8 if len(sighting.passage.text) < _SHORT else 0.5
                yield Claim(f"date.{role}", key[1], SOURCE, sighting.passage.anchor, sure)
