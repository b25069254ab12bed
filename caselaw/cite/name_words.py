"""The words that names of cases are made of beside the names themselves: what stands between two parties, before and
behind them, what a public body is called, and words too common to tell one case from another."""

from __future__ import annotations

import json
import re
from functools import cache

import mappings
from caselaw.cite.countries import country_names
from caselaw.domain.court import reviewed
from caselaw.domain.glossary.concepts import listed
from caselaw.domain.languages import LANGUAGES
from caselaw.domain.taxonomy.terms import taxonomies
from caselaw.domain.text import fold

AGAINST = (frozenset({"v", "vs", "versus", "ضد"}), frozenset({"contra", "contre"}), frozenset({"c"}))
"""What stands between two parties, the surest first: a C may also be somebody's initial."""

JOINED = frozenset({"and", "y", "et", "e", "und", "و"})
BETWEEN = frozenset({
    "of", "the", "de", "del", "della", "di", "du", "des", "da", "das", "do", "dos", "la", "las", "los", "le", "les",
    "el", "al", "bin", "ben", "bint", "ibn", "abu", "abd", "van", "der", "den", "von", "y", "e", "et", "and", "d", "l",
    "s", "بن", "بنت", "ابن", "ابو", "عبد", "ال", "من",
})  # fmt: skip
"""What may stand inside a name and says nothing by itself."""

ARTICLES = frozenset({"the", "la", "el", "los", "las", "le", "les", "l", "a", "o", "os", "as"})
LEADING = (
    ("in", "the", "case", "of"), ("the", "case", "of"), ("case", "of"), ("in", "the", "matter", "of"),
    ("matter", "of"), ("in", "re"), ("ex", "parte"), ("en", "el", "caso"), ("caso", "de"), ("caso", "del"), ("caso",),
    ("asunto",), ("dans", "l", "affaire"), ("affaire",), ("processo",), ("في", "قضيه"), ("قضيه",),
)  # fmt: skip
"""What says that a name of a case follows, the longest first."""
TRAILING = (
    ("and", "others"), ("and", "another"), ("and", "ors"), ("and", "anor"), ("ors",), ("et", "al"), ("et", "autres"),
    ("et", "autre"), ("y", "otros"), ("y", "otras"), ("y", "otro"), ("y", "otra"), ("e", "outros"), ("e", "outras"),
    ("e", "outro"), ("e", "outra"), ("واخرون",), ("واخرين",), ("واخر",), ("واخري",), ("واخران",),
)  # fmt: skip

PUBLIC = frozenset(map(fold, (
    "minister", "ministers", "ministry", "ministre", "ministres", "ministere", "ministro", "ministra", "ministerio",
    "government", "gobierno", "gouvernement", "governo", "state", "estado", "etat", "republic", "republica",
    "republique", "federation", "secretary", "secretaria", "secretario", "secretaire", "city", "ciudad", "ville",
    "municipality", "municipalities", "municipal", "municipalidad", "municipio", "municipalite", "commune", "mairie",
    "ayuntamiento", "alcaldia", "prefeitura", "prefet", "prefecture", "commission", "comision", "comissao",
    "commissioner", "commissaire", "comisionado", "president", "presidente", "presidencia", "attorney", "prosecutor",
    "prosecutions", "procurador", "procuraduria", "procureur", "fiscal", "fiscalia", "crown", "queen", "king", "reine",
    "regina", "rex", "department", "departamento", "departement", "authority", "autoridad", "autorite", "tribunal",
    "court", "corte", "cour", "juzgado", "county", "borough", "province", "provincia", "district", "distrito",
    "parliament", "parlamento", "parlement", "senate", "senado", "senat", "congress", "congreso", "prime",
    "director", "directeur", "director-general", "registrar", "inspector", "police", "policia",
    "وزير", "وزاره", "الوزير", "الوزراء", "حكومه", "الحكومه", "دوله", "الدوله", "جمهوريه", "الجمهوريه", "مملكه",
    "المملكه", "رئيس", "الرييس", "محافظ", "مدينه", "بلديه", "هييه", "مجلس", "لجنه", "اللجنه", "النايب", "نايب",
    "محكمه", "المحكمه", "اداره", "الاداره",
)))  # fmt: skip
"""A party with one of these words is a State or one of its bodies: a party of many cases, the name of none."""

_PARTY = """
    agency asociacion asociaciones association associations asbl authorities bank banco banque brothers business
    campaign case cases center centre centro children church citizens club coalition college collectif colectivo
    comite committee communities community comunidad comunidades comunidade communaute communautes compagnie
    companies compania company concerned confederation confederacion congregation consortium cooperative cooperativa
    corp corporation corporacion council daughter deceased defence defense development estate executive executor
    families familia family federacion federation fondation forum foundation fund fundacao fundacion general
    governing group groupe grupo gmbh guardian heirs herederos holding holdings hospital inc incorporated indigena
    indigenas indigenous industries inhabitants initiative institute instituto institut international internacional
    internationale investments iglesia land law lawyers league liga ligue limited llc llp local ltd ltda massacre
    massacres masacre masacres media members miembros mine mines mining minor minority mouvement movement movimiento
    national nacional network ngo north northern occupiers office oil organisation organization organizacion others
    otros outros owners parents partners partnership party pension people peoples petroleum plc power primary
    private project projet property proyecto pueblo pueblos peuple peuples public publico quarter residents
    resources reseau rights royal school schools secondary services sindicato sociedad societe society solidarity
    son sons south southern stichting street students syndicat tenants the town trade trust trustees union united
    unity university universidad universite victims victimas village water western women workers world young youth
    east eastern west christian muslim judge juez juge appellant appellants applicant applicants respondent
    respondents claimant claimants defendant defendants petitioner petitioners plaintiff plaintiffs intervener
    interveners amicus curiae judgment sentencia arret order resolucion resolution decision opinion merits
    reparations costs fondo reparaciones costas reserve registered reports report first second third january
    february march april june july august september october november december enero febrero marzo abril mayo junio
    julio agosto septiembre octubre noviembre diciembre janvier fevrier mars avril juin juillet aout septembre
    octobre novembre decembre may new old san santa saint sainte santo doctor mister madame monsieur señor senor
    اسره عايله شركه الشركه جمعيه الجمعيه موسسه الموسسه اتحاد منظمه المنظمه نقابه بنك البنك ورثه السيد السيده الاستاذ
    الدكتور المحامي مدرسه جامعه مستشفي قضيه الطعن دعوي الدعوي طلب قانون القانون حكم قرار عام العام العامه الاجتماعي
    شعب الشعب سكان اهالي طايفه نادي حزب الحزب مركز المركز صندوق مصنع مصانع مصرف
"""
_WORD = re.compile(r"[^\W_]+")


def split(text: str) -> list[str]:
    """The folded words of a text."""
    return _WORD.findall(fold(text))


@cache
def common_words() -> frozenset[str]:
    """Words that name no case by themselves: function words, our subjects in all languages, names of bodies and of
    countries, and what parties are often made of."""
    words = set(split(_PARTY)) | PUBLIC | BETWEEN
    for language in (*LANGUAGES, "pt"):
        words.update(fold(word) for word in json.loads(mappings.open_text(f"languages/{language}.json"))["stop_words"])
    for concept in listed().values():
        for terms in concept.terms.values():
            words.update(word for term in terms for word in split(term))
    for vocabulary in taxonomies().values():
        for one in vocabulary.values():
            words.update(word for name in one.names.values() for word in split(name))
    for court in reviewed().values():
        for name in court.names.values():
            words.update(split(name))
    for name in country_names():
        words.update(split(name))
    return frozenset(words)
