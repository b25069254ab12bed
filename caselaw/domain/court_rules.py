"""What a court of the list must be: the choices of its fields, and what is wrong with one that breaks them.

The same rules hold the reviewed list (a test) and the courts that editors add (the service).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping

from caselaw.domain.case_number import number_pattern
from caselaw.domain.court import Court
from caselaw.domain.languages import LANGUAGES
from caselaw.domain.text import direction, fold, nfc

LEVELS = (
    "international", "regional", "apex", "constitutional", "appeal", "first_instance", "specialised", "national",
)  # fmt: skip
"""Where a body stands; "national" is for a country's bodies that are no courts."""

TYPES = (
    "court", "tribunal", "commission", "committee", "council", "assembly", "special_procedure", "supervisory_body",
    "contact_point", "accountability_mechanism", "human_rights_institution",
)  # fmt: skip

BINDING = ("binding", "recommendation", "advisory", "mediation", "investigation")
"""What a decision is to those it is addressed to: `binding` a judgment or an award; `recommendation` views,
recommendations and conclusions that a State or company is asked to follow; `advisory` an opinion on a question of law;
`mediation` an offer to bring the parties together, and a statement where that fails; `investigation` findings reported
to those who run an institution, who decide what follows."""

PINPOINTS = ("paragraph", "section", "bracket", "point", "recital", "ground", "page")
"""The unit by which a body's texts are cited; `caselaw.domain.citing.pinpoint` says each in four languages."""

ACROSS_COUNTRIES = frozenset({"international", "regional"})
_ID = re.compile(r"[a-z][a-z0-9]{0,15}(?:-[a-z0-9]{1,15}){0,4}")
_COUNTRY = re.compile(r"[A-Z]{3}")
_LONGEST_NAME = 300
_LONG_WORD = 10
_IDEOGRAPHS = re.compile(r"[\u3400-\u9fff\uac00-\ud7af]{3}")


def faults(court: Court, listed: Mapping[str, Court] | None = None) -> dict[str, str]:
    """What is wrong with a court, as the code of a message for each field; `listed` are those it must differ from."""
    found = {
        "id": "" if _ID.fullmatch(court.id) else "court.id",
        "level": "" if court.level in LEVELS else "court.level",
        "type": "" if court.type in TYPES else "court.type",
        "country": _country(court),
        "binding": "" if court.binding in (None, *BINDING) else "court.binding",
        "pinpoint": "" if court.pinpoint in (None, *PINPOINTS) else "court.pinpoint",
        "pattern": _pattern(court),
        "names": _names(court) or _taken(court, (listed or {}).values()),
        "acronyms": _acronyms(court, (listed or {}).values()),
    }
    return {name: code for name, code in found.items() if code}


def _country(court: Court) -> str:
    if (court.country is None) != (court.level in ACROSS_COUNTRIES):
        return "court.country_level"
    return "" if court.country is None or _COUNTRY.fullmatch(court.country) else "court.country"


def _pattern(court: Court) -> str:
    try:
        return "" if court.pattern is None or number_pattern(court.pattern) else "court.pattern"
    except ValueError:
        return "court.pattern"


def _names(court: Court) -> str:
    if not court.names.get("en"):
        return "court.name_english"
    plain = all(
        name == nfc(name).strip() and 0 < len(name) <= _LONGEST_NAME and not _unseen(name) for name in court.all_names
    )
    arabic = court.names.get("ar")
    if not plain or not set(court.names) <= set(LANGUAGES) or (arabic and direction(arabic) != "rtl"):
        return "court.name"
    return "" if all(map(_tells, court.all_names)) else "court.name_short"


def _unseen(name: str) -> bool:
    """It holds what nobody sees and turns the line, or is nothing to see at all."""
    return any(unicodedata.category(character)[0] == "C" for character in name)


def _tells(name: str) -> bool:
    """It has two words, or is one long one as in German or Chinese: "Court" and "the" stand in every text, and
    what is found by such a name is for ever."""
    words = [word for word in name.split() if any(map(str.isalpha, word))]
    return len(words) > 1 or any(len(word) >= _LONG_WORD or _IDEOGRAPHS.search(word) for word in words)


def _taken(court: Court, others: Iterable[Court]) -> str:
    """No two courts of one country share a name: nobody could tell which is meant."""
    own = {fold(name) for name in court.all_names}
    rivals = (other for other in others if other.country == court.country and other.id != court.id)
    return "court.name_taken" if any(own & {fold(name) for name in other.all_names} for other in rivals) else ""


def _acronyms(court: Court, others: Iterable[Court]) -> str:
    if any(not one.strip() or "|" in one or one != nfc(one).strip() for one in court.acronyms):
        return "court.acronym"
    rivals = (other for other in others if other.country == court.country and other.id != court.id)
    return "court.acronym_taken" if any(set(court.acronyms) & set(other.acronyms) for other in rivals) else ""
