"""What kind of document it is, from the words that such documents begin with."""

from __future__ import annotations

import re
from dataclasses import dataclass

from caselaw.domain.claims import Claim
from ingest.parse.countries import is_country
from ingest.parse.zones import Passage, Zones

SOURCE = "parser:kind"
_TITLE_LINES = 16
_TITLE_LENGTH = 260


@dataclass(frozen=True)
class _Rule:
    """`start` patterns hold at the beginning of a line (marks set aside), `inside` ones anywhere in it; folded text.

    Rules of a lower `rank` outrank others; among equals the line that comes first decides.
    """

    kind: str
    rank: int
    confidence: float
    start: tuple[str, ...] = ()
    inside: tuple[str, ...] = ()

    def pattern(self) -> re.Pattern[str]:
        starts = [rf"^\W*(?:{'|'.join(self.start)})"] if self.start else []
        return re.compile("|".join([*starts, *self.inside]))


_RULES = (
    _Rule("separate_opinion", 0, 0.95, start=(
        r"(?:\w+ly )?(?:partial(?:ly)? )?(?:joint )?(?:concurring|dissenting|separate|reasoned|individual)"
        r"(?: and \w+)? (?:\w+ )?(?:opinion|vote)",
        r"voto (?:parcialmente |conjunto |individual )*"
        r"(?:razonado|concurrente|disidente|salvado|concordante|dissidente|vencido|fundamentado|separado|arrazoado)",
        r"opinion (?:partiellement )?(?:dissidente|concordante|individuelle|separee)",
        r"(?:opinion|voto) (?:of|de|del|da|do) (?:the )?(?:judge|juez|jueza|juiz)",
        r"راي (?:مخالف|مستقل|منفرد)",
    )),
    _Rule("views", 1, 0.95, start=(
        r"views (?:adopted|of|concerning|under)", r"views$", r"constatations\b",
        r"dictamen (?:aprobado|adoptado|emitido|del comite|respecto de)", r"(?:ال)?اراء (?:التي )?(?:اعتمدتها|اعتمدت)",
    ), inside=(r"views adopted by the committee", r"dictamen (?:aprobado|adoptado) por el comite",)),
    _Rule("general_comment", 1, 0.95, start=(
        r"(?:joint )?general (?:comment|recommendation)s? (?:n\w*\W|on |\d)", r"(?:joint )?general comment$",
        r"(?:observacion|recomendacion) general (?:num|n[uo°º.]|conjunta|\d)",
        r"(?:observation|recommandation) generale (?:n|conjointe|\d)", r"(?:comentario|recomendacao) geral n",
        r"(?:التعليق العام|التوصيه العامه|توصيه عامه|تعليق عام)\b",
    )),
    _Rule("concluding_observations", 1, 0.95, start=(
        r"(?:advance unedited )?concluding (?:observations|comments)", r"observaciones finales",
        r"observations finales",
        r"observacoes finais", r"(?:ال)?ملاحظات (?:ال)?ختاميه",
    ), inside=(r"^list of issues .{0,40}concluding observations",)),
    _Rule("follow_up_report", 1, 0.9, start=(
        r"(?:interim |progress )?(?:report on )?(?:the )?follow.?up (?:progress |to |on )?(?:report|views|concluding)",
        r"informe de seguimiento", r"rapport (?:de|sur le) suivi", r"relatorio de (?:seguimento|acompanhamento)",
        r"تقرير (?:ال)?متابعه",
    )),
    _Rule("advisory_opinion", 0, 0.95, start=(
        r"advisory opinion\b", r"opinion consultiva\b", r"avis consultatif\b",
        r"(?:opiniao|parecer) consultiv[oa]\b",
        r"(?:ال)?راي (?:ال)?استشاري", r"(?:ال)?فتوي (?:ال)?(?:استشاريه|محكمه)",
    )),
    _Rule("urgent_action", 1, 0.95, start=(
        r"urgent (?:action|appeal)\b", r"(?:accion|llamamiento) urgente\b", r"(?:action|appel) urgente?\b",
        r"acao urgente\b", r"(?:نداء|اجراء|تحرك) عاجل",
    )),
    _Rule("intervention", 1, 0.9, start=(
        r"(?:written )?(?:third.party )?(?:intervention|interveners?.? (?:submissions?|observations?|comments))"
        r"(?: of| by| on behalf|$)",
        r"third.party (?:intervention|submissions?|comments)", r"(?:brief of )?amic(?:us|i) curiae\b",
        r"(?:memoire en |tierce )intervention", r"(?:escrito de )?(?:intervencion de tercero|amicus curiae)",
        r"(?:مذكره )?(?:تدخل|صديق المحكمه)",
    )),
    _Rule("circular", 1, 0.95, start=(r"تعميم", r"circular\b", r"circulaire\b"), inside=(r"رقم التعميم",)),
    _Rule("official_gazette", 1, 0.9, start=(
        r"الجريده الرسميه لل", r"journal officiel de", r"diario oficial de", r"(?:government|official) gazette",
    )),
    _Rule("declaration", 1, 0.95, start=(
        r"(?:universal |american )?declaration (?:of|on)", r"declaracion (?:universal|americana|sobre)",
        r"declaration (?:universelle|des droits|sur)", r"declaracao (?:universal|dos|sobre)",
        r"الاع(?:لا|ال)ن العالمي", r"اعلان بشان",  # with a lam-alef that a program turned round
    )),
    _Rule("treaty", 1, 0.85, start=(
        r"(?:international |american |european |african )?(?:convention|covenant|protocol|charter|treaty) "
        r"(?:on|of|for|against|to)\b",
        r"(?:convencion|pacto|protocolo|carta|tratado) (?:sobre|internacional|americana|de|contra|facultativo)",
        r"(?:convention|pacte|protocole|charte|traite) (?:sur|international|relati|europeenne|africaine|contre)",
        r"(?:ال)?اتفاقيه(?:\s|$)", r"العهد الدولي", r"البروتوكول",
    ), inside=(r"بنشر (?:ال)?اتفاقيه",)),
    _Rule("pleading", 1, 0.85, start=(
        r"(?:second[es]* |premier[es]* |nouvelles? )?(?:memoire|observations|replique|conclusions|plaidoirie"
        r"|requete(?! n[o°º]?\W*\d))\b"
        r"(?! de la cour)",
        r"question prioritaire de constitutionnalite$", r"brief\b",
        r"(?:written )?submissions? (?:of|by|on)", r"skeleton argument",
        r"(?:escrito de|alegatos|contestacion de la demanda)", r"(?:مذكره|صحيفه دعوي|عريضه)",
    )),
    _Rule("admissibility_report", 1, 0.9, start=(
        r"(?:report|informe|relatorio|rapport) (?:on (?:the )?)?(?:n[o°]?\.?|no\.|num\.?) ?\d+.{0,80}"
        r"(?:admiss?ib|inadmis|recevab|case|caso|peti)",
        r"(?:report on )?admissibility$", r"admis[is]*ibilida[dd]e?$",
    )),
    _Rule("order", 2, 0.9, start=(
        r"(?:orders?|ruling) of (?:the )?", r"order$", r"ordonnance\b", r"auto (?:\d|de)", r"(?:قرار تمهيدي|امر)\b",
        r"(?:resolucion|resolucao) (?:de|del|da|do) (?:la |el |a )?(?:\w+ )?(?:corte|president|juez|tribunal)",
        r"(?:resolucion|resolucao|order)(?: de la| del| of the)?$",
    )),
    _Rule("judgment", 2, 0.9, start=(
        r"(?:approved |final )?judge?ment\b", r"j u d g e? ?m e n t\b", r"sentencia\b",
        r"sentenca\b", r"arret\b", r"jugement\b", r"fallo\b",
        r"a ?c ?o ?r ?d ?a ?o\b", r"e ?m ?e ?n ?t ?a\b", r"opinion of the court", r"syllabus$", r"certiorari to",
        r"(?:الحكم|حكم|باسم الشعب|باسم جلاله الملك)",
    ), inside=(
        r"neutral citation", r"decision (?:&|and) reasons", r"determination and reasons", r"\[\d{4}\] [a-z]{3,}",
r"\bsentencia \d{1,4}/\d{4}", r"\be m e n t a$", r"\ba c o r d a o$",
    )),
    _Rule("decision", 2, 0.8, start=(
        r"decision\b", r"dictamen\b", r"decisao\b", r"(?:ال)?قرار(?: رقم| عدد|$)",
        r"communications? (?:nos?\.? )?\d+/\d\d",
    ), inside=(r"au nom du peuple francais",)),
    _Rule("law", 3, 0.85, start=(
        r"(?:the )?constitution\b", r"constitucion\b", r"(?:ال)?دستور", r"code\b", r"codigo\b",
        r"(?:ال)?(?:مرسوم|قانون|ظهير|نظام|مدونه)(?:\s|-|$)",
        r"(?:ley|loi|lei|decreto|decret|law|act)\b.*\d",
    ), inside=(r"ظهير شريف",)),
    _Rule("resolution", 3, 0.8, start=(r"(?:resolution|resolucion) \W*[\da-z]+/",)),
    _Rule("country_report", 3, 0.85, start=(
        r"country report", r"informe (?:de|del|por) pais", r"rapport (?:par|sur le|de) pays",
    ), inside=(r"findings on the worst forms of child labor",)),
    _Rule("official_gazette", 3, 0.7, inside=(  # the printer's own lines
        r"(?:ال)?مطبعه (?:ال)?رسميه", r"^\W*العدد \d{1,4}\b.{0,40}\b1[34]\d\d\b", r"journal officiel de la republique",
        r"imprimerie officielle", r"imprenta (?:nacional|oficial)",
    )),
    _Rule("report", 4, 0.7, start=(r"report\b", r"informe\b", r"rapport\b", r"relatorio\b", r"تقرير"),),
)  # fmt: skip
# Where the title says nothing: words that only such a text uses, anywhere in its opening.
_BODY_RULES = (
    _Rule("judgment", 0, 0.75, inside=(
        r"^vistos los autos", r"في قضاء هذه المحكمه", r"المطعون ضد",
        r"الحكم المطعون فيه", r"حكمت المحكمه", r"تمييز الحكم",
        r"vistos, relatados e discutidos", r"trata-se de (?:apelacao|agravo|recurso|embargos)",
        r"delivers? (?:this|the following) judge?ment", r"dicta la siguiente sentencia",
        r"profere a (?:presente|seguinte) sentenca", r"rend l'arret", r"dou provimento", r"nego provimento",
    )),
    _Rule("order", 1, 0.7, start=(r"having seen\W*$", r"vistos?\W*$")),
    _Rule("country_report", 2, 0.6, inside=(
        r"worst forms of child labor", r"reporting period, the government", r"human rights situation in",
    )),
    _Rule("admissibility_report", 3, 0.6, inside=(
        r"(?:admit|declare) (?:the )?(?:petition|case) (?:admissible|under)", r"declarar admisible",
    )),
    _Rule("separate_opinion", 4, 0.5, inside=(
        r"\b(?:voto concurrente|concurring opinion|dissenting opinion|voto disidente|voto razonado)\b",
    )),
)  # fmt: skip
_PATTERNS = {rule: rule.pattern() for rule in (*_RULES, *_BODY_RULES)}


def claim_kind(zones: Zones, wanted: str | None) -> list[Claim]:
    """Claims of `kind`, best first; what the person said outranks everything."""
    claims = [Claim("kind", wanted, "declared", None, 1.0)] if wanted else []
    if "judgment" in zones.declared.get("kind", ()):
        claims.append(Claim("kind", "judgment", "declared", None, 0.97))
    claims += _by_title(zones)
    return claims or _by_body(zones)


def _by_title(zones: Zones) -> list[Claim]:
    title = [p for p in zones.head[: _TITLE_LINES * 2] if len(p.text) <= _TITLE_LENGTH][:_TITLE_LINES]
    title += [p for p in zones.head[:6] if len(p.text) > _TITLE_LENGTH]
    found: list[tuple[int, int, Claim]] = []
    for rule in _RULES:
        passage = _first(_PATTERNS[rule], title)
        if passage:
            claim = Claim("kind", rule.kind, SOURCE, passage.anchor, rule.confidence)
            found.append((rule.rank, passage.place, claim))
    named = next((p for p in zones.head[:2] if is_country(p.text)), None)
    if named and not found:
        found.append((9, 0, Claim("kind", "country_report", SOURCE, named.anchor, 0.6)))
    return [claim for _, _, claim in sorted(found, key=lambda item: item[:2])][:3]


def _first(pattern: re.Pattern[str], passages: list[Passage]) -> Passage | None:
    return next((p for p in passages if pattern.search(p.folded[:_TITLE_LENGTH])), None)


def _by_body(zones: Zones) -> list[Claim]:
    for rule in _BODY_RULES:
        for passage in zones.opening:
            if _PATTERNS[rule].search(passage.folded):
                return [Claim("kind", rule.kind, SOURCE, passage.anchor, rule.confidence)]
    return []
