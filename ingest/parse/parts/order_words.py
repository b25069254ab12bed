"""The words of orders in five languages: who has to act, what a finding is, what is only recommended.

Sources of the forms: operative parts of the Inter-American Court and Commission, the European Court ("Holds that the
respondent State is to pay"), Views and concluding observations of the United Nations' committees, Colombian tutela
judgments, numbered orders of the Commonwealth, French "Article 2 : Il est enjoint …", Brazilian acórdãos, and the منطوق
of Arab judgments. They are matched on the text as it stands, so that what they find is its exact words.
"""

from __future__ import annotations

import re

_I = re.IGNORECASE

# Whom somebody addresses: a noun phrase that ends before the verb; an addressee in so many words is none.
_NP = r"(?P<who>{start}(?:(?!{stop})[^.;:]){{1,140}}?)"
_STOP_EN = (
    r",? (?:for (?:it|them) to|to|that|shall|must|should|has to|have to|is to|are to|in accordance|in compliance|within"
    r"|no later|not later)\b"
)
_EN = _NP.format(start=r"(?:the|its|each|both|all|any)\s", stop=_STOP_EN)
_ES = _NP.format(
    start=r"(?:l[ao]s?|los|el|quien|cada)?\s?",
    stop=r",? (?:que|para que|a que|en un|en el|dentro|de conformidad|continuar|presentar|adoptar)\b|, ",
)
_MUST_EN = (
    r"(?:shall|must|should|is to|are to|has to|have to|is required to|are required to|is ordered to"
    r"|are ordered to|is directed to|are directed to|is hereby \w+ to|is under an obligation"
    r"|is also under an obligation"
    r"|is obligated|is requested|is also requested|will)\b"
)
_PAY_ES = (
    r"(?:deber[aá]n?|deben?|dispondr[aá]n?|pagar[aá]n?|continuar[aá]n?|adoptar[aá]n?|investigar[aá]n?"
    r"|realizar[aá]n?|publicar[aá]n?|tendr[aá]n? que|est[aá]n? obligad[oa]s? a)\b"
)

ADDRESSEES: tuple[re.Pattern[str], ...] = (
    re.compile(r"\b(?:recommends|urges|requests|encourages|invites|calls upon)(?: that)? (?P<who>the State "
    r"[Pp]arty)\s*:?$"),
    # somebody is to do it, by a verb of his own
    re.compile(
        r"\b(?:request|require|order|direct|instruct|recommend)(?:s|ed)? that (?P<who>(?:the"
        r"|its) [^.;:]{3,160}?)(?=,? (?:make|submit"
        r"|present|notify|be"
        r"|adopt|forward|continue|take|provide|pay|report|inform|file|transmit|maintain|keep|investigate|broaden"
        r"|expand|ensure|guarantee"
        r"|protect|allow|grant|comply|repeal|amend|refrain|review|publish|identify)\b)",
        _I,
    ),
    re.compile(
        r"\b(?:disponer|requerir|solicitar|ordenar|instruir)(?: a| al)? que (?P<who>(?:la|el|los"
        r"|las) [^.;:]{3,160}?)(?=,? (?:notifique|presente"
        r"|remita|informe|adopte|transmita|mantenga|comunique|contin[uú]e|realice|publique|pague|investigue|permita"
        r"|proteja|ampl[ií]e"
        r"|garantice|cumpla)n?\b)",
        _I,
    ),
    re.compile(
        r"\b(?:de (?:tal )?forma que|para que) (?P<who>el Estado(?: de(?:l)? [A-Z]\w+)?) (?:adopte|mantenga|investigue"
        r"|informe|proteja)\b"
    ),
    # en
    re.compile(rf"(?:^|[\s“\"(])(?P<who>[Tt]he (?:respondent |defendant |first |second |third "
    rf"|\d\w\w )*(?:State(?: [Pp]arty| [Pp]arties)?(?: of (?:the )?[A-Z]\w+(?: (?:and )?[A-Z]\w+){{0,3}})?"
    rf"|Government(?: of [A-Z][\w ]{{2,40}}?)?|[Rr]espondents?|[Aa]pplicants?|[Aa]ppellants?|[Dd]efendants?"
    rf"|[Mm]inister(?: of [\w ]{{3,50}}?)?|[Mm]unicipality(?: of [\w ]{{3,40}}?)?"
    rf"|[Rr]epresentatives?(?: of [\w ,'’]{{3,60}}?)?|Secretariat(?: of the [\w]+)?|Commission"
    rf"|Republic of [A-Z][\w ]{{2,40}}?)),? (?:also )?{_MUST_EN}"),
    re.compile(rf"\b(?:order|require|request|urge|instruct|direct|command|oblige|call upon|call on|invite|recommend"
    rf"|ask|enjoin|remind|reiterate to|encourage)(?:s|ed)?(?: again| also| strongly| once more)?(?: to"
    rf"| upon)? {_EN}(?={_STOP_EN})", _I),
    re.compile(r"\bagainst (?P<who>the (?:first |second |third )?(?:respondents?|defendants?|applicants?|appellants?"
    r"|State))\b", _I),
    re.compile(r"\b(?:to be )?(?:paid|borne) by (?P<who>the [\w ]{3,60}?)(?=[,.;]| to | before | within | in favou?r"
    r"|$)", _I),
    # es
    re.compile(rf"(?:^|[\s“\"(])(?P<who>(?:[Ee]l Estado(?: de(?:l)? [A-Z][\w]+(?: [A-Z]\w+)?)?"
    rf"|[Ll]a República de(?:l)? [A-Z]\w+(?: [A-Z]\w+)?|[Ee]l [Gg]obierno(?: de(?:l)? [A-Z]\w+)?"
    rf"|[Ll]as? [Aa]utoridad(?:es)?(?: [\w ]{{3,40}})?|[Ee]l [Mm]inisterio de [\w ]{{3,60}}?"
    rf"|[Ll]os? [Rr]epresentantes?(?: de [\w ,]{{3,60}}?)?)),? (?:también |además )?{_PAY_ES}"),
    re.compile(rf"\b(?:ordenar?|requerir|requiere|solicitar|solicita|exhortar?|exhorta|instar?|insta|disponer?"
    rf"|reiterar?|reitera|recomendar|recomienda|conminar|prevenir|llamar|encomendar|condenar|requerirle"
    rf"|pedir)\s+(?:nuevamente\s+|también\s+|a su vez\s+)?(?:al|a)\s+{_ES}(?=,? (?:que|para que|a que|en un|en el"
    rf"|dentro|a pagar|al pago|continuar|presentar|adoptar|su|de conformidad|seguir|remitir|informar)\b|, )", _I),
    # fr
    re.compile(r"\b(?:enjoint|prescrit|ordonn[ée]|demand[ée]|impos[ée]|recommand[ée]"
    r"|fait injonction)\s+(?:est\s+)?(?P<who>(?:à la|à l['’]|au|aux|à)\s?(?:(?! (?:de|d['’]|dans|du"
    r"|afin)\b)[^.;:,]){2,100}?(?: (?:du|des|de la) (?:(?! (?:de|d['’]|dans|afin)\b)[^.;:,]){2,60}?)?)(?=,? (?:de"
    r"|d['’]|dans un délai|afin)\b|,)", _I),
    re.compile(r"(?:^|[\s«(])(?P<who>(?:[Ll]['’]État(?: défendeur| partie)?|[Ll]e [Gg]ouvernement"
    r"|[Ll]a commune de [\w-]+|[Ll]e préfet (?:de |du |des )?[\w' -]{2,40}?|[Ll]e ministre [\w' -]{2,60}?)),? (?:doit"
    r"|doivent|versera|paiera|devra|est tenu|est également tenu|est condamné)\b"),
    re.compile(r"\b(?:condamne|ordonne à|enjoint à|invite|prie|engage|exhorte)\s+(?P<who>(?:la|le|les"
    r"|l['’])\s?(?:(?! (?:aux?|à|de verser|de payer|d['’])\b)[^.;:,]){2,120}?)(?= (?:aux?|à|de|d['’]))", _I),
    # pt
    re.compile(r"(?:^|[\s“\"(])(?P<who>(?:[Oo] Estado(?: d[oea] [A-Z]\w+)?|[Aa] República d[oea] [A-Z]\w+"
    r"|[Oo] [Mm]unicípio(?: de [\w ]{3,40}?)?|[Aa] [Uu]nião)),? (?:também )?(?:deve(?:rá|m|rão)?|pagará|deverá"
    r"|continuará|publicará)\b"),
    re.compile(r"\b(?:determinar|determino|ordenar|requerer|solicitar|recomendar|recomenda|exortar|instar|condenar"
    r"|condeno|intimar)\s+(?P<who>(?!a l[ao]s? )(?:ao?s?|às?|o|os)\s(?:(?!,? (?:que|a que|para que|no prazo"
    r"|ao pagamento|a pagar"
    r"|de conformidade)\b)[^.;:,]){2,110}?)(?=,? (?:que|a que|para que|no prazo|ao pagamento|a pagar)\b|,)", _I),
    # ar
    re.compile(r"(?:يتعين|يجب|تعين|وجب|يقع) (?:على|عليها?) (?P<who>(?:الدولة(?: الطرف)?|الحكومة|المدعى عليه[اموهن]*"
    r"|المستأنف(?: ضده[اموهن]*)?|وزارة \S+|الجهة الإدارية)(?: \S+ضد\S+)?)"),
    re.compile(r"(?:ب?إلزام|ألزمت(?: المحكمة)?|أمرت(?: المحكمة)?|تأمر|تلزم|تحث(?: اللجنة)?|توصي(?: اللجنة)?"
    r"|تطلب(?: اللجنة)? (?:إلى|من)|تدعو(?: اللجنة)?|تكليف|أمر) (?:بأن |بإلزام )?(?P<who>(?:الدولة(?: الطرف)?|الحكومة"
    r"|المدعى عليه[اموهن]*(?: الأول[ى]?| الثاني[ة]?)?|المستأنفة?|المستأنف ضده[اموهن]*|المطعون ضده[اموهن]*|الطاعنة?"
    r"|وزارة \S+|الجهة الإدارية|الشركة \S+))"),
)  # fmt: skip

# What is ordered, where a person would stand: "orders the creation of a fund".
NO_ACTOR = re.compile(
    r"(?:the|its|la|el|le|l['’]|a|o) ?(?:creation|establishment|payment|publication|measures?|appeals?|orders?"
    r"|procedure|proceedings?|request|case|report|creación|publicación|pago|medidas?|publicação|pagamento)\b",
    _I,
)
RECOMMENDS = re.compile(
    r"\b(?:recommend(?:s|ed)?|encourages?|invites?|urges? the State party|recomendar|recomienda|alienta|invita"
    r"|recommande|encourage|invite"
    r"|recomendar|recomenda)\b|توصي|تشجع|تدعو اللجنة", _I,
)  # fmt: skip

FINDS = re.compile(
    r"(?:that |que |to |a |, )*(?:(?:also |further |therefore |hereby |unanimously,? )*(?:"
    # en
    r"(?:to )?(?:declare|find|conclude|dismiss|reject|admit|accept|affirm|note|take note|recognize|observe"
    r"|reiterate that|acknowledge)(?:s|es|ed|ing)?\b(?! .{0,60}\border)"
    r"|the facts (?:before it|as )|(?:los hechos|les faits) .{3,60}une? violaci?t?[oó]n"
    r"|holds? (?:\([a-z]\) )?(?:unanimously |by .{3,40} )?that (?:there (?:has|have) been|it is not necessary|article"
    r"|the finding)|decides? that (?:the case is|payment of costs shall not|the .{3,60} (?:violated|is admissible))"
    r"|(?:the|this) (?:appeal|application|petition|claim|communication|case|judgment)s? (?:is|are|be"
    r"|constitutes)\b(?!.{0,200}(?:costs|set aside|remit))"
    r"|the state(?: of \w+)? (?:has |is |did |had |violated|failed|not )(?!.{0,30}\b(?:to (?:pay|keep|guarantee|adopt"
    r"|investigate)|required)\b)|the state(?: of \w+)? violated"
    r"|(?:this|the present) judg(?:e?)ment (?:is|constitutes)|it has not been (?:proven|proved|established)"
    r"|(?:there (?:was|has been|is) (?:a |no )?(?:violation|breach))|i (?:would )?(?:dismiss"
    r"|allow)\b(?!.{0,120}(?:costs|remit|set aside))"
    # es
    r"|(?:declara(?:r|n)?|admitir?|aceptar?|desestimar?|rechazar?|acoger|reconocer|tomar nota|constatar|negar|concluir"
    r"|determinar que|decide que no|negar|confirmar|declara)\b"
    r"|el estado(?: de \w+)? (?:viol[oó]|es (?:internacionalmente )?responsable|incumpli[oó]|ha (?:dado|cumplido"
    r"|incurrido|violado)|no (?:viol[oó]|ha|es|cumpli[oó])|falt[oó])|(?:esta|la presente) sentencia constituye"
    r"|no se ha (?:probado|comprobado|demostrado)"
    # fr
    r"|(?:dit|déclare|constate|juge|rejette|admet)\b(?!.{0,120}(?:doit|versera|verser))|(?:les? |la "
    r"|l['’]).{2,900}? (?:est|sont) (?:rejet[ée]e?s?|conformes?|contraires?|admise?s?|irrecevables?|recevables?)\b"
    r"|le surplus"
    # pt
    r"|(?:declarar|admitir|aceitar|desestimar|rejeitar|acolher|reconhecer|não conhecer|conhecer|negar provimento"
    r"|julgar (?:im)?procedente)\b|o estado(?: d[oea] \w+)? (?:violou|é responsável|não violou|descumpriu|cumpriu)"
    r"|esta sentença constitui"
    # ar
    r"|(?:ب?عدم )?(?:رفض|قبول|اختصاص|جواز) |تعلن أن|خلصت|بقبول|برفض|بعدم"
    r"))", _I,
)  # fmt: skip

# Work that the body leaves to itself: it orders, but nobody else is addressed.
KEEPS_OPEN = re.compile(
    r"(?:that )?(?:to |it will |the court will |the court shall )?(?:keep|maintain|leave)s? (?:the .{3,60} )?open"
    r"|(?:que )?(?:la corte )?(?:mantener|mantendrá) abiert[oa]"
    r"|(?:that )?it will maintain open|(?:que )?(?:manter|manterá) aberto",
    _I,
)
