"""What kind of document it is, from the words that such documents begin with."""

from __future__ import annotations

import re

from caselaw.domain.claims import Claim
from ingest.parse.court import is_known_country
from ingest.parse.zones import Passage, Zones

SOURCE = "parser:kind"
_TITLE_PASSAGES = 14
_TITLE_LENGTH = 260


def _words(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)


# In order: the first that holds in a line of the title wins. Folded text.
_TITLE_RULES: tuple[tuple[str, re.Pattern[str], float], ...] = (
    ("separate_opinion", _words(
        r"^\W*(?:\w+ly )?(?:partial(?:ly)? )?(?:joint )?(?:concurring|dissenting|separate|reasoned|individual)(?: and \w+)? (?:\w+ )?"
        r"(?:opinion|vote)|^\W*voto (?:parcialmente |conjunto |individual )*(?:razonado|concurrente|disidente|salvado|concordante|"
        r"dissidente|vencido|fundamentado|separado|arrazoado)|^\W*opinion (?:partiellement )?(?:dissidente|concordante|"
        r"individuelle|separee)|^\W*(?:opinion|voto) (?:of|de|del) (?:the )?(?:judge|juez|jueza|juiz)|"
        r"^\W*(?:راي مخالف|راي مستقل)"), 0.95),
    ("official_gazette", _words(
        r"الجريده الرسميه (?:لل|\b)|^\W*journal officiel|^\W*diario oficial|^\W*(?:government |official )gazette"), 0.9),
    ("circular", _words(r"رقم التعميم|^\W*تعميم|^\W*circular\b|^\W*circulaire\b"), 0.95),
    ("declaration", _words(
        r"^\W*(?:universal |american )?declaration (?:of|on)|^\W*declaracion (?:universal|americana|sobre)|"
        r"^\W*declaration (?:universelle|des droits|sur)|^\W*declaracao (?:universal|dos|sobre)|^\W*الاعلان العالمي|^\W*اعلان بشان"), 0.95),
    ("treaty", _words(
        r"^\W*(?:international |american |european |african )?(?:convention|covenant|protocol|charter|treaty) (?:on|of|for|against|to)|"
        r"^\W*(?:convencion|pacto|protocolo|carta|tratado) (?:sobre|internacional|americana|de|contra|facultativo)|"
        r"^\W*(?:convention|pacte|protocole|charte|traite) (?:sur|international|relati|europeenne|africaine|de|des|contre|facultatif)|"
        r"^\W*(?:الاتفاقيه|اتفاقيه|االتفاقيه|العهد الدولي|البروتوكول|الميثاق)(?:\s|$)|بنشر (?:اتفاقيه|االتفاقيه|الاتفاقيه)"), 0.85),
    ("pleading", _words(
        r"^\W*(?:second[es]* |premier[es]* )?(?:memoire|observations|replique|conclusions|requete|recours|plaidoirie)\b(?! de la cour)|"
        r"^\W*question prioritaire de constitutionnalite$|^\W*(?:amicus curiae )?brief\b|^\W*(?:written )?submissions? (?:of|by|on)|"
        r"^\W*(?:demanda|escrito|alegatos|contestacion)\b|third.party intervention|^\W*skeleton argument|^\W*(?:مذكره|صحيفه دعوي|عريضه)"), 0.85),
    ("admissibility_report", _words(
        r"^\W*(?:report|informe|relatorio|rapport) (?:on (?:the )?)?(?:n[o°]?\.?|no\.|num\.?) ?\d+.*(?:admiss?ib|inadmis|recevab)|"
        r"^\W*(?:report on )?admissibility$|^\W*admis[is]*ibil"), 0.9),
    ("admissibility_report", _words(
        r"^\W*(?:report|informe|relatorio|rapport) (?:n[o°]?\.?|no\.|num\.?) ?\d+/\d+.*(?:case|caso|peti)"), 0.8),
    ("order", _words(
        r"^\W*orders? of (?:the )?|^\W*order$|^\W*(?:resolucion|resolucao) (?:de|del|da|do) (?:la |el |a )?(?:\w+ )?(?:corte|president|juez|tribunal)|"
        r"^\W*(?:resolucion|resolucao)$|^\W*ordonnance\b|^\W*auto (?:\d|de)|^\W*(?:resolucion|order|resolucao) de la$|^\W*(?:قرار تمهيدي|امر)\b"), 0.9),
    ("judgment", _words(
        r"^\W*(?:approved |final )?judge?ment\b|^\W*sentencia\b|^\W*sentenca\b|^\W*arret\b|^\W*jugement\b|^\W*a ?c ?o ?r ?d ?a ?o\b|"
        r"^\W*fallo\b|^\W*e ?m ?e ?n ?t ?a\b|^\W*(?:الحكم|حكم|باسم الشعب|باسم جلاله الملك)|^\W*opinion of the court|"
        r"neutral citation|^\W*(?:decision (?:&|and) reasons|determination and reasons)"), 0.9),
    ("decision", _words(
        r"^\W*decision\b|^\W*views\b|^\W*dictamen\b|^\W*constatations\b|^\W*decisao\b|au nom du peuple francais|^\W*(?:قرار|القرار)\b"), 0.8),
    ("law", _words(
        r"^\W*(?:the )?constitution\b|^\W*constitucion\b|دستور|^\W*(?:مرسوم|القانون|قانون|ظهير|نظام|مدونه|القانون-الاطار|قانون-اطار)|"
        r"^\W*(?:ley|loi|lei|decreto|decret|law|act)\b.*\d|^\W*code\b|^\W*codigo\b"), 0.85),
    ("country_report", _words(
        r"^\W*(?:country report|informe (?:de|del|por) pais|rapport (?:par|sur le|de) pays|findings on the worst forms)"), 0.85),
    ("resolution", _words(r"^\W*(?:resolution|resolucion) \W*[\da-z]+/"), 0.8),
    ("report", _words(r"^\W*(?:report|informe|rapport|relatorio|تقرير)\b"), 0.7),
)  # fmt: skip

# Where the title says nothing: words that only such a text uses, anywhere in its opening.
_BODY_RULES: tuple[tuple[str, re.Pattern[str], float], ...] = (
    ("judgment", _words(r"في قضاء هذه المحكمه|المطعون ضد|الحكم المطعون فيه|حكمت المحكمه|تمييز الحكم"), 0.75),
    ("order", _words(r"(?:^|\n)\W*(?:having seen|vistos?|visto)\W*(?:\n|$)"), 0.7),
    ("judgment", _words(
        r"vistos, relatados e discutidos|trata-se de (?:apelacao|agravo|recurso|embargos)|delivers? (?:this|the following) judge?ment|"
        r"dicta la siguiente sentencia|profere a (?:presente|seguinte) sentenca|rend l'arret|dou provimento|nego provimento"), 0.75),
    ("separate_opinion", _words(r"\b(?:voto concurrente|concurring opinion|dissenting opinion|voto disidente|voto razonado)\b"), 0.5),
    ("country_report", _words(r"worst forms of child labor|reporting period, the government|country chapter|human rights situation in"), 0.6),
    ("admissibility_report", _words(r"(?:admit|declare) (?:the )?(?:petition|case) (?:admissible|under)|declarar admisible"), 0.6),
)  # fmt: skip


def claim_kind(zones: Zones, wanted: str | None) -> list[Claim]:
    """Claims of `kind`, best first; what the person said outranks everything."""
    claims = [Claim("kind", wanted, "declared", None, 1.0)] if wanted else []
    if "judgment" in zones.declared.get("kind", ()):
        claims.append(Claim("kind", "judgment", "declared", None, 0.97))
    claims += _by_title(zones)
    if not claims:
        claims += _by_body(zones)
    return claims


def _by_title(zones: Zones) -> list[Claim]:
    """Rules in their order over the lines of the title; a rule that holds early in the list outranks later lines."""
    title = [passage for passage in zones.head if len(passage.text) <= _TITLE_LENGTH][:_TITLE_PASSAGES]
    title += [p for p in zones.head[:6] if len(p.text) > _TITLE_LENGTH]
    found: list[tuple[int, Claim]] = []
    for rank, (kind, pattern, confidence) in enumerate(_TITLE_RULES):
        passage = _first(pattern, title)
        if passage and not any(claim.value == kind for _, claim in found):
            found.append((rank, Claim("kind", kind, SOURCE, passage.anchor, confidence)))
    named = next((p for p in zones.head[:2] if is_known_country(p.text)), None)
    if named and not found:
        found.append((99, Claim("kind", "country_report", SOURCE, named.anchor, 0.6)))
    return [claim for _, claim in sorted(found, key=lambda pair: pair[0])][:3]


def _first(pattern: re.Pattern[str], passages: list[Passage]) -> Passage | None:
    return next((p for p in passages if pattern.search(p.folded[:_TITLE_LENGTH])), None)


def _by_body(zones: Zones) -> list[Claim]:
    for kind, pattern, confidence in _BODY_RULES:
        for passage in zones.opening:
            if pattern.search(passage.folded):
                return [Claim("kind", kind, SOURCE, passage.anchor, confidence)]
    return []
