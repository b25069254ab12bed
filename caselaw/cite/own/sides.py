"""The name of a case in the language of its citation: the sign between the parties, "and others", the State's name.

A name is carried into another language only where nothing but these three must change: names of people and of States.
Whether anything else in a name would be translated, nobody can tell from the name; there is then no form.
"""

from __future__ import annotations

import re
from functools import cache

from babel import Locale

from caselaw.domain.text import fold

SIGNS = {"en": "v.", "es": "c.", "fr": "c.", "ar": "ضد"}
_SIGN = re.compile(r"\s+(?:vs?\.?|versus|c\.|c/|contra|contre|ضد)\s+", re.IGNORECASE)
_OTHERS = {
    "en": re.compile(r",? (?:and (?:[Oo]thers|[Aa]nother)|et al\.?)$"),
    "es": re.compile(r" y (?:[Oo]tros?|[Oo]tras?)$"),
    "fr": re.compile(r" et (?:[Aa]utres?)$"),
}
_AND_OTHERS = {"en": "and Others", "es": "y otros", "fr": "et autres"}
_AND = {"en": "and", "es": "y", "fr": "et"}
_INSIDE = frozenset({"de", "del", "la", "van", "der", "den", "von", "bin", "ben", "el", "al", "dos", "da", "do", "di"})
# Words that the Inter-American Court translates in the name of a case; all else there is somebody's name.
_TRANSLATED = frozenset({
    "comunidad", "comunidades", "pueblo", "pueblos", "masacre", "masacres", "ninos", "ninas", "penal", "instituto",
    "empleados", "trabajadores", "trabajadoras", "miembros", "hermanos", "hermanas", "familia", "familiares",
    "mujeres", "personas", "integrantes", "asociacion", "federacion", "sindicato", "corte", "tribunal", "jueces",
    "cinco", "diecinueve", "victimas", "defensor", "defensora", "campesinos", "comerciantes", "operacion", "palacio",
    "internado", "internos", "presos", "pobladores", "vecinos", "habitantes", "aldea", "caserio", "barrio", "carcel",
    "periodista", "profesores", "militares", "policias", "indigena", "indigenas", "ex", "extrabajadores", "grupo",
    "partido", "empresa", "fabrica", "obreros", "mineros", "maestros", "desaparecidos", "herederos", "hijas", "hijos",
})  # fmt: skip


def with_sign(name: str, sign: str) -> str:
    """The name with this sign between its two sides; as it is, where it does not have two."""
    sides = _SIGN.split(name)
    return f" {sign} ".join(sides) if len(sides) == 2 else name


def carried(name: str, source: str, target: str) -> str | None:
    """The name of a case in another language; None where that would be a translation, or a State cannot be told."""
    sides = _SIGN.split(name)
    if len(sides) != 2 or source not in _AND or target not in _AND:
        return None
    people, state = _people(sides[0], source, target), _states(source).get(fold(sides[1]).removeprefix("the "))
    return f"{people} {SIGNS[target]} {_named(state, target)}" if people and state else None


def _people(side: str, source: str, target: str) -> str | None:
    alone, others = _OTHERS[source].subn("", side)
    words = []
    for word in alone.split(" "):
        if source == "es" and fold(word.strip(",.()")) in _TRANSLATED:
            return None
        if word == _AND[source]:
            words.append(_AND[target])
        elif word in _INSIDE or (word[:1].isupper() and word.strip(",")):
            words.append(word)
        else:
            return None
    return " ".join(words) + (f" {_AND_OTHERS[target]}" if others else "")


@cache
def _states(language: str) -> dict[str, str]:
    """The two-letter code of each country, by its folded name."""
    names = Locale(language).territories
    return {fold(name): code for code, name in names.items() if len(code) == 2 and code.isalpha()}


def _named(code: str, language: str) -> str:
    return str(Locale(language).territories[code])
