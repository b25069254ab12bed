"""Names of companies: what is name and what legal form, and which two names may mean one company."""

from __future__ import annotations

import pytest

from caselaw.domain.documentation.company import company_name, is_legal_form
from caselaw.domain.documentation.company_match import PROPOSED, match_companies, propose_matches

NAMES = [
    ("Example Mining S.A.C.", "example mining", ("SAC",)), ("The Example Company Ltd.", "example", ("Co.", "Ltd")),
    ("Example Co., Ltd.", "example", ("Ltd",)), ("Société Exemple S.A.S.", "exemple", ("SAS",)),
    ("شركة المثال للتعدين ش.م.م.", "المثال للتعدين", ("ش.م.م",)), ("Lafarge-Holcim Ltd", "lafarge-holcim", ("Ltd",)),
    ("Ejemplo, S.A. de C.V.", "ejemplo", ("SA de CV",)), ("Beispiel GmbH & Co. KG", "beispiel", ("GmbH",)),
    ("Exámple PLC", "example", ("plc",)), ("Coca-Cola", "coca-cola", ()), ("Limited", "limited", ()),
    ("Example (Pty) Ltd", "example", ("Pty Ltd",)), ("Ejemplo Ltda.", "ejemplo", ("Ltda",)),
    ("شركة النور المحدودة", "النور", ("المحدودة",)), ("Example Inc.", "example", ("Inc.",)),
]  # fmt: skip


@pytest.mark.parametrize(("written", "core", "forms"), NAMES)
def test_a_name_is_taken_apart(written: str, core: str, forms: tuple[str, ...]) -> None:
    name = company_name(written)
    assert (name.core, name.forms, name.written) == (core, forms, written)


@pytest.mark.parametrize(
    ("text", "expected"), [("S.A.", True), ("Inc.", True), ("ش.م.م", True), ("Peru", False), ("", False)]
)
def test_a_legal_form_alone(text: str, expected: bool) -> None:
    assert is_legal_form(text) is expected


SAME = [
    # One name in two scripts.
    ("Shell", "شل"), ("Lafarge", "لافارج"), ("Total", "توتال"), ("ADNOC", "أدنوك"), ("Aramco", "أرامكو"),
    ("Saudi Aramco", "أرامكو السعودية"), ("Coca-Cola", "كوكاكولا"), ("Nestlé S.A.", "نستله"), ("Veolia", "فيوليا"),
    ("Chevron", "شيفرون"), ("Siemens AG", "سيمنز"), ("Glencore plc", "غلينكور"), ("Glencore", "جلينكور"),
    ("Google LLC", "جوجل"), ("Google", "غوغل"), ("Google", "قوقل"), ("Unilever", "يونيليفر"), ("Carrefour", "كارفور"),
    ("Renault", "رينو"), ("Peugeot", "بيجو"), ("Michelin", "ميشلان"), ("Danone", "دانون"), ("Holcim", "هولسيم"),
    ("Heidelberg", "هايدلبرغ"), ("Bechtel", "بكتل"), ("Halliburton", "هاليبرتون"), ("Exxon Mobil", "إكسون موبيل"),
    ("BP", "بي بي"), ("HSBC", "إتش إس بي سي"), ("Vale", "فالي"), ("Petrobras", "بتروبراس"), ("Repsol", "ريبسول"),
    ("Eni S.p.A.", "إيني"), ("Sonatrach", "سوناطراك"), ("Orascom", "أوراسكوم"), ("Vodafone", "فودافون"),
    ("Orange", "أورانج"), ("Maersk", "ميرسك"), ("Caterpillar", "كاتربيلر"), ("Volvo AB", "فولفو"), ("Suez", "سويز"),
    ("Bouygues", "بويغ"), ("Alstom", "ألستوم"), ("Samsung", "سامسونج"), ("Toyota", "تويوتا"), ("Pfizer Inc.", "فايزر"),
    ("Bayer AG", "باير"), ("Monsanto", "مونسانتو"), ("Syngenta", "سينجنتا"), ("Royal Dutch Shell plc", "رويال داتش شل"),
    ("Qatar Petroleum", "قطر للبترول"), ("Lafarge Cement Syria", "لافارج للإسمنت سوريا"),
    ("Kinross Gold", "كينروس للذهب"),
    ("Managem", "شركة مناجم"), ("BNP Paribas", "بي إن بي باريبا"), ("Barrick Gold Corp.", "باريك للذهب"),
    ("Nike", "نايكي"), ("Adidas AG", "أديداس"), ("Zara", "زارا"), ("Dana Gas", "دانة غاز"), ("Microsoft", "مايكروسوفت"),
    # One script.
    ("Example Mining S.A.", "Example Mining SA"), ("LafargeHolcim Ltd", "Lafarge Holcim"),
    ("Example plc", "Example Ltd"),
    ("Société Générale", "Societe Generale S.A."), ("Example Bank", "Banque Example"),
    ("Grupo Ejemplo", "Ejemplo S.A."),
    ("Example Group plc", "Example plc"), ("Glencore", "Glenncore"), ("Freeport-McMoRan", "Freeport McMoran Inc."),
    ("Minera Yanacocha S.R.L.", "Minera Yanacoha"), ("جوجل", "غوغل"), ("شركة لافارج", "لافارج ش.م.م"),
    ("SPDC", "Shell Petroleum Development Company"), ("The Example Company", "Example"),
    ("Aguas Ejemplo S.A.", "Ejemplo Water"), ("مجموعة النخيل", "شركة النخيل"),
]  # fmt: skip
OTHER = [
    ("Shell", "شال"), ("Shell", "سيل"), ("Shell", "توتال"), ("Total", "تيتان"), ("Lafarge", "لا فيردي"),
    ("BP", "بي إن بي"),
    ("Eni", "إينل"), ("Vale", "فيات"), ("Nike", "نوكيا"), ("Bayer", "بايدو"), ("Danone", "دانة"), ("Renault", "رينكو"),
    ("Chevron", "شيفروليه"), ("Glencore", "غلوبكور"), ("Petrobras", "بتروناس"), ("Volvo", "فولكس"),
    ("Samsung", "سامسونايت"),
    ("Holcim", "هولندا"), ("Suez", "سويسكوم"), ("Aramco", "أرامسكو"), ("Google", "جولي"), ("HSBC", "إتش بي"),
    ("Orange", "أرامكو"), ("Alstom", "ألستون"), ("Repsol", "بيبسي"), ("Zara", "سارة للتعدين"),
    ("Pfizer", "فايزرول للبناء"),
    ("Qatar Petroleum", "قطر للغاز"), ("Qatar Petroleum", "الكويت للبترول"), ("Lafarge Cement", "لافارج للغاز"),
    ("Egyptian Iron", "الجزائرية للحديد"), ("Orascom Construction", "أوراسكوم للاتصالات"), ("Dana Gas", "دانة للمياه"),
    ("Saudi Aramco", "أرامكو الجزائر"), ("Vodafone Egypt", "فودافون الهند"), ("Siemens", "سيمكس"), ("Cemex", "سيمنز"),
    ("Exxon", "إكسبو"), ("Mobil", "موبينيل"), ("Carrefour", "كارفان"), ("Caterpillar", "كاتر"), ("Nestlé", "نستور"),
    ("Petrobras", "Petronas"), ("Shell", "Shelly"), ("Total", "Totale"), ("Eni", "Enel"),
    ("Example Mining", "Example Bank"),
    ("Anglo American", "Anglo Platinum"), ("Shell Nigeria", "Shell"), ("National Bank of Egypt", "Bank of Egypt"),
    ("Royal Dutch Shell", "Royal Bank"), ("Barrick Gold", "Barrick Copper"), ("Rio Tinto", "Rio Bravo"), ("ABC", "ABD"),
    ("Minera Sur", "Minera Norte"), ("Banco Ejemplo", "Banco Modelo"), ("Example France", "Example Germany"),
    ("Example Holdings", "Sample Holdings"), ("Vinci", "Venci"), ("Vedanta", "Vedantu"), ("AGA", "Anglo American"),
    ("النور", "النار"), ("المثال للتعدين", "المثال للمياه"), ("الأهلي", "الأهرام"), ("شركة الشرق", "شركة الغرب"),
    ("Ltd", "S.A."), ("SPDC", "Shell Petroleum"), ("Nestle Waters", "Nestle"), ("China Mining", "Chile Mining"),
]  # fmt: skip


@pytest.mark.parametrize(("first", "second"), [*SAME, *OTHER])
def test_a_match_is_the_same_both_ways(first: str, second: str) -> None:
    assert match_companies(first, second) == match_companies(second, first)


def test_precision_and_recall_of_the_proposals(capsys: pytest.CaptureFixture[str]) -> None:
    found = [pair for pair in SAME if match_companies(*pair)]
    wrong = [pair for pair in OTHER if match_companies(*pair)]
    recall, precision = len(found) / len(SAME), len(found) / (len(found) + len(wrong))
    with capsys.disabled():
        missed = [pair for pair in SAME if pair not in found]
        print(f"\ncompany names: {len(SAME)} pairs true, {len(OTHER)} false")
        print(f"  precision {precision:.3f}, recall {recall:.3f}")
        print(f"  missed {missed}; wrong {wrong}")
    assert len(SAME) >= 60
    assert len(OTHER) >= 60
    assert recall >= 0.95
    assert precision >= 0.95


@pytest.mark.parametrize(
    ("first", "second", "reason"),
    [
        ("Example S.A.", "Example SA", "same"), ("Example S.A.", "Example Ltd", "form"),
        ("LafargeHolcim", "Lafarge-Holcim", "spacing"), ("Example Bank", "Banco Example", "translated"),
        ("Glencore", "Glenncore", "spelling"), ("SPDC", "Shell Petroleum Development Company", "acronym"),
        ("Shell", "شل", "script"),
    ],
)  # fmt: skip
def test_every_match_has_its_reason(first: str, second: str, reason: str) -> None:
    match = match_companies(first, second)
    assert match is not None
    assert match.reason == reason
    assert PROPOSED <= match.score <= 1


def test_matches_among_the_names_of_a_text() -> None:
    found = [(one, other) for one, other, _ in propose_matches(["Shell", "Total", "شل", "Shell plc", "Shell"])]
    assert found == [("Shell", "شل"), ("Shell", "Shell plc"), ("شل", "Shell plc")]


def test_long_names_cost_little() -> None:
    assert match_companies("xr" * 25_000, "سل" * 25_000) is None
