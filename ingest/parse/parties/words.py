"""The words that say what a party is: before its name ("Recorrente: …") or after it ("… Appellant"), in five languages.

Sources: UK Practice Direction 5A (title of proceedings), the Superior Court of Justice of Brazil's headings, the
Inter-American Commission's and the UN Human Rights Committee's title pages, French pourvois, Egyptian and Moroccan
rulings.
"""

from __future__ import annotations

import re

# Folded. Each is a whole word or group of words; plural and gender endings stand with them.
_ROLES = {
    "applicant": (
        r"applicants?", r"claimants?", r"plaintiffs?", r"petitioners?", r"complainants?", r"authors?(?! of)",
        r"demandantes?", r"accionantes?", r"actor(?:es|a)?", r"peticionari[oa]s?", r"tutelantes?", r"denunciantes?",
        r"demandeurs?(?! au pourvoi)", r"demanderesses?", r"requerantes?", r"requerants?", r"auteure?s?(?! du)",
        r"autor(?:es|a|as)?", r"requerente(?:s|\(s\))?", r"impetrante(?:s|\(s\))?", r"reclamante(?:s|\(s\))?",
        r"exequente(?:s|\(s\))?", r"curador(?:es)?\(?s?\)?",
        r"(?:reqte|autor|impte)\.(?:\(s\))?",
        r"(?:ال)?مدعي(?:ه|ين|ون)?(?! علي)", r"(?:ال)?مدعيان", r"صاحب(?:ه)? البلاغ", r"اصحاب البلاغ",
        r"مقدم(?:ه|و)? البلاغ",
    ),
    "respondent": (
        r"respondents?", r"defendants?", r"demandad[oa]s?", r"accionad[oa]s?", r"tutelad[oa]s?", r"defendeurs?",
        r"defenderesses?", r"reus?", r"requerid[oa](?:s|\(s\))?", r"recorrid[oa](?:\(a\))?(?:s|\(s\))?",
        r"agravad[oa](?:\(a\))?(?:s|\(s\))?", r"apelad[oa](?:\(a\))?(?:s|\(s\))?",
        r"embargad[oa](?:\(a\))?(?:s|\(s\))?",
        r"impetrad[oa](?:s|\(s\))?", r"reclamad[oa](?:s|\(s\))?", r"executad[oa](?:s|\(s\))?",
        r"(?:reqdo|recdo|agdo|apdo)\.(?:\([as]\))*",
        r"(?:ال)?مدعي علي(?:ه|ها|هم|هما)", r"(?:ال)?مطعون ضد(?:ه|ها|هم|هما)",
        r"(?:ال)?مستانف (?:ضد|علي)(?:ه|ها|هم|هما)", r"(?:ال)?مطلوب(?:ه|ين)?(?: في النقض)?",
    ),
    "appellant": (
        r"appellants?", r"recurrentes?", r"apelantes?", r"impugnantes?", r"quejosos?", r"appelante?s?",
        r"demandeurs? au pourvoi", r"recorrente(?:s|\(s\))?", r"agravante(?:s|\(s\))?", r"apelante(?:s|\(s\))?",
        r"embargante(?:s|\(s\))?",
        r"(?:recte|agte|apte)\.(?:\(s\))?", r"(?:ال)?طاعن(?:ه|ين|ون|ان)?", r"(?:ال)?مستانف(?:ه|ين|ون)?(?! ضد| علي)",
        r"طالب(?:ه|و|ي)? النقض",
    ),
    "intervener": (
        r"interveners?", r"intervenors?", r"interested part(?:y|ies)", r"third part(?:y|ies)", r"tiers intervenants?",
        r"intervenantes?", r"intervenants?", r"terceros? (?:interesad[oa]s?|con interes)", r"litisconsortes?",
        r"interessad[oa]s?(?:\(s\))?", r"assistentes?", r"(?:ال)?متدخل(?:ه|ين|ون)?",
    ),
    "amicus": (
        r"amic(?:us|i) curiae", r"friends? of the court", r"amigos? (?:del tribunal|da corte)", r"اصدقاء المحكمه",
    ),
    "victim": (
        r"(?:alleged |presunt[ao]s? |supost[ao]s? |presumees? )?(?:victims?|victimas?|vitimas?|victimes?)",
        r"(?:ال)?ضحايا|(?:ال)?ضحيه",
    ),
    "state": (
        r"state part(?:y|ies)", r"estados? partes?", r"etats? parties?", r"الدوله الطرف", r"respondent state",
        r"estado demandado", r"etat defendeur",
    ),
}  # fmt: skip
_COUNSEL = (
    r"counsel(?: for [\w' ]+)?",
    r"attorneys? for [\w' ]+",
    r"represented by counsel",
    r"advogad[oa](?:s|\(s\)|\(a\))*",
    r"procurador(?:es|a)?",
    r"apoderad[oa]s?",
    r"abogad[oa]s?",
    r"avocats?",
    r"(?:ال)?محامي",
)

# Words that stand before a name alone: "Submitted by: …", "المقامة من: … ضد: …".
_LEADING = {
    "submitted": (
        r"^pour|submitted by|(?:comunicacion )?presentad[oa] por|presentee? par"
        r"|(?:ال)?مقدم(?:ه)? من|(?:ال)?مقام(?:ه)? من|بين"
    ),
    "opposed": r"contre|ضد|وبين",
}
ROLE = "|".join(f"(?P<{role}>{'|'.join(words)})" for role, words in _ROLES.items())
_ORDINAL = r"(?:(?:1st|2nd|3rd|\d{1,2}th|first|second|third|fourth|fifth) (?:to \w+ |and \w+ )?)?"
# A line that is a role and nothing else, or a name with its role at the end.
ROLE_LINE = re.compile(
    rf"^\W*{_ORDINAL}(?:{ROLE})s?(?:\s*(?:/|and|-)\s*{_ORDINAL}(?:cross-?)?\w+)?(?:\s*\(\w+\))?\W*(?:and|et|y|e)?\W*$"
)
ROLE_AFTER = re.compile(
    rf"(?P<gap>\s*\|\s*|\s{{2,}}|\s*\.{{3,}}\s*|\s+|\s*\()(?P<said>{_ORDINAL}(?:{ROLE})s?(?:\s*/\s*\w+)?)"
    r"(?:\s*\(\w+\))?\W*(?:\s(?:and|et|y|e))?\W*$"
)
ROLE_BEFORE = re.compile(
    rf"(?:^|(?<=[\s\-–|;]))(?P<said>(?:{ROLE}|(?P<counsel>{'|'.join(_COUNSEL)})"
    rf"|(?P<submitted>{_LEADING['submitted']})|(?P<opposed>{_LEADING['opposed']})))(?:\s*\([as](?:/[as])?\))*\s*[:：]\s*"
)
ROLES = tuple(_ROLES)
"""The names of roles, as groups of the patterns."""


def role_of(match: re.Match[str]) -> str:
    """Which of `ROLES` a match found; "counsel" for those who speak for a party."""
    groups = match.groupdict()
    if groups.get("submitted") or groups.get("opposed"):
        return "applicant" if groups.get("submitted") else "respondent"
    return next((role for role in (*ROLES, "counsel") if groups.get(role)), "party")
