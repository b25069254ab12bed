"""Brazil: the single number that every lawsuit has, and classes of proceedings before the high courts."""

from __future__ import annotations

import re

from caselaw.cite.family import NO, Match, Readings, family, form
from caselaw.domain.citing.citation import Reading

_STF, _STJ, _TST = "br-stf", "br-stj", "br-tst"
_COURTS = {
    "ADI": (_STF,),
    "ADC": (_STF,),
    "ADO": (_STF,),
    "ADPF": (_STF,),
    "ADIN": (_STF,),
    "RE": (_STF,),
    "ARE": (_STF,),
    "RCL": (_STF, _STJ),
    "MI": (_STF,),
    "ACO": (_STF,),
    "INQ": (_STF, _STJ),
    "HC": (_STF, _STJ),
    "RHC": (_STF, _STJ),
    "MS": (_STF, _STJ),
    "RMS": (_STF, _STJ),
    "SS": (_STF, _STJ),
    "STA": (_STF,),
    "SL": (_STF,),
    "RESP": (_STJ,),
    "ARESP": (_STJ,),
    "ERESP": (_STJ,),
    "CC": (_STJ,),
}
_WRITTEN = {
    "recurso extraordinario": "RE",
    "recurso especial": "RESP",
    "agravo em recurso especial": "ARESP",
    "habeas corpus": "HC",
    "mandado de seguranca": "MS",
    "mandado de injuncao": "MI",
    "reclamacao": "RCL",
    "acao direta de inconstitucionalidade": "ADI",
    "acao declaratoria de constitucionalidade": "ADC",
    "arguicao de descumprimento de preceito fundamental": "ADPF",
}
_PRINTED = {"RESP": "REsp", "ARESP": "AREsp", "ERESP": "EREsp", "RCL": "Rcl", "INQ": "Inq", "ADIN": "ADI"}
_NUMBER = r"(?P<n>[0-9]{1,3}(?:\.[0-9]{3}){1,2}|[0-9]{2,7})(?![0-9]|[.,-][0-9])"
_STATE = r"(?: ?[-/] ?(?:A[CLMP]|BA|CE|DF|ES|GO|M[AGST]|P[ABEIR]|R[JNORS]|S[CEP]|TO)\b)"


def _class(name: str, number: str) -> Readings:
    digits = number.replace(".", "")
    value = f"{_PRINTED.get(name, name)} {digits}"
    return tuple(Reading("docket", value, court) for court in _COURTS[name])


def _short(match: Match) -> Readings:
    return _class(match["kind"].upper(), match["n"])


def _written(match: Match) -> Readings:
    return _class(_WRITTEN[match["kind"]], match["n"])


def _single(match: Match) -> Readings:
    """One form for all courts. The part after the year is the branch of justice: 5 is labour."""
    number = match["n"]
    court = _TST if re.search(r"\.5\.00\.", number) else None
    return (Reading("docket", number, court),)


find = family(
    form(r"(?<![\d.-])(?P<n>[0-9]{1,7}-[0-9]{2}\.(?:19|20)[0-9]{2}\.[0-9]\.[0-9]{2}\.[0-9]{4})(?![0-9])", _single, "."),
    form(
        rf"(?<![\w/-])(?P<kind>ADPF|ADIN|ADI|ADC|ADO|AREsp|ARESP|EREsp|ERESP|REsp|RESP|ARE|RHC|RMS|RE|HC|MS|MI|"
        rf"ACO|Rcl|RCL|Inq|INQ|STA|SS|SL|CC)"
        rf"(?: [Nn]\.?[°o]?\.?)? ?(?:{_NUMBER.replace('{2,7}', '{5,7}')}{_STATE}?|(?<=[°. ])"
        rf"(?P<m>[0-9]{{2,7}}){_STATE})",
        lambda match: _class(match["kind"].upper(), match["n"] or match["m"]),
        "ad|re|hc|ms|mi|aco|rcl|inq|sta|ss|sl|cc",
        cased=True,
    ),
    form(
        rf"(?<![\w/-])(?P<kind>adpf|adin|adi|adc|ado) (?:{NO})?(?P<n>[0-9]{{1,4}}|[0-9]\.[0-9]{{3}})(?![0-9]|"
        rf"[.,/-][0-9])(?! ?[/-] ?20[0-9]{{2}})",
        _short,
        "ad",
    ),
    form(
        rf"\b(?P<kind>{'|'.join(_WRITTEN)}) (?:\([a-z]{{2,5}}\) )?(?:{NO})?{_NUMBER}",
        _written,
        "recurso e|habeas|mandado|reclamacao|acao d|arguicao",
    ),
)
