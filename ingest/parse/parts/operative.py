"""The phrases that a decision's operative part begins and ends with, where no heading says it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal

from caselaw.domain.paragraph import Paragraph
from caselaw.domain.text import fold

# A paragraph that begins so is the first of the operative part.
_BEGINS = re.compile(
    r"(?:for (?:these|those|the foregoing|all these) reasons|therefore),? (?:the court|the commission|the tribunal)"
    r",? (?:unanimously|hereby|holds|decides|declares|orders|dismisses|rejects|finds that there|by )"
    r"|(?:i|we) (?:would )?(?:therefore |accordingly )?(?:make|propose) the following orders?|(?:in the result,? "
    r"|accordingly,? )?the following orders? (?:is|are) (?:made|issued|granted)"
    r"|(?:accordingly,? |therefore,? )?it is (?:hereby |so |therefore )*ordered\b(?!\s*\.)|en merito de lo expuesto"
    r"|por (?:lo )?(?:tanto|expuesto),? la (?:corte|comision|sala)\b(?!.{0,80}(?:considera|estima|observa|concluye"
    r"|entiende))"
    r"|par ces motifs|(?:ante|diante d|em face d|pelo|isto|isso)o? ?(?:o )?(?:exposto|posto)\b|acordam? (?:os|as|a|em"
    r"|o)\b"
    r"|(?:ف)?لهذه الاسباب|حكمت المحكمه|قررت المحكمه|قضت المحكمه|(?:و)?لاجله"
)  # fmt: skip
# A paragraph that begins so is itself an operative part.
_SAYS_SO = re.compile(
    r"(?:(?:for (?:these|all these|the above|those|that|the) reasons?(?: (?:i|we) (?:have |had )?(?:given|set out"
    r"|stated))?"
    r"|accordingly|therefore|in the result|it follows that|clearly|in my (?:opinion|judgment|view)"
    r"|in (?:these|those) circumstances|so|hence|thus),? )*(?:"
    r"(?:the|this|these|[\w’']+) (?:appeals?|cross-appeal|petition|application|claim|challenge|references?"
    r"|judgment below)"
    r"(?: for [\w ]{3,40})? (?:(?:must|should|will|would|therefore|accordingly|hereby|is|are|be|to|also|both) )*"
    r"(?:allowed|dismissed|upheld|granted|refused|succeeds?|fails?|quashed|struck out)"
    r"|(?:i|we) (?:(?:too|would|will|shall|therefore|accordingly|also|hereby|must) )*(?:allow|dismiss|grant|refuse"
    r"|quash"
    r"|set aside|remit|uphold|reverse|affirm)\b|those are my reasons for (?:dismissing|allowing) the appeal"
    r"|i (?:consider|conclude|agree) that .{0,120}\b(?:(?:the|this) appeal should be (?:allowed|dismissed)"
    r"|have no jurisdiction)"
    r"|i (?:therefore |would )*agree that (?:we have no jurisdiction|the appeal)"
    r"|the judgment .{0,80} (?:is|are) (?:therefore |accordingly |hereby )?(?:affirmed|reversed|vacated|quashed))"
)  # fmt: skip
# A paragraph that ends so is followed by it.
_OPENS = re.compile(
    r"(?:par ces motifs(?:,? [\w' ]{2,40})?|for these reasons,? [\w ]{2,60}|(?:la corte|el tribunal|la sala|the court"
    r"|the commission),?"
    r"(?: [\w ,]{0,60})? (?:resuelve|decide|decides|orders)|lo siguiente|(?:ف)?لهذه الاسباب(?: [\w ]{0,30})?"
    r"|حكمت المحكمه)\s*:?\s*$"
)  # fmt: skip
_DISPOSES = re.compile(
    r"\b(?:revoc|orden|conced|neg|confirm|tutel|ampar|rejet|annul|casse|condamn|provimento|dismiss|allow|upheld"
    r"|set aside|grant|refus|remit|quash|strike|struck|order|shall|must|declare|costs"
    r"|made an? error)"
)
_CLOSES = re.compile(
    r"dated,? (?:and )?(?:delivered|signed)|(?:done|given|delivered|signed|dated|adopted) (?:in|at|and|by|on|this)\b"
    r"|(?:it is )?so ordered"
    r"|judge?ment (?:delivered"
    r"|accordingly)|"
    r"redactad[ao] en|hech[ao] en|dad[ao] en|comuniquese|notifiquese|publiquese|copiese|firmado|registrese|"
    r"fait (?:a|en|et)\b|ainsi (?:fait|juge|decide)|delibere (?:par|dans|a|en)|rendu public|lu en (?:audience|seance)|"
    r"des(?:a|embargador|embargadora)?\.? .{3,80} de acordo com|certidao|redigid[ao] em|feit[ao] em|brasilia,"
    r"|publique-se|intime-se|e como voto|comunique-se|sala (?:das?"
    r"|de) sess|"
    r"صدر (?:هذا|في|ب|عن)|حرر (?:في|ب)|وقع|و?بهذا صدر|"
    r"(?:the )?(?:judges?|juge[sz]?|juez|jueza|magistrad[oa]s?) .{3,120}(?:informed|appended|concurring|dissenting"
    r"|hizo|dio|hicieron|dieron|joint|annexed)|"
    r".{3,120}\b(?:president|presidente|presidenta|secretary|secretari[oa]|registrar|greffi[eè]re?|chief justice)\s*$"
)  # fmt: skip
# A committee of experts asks in the middle of its text, paragraph by paragraph.
_ASKS = re.compile(
    r"(?:[Tt]he Committee(?:,[^,.]{3,80},)? (?:also |further |therefore |strongly |particularly )*(?:recommends|urges"
    r"|calls (?:up)?on"
    r"|requests|encourages|invites|asks|reiterates its (?:previous )?recommendation)"
    r"|[Tt]he facts (?:before it|as found by the Committee|as submitted)[^.]{0,60} (?:disclose|reveal|do not disclose"
    r"|do not reveal)"
    r"|[Ll]os hechos [^.]{3,60}(?:ponen de manifiesto|constituyen) una violación"
    r"|[Ll]es faits [^.]{3,60}(?:font apparaître|révèlent) une violation"
    r"|الوقائع [^.]{3,60}(?:تكشف عن|تشكل) انتهاك"
    r"|[Tt]he State [Pp]arty is (?:also |therefore )*(?:under an obligation|obligated|requested)"
    r"|[Ee]l Comité(?:,[^,.]{3,80},)? (?:también |además |asimismo )*(?:recomienda|insta|exhorta|pide|solicita|alienta"
    r"|invita|reitera su recomendación)|[Ee]l Estado [Pp]arte (?:tiene la obligación|está obligado|debe)"
    r"|[Ll]e Comité(?:,[^,.]{3,80},)? (?:recommande|engage|prie|invite|encourage|demande|exhorte"
    r"|réitère sa recommandation)"
    r"|[Ll][’']État partie (?:est (?:également )?tenu|a l[’']obligation|doit)"
    r"|(?:توصي|تحث|تدعو|تطلب|تهيب|تشجع) اللجنة|اللجنة (?:توصي|تحث|تدعو|تطلب)|الدولة الطرف ملزمة)"
)
_ENDS_WITHIN = re.compile(
    r"\b(?:Ainsi (?:fait|jugé|décidé)|MOYENS? ANNEXÉ?E?S?|Done (?:in|at|and signed)|Redactada en|Dado y firmado"
    r"|Dada en la"
    r"|Redigida em|Dado e assinado|Fait à|So ordered)\b|(?:^|\s)صدر (?:هذا|في) "
)
_BODY_NAMED = re.compile(
    r"(?:now,? )?(?:therefore,?|por (?:lo )?tanto,?|portanto,?)$|(?:therefore,? |por tanto,? |portanto,? )?"
    r"(?:the|la|el|le|o|a) (?:[\w-]+ ){0,5}(?:court|commission|committee|tribunal|president|corte|comision|sala|comite"
    r"|presidente|presidenta"
    r"|cour|conseil|comissao|chambre)\b[\w ,.'’-]{0,90},?$"
)  # fmt: skip
_VOTE = re.compile(
    r"(?:(?:the court|la corte|the commission|la comision),? )?(?:and )?(?:unanimously"
    r"|by (?:an? )?(?:[\w-]+ )?(?:majority|votes?)(?: .{0,60})?|by [\w-]+ votes? (?:to"
    r"|against) [\w-]+(?:, .{0,60})?)(?:,? (?:that|declares|decides|orders))?"
    r"|(?:(?:la corte|el tribunal|la comision),? )?(?:y )?(?:por unanimidad|por [\w-]+ votos? (?:a"
    r"|contra) [\w-]+(?:, .{0,60})?|por mayoria.{0,40})(?:,? (?:que"
    r"|declara|decide|dispone))?"
    r"|a l.unanimite|par [\w-]+ voix contre [\w-]+|por [\w-]+ votos? (?:a|contra) [\w-]+|بالاجماع|باغلبيه .{3,40}"
)  # fmt: skip
_LONGEST_END = 160


def begins_operative(paragraph: Paragraph) -> Literal["all", "this"] | None:
    """Whether the paragraph's first words order or decide: for all that follows it, or for itself alone."""
    start = fold(paragraph.text[:220]).lstrip(" \"“«‘'-–")
    if _BEGINS.match(start):
        return "all"
    return "this" if _SAYS_SO.match(start) else None


def opens_next(paragraph: Paragraph) -> bool:
    """The paragraph ends in the words that open the operative part: "par ces motifs, la Cour :"."""
    text = paragraph.text[-90:].rstrip()
    return paragraph.kind in ("body", "heading") and text.endswith((":", "،", ",")) and bool(_OPENS.search(fold(text)))


def place_of_phrase(text: str) -> int:
    """Where the operative part begins inside a text that holds reasons too; the text's length where it does not.
    Offsets are those of `text`."""
    found = [match.start() for match in _INSIDE.finditer(text)]
    return found[-1] if found else len(text)


_INSIDE = re.compile(
    r"(?:\bPAR CES MOTIFS|\bPar ces motifs|\bFOR THESE REASONS|\bISTO POSTO|\bAnte o exposto|\bDiante do exposto"
    r"|\bACORDAM\b|\bAcordam (?=os |as )"
    r"|(?:ف)?لهذه الأسباب|(?:ف)?لهذه الاسباب|فلهذه الأسباب|حكمت المحكمة|قررت المحكمة)"
)


def asks(text: str) -> int | None:
    """Where a committee begins to ask something of a State in this paragraph; None where it does not."""
    found = _ASKS.search(text)
    return found.start() if found else None


def agrees_within(text: str) -> bool:
    """A Brazilian court's "Acordam os Senhores …" stands inside the paragraph."""
    return re.search(r"\bAcordam (?:os|as) \w", text) is not None


def sentence_that_decides(text: str) -> tuple[int, int] | None:
    """The place in a paragraph of the sentence that says what becomes of an appeal or a claim, the last if several."""
    found = None
    for sentence in re.finditer(r"\S.*?(?:[.;](?=\s|$)|$)", text):
        if _SAYS_SO.match(fold(sentence.group()[:240])):
            found = sentence.span()
    return found


def is_vote(paragraph: Paragraph) -> bool:
    """How the votes fell, alone on a line: "unanimously,", "por cinco votos contra uno,"."""
    return len(paragraph.text) < 120 and _VOTE.fullmatch(fold(paragraph.text).strip(" :;.,")) is not None


def ends_within(text: str) -> int:
    """Where the operative part ends inside a text that date, signatures or an annex follow; the text's length where it
    does not."""
    found = _ENDS_WITHIN.search(text, 1)
    return found.start() if found else len(text)


def disposes(paragraphs: Sequence[Paragraph]) -> bool:
    """Some of these paragraphs dispose of a case."""
    return any(_DISPOSES.search(fold(paragraph.text[:400])) for paragraph in paragraphs)


def closes(paragraph: Paragraph) -> bool:
    """Date, place and signatures stand behind the last order."""
    if paragraph.number is not None or len(paragraph.text) > 900:
        return False
    text = fold(paragraph.text[:_LONGEST_END] if len(paragraph.text) > _LONGEST_END else paragraph.text)
    return _CLOSES.match(text.lstrip(' "“«(')) is not None


def names_body(paragraph: Paragraph) -> bool:
    """ "THE COURT," and "THEREFORE:" alone on a line."""
    if paragraph.text.rstrip().endswith((".", ";")):
        return False
    return len(paragraph.text) < 140 and _BODY_NAMED.match(fold(paragraph.text).strip(" :")) is not None
