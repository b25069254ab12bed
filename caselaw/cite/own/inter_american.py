"""The Inter-American Court and Commission, as their own judgments and reports cite them.

Sources: the citation that the Court prints for each judgment ("Corte IDH. Caso Velásquez Rodríguez Vs. Honduras. Fondo.
Sentencia de 29 de julio de 1988. Serie C No. 4", "I/A Court H.R., Case of …"), and the Commission's list of reports.
"""

from __future__ import annotations

import re

from caselaw.cite.own.case import Case
from caselaw.cite.own.days import american_day, day
from caselaw.cite.own.sides import with_sign
from caselaw.domain.text import fold

_DIGITS = re.compile(r"\d+")
_OPINION = re.compile(r"OC-(\d+)/(\d{2})")
_PARTS = (
    (r"excepcion preliminar\b|preliminary objection\b", {"es": "Excepción Preliminar", "en": "Preliminary Objection"}),
    (
        r"excepciones preliminares|preliminary objections",
        {"es": "Excepciones Preliminares", "en": "Preliminary Objections"},
    ),
    (r"\bfondo\b|\bmerits\b", {"es": "Fondo", "en": "Merits"}),
    (r"\breparaciones\b|\breparations\b", {"es": "Reparaciones", "en": "Reparations"}),
    (r"\bcostas\b|\bcosts\b", {"es": "Costas", "en": "Costs"}),
)
_BY_WHOM = (
    (r"presidenta en ejercicio", {"es": "de la Presidenta en ejercicio ", "en": "Acting President "}),
    (r"presidente en ejercicio|acting president", {"es": "del Presidente en ejercicio ", "en": "Acting President "}),
    (r"presidenta", {"es": "de la Presidenta ", "en": "President "}),
    (r"presidente|order of the president\b", {"es": "del Presidente ", "en": "President "}),
)
_AND = {"es": " y ", "en": " and "}
_STAGES = {
    "es": {"merits": "Fondo", "reparations": "Reparaciones y Costas"},
    "en": {"merits": "Merits", "reparations": "Reparations and Costs"},
}
_ORDERS = {
    "compliance": {"es": "Supervisión de Cumplimiento de Sentencia", "en": "Monitoring Compliance with Judgment"},
    "interim_measures": {"es": "Medidas Provisionales", "en": "Provisional Measures"},
}
_BODY = {"es": "Corte IDH.", "en": "I/A Court H.R.,"}
_REPORT_STAGES = {
    "es": {"admissibility": "Admisibilidad", "merits": "Fondo"},
    "en": {"admissibility": "Admissibility", "merits": "Merits"},
}


def cite_court(case: Case) -> str | None:
    """A judgment, an order or an opinion of the Court; None for what it cites in no form of its own."""
    forms = {"judgment": _judgment, "order": _order, "advisory_opinion": _opinion}
    form = forms.get(case.facts.kind)
    return form(case) if form else None


def cite_commission(case: Case) -> str | None:
    """CIDH. Informe No. 25/18. Caso 12.428. Admisibilidad y Fondo. … 2 de marzo de 2018, párr. 44."""
    reports = [found.group() for one in case.numbers("report") if (found := re.search(r"\d+/\d+", one))]
    if not reports:
        return None
    spanish = case.language == "es"
    number = f"{'Informe' if spanish else 'Report'} No. {reports[0]}"
    about = ""
    if dockets := case.numbers("docket"):
        about = f"{'Caso' if spanish else 'Case'} {dockets[0]}"
    elif petitions := case.numbers("petition"):
        about = f"{'Petición' if spanish else 'Petition'} {petitions[0]}"
    stages = [word for stage, word in _REPORT_STAGES[case.language].items() if stage in case.facts.stages]
    body = "CIDH." if spanish else "IACHR,"
    return f"{body} {_sentences(number, about, _AND[case.language].join(stages), case.name, _day(case))}{_at(case)}"


def _judgment(case: Case) -> str:
    word, of = ("Sentencia", "de") if case.language == "es" else ("Judgment", "of")
    when = f"{word} {of} {_day(case)}" if case.facts.decided else word
    return f"{_BODY[case.language]} {_sentences(_named(case), _stages(case), when, _series(case))}{_at(case)}"


def _order(case: Case) -> str:
    """An order on compliance or on provisional measures, of the Court or of its President."""
    spanish, when = case.language == "es", _day(case)
    about = next((words[case.language] for stage, words in _ORDERS.items() if stage in case.facts.stages), "")
    head = fold(case.facts.title).partition(" — ")[0]
    whose = next((words[case.language] for pattern, words in _BY_WHOM if re.search(pattern, head)), "")
    if spanish:
        said = f"Resolución {whose}de la Corte Interamericana de Derechos Humanos de {when}"
    else:
        said = f"Order of the {whose and f'{whose}of the '}Inter-American Court of Human Rights of {when}"
    return f"{_BODY[case.language]} {_sentences(_named(case), about, said if when else '')}{_at(case)}"


def _named(case: Case) -> str:
    """Caso X Vs. Y; measures are also taken in a matter, which is no case yet."""
    printed = fold(case.facts.case_name or "")
    if re.match(r"asunto\b|matter of\b", printed):
        return f"{'Asunto' if case.language == 'es' else 'Matter of'} {case.name}"
    if "interim_measures" in case.facts.stages and not re.match(r"caso\b|case of\b", printed):
        return case.name
    return f"Caso {with_sign(case.name, 'Vs.')}" if case.language == "es" else f"Case of {with_sign(case.name, 'v.')}"


def _opinion(case: Case) -> str | None:
    found = next((match for one in case.numbers("docket") if (match := _OPINION.search(one))), None)
    if not found:
        return None
    title, number = _OPINION.split(case.facts.title)[0].strip(" .,-–"), str(int(found[1]))
    title = re.sub(r"(?:,? ?(?:Opini[oó]n Consultiva|Advisory Opinion))$", "", title).strip(" .,-–")
    spanish, when = case.language == "es", _day(case)
    ruling = f"{'Opinión Consultiva' if spanish else 'Advisory Opinion'} {found.group()}"
    ruling += f" {'de' if spanish else 'of'} {when}" if when else ""
    said = _sentences(title, ruling, f"{'Serie' if spanish else 'Series'} A No. {number}")
    return f"{_BODY[case.language]} {said}{_at(case)}"


def _stages(case: Case) -> str:
    """Fondo, Reparaciones y Costas: as printed in the title, else by the stages; objections are one or several, which
    only the title tells."""
    title = fold(case.facts.title)
    printed = [words[case.language] for pattern, words in _PARTS if re.search(pattern, title)]
    if len(printed) > 1:
        return f"{', '.join(printed[:-1])}{_AND[case.language]}{printed[-1]}"
    if printed or "preliminary_objections" in case.facts.stages:
        return "".join(printed)
    said = [word for stage, word in _STAGES[case.language].items() if stage in case.facts.stages]
    return ", ".join(said)


def _series(case: Case) -> str:
    found = next((match.group() for one in case.numbers("series_c") if (match := _DIGITS.search(one))), "")
    return f"{'Serie' if case.language == 'es' else 'Series'} C No. {found}" if found else ""


def _day(case: Case) -> str:
    return day(case.facts.decided, "es") if case.language == "es" else american_day(case.facts.decided)


def _sentences(*parts: str) -> str:
    """Each part with its full stop; the last without, as the passage may follow it."""
    return ". ".join(part.removesuffix(".") for part in parts if part)


def _at(case: Case) -> str:
    return f", {case.passage()}" if case.at else ""
