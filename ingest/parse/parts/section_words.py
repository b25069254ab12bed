"""How decisions head their parts, in five languages: the words of the table of sections.

Sources: judgments, orders and reports of the Inter-American Court and Commission; Rule 74 of the European Court
("procedure", "the facts", "the law", "for these reasons"); the Human Rights Committee's Views; French rédaction des
arrêts ("Vu", "Considérant", "Décide", "Par ces motifs"); Colombian sentencias de tutela; the Brazilian CPC, art. 489
(relatório, fundamentos, dispositivo); judgments of the Commonwealth; slip opinions of the United States; Arab judgments
(الوقائع، الأسباب، المنطوق). All Latin words stand folded (no case, no accents); Arabic ones are folded when read.
"""

from __future__ import annotations

import re
from functools import cache

from caselaw.domain.text import fold

_PARTY_EN = (
    r"(?:(?:the |each )?(?:states?(?: party| parties)?|government|commission|representatives?|petitioners?|applicants?"
    r"|appellants?|respondents?|part(?:y|ies)|complainants?|claimants?|defendants?|plaintiffs?|authors?|victims?"
    r"|counsel|interveners?|third part(?:y|ies)|amic[iu]s?(?: curiae)?)\b)"
)
_ARGUED_EN = r"(?:arguments?|positions?|submissions?|contentions?|observations|comments|pleadings|allegations)"
_BODY_EN = (
    r"(?:the )?(?:inter-american |european |african |human rights |supreme |constitutional |high |federal |grand )*"
    r"(?:court|commission|tribunal|committee|chamber|panel|president(?: of the .{3,60})?)(?: (?:on|of"
    r"|for) [a-z' -]{3,50})?"
)
_BODY_ES = r"(?:la |el )?(?:corte|comision|tribunal|sala|comite|presidente|presidenta)(?: [a-z ,]{0,70})?"

# A heading is matched from its first letter to its last.
_LATIN: dict[str, tuple[str, ...]] = {
    "summary": (
        r"syllabus", r"headnotes?", r"summary(?: of the (?:case|judgment|decision))?", r"abstract", r"catchwords",
        r"keywords", r"held", r"resumen(?: ejecutivo| del caso)?", r"sintesis", r"sumario", r"resume", r"sommaire",
        r"ementa", r"resumo",
    ),
    "procedure": (
        r"(?:the )?procedure", r"procedural (?:history|background|matters|steps|issues)",
        r"(?:the )?proceedings?(?: (?:before|with|in) .{3,80})?", r"process(?:ing)? (?:before|by|of) .{3,60}",
        r"procedure before .{3,60}", r"(?:the )?(?:case )?history(?: of the (?:case|proceedings?))?",
        r"having (?:seen|regard)(?: to)?",
        r"introduction (?:of|to) the (?:case|cause).{0,80}", r"vistos?", r"visto el expediente", r"tramite.{0,60}",
        r"procedimiento(?: .{3,60})?", r"introduccion de la causa.{0,80}", r"antecedentes procesales",
        r"actuacion(?:es)? procesal(?:es)?.{0,40}", r"la procedure(?: .{3,60})?", r"vu(?: la procedure suivante"
        r"| ce qui suit)?",
        r"rappel de la procedure", r"procedimento.{0,40}", r"processo (?:perante|na) .{3,60}",
        r"vistos, relatados.{0,60}",
    ),
    "facts": (
        r"introduction", r"introduccion", r"(?:the |a )?(?:factual |general )?background(?: (?:and|to|facts"
        r"|of) .{0,60}| facts)?",
        r"(?:the )?facts(?: (?:as|and|of|found|alleged|set forth|giving|presented|in brief) ?.{0,80})?",
        r"proven facts", r"agreed facts",
        r"factual (?:background|history|summary|context|findings)", r"statement of (?:the )?facts",
        r"(?:the )?(?:particular )?circumstances of the case", r"summary of (?:the )?facts",
        r"(?:los |de los )?hechos(?: .{3,60})?", r"antecedentes(?: (?:de hecho|facticos|del caso))?", r"resultandos?",
        r"fundamentos de hecho", r"marco factico.{0,30}", r"(?:resumen|relacion) de (?:los )?hechos",
        r"(?:les |des |rappel des |expose des )?faits(?: .{3,40})?", r"en fait", r"faits et procedure",
        r"(?:les )?circonstances de l.espece",
        r"expose du litige", r"(?:os |dos )?fatos(?: .{3,40})?", r"relatorio", r"historico", r"antecedentes",
    ),
    "evidence": (
        r"(?:the )?(?:documentary|testimonial|expert|oral)?(?:, | and | or )*(?:testimonial |expert "
        r"|witness )?(?:and expert )?evidence(?: .{3,40})?",
        r"documentary, testimonial.{0,40}", r"(?:assessment|evaluation|admissibility) of (?:the )?evidence",
        r"evidence assessment",
        r"(?:la |las )?pruebas?(?: .{3,50})?", r"valoracion de (?:la |las )?pruebas?.{0,40}", r"medios de prueba",
        r"(?:les )?preuves",
        r"(?:a |das )?provas?(?: .{3,40})?",
    ),
    "submissions": (
        rf"{_ARGUED_EN} (?:of|by|from|made by|submitted by) .{{3,90}}",
        rf"{_PARTY_EN}(?:['’]s?)? (?:{_ARGUED_EN}|cases?|claims?)(?: .{{3,60}})?", rf"(?:summary of )?(?:the "
        rf")?{_ARGUED_EN} of the parties",
        r"the complaints?", r"complaints?", r"submissions?", r"(?:the )?(?:issues raised|grounds) (?:by|of) (?:appeal"
        r"|review|.{3,30})",
        r"additional (?:comments|observations|submissions).{0,60}", r"relief sought",
        r"(?:los |la |las )?(?:alegatos?|argumentos?|posicion|posiciones|alegaciones|observaciones|pretensiones"
        r"|escritos?)"
        r" (?:de |del |de la |de los |de las )?.{3,80}", r"(?:la |los )?(?:demanda|denuncia|pretensiones|alegatos"
        r"|acusacion)",
        r"(?:fundamentos|texto) de la (?:demanda|solicitud|accion).{0,40}", r"contestacion (?:de|a) la demanda.{0,40}",
        r"solicitud de (?:tutela|amparo).{0,40}", r"intervenciones.{0,40}", r"concepto del procurador.{0,40}",
        r"(?:les |des )?(?:arguments|theses|observations|pretentions|position) (?:des?|du|de la|de l.|d.).{2,60}",
        r"(?:enonce|examen) du moyen.{0,20}", r"(?:les )?griefs?", r"(?:sur )?(?:le |les )?(?:premier |second "
        r"|deuxieme )?moyens?(?: .{3,40})?",
        r"(?:a |as |os )?(?:posicao|posicoes|alegacao|alegacoes|argumentos|observacoes) (?:das?|dos?|de) .{3,60}",
        r"razoes recursais",
    ),
    "law": (
        r"(?:the )?(?:relevant|applicable|governing) (?:legal |domestic |international |statutory |national )*"
        r"(?:law|laws|legislation|provisions?|principles|framework|instruments|rules|statutes?|standards"
        r"|materials?)(?: .{0,60})?",
        r"(?:the )?(?:legal|statutory|legislative|regulatory|policy) (?:framework|background|context|provisions|scheme"
        r"|regime|materials)(?: .{0,40})?",
        r"the (?:statute|statutory provisions|legislation|law|regulations|authorities|case law)",
        r"domestic law(?: .{3,40})?",
        r"marco (?:juridico|normativo|legal)(?: .{3,40})?", r"(?:derecho|normativa|legislacion|normas?) (?:interno "
        r"|interna )?(?:aplicables?|relevantes?|pertinentes?|demandadas?)(?: .{3,40})?",
        r"(?:le )?droit (?:interne |national |international )?(?:pertinent|applicable)s?.{0,40}",
        r"(?:le )?cadre (?:juridique|legal)(?: .{3,40})?",
        r"textes? applicables?", r"(?:legislacao|direito|normas) aplicave(?:l|is)(?: .{3,40})?",
    ),
    "admissibility": (
        r"(?:the )?(?:competence|jurisdiction|admissibility|standing|locus standi|receivability)(?: (?:of|and|ratione"
        r"|to|over) .{3,90})?",
        r"(?:the )?preliminary (?:objections?|exceptions?|issues?|questions?|points?|matters?)(?: .{3,90})?",
        r"previous considerations",
        r"(?:the )?(?:consideration|analysis|examination|assessment|decision)s? (?:of|on"
        r"|as to) (?:the )?.{0,30}(?:admissibility|competence|jurisdiction).{0,60}",
        r"(?:other |admissibility )?requirements (?:for|of) .{0,20}admissibility.{0,40}", r"admissibility requirements",
        r"(?:the )?petition.s admissibility.{0,30}", r"the commission.s competence.{0,90}", r"exhaustion of .{3,50}",
        r"other requirements.{0,40}",
        r"(?:la )?competencia(?: .{3,90})?", r"(?:la )?admisibilidad(?: .{3,90})?",
        r"excepci(?:on|ones) preliminar(?:es)?(?: .{3,90})?",
        r"(?:otros )?requisitos (?:de|para) (?:la )?(?:admisibilidad|procedibilidad).{0,50}",
        r"(?:analisis|consideraciones|examen) (?:de|sobre) (?:la )?(?:competencia|admisibilidad).{0,50}",
        r"cuestiones? previas?.{0,40}", r"consideraciones previas",
        r"(?:sur )?(?:la )?(?:recevabilite|competence)(?: .{3,60})?", r"(?:sur )?(?:les? )?(?:fins? de non-recevoir"
        r"|exceptions? preliminaires?).{0,40}",
        r"(?:a )?admissibilidade(?: .{3,60})?", r"conhecimento", r"preliminar(?:es)?", r"(?:outros )?requisitos (?:de"
        r"|para a) admissibilidade.{0,40}",
        r"(?:analise|exame) (?:da|sobre a) (?:competencia|admissibilidade).{0,40}",
    ),
    "reasons": (
        r"(?:the )?(?:merits|reasons?(?: for .{3,40})?|reasoning|analysis|discussion|evaluation|findings?"
        r"|determination|conclusions?|grounds?)",
        r"(?:the )?considerations?(?: of .{3,60})?", r"considering(?: that)?", r"whereas",
        r"(?:the )?(?:court|commission|committee|tribunal|state|chamber).s? (?:assessment|analysis|consideration"
        r"|considerations|reasoning|evaluation)(?: .{3,60})?",
        r"(?:legal )?(?:analysis|assessment|examination|consideration)(?: (?:of|on|as to) .{3,90})?",
        r"opinion of the court", r"judge?ment(?: of the court)?",
        r"(?:alleged |the )?violations? of .{3,120}", r"articles? \d.{0,150}", r"(?:the )?issues?(?: .{3,80})?",
        r"ground (?:of appeal )?\d.{0,90}", r"obligation to .{3,90}",
        r"considerandos?(?: que)?", r"(?:y )?considerando(?: que)?", r"(?:las )?consideraciones(?: .{3,80})?",
        r"(?:los )?fundamentos(?: (?:de derecho|juridicos|.{3,40}))?",
        r"(?:el )?fondo(?: .{3,60})?", r"analisis(?: .{3,90})?", r"(?:presuntas? |alegadas? |las? )?violacion(?:es)? "
        r"(?:de|del|a) .{3,120}", r"articulos? \d.{0,150}",
        r"problemas? juridicos?.{0,40}", r"conclusion(?:es)?", r"(?:caso|estudio del caso) concreto",
        r"incumplimiento .{3,90}",
        r"considerant(?: .{0,40})?", r"(?:les )?motifs?(?: .{3,40})?", r"en droit", r"sur (?:le|la|les|l.) .{3,200}",
        r"en ce qui concerne .{3,300}",
        r"reponse de la cour", r"au fond", r"appreciation (?:de|du) .{3,60}", r"votos?", r"(?:do |no )?merito",
        r"fundamentacao", r"fundamentos", r"analise(?: .{3,60})?",
        r"considerac(?:ao|oes)(?: .{3,60})?", r"conclus(?:ao|oes)",
    ),
    "reparations": (
        r"reparations?(?: .{3,80})?", r"(?:the )?(?:remed(?:y|ies)|relief|just satisfaction|compensation"
        r"|costs?(?: and expenses)?|disposal)(?: .{3,40})?",
        r"application of article (?:41|50|63).{0,60}", r"(?:non-)?pecuniary damages?.{0,40}", r"injured part(?:y|ies)",
        r"beneficiar(?:ies|ios)",
        r"(?:other )?measures of .{3,80}", r"(?:las )?reparaciones(?: .{3,80})?", r"costas(?: y gastos)?(?: .{3,40})?",
        r"indemnizacion(?:es)?.{0,50}", r"(?:otras )?medidas de (?:satisfaccion|reparacion|restitucion).{0,60}",
        r"parte lesionada", r"dano (?:in)?material(?:es)?.{0,40}",
        r"(?:la )?aplicacion del articulo (?:41|63).{0,50}", r"(?:les )?reparations?(?: .{3,40})?",
        r"satisfaction equitable", r"(?:sur )?l.application de l.article 41.{0,50}",
        r"frais et depens", r"reparac(?:ao|oes)(?: .{3,50})?", r"custas e gastos.{0,20}",
    ),
    "operative": (
        rf"(?:now,? )?(?:and )?(?:therefore|for (?:these|those|the foregoing|all these"
        rf"|the above) reasons)(?:,? {_BODY_EN})?(?:,? unanimously)?",
        r"operative (?:part|paragraphs?|provisions?)", rf"(?:{_BODY_EN},? )?(?:and )?(?:hereby )?(?:unanimously,? )?"
        r"(?:decides?|declares?|orders?|resolves?|rules?|recommends?|adjudges?)(?: (?:that|unanimously|as follows"
        r"|to))?(?:,? unanimously)?",
        r"(?:the |final )?orders?(?: of (?:the )?court)?", r"(?:the |final )?(?:decision|disposition)s?",
        r"(?:conclusions? and )?recommendations?",
        r"(?:it is )?(?:hereby |so )?ordered(?: as follows| that)?", r"the following order is (?:made|granted|issued)",
        r"order made",
        r"por (?:lo )?tanto", r"en merito de lo expuesto", r"(?:parte |puntos )?(?:resolutiva|resolutivos|dispositiva)",
        rf"(?:{_BODY_ES},? )?(?:y )?(?:se )?(?:por unanimidad,? )?(?:resuelve|decide|declara|dispone|ordena|falla"
        rf"|acuerda|recomienda)(?: que| lo siguiente)?(?:,? por unanimidad)?",
        r"resuelvo", r"(?:el )?fallo", r"decision", r"(?:conclusiones y )?recomendaciones",
        r"(?:la cour |le conseil (?:d.etat |constitutionnel )?|le tribunal )?(?:decide|ordonne|arrete|declare"
        r"|dit)(?: ce qui suit)?",
        r"par ces motifs(?:,? .{3,60})?", r"(?:le )?dispositif", r"(?:conclusions et )?recommandations?",
        r"acord(?:ao|am)", r"(?:do |o )?dispositivo", r"(?:a corte |a comissao |o tribunal )?(?:e )?(?:decide|resolve"
        r"|declara|dispoe)(?: que)?",
        r"(?:ante|isto|diante do|pelo|em face do) (?:o )?(?:exposto|posto)(?:,? .{0,30})?", r"isto posto",
        r"(?:conclusoes e )?recomendacoes",
    ),
    "separate_opinion": (
        r"(?:(?:joint|partly|partially|individual|separate|concurring|dissenting|reasoned|and"
        r"|in part) ?,?)+ (?:opinion|vote|statement)s?(?: (?:of|by|submitted).{3,250}| \(.{3,100}\))?",
        r"(?:opinion|statement) (?:of|by) (?:judges?|committee members?|commissioners?) .{3,250}",
        r"(?:chief )?justice [a-z.' ]{3,60},? (?:concurring|dissenting).{0,80}",
        r"[a-z.' ]{3,40}, c?\.?j\.,? (?:concurring|dissenting).{0,80}", r"[a-z.,' ]{3,60}\((?:dissenting|concurring"
        r"|partly dissenting).{0,20}\)",
        r"(?:salvamento|aclaracion)(?: parcial)? de voto.{0,250}",
        r"voto (?:concurrente|disidente|razonado|individual|parcialmente|particular|salvado|separado|conjunto"
        r"|em separado|vencido|divergente|fundamentado|dissidente|concordante).{0,300}",
        r"opinion (?:concordante|dissidente|separee|individuelle|partiellement|en partie).{0,250}",
        r"declaration (?:de vote|separee).{0,200}",
    ),
    "annex": (
        r"(?:annex|appendix|schedule|anexo|apendice|annexe)(?:es|s|os)?(?: [ivxlc\da-z]{1,4})?(?:[ .:–-].{0,120})?",
        r"moyens? annexes?.{0,60}",
    ),
}  # fmt: skip

_ARABIC: dict[str, tuple[str, ...]] = {
    "summary": ("ملخص", "الملخص", "ملخص الحكم", "المبدأ", "القاعدة"),
    "procedure": ("الإجراءات", "إجراءات الدعوى", "سير الدعوى", "سير الإجراءات", "بعد الاطلاع على",
    "بعد الاطلاع على الأوراق"),
    "facts": ("الوقائع", "الواقعات", "وقائع الدعوى", "ملخص الوقائع", "الوقائع والإجراءات",
    "الوقائع كما عرضها صاحب البلاغ",
              "الوقائع كما عرضتها صاحبة البلاغ", "الوقائع كما عرضها أصحاب البلاغ", "خلفية القضية", "معلومات أساسية"),
    "evidence": ("الأدلة", "أدلة الإثبات", "الإثبات"),
    "submissions": ("الشكوى", "طلبات الخصوم", "أقوال الأطراف", "ادعاءات الأطراف", "أسباب الطعن", "وسائل الطعن",
    "الدفوع",
                    "ملاحظات الدولة الطرف بشأن المقبولية والأسس الموضوعية", "ملاحظات الدولة الطرف",
                    "ملاحظات الدولة الطرف بشأن المقبولية", "تعليقات صاحب البلاغ على ملاحظات الدولة الطرف",
                    "تعليقات صاحبة البلاغ على ملاحظات الدولة الطرف"),
    "law": ("القانون الواجب التطبيق", "الإطار القانوني", "النصوص القانونية", "النصوص المطبقة"),
    "admissibility": ("المقبولية", "الاختصاص", "النظر في المقبولية", "في الشكل", "من حيث الشكل", "أولا من حيث الشكل"),
    "reasons": ("الأسباب", "أسباب الحكم", "أسباب القرار", "الحيثيات", "حيثيات الحكم", "التسبيب", "التعليل", "المحكمة",
    "هيئة المحكمة",
                "الموضوع", "في الموضوع", "من حيث الموضوع", "النظر في الأسس الموضوعية", "نظر اللجنة في المسائل "
                "المعروضة عليها",
                "المسائل والإجراءات المعروضة على اللجنة", "وبعد المداولة", "بعد المداولة", "حيث إن", "الاستنتاجات"),
    "reparations": ("جبر الضرر", "التعويض", "التعويضات", "سبل الانتصاف", "المصاريف"),
    "operative": ("لهذه الأسباب", "فلهذه الأسباب", "لهذه الأسباب حكمت المحكمة", "فلهذه الأسباب حكمت المحكمة",
    "منطوق الحكم", "المنطوق",
                  "حكمت المحكمة", "قررت المحكمة", "قضت المحكمة", "لأجله", "لأجله قضت المحكمة", "التوصيات",
                  "الاستنتاجات والتوصيات",
                  "وبناء على ما تقدم", "نص الحكم", "القرار", "نص القرار"),
    "separate_opinion": ("رأي مخالف", "رأي منفرد", "رأي مستقل", "رأي فردي", "الرأي المخالف"),
    "annex": ("مرفق", "المرفق", "ملحق", "الملحق", "مرفقات"),
}  # fmt: skip


@cache
def headings() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """For each section, what its heading looks like once folded; the first that matches names it."""
    order = ("separate_opinion", "operative", "summary", "submissions", "admissibility", "procedure", "evidence", "law",
             "reparations", "facts", "reasons", "annex")  # fmt: skip
    return tuple((name, re.compile("|".join([*_LATIN[name], *_folded(name)]))) for name in order)


def _folded(name: str) -> list[str]:
    tail = r"(?: .{2,60})?" if name in ("separate_opinion", "annex") else ""
    return [re.escape(fold(words)).replace(r"\ ", " ") + tail for words in _ARABIC.get(name, ())]
