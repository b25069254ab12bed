"""Words that say how far a claim against a company has been established, and what the company answered.

A status is read only where it stands in so many words. "Asked the court to find", "may be convicted", "without
admitting liability", "has not been settled" establish nothing. Patterns match text folded by `fold`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from caselaw.domain.documentation.abuse import CompanyResponse
from caselaw.domain.text import fold

_CLAIM = (
    r"(?:cases?|claims?|suits?|lawsuits?|complaints?|actions?|charges|petitions?|appeals?|proceedings|litigation|"
    r"demandas?|querellas?|denuncias?|acciones|accion|recursos?|plaintes?|requetes?|poursuites?|demandes?|"
    r"recours|proces|"
    r"(?:ال)?دعوي|(?:ال)?دعاوي|(?:ال)?شكوي|(?:ال)?قضيه|(?:ال)?طعن|(?:ال)?طلبات)"
)
_STATUS = {
    "dismissed": re.compile(
        rf"\b(?:dismiss(?:ed|es)|rejected|threw out|thrown out|struck out|quashed) (?:\w+ ){{0,4}}{_CLAIM}\b"
        rf"|\b{_CLAIM} (?:\w+ ){{0,6}}(?:was|were|has been|have been) (?:\w+ ){{0,2}}(?:dismissed|rejected|"
        rf"thrown out|struck out)"
        r"|\bacquitted\b|\bdeclared (?:\w+ ){0,3}inadmissible\b"
        rf"|\b(?:desestim|rechaz|archiv|sobrese)\w+ (?:\w+ ){{0,4}}{_CLAIM}\b|\b{_CLAIM} (?:\w+ ){{0,6}}(?:fue|"
        rf"fueron|ha sido) "
        r"(?:desestimad|rechazad|archivad|declarad\w+ inadmisible)\w*|\babsolvio\b|\bfue absuelt\w+|\bsobreseimiento\b"
        rf"|\b(?:a|ont|avait) (?:\w+ )?(?:rejete|deboute|classe sans suite|relaxe|acquitte)\w*|"
        rf"\b{_CLAIM} (?:\w+ ){{0,6}}"
        r"(?:a|ont|fut|furent) (?:ete )?(?:rejete|classe|declare\w* irrecevable)\w*|\bnon-lieu\b"
        rf"|(?:رفضت|ردت|شطبت|حفظت|اسقطت) (?:\S+ ){{0,4}}{_CLAIM}|(?:قضت|حكمت) (?:\S+ ){{0,3}}(?:برفض|برد|"
        rf"بعدم قبول) {_CLAIM}"
        r"|حكمت (?:\S+ ){0,3}بالبراءه|(?:تم|جري) (?:رفض|شطب|حفظ) " + _CLAIM
    ),
    "settled": re.compile(
        rf"\bsettled (?:\w+ ){{0,3}}{_CLAIM}\b|\b{_CLAIM} (?:\w+ ){{0,5}}(?:was|were|has been|have been) settled\b|"
        r"\b(?:reached|agreed|agreed to|signed|entered into) (?:\w+ ){0,3}(?:settlement|conciliation)\b|"
        r"\bout-of-court settlement\b|\bsettled out of court\b|\bsettlement agreement\b|"
        r"\b(?:llego|llegaron|alcanzo|alcanzaron|firmo|firmaron) (?:\w+ ){0,3}(?:acuerdo|conciliacion|transaccion)"
        r"(?: \w+){0,2} (?:extrajudicial|conciliatori\w+|de solucion|con (?:l\w+ )?(?:demandantes|victimas|"
        r"comunidad\w*|trabajadores))|"
        r"\bacuerdo (?:extrajudicial|transaccional|conciliatorio)\b|"
        r"\b(?:accord|reglement) (?:a l'|a l.)?amiable\b|\baccord (?:transactionnel|extrajudiciaire)\b|"
        r"\btransaction (?:conclue|signee)\b|"
        r"(?:توصلت|توصل|توصلوا) (?:\S+ ){0,4}(?:الي )?(?:تسويه|صلح|اتفاق تسويه)|تسويه (?:وديه|خارج المحكمه|قضائيه)"
    ),
    "admitted": re.compile(
        r"\b(?:admitted|acknowledged|conceded) (?:that|to|its|having|responsib\w+|liab\w+|the)\b|\bpleaded guilty\b|"
        r"\baccepted (?:full |its )?(?:responsibility|liability)\b|"
        r"\b(?:admitio|reconocio|acepto) (?:que|haber|su|la) |\bse declaro culpable\b|"
        r"\b(?:a|ont) (?:admis|reconnu|avoue)\w* (?:que|avoir|sa|son|les|la)\b|\bplaide coupable\b|"
        r"(?:اعترفت|اقرت|اعترف|اقر) (?:\S+ ){0,2}(?:بان|بانها|ب\S+)"
    ),
    "found": re.compile(
        r"\b(?:found|held|ruled|concluded|determined|declared|convicted|fined|ordered|condemned|sentenced)\b|"
        r"\b(?:fallo|declaro|determino|concluyo|condeno|multo|sanciono|ordeno|sentencio|establecio)\b|"
        r"\b(?:a|ont) (?:\w+ )?(?:juge|condamne|conclu|constate|declare|ordonne|reconnu|estime|inflige|"
        r"sanctionne)\w*\b|"
        r"(?:قضت|حكمت|ادانت|خلصت|قررت|غرمت|الزمت|رات|وجدت|اثبتت) "
    ),
}  # fmt: skip
# Wished, feared, denied, possible: the sentence establishes nothing.
_NOT_SO = re.compile(
    r"\b(?:asked|urged|requested|called on|seeks?|sought|demanded|want\w*|hop\w+|expected) (?:\w+ ){0,6}to (?:be )?"
    r"(?:find|hold|rule|order|declare|convict|dismiss|settle|admit)\w*|\b(?:if|whether|unless|should|could|may|"
    r"might|would|"
    r"will) (?:\w+ ){0,8}(?:find|hold|rule|order|convict|fine|dismiss|settle|admit|found|settled|admitted|"
    r"dismissed)\w*\b|"
    r"\b(?:not|never|no|without|refus\w+|denie[sd]|deny\w*|yet to|pending) (?:\w+ ){0,4}(?:been )?(?:found|"
    r"find\w*|held|settled?|"
    r"admit\w*|acknowledg\w*|convicted|dismissed|ruled|ordered|accept\w*|conclu\w+|settlement)\b|\bno (?:court|"
    r"tribunal|body) has\b|"
    r"\b(?:no|nunca|sin|niega|nego|jamas|aun no) (?:ha |han |se )?(?:\w+ ){0,2}(?:admit|reconoc|acept|conden|"
    r"declar|fall|resuel|"
    r"lleg|sancion|multa|desestim)\w*|\b(?:pid\w+|solicit\w+|exig\w+|piden) (?:\w+ ){0,6}que (?:se )?(?:declar|"
    r"conden|orden|"
    r"reconoz|admit)\w*|\b(?:podria|deberia|si) (?:\w+ ){0,4}(?:conden|declar|admit|reconoc|desestim|fall)\w*|"
    r"\b(?:n'(?:a|ont) (?:pas|jamais|ni)|sans|nie\w*|refus\w+ de|conteste\w*) (?:\w+ ){0,4}(?:admi|recon|conda|"
    r"juge|conclu|rejete|"
    r"constat)\w*|\b(?:demand\w+|reclam\w+|sollicit\w+) (?:\w+ ){0,6}(?:de|que) (?:\w+ ){0,3}(?:condamn|declar|"
    r"constat|reconn|ordonn)\w*"
    r"|\b(?:pourrait|devrait|aurait) (?:\w+ ){0,4}(?:condamn|declar|admi|recon|conclu|rejet)\w*|"
    r"(?:لم|لن|لا|دون|نفت|تنفي|قد) (?:\S+ ){0,3}(?:تعترف|تقر|تدن|تحكم|تقض|يصدر|تخلص|تتوصل|اعترا|اقرار|تسويه|ترفض)|"
    r"(?:طالب|طلب|يطالب|تطالب)\S* (?:\S+ ){0,6}(?:بادانه|بالحكم|ان تحكم|ان تقضي|بالزام)"
)
# A settlement that admits nothing is a settlement.
_WITHOUT = re.compile(
    r"\b(?:without|sin|sans) (?:\w+ ){0,3}(?:admi|reconoc|reconn|acknowledg)\w*|دون (?:\S+ )?(?:اعتراف|اقرار)\S*"
)
# "Found a way", "held a meeting", "ruled the area" have no body before them; these name one.
_BODY = re.compile(
    r"(?P<body>(?:(?:[A-ZÀ-Þ][\w’'.-]*|[a-z]{1,3})[ \u00a0]){0,7}(?:Courts?|Tribunal|Commission|Committee|Panel|"
    r"Ombudsman|Ministry|"
    r"Inspectorate|Authority|Agency|Council|National Contact Point|NCP|Board|Arbitrator|Jury)(?:[ \u00a0](?:of|"
    r"for|on|de|in|to|and|the|"
    r"du|des|la|las|los|del|d’|[A-ZÀ-Þ][\w’'.-]*)){0,9})"
    r"|(?P<body2>\b(?:[Cc]orte|[Tt]ribunal|[Jj]uzgado|Sala|Comisión|Comité|[Mm]inisterio|Defensoría|"
    r"[Ss]uperintendencia|Procuraduría|"
    r"Audiencia|[Ff]iscalía|Consejo de Estado|Punto Nacional de Contacto|[Cc]our|[Cc]onseil|[Mm]inistère|"
    r"Commission|Comité|Point de "
    r"contact national|Défenseur des droits)\b"
    r"(?:[ \u00a0](?:de|del|la|las|los|y|du|des|le|les|et|en|para|pour|au|aux|[dl][’'](?:[a-zà-ÿ]+|"
    r"[A-ZÀ-Þ][\w’'.-]*)|[A-ZÀ-Þ][\w’'.-]*|"
    r"(?:supérieur|suprême|pénal|civil|provincial|superior|correctionnel|judiciaire|administratif|"
    r"constitutionnel|cassation|appel|"
    r"grande|instance|première|travail|commerce|letras|circuito|distrito|paz|primera|segunda|lo|penal|"
    r"laboral)\w*)){0,9})"
    r"|(?P<body3>(?:و|ف)?(?:ال)?(?:محكمة|لجنة|هيئة|وزارة|مجلس|ديوان|محاكم|نقطة الاتصال)"
    r"(?:[ \u00a0](?!(?:ال|لل)(?:دعوى|شكوى|طعن|قضية|طلب|شركة|شركات))(?:ال|لل|في|بال)[\u0621-\u064a]*){0,5}"
    r"(?:[ \u00a0](?!ب|أن|إن|على|في حق|بأن)[\u0621-\u064a]{3,}(?=[ \u00a0]))?)"
)
_BODY_SCRIPT = re.compile("[\u0621-\u064a]")
_LONGEST_BODY = 140
_EDGE_WORDS = re.compile(
    r"^(?:(?:in|on|at|the|a|an|and|by|when|after|that|where|of|to|el|la|los|las|le|les|l’|un|une|una|en|que|por|"
    r"par)[ \u00a0])+|"
    r"(?:[ \u00a0](?:of|for|on|de|in|to|and|the|du|des|la|las|los|del|d’|y|et|en|le|les|l’|au|aux|para|"
    r"pour))+$", re.IGNORECASE,
)  # fmt: skip
_IN_FAVOUR = re.compile(
    r"\bnot (?:\w+ ){0,2}(?:liable|responsible|guilty|violat\w+|breach\w*|cause\w*)|\b(?:no|"
    r"insufficient) (?:violation|liability|evidence|breach)|"
    r"\bno (?:es|era|fue|son|eran|tenia|habia) (?:\w+ ){0,2}(?:responsab|culpab|viol|prueba)\w*|"
    r"\bin favou?r of the company\b|"
    r"\b(?:n'est|n'etait|n'avait|n'a) pas (?:\w+ ){0,2}(?:responsab|coupab|viol|commis)\w*|غير مسوول|ليست مسوول|"
    r"عدم مسووليه|انتفاء"
)
_AGENT = re.compile(r"\b(?:by|before|from|with|against|por|ante|par|devant)[ \u00a0]")
_BETWEEN = 90  # letters between a body and what it did

RISK = re.compile(
    r"\bdeath threats?\b|\bfear(?:s|ed|ing)? (?:of |for )?(?:reprisals?|retaliation|their (?:lives|safety))\b|"
    r"\bnames? (?:has|have|is|are|were|was) (?:been )?(?:changed|withheld|omitted)\b|\bname withheld\b|"
    r"\bremain anonymous\b|"
    r"\banonymity\b|\bat risk of (?:reprisals?|retaliation|attack|arrest)\b|\bdo not (?:publish|"
    r"disclose) (?:the )?names?\b|"
    r"\bamenazas? de muerte\b|\btem(?:e|en|or) (?:a |de )?represalias\b|\bnombres? (?:ha|han|fue|fueron|es|"
    r"son) (?:sido )?"
    r"(?:cambiad|omitid|reservad)\w+|\banonimato\b|\ben riesgo de (?:represalias|ataques?)\b|"
    r"\bmenaces? de mort\b|\bcrai(?:nt|gnent|nte) (?:des|de) represailles\b|\bnoms? (?:a|ont) ete (?:modifi|"
    r"chang|omis)\w*|"
    r"\banonymat\b|\brisque de represailles\b|تهديدات? بالقتل|خوفا من الانتقام|خشيه (?:من )?الانتقام|"
    r"حجب (?:الاسم|الاسماء)|"
    r"عدم ذكر (?:اسم|اسماء)|اسماء مستعاره|اسم مستعار|خطر الانتقام"
)
_YES = re.compile(r"^\W*(?:yes|high|si|alto|oui|eleve|نعم|مرتفع|عال)\b|\brisk\b|\briesgo\b|\brisque\b|\bخطر\b")
_NO = re.compile(r"^\W*(?:no|none|low|not known|ninguno|bajo|non|aucun|faible|لا|لا يوجد|منخفض)(?:\b|$)")
_NO_ANSWER = re.compile(
    r"\b(?:did not|has not|have not|had not|never|failed to|declined to|refused to) (?:respond|repl\w+|"
    r"answer\w*|comment|responded|"
    r"answered|replied)\b|\bno (?:response|reply|answer|comment)\b|\b(?:no|nunca) (?:ha |han |"
    r"hubo )?(?:respond\w+|contest\w+|"
    r"respuesta)\b|\bsin respuesta\b|\bn'(?:a|ont) (?:pas|jamais) repondu\b|\baucune reponse\b|\bsans reponse\b|"
    r"لم (?:ترد|تستجب|تجب|يرد|تقدم ردا|تتلق ردا|نتلق ردا)|دون رد|لا رد"
)
_NOT_ASKED = re.compile(
    r"\b(?:was|were|has been|have been|is)? ?not (?:been )?(?:asked|contacted|approached|invited)\b|\bno (?:fue|"
    r"fueron|se)? ?"
    r"(?:contactad|consultad|solicit|pregunt)\w+|\bn'(?:a|ont) pas ete (?:contact|sollicit|invit)\w+|لم (?:يتم|"
    r"يجر) (?:الاتصال|سوال)"
)
_ASKED = re.compile(
    r"\b(?:asked|invited|requested|wrote to|contacted|approached|letters? (?:sent )?to|our (?:letter|request|"
    r"questions)|requests? for "
    r"(?:comment|information))\b|\b(?:se (?:le )?(?:solicito|pidio|pregunto|invito|escribio)|"
    r"invitad\w+ a responder|solicitud(?:es)? de "
    r"(?:informacion|comentarios)|carta enviada)\b|\b(?:invite\w* a|sollicite\w*|interroge\w*|contacte\w*|"
    r"demande de commentaire)\b|"
    r"(?:طلب من|طلبنا|دعيت|سئلت|خاطبنا|وجهت رساله|طلبات التعليق)"
)
_ANSWERED = re.compile(
    r"\b(?:responded|replied|answered|denie[sd]|denies|rejected the allegations|said in (?:a statement|"
    r"its response)|stated (?:that|in)|"
    r"in (?:its|a) (?:response|reply|statement)|according to the company)\b|\b(?:respondio|contesto|nego|niega|"
    r"rechazo las acusaciones|"
    r"declaro que|senalo que|segun la empresa|afirmo que)\b|\b(?:a|ont) (?:repondu|nie|dementi|declare|affirme|"
    r"conteste)\w*|"
    r"\bselon (?:l'entreprise|la societe)\b|(?:ردت|اجابت|نفت|صرحت|قالت الشركه|افادت|بحسب الشركه)"
)
_COMPANY = re.compile(
    r"\bcompan(?:y|ies)\b|\bcorporation\b|\bempresas?\b|\bcompania\b|\bentreprises?\b|\bsociete\b|شرك"
)
_LONGEST = 900


@dataclass(frozen=True)
class Established:
    """A status other than "alleged" that a sentence gives, with the `body` that gave it where one is named."""

    status: str
    body: str | None = None


def established(sentence: str) -> Established | None:
    """The status that a sentence establishes; None where it establishes nothing, so that the claim stays alleged."""
    folded = _WITHOUT.sub(" ", fold(sentence.replace("’", "'")))
    if _NOT_SO.search(folded):
        return None
    body = body_named(sentence)
    for status in ("dismissed", "settled", "admitted"):
        if _STATUS[status].search(folded):
            return Established(status, body) if status != "dismissed" or body or "dismiss" in folded else None
    if body and not _IN_FAVOUR.search(folded) and _acts(folded, fold(body.replace("’", "'"))):
        return Established("found", body)
    return None


def body_named(text: str) -> str | None:
    """The court, commission or authority that a sentence names first, as it is written there."""
    match = _BODY.search(text)
    if not match:
        return None
    body = next(group for group in match.groups() if group)[:_LONGEST_BODY].strip(" ,.")
    if _BODY_SCRIPT.match(body):
        return body.removeprefix("و") if body.startswith(("والم", "وال", "ومح", "ولج", "وهي")) else body
    body = _AGENT.split(body)[-1]
    return _EDGE_WORDS.sub("", _EDGE_WORDS.sub("", body)).strip(" ,.") or None


def _acts(folded: str, body: str) -> bool:
    """The body stands just before what was found, or behind it: "found by the court", "condamnée par la cour"."""
    at = folded.find(body)
    verb = _STATUS["found"].search(folded, max(0, at - _BETWEEN))
    while verb:
        distance = verb.start() - (at + len(body))
        if -2 <= distance <= _BETWEEN:
            return True
        between = folded[verb.end() : at]
        if verb.end() <= at <= verb.end() + _BETWEEN and re.search(r"\b(?:by|por|par)\b|من (?:قبل|جانب)", between):
            return True
        if _BODY_SCRIPT.match(body) and verb.end() <= at + 2 <= verb.end() + 12:
            return True  # an Arabic sentence begins with its verb
        verb = _STATUS["found"].search(folded, verb.end())
    return False


def labelled_status(value: str) -> Established | None:
    """The status that a field of a record gives in a word or a sentence; None for alleged, pending and unknown ones."""
    if found := established(value):
        return found
    folded = fold(value)
    if _NOT_SO.search(folded):
        return None
    for status, pattern in _SHORT.items():
        if pattern.match(folded):
            body = body_named(value)
            return Established(status, body) if status != "found" or body else None
    return None


_SHORT = {
    "dismissed": re.compile(r"\W*(?:dismissed|rejected|desestimad|rechazad|rejete|مرفوض|رفضت|ردت)"),
    "settled": re.compile(
        r"\W*(?:settled|settlement|acuerdo|conciliad|transigid|regle a l'amiable|accord|transaction|تسويه|صلح)"
    ),
    "admitted": re.compile(r"\W*(?:admitted|admitid|reconocid|admis|reconnu|معترف|اعترفت|اقرت)"),
    "found": re.compile(
        r"\W*(?:found|established|proven|finding|probad|establecid|declarad|etabli|constate|ثابت|ادانه|ادانت)"
    ),
}


def response_of(text: str, paragraph: str, *, labelled: bool = False) -> CompanyResponse | None:
    """What a text says of a company's answer. Under its label all of it is the answer; elsewhere only a sentence that
    names the company as answering, or as not answering, is."""
    folded = fold(text.replace("’", "'"))
    silent, answered = bool(_NO_ANSWER.search(folded)), bool(_ANSWERED.search(folded))
    not_asked, asked = bool(_NOT_ASKED.search(folded)), bool(_ASKED.search(folded))
    if not labelled and not (_COMPANY.search(folded) and (silent or not_asked or (answered and asked))):
        return None
    received = False if silent or not_asked else True if answered or labelled else None
    return CompanyResponse(
        asked=False if not_asked else True if asked else None,
        received=received,
        text=text[:_LONGEST] if labelled or received else None,
        paragraph=paragraph,
    )


def risk_of(value: str) -> bool | None:
    """What a field for risks says: yes, no, or nothing that can be told."""
    folded = fold(value)
    if _NO.match(folded):
        return False
    return True if _YES.search(folded) or RISK.search(folded) else None
