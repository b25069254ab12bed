"""The words that reports of cases are built with, folded (`fold`), from `words.toml` beside this."""

from __future__ import annotations

import tomllib
from importlib.resources import files

from caselaw.domain.text import fold

_LISTS = tomllib.loads(files("ingest").joinpath("split", "words.toml").read_text(encoding="utf-8"))


def _folded(group: dict[str, str]) -> frozenset[str]:
    return frozenset(fold(word.strip()) for words in group.values() for word in words.replace("\n", " ").split(","))


CASE_WORDS = _folded(_LISTS["case"])
"""What a case is called where it is numbered."""

CASES_WORDS = _folded(_LISTS["cases"])
"""The heading of the part that holds the cases."""

NO_CASE_WORDS = _folded(_LISTS["no_case"])
"""What is numbered in a book and is no case."""

CHAPTER_WORDS = _folded(_LISTS["chapter"])
FRONT_WORDS = _folded(_LISTS["front"])
BACK_WORDS = _folded(_LISTS["back"])

SECTION_WORDS = _folded(_LISTS["section"])
"""Headings inside one decision, law or paper: numbered too, and no cases."""

LABELS = {role: _folded(words) for role, words in _LISTS["label"].items()}
"""What each field of a case is called."""

ROLE_OF = {word: role for role, words in LABELS.items() for word in words}

ORDINALS = {
    fold(word): number
    for number, words in enumerate(
        (
            "one,first,uno,primero,primera,primer,un,premier,première,الأولى,الأول,واحد,um,primeiro",
            "two,second,dos,segundo,segunda,deux,deuxième,second,seconde,الثانية,الثاني,dois",
            "three,third,tres,tercero,tercera,tercer,trois,troisième,الثالثة,الثالث,três,terceiro",
            "four,fourth,cuatro,cuarto,cuarta,quatre,quatrième,الرابعة,الرابع,quatro,quarto",
            "five,fifth,cinco,quinto,quinta,cinq,cinquième,الخامسة,الخامس",
            "six,sixth,seis,sexto,sexta,sixième,السادسة,السادس",
            "seven,seventh,siete,séptimo,séptima,sept,septième,السابعة,السابع,sete,sétimo",
            "eight,eighth,ocho,octavo,octava,huit,huitième,الثامنة,الثامن,oito,oitavo",
            "nine,ninth,nueve,noveno,novena,neuf,neuvième,التاسعة,التاسع,nove,nono",
            "ten,tenth,diez,décimo,décima,dix,dixième,العاشرة,العاشر,dez",
            "eleven,eleventh,once,undécimo,onze,onzième,الحادية عشرة,الحادي عشر",
            "twelve,twelfth,doce,duodécimo,douze,douzième,الثانية عشرة,الثاني عشر,doze",
            "thirteen,thirteenth,trece,treize,treizième,الثالثة عشرة,الثالث عشر,treze",
            "fourteen,fourteenth,catorce,quatorze,quatorzième,الرابعة عشرة,الرابع عشر,catorze",
            "fifteen,fifteenth,quince,quinze,quinzième,الخامسة عشرة,الخامس عشر",
            "sixteen,dieciséis,seize,السادسة عشرة,السادس عشر",
            "seventeen,diecisiete,dix-sept,السابعة عشرة,السابع عشر",
            "eighteen,dieciocho,dix-huit,الثامنة عشرة,الثامن عشر",
            "nineteen,diecinueve,dix-neuf,التاسعة عشرة,التاسع عشر",
            "twenty,veinte,vingt,العشرون,vinte",
        ),
        1,
    )
    for word in words.split(",")
}
"""Small numbers in words, as they number a case ("Case Two", "Caso primero", "الحالة الثالثة")."""
