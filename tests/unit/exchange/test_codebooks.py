"""Codebooks as files: what goes out comes back the same, no cell is a formula, and strangers' parsers read the SKOS."""

from __future__ import annotations

import csv
import io

import pytest
import rdflib
from hypothesis import given, settings
from lxml import etree

from caselaw.domain.audience import PUBLIC
from caselaw.domain.codebook.codes import Code, Codebook, CodebookVersion, Status
from caselaw.domain.codebook.listed import DEFAULT, listed
from caselaw.domain.codebook.moving import moves
from caselaw.domain.codebook.rows import COLUMNS
from caselaw.domain.errors import Invalid
from caselaw.exchange import codebook_csv, skos_rdf, skos_turtle
from caselaw.exchange.csv_table import FORMULA
from caselaw.exchange.skos import Literal, described
from tests.factories.codebooks import any_codes, any_text

BASE = "https://cases.example.org"
BOOK = Codebook("b", "book", {"en": 'A "book" & <more>', "ar": "دليل"}, PUBLIC, {"fr": "À propos\nde tout"})
SKOS = "{http://www.w3.org/2004/02/skos/core#}"


def _version(*codes: Code) -> CodebookVersion:
    return CodebookVersion(BOOK, 2, "published", codes, ("right",))


@settings(max_examples=80, deadline=None)
@given(any_codes())
def test_what_goes_out_as_csv_comes_back_the_same(codes: tuple[Code, ...]) -> None:
    written = codebook_csv.write(codes)
    assert codebook_csv.read(written) == (codes, ())
    rows = list(csv.reader(io.StringIO(written.decode("utf-8-sig"), newline="")))
    assert not [cell for row in rows for cell in row if cell.startswith(FORMULA) and not cell.startswith("'")]


@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_csv_comes_back_as_spreadsheets_of_any_country_save_it(separator: str) -> None:
    codes = listed()[DEFAULT][0].codes
    rows = list(csv.reader(io.StringIO(codebook_csv.write(codes).decode("utf-8-sig"), newline="")))
    text = io.StringIO()
    csv.writer(text, delimiter=separator, lineterminator="\n").writerows([*rows, [""] * len(COLUMNS)])
    assert codebook_csv.read(text.getvalue().encode()) == (codes, ())


def test_what_excel_calls_unicode_is_read() -> None:
    codes, faults = codebook_csv.read("key\tlabel_ar\na\tحق\n".encode("utf-16"))
    assert (codes, faults) == ((Code("a", {"ar": "حق"}),), ())


def test_a_row_is_named_as_the_spreadsheet_names_it() -> None:
    assert codebook_csv.lines(b'key,label_en\n\na,"A\nA"\n,\nb,B\n') == {"a": 3, "b": 5}


def test_columns_may_be_moved_left_out_or_added() -> None:
    standing = Code("a", {"en": "A", "fr": "A fr"}, {"en": "D"}, statuses={"label.en": Status("named", "T")})
    codes, faults = codebook_csv.read(b"label_en,Remarks,KEY\nB,why,a\nC,,c\n", (standing,))
    assert [(one.key, dict(one.labels), dict(one.definition)) for one in codes] == [
        ("a", {"en": "B", "fr": "A fr"}, {"en": "D"}), ("c", {"en": "C"}, {}),
    ]  # fmt: skip
    assert [(one.code, one.params["columns"]) for one in faults] == [("codebook.row.columns", "remarks")]


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "codebook.file.no_key"),
        (b"label_en\nA\n", "codebook.file.no_key"),
        (b"key,label_en\na,caf\xe9\n", "codebook.file.encoding"),
        (b"\xff\xfe\x00", "codebook.file.encoding"),
        (b'key,label_en\na,"never closed\n', "codebook.file.table"),
    ],
)
def test_what_is_no_table_of_codes_is_refused(content: bytes, code: str) -> None:
    with pytest.raises(Invalid) as refused:
        codebook_csv.read(content)
    assert refused.value.code == code


@settings(max_examples=80, deadline=None)
@given(any_codes())
def test_what_goes_out_as_rdf_comes_back_the_same(codes: tuple[Code, ...]) -> None:
    written = skos_rdf.write(described(_version(*codes), BASE))
    etree.fromstring(written)
    assert skos_rdf.read(written) == (codes, ())


@settings(max_examples=60, deadline=None)
@given(any_codes(2), any_text())
def test_a_strangers_parser_reads_the_same_in_turtle_and_rdf(codes: tuple[Code, ...], text: str) -> None:
    things = described(_version(*codes), BASE)
    turtle = rdflib.Graph().parse(data=skos_turtle.write(things), format="turtle")
    xml = rdflib.Graph().parse(data=skos_rdf.write(things), format="xml")
    assert set(turtle) == set(xml)
    said = sum(len(one.labels) for one in codes)
    labels = set(turtle.subject_objects(rdflib.SKOS.prefLabel))
    assert len({one for one in labels if "#facet-" not in str(one[0])}) == said
    one = rdflib.Graph().parse(data=f"<urn:a> <urn:b> {skos_turtle.literal(Literal(text, 'ar'))} .", format="turtle")
    assert [str(found) for found in one.objects()] == [text]


def test_the_listed_codebook_as_skos() -> None:
    version = listed()[DEFAULT][0]
    root = etree.fromstring(skos_rdf.write(described(version, BASE)))
    concepts = root.findall(f"{SKOS}Concept")
    assert len(concepts) == len(version.codes)
    labels = concepts[0].findall(f"{SKOS}prefLabel")
    assert [one.get("{http://www.w3.org/XML/1998/namespace}lang") for one in labels] == ["en", "es", "fr", "ar"]
    assert len(root.findall(f"{SKOS}Collection")) == 5
    assert len(root.findall(f"{SKOS}ConceptScheme/{SKOS}hasTopConcept")) == len(
        [one for one in version.codes if not one.broader]
    )


def test_what_became_of_older_codes_is_said_as_matches() -> None:
    def codes(*keys: str) -> tuple[Code, ...]:
        return tuple(Code(key, {"en": key}) for key in keys)

    old = CodebookVersion(BOOK, 1, "published", codes("a", "b", "c"))
    new = CodebookVersion(BOOK, 2, "published", codes("a", "d", "e"), maps={"b": ("d", "e"), "c": ()})
    text = skos_turtle.write(described(new, BASE, moves(old, new))).decode()
    at = f"{BASE}/api/v1/codebooks/book/versions"
    assert f"skos:exactMatch <{at}/1#a>" in text
    assert text.count(f"skos:closeMatch <{at}/1#b>") == 2
    assert f"{at}/1#c" not in text


def test_skos_of_other_programs_is_read() -> None:
    content = b"""<?xml version="1.0"?>
    <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:skos="http://www.w3.org/2004/02/skos/core#">
      <rdf:Description rdf:about="http://x.example/Land-Grab">
        <rdf:type rdf:resource="http://www.w3.org/2004/02/skos/core#Concept"/>
        <skos:prefLabel xml:lang="en-GB">Land grab</skos:prefLabel>
        <skos:prefLabel xml:lang="de">Landraub</skos:prefLabel>
        <skos:definition>Land taken.</skos:definition>
      </rdf:Description>
      <skos:Concept rdf:about="http://x.example/1"><skos:prefLabel xml:lang="ar">\xd8\xad\xd9\x82</skos:prefLabel>
        <skos:broader rdf:resource="http://x.example/Land-Grab"/></skos:Concept>
    </rdf:RDF>"""
    codes, faults = skos_rdf.read(content)
    assert codes == (
        Code("land_grab", {"en": "Land grab"}, {"en": "Land taken."}),
        Code("code_1", {"ar": "حق"}, broader="land_grab"),
    )
    assert [(one.code, dict(one.params)) for one in faults] == [("codebook.row.languages", {"languages": "de"})]


@pytest.mark.parametrize(
    "content",
    [
        b"not xml",
        b'<!DOCTYPE r [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><r>&b;</r>',
        b'<!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/passwd">]><r>&x;</r>',
    ],
)
def test_what_is_no_rdf_or_does_harm_is_refused(content: bytes) -> None:
    with pytest.raises(Invalid) as refused:
        skos_rdf.read(content)
    assert refused.value.code == "codebook.file.xml"


def test_an_encoding_of_no_name_and_more_concepts_than_a_codebook_holds_are_refused() -> None:
    for content, code in (
        (b'<?xml version="1.0" encoding="x-none"?><a/>', "codebook.file.xml"),
        (skos_rdf.write(()).replace(b"/>", b">" + b"<skos:Concept/>" * 501 + b"</rdf:RDF>"), "codebook.most"),
    ):
        with pytest.raises(Invalid) as refused:
            skos_rdf.read(content)
        assert refused.value.code == code
