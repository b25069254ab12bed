"""Names of cases: what a decision is called, and what of a query names it — rather nothing than the wrong one."""

from __future__ import annotations

import pytest

from caselaw.cite.named import named_cases
from caselaw.cite.names import bare_number, keys_of_names, names_in, parse
from caselaw.cite.sought import is_named, sought
from caselaw.domain.document import Facts, Party

TEXT = "The court holds that housing is a right. The foundation and the green party of the town were heard in Lisbon."
CASES = {
    "naidoo": Facts("judgment", case_name="Government of the Republic of South Africa and Others v Naidoo and Others"),
    "rios": Facts("judgment", case_name="Caso Ríos Ibarra y otros Vs. Chile. Fondo, Reparaciones y Costas"),
    "stichting": Facts("judgment", case_name="Stichting Zilverberk v State of the Netherlands"),
    "initials": Facts("views", case_name="K.L.M. v. Spain"),
    "green": Facts("judgment", case_name="Green Town Foundation v Minister of Health"),
    "campaign": Facts("judgment", case_name="Minister of Health and Others v Housing Foundation Right (No 2)"),
    "named": Facts("judgment", title="Centre for Law v. Kenya (Wandorobo of the High Forest)"),
    "arabic": Facts("judgment", case_name="بشير الطنطاوي وآخرون ضد رئيس مجلس الوزراء"),
    "suit": Facts("judgment", case_name="Quintana, Rosa Elvira y otros c/ Estado Nacional y otros s/ amparo"),
    "people": Facts("judgment", case_name="Case of the Tarumá Indigenous People v. Brazil"),
    "party": Facts("judgment", title="Decision 17", parties=(Party("Adaeze Okonkwo", "applicant"),)),
    "two": Facts("judgment", case_name="Purvis and Moyo v. The Gambia"),
    "law": Facts("law", title="Grimshaw v Act"),
    "plain": Facts("judgment", title="The right to adequate housing"),
}  # fmt: skip


def named(query: str) -> set[str]:
    """The cases that a query names, looked for as the tables do: by a shared key, then word by word."""
    wanted = sought(query)
    found = set()
    for case, facts in CASES.items():
        keys = keys_of_names(facts, [TEXT])
        if wanted.keys & keys and is_named(wanted, names_in(facts), keys) is not None:
            found.add(case)
    return found


@pytest.mark.parametrize(
    ("query", "case"),
    [
        ("Naidoo", "naidoo"),
        ("naidoo", "naidoo"),
        ("Government of the Republic of South Africa v. Naidoo", "naidoo"),
        ("South Africa v Naidoo", "naidoo"),
        ("Naidoo v South Africa", "naidoo"),
        ("Sudáfrica c. Naidoo", "naidoo"),
        ("Afrique du Sud contre Naidoo", "naidoo"),
        ("Ríos Ibarra", "rios"),
        ("rios ibarra", "rios"),
        ("Caso Ríos Ibarra", "rios"),
        ("Ríos Ibarra et al. v. Chile", "rios"),
        ("Ríos Ibarra vs Chile", "rios"),
        ("Chile Vs. Ríos Ibarra", "rios"),
        ("Ríos Ibarra c/ Chile derecho a la salud", "rios"),
        ("reparations in Ríos Ibarra v. Chile", "rios"),
        ("Zilverberk", "stichting"),
        ("Zilverberk v. Netherlands", "stichting"),
        ("K.L.M. v. Spain", "initials"),
        ("KLM c. España", "initials"),
        ("Minister of Health v Housing Foundation Right", "campaign"),
        ("Wandorobo", "named"),
        ("بشير الطنطاوي ضد رئيس مجلس الوزراء", "arabic"),
        ("بشير الطنطاوي", "arabic"),
        ("Quintana", "suit"),
        ("Quintana c/ Estado Nacional", "suit"),
        ("Tarumá", "people"),
        ("Okonkwo", "party"),
        ("Adaeze Okonkwo", "party"),
        ("Purvis", "two"),
        ("Moyo", "two"),
        ("Purvis & Moyo v. Gambia", "two"),
    ],
)
def test_a_name_leads_to_its_case(query: str, case: str) -> None:
    assert named(query) == {case}


@pytest.mark.parametrize(
    "query",
    [
        "",
        "housing",
        "right to housing",
        "the right to adequate housing",
        "foundation",
        "green",  # stands in small letters in the decision's own text
        "Green Town",
        "Chile",
        "South Africa",
        "Minister of Health",
        "State of the Netherlands",
        "government of the republic of south africa",
        "Estado Nacional",
        "Kenya v. Nigeria",
        "Naidoo v. Kenya",
        "Chile v. South Africa",
        "Naidoo housing",
        "Adaeze",  # a first name alone
        "Rosa Elvira Pérez",
        "v.",
        "v. Chile",
        "Naidoo v.",
        "ضد",
        "رئيس مجلس الوزراء",
        "High Forest",
        "indigenous people",
        "Grimshaw v Act",
        "eviction v. housing",
        "fondo reparaciones y costas",
    ],
)
def test_what_names_no_case_leads_nowhere(query: str) -> None:
    assert named(query) == set()


def test_a_title_without_parties_is_no_name() -> None:
    assert parse("The right to adequate housing") is None
    assert parse("Decision of 3 March 2004") is None
    assert parse("") is None


def test_the_name_ends_before_what_is_said_of_the_judgment() -> None:
    name = parse("Case of Ríos et al. v. Chile. Merits, Reparations and Costs")
    assert name is not None
    assert [party.said[0] for party in name.parties] == [("rios",), ("chile",)]


@pytest.mark.parametrize(
    ("number", "bare"),
    [
        ("T-025/04", "t/25/4"),
        ("12.051", "12051"),
        ("44617/98", "44617/98"),
        ("12", None),
        ("2004", None),
        ("", None),
    ],
)
def test_a_number_stands_alone_if_it_is_long_enough(number: str, bare: str | None) -> None:
    assert bare_number(number) == bare


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("As held in Ríos et al. v. Chile, para. 44, it is so.", ["Ríos et al. v. Chile"]),
        ("(Purvis and Moyo v. The Gambia)", ["Purvis and Moyo v. The Gambia"]),
        ("See K.L.M. v. Spain. The State replied.", ["K.L.M. v. Spain"]),
        ("Naidoo v Minister of Health; Ríos c. Chile", ["Naidoo v Minister of Health", "Ríos c. Chile"]),
        ("this is v. little", []),
        ("v.", []),
    ],
)
def test_names_are_seen_in_a_text(text: str, names: list[str]) -> None:
    assert [text[one.start : one.end] for one in named_cases(text)] == names
