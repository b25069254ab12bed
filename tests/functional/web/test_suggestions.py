"""Suggestions to a coder in the site: with their reasons, judged by a person alone, and in a blind round off until she
has finished it, whatever others code."""

from __future__ import annotations

import re

import pytest

from caselaw.access.viewer import OPERATOR
from caselaw.domain.audience import PUBLIC, group_audience
from caselaw.domain.codebook.codes import Code
from caselaw.domain.errors import EncoderUnavailable
from caselaw.domain.veil.restrictions import Passage, Restriction, Span
from caselaw.search.encoder import open_encoder
from caselaw.services.coding.coding_asked import CodingAsked
from caselaw.store.withholding import sealing
from caselaw.wiring import Services
from tests.factories import a_record
from tests.functional.web.coded import CODE, Coded, coded

TOKEN = re.compile(r'name="csrf_token" value="[^"]+"')
LIKE = "Members of the committee had their travel paid by the mining company before they drafted the code."
FAR = "The applicants bear the costs of these proceedings, which are assessed in a separate order."
WORDS = "paid the travel of three members of the committee"


@pytest.fixture
def office(services: Services) -> Coded:
    found = coded(services)
    third = services.intake.store(
        a_record(key="coded:third", texts=(FAR, LIKE), title="Mining case", access=PUBLIC), viewer=OPERATOR
    )
    return Coded(services, (*found.documents, third.id))


def page(office: Coded, name: str, round_id: str, code: str = CODE, language: str = "en") -> str:
    answer = office.client(name).get(f"/{language}/rounds/{round_id}/suggestions?code={code}")
    assert answer.status_code == 200, answer.text
    return TOKEN.sub("", answer.text)


def open_round(office: Coded) -> str:
    round_id = office.round(blind="")
    assert office.code("cora", round_id, anchor="p-1", words=WORDS).status_code == 303
    return round_id


def judge(office: Coded, round_id: str, do: str, **form: str) -> int:
    where = f"/en/rounds/{round_id}/suggestions"
    at = {"code": CODE, "document": str(office.documents[2]), "anchor": "p-2"}
    return office.post("cora", where, at=f"/en/rounds/{round_id}", do=do, **(at | form)).status_code


def test_what_shares_words_with_a_coded_passage_is_suggested_with_them_and_nothing_is_coded(office: Coded) -> None:
    round_id = open_round(office)
    found = page(office, "cora", round_id)
    assert LIKE in found
    assert "Words shared with coded passages:" in found
    assert "committee" in found
    assert FAR not in found
    assert f"at=p-2&amp;code={CODE}" in found
    assert len(office.services.coding.in_round(round_id, viewer=office.viewer("cora"))) == 1
    form = office.client("cora").get(f"/en/documents/{office.documents[2]}/coding?round={round_id}&at=p-2&code={CODE}")
    assert re.search(rf'value="{CODE}" required checked', form.text)


def test_a_suggestion_is_turned_down_for_this_coder_and_taken_back(office: Coded) -> None:
    round_id = open_round(office)
    assert judge(office, round_id, "reject") == 303
    after = page(office, "cora", round_id)
    assert "Turned down by you" in after
    assert LIKE not in after.partition("Turned down by you")[0]
    assert LIKE in page(office, "cleo", round_id)  # it is her own judgement
    assert "turned down a suggestion" in office.client("root").get("/en/audit").text
    assert judge(office, round_id, "restore") == 303
    assert LIKE in page(office, "cora", round_id)


def test_accepting_is_a_coding_of_her_own_with_how_sure_she_is(office: Coded) -> None:
    round_id = open_round(office)
    assert judge(office, round_id, "accept") == 422  # she has to say how sure she is
    assert judge(office, round_id, "accept", anchor="", confidence="2") == 422
    assert judge(office, round_id, "accept", confidence="2") == 303
    kept = office.services.coding.in_round(round_id, viewer=office.viewer("cora"))[-1]
    assert (kept.anchor, kept.quote, kept.confidence, kept.coder) == ("p-2", LIKE, 2, office.account("cora"))
    assert f'<blockquote lang="en" dir="ltr">{LIKE}' not in page(office, "cora", round_id)
    assert judge(office, round_id, "frame") == 422


def test_in_a_blind_round_they_are_off_until_she_has_finished_and_then_tell_nothing_of_others(office: Coded) -> None:
    round_id = office.round()
    office.code("cora", round_id, anchor="p-1", words=WORDS)
    for name in ("cora", "cleo"):
        assert "Suggestions are off" in page(office, name, round_id)
        assert LIKE not in page(office, name, round_id)
    assert judge(office, round_id, "reject") == 409
    for at in (0, 1, 2):
        assert office.post("cleo", office.coding(round_id, at), do="finish", round=round_id).status_code == 303
    assert office.post("cleo", f"/en/rounds/{round_id}", do="finish").status_code == 303
    before = page(office, "cleo", round_id)
    assert "No passage has this code yet" in before
    office.code("cora", round_id, anchor="p-1", words="The company paid the travel")
    assert page(office, "cleo", round_id) == before
    assert LIKE not in before
    office.step(round_id, "adjudicating")
    assert LIKE in page(office, "cleo", round_id)  # now everybody in the group sees what was coded


def test_who_does_not_code_in_the_round_gets_none_and_an_outsider_no_round(office: Coded) -> None:
    round_id = open_round(office)
    for name, status in {"cura": 403, "mina": 403, "root": 404, "otto": 404}.items():
        where = f"/en/rounds/{round_id}/suggestions"
        assert office.client(name).get(f"{where}?code={CODE}").status_code == status, name
        sent = {"do": "reject", "code": CODE, "document": str(office.documents[2]), "anchor": "p-2"}
        at = office.post(name, where, at="/en/account", **sent)
        assert at.status_code == status, name
    assert office.client("cora").get(f"/en/rounds/{round_id}/suggestions?code=none").status_code == 404
    for wrong in ({"document": "0" * 16}, {"anchor": "p-99"}, {"code": "none"}):
        assert judge(office, round_id, "reject", **wrong) == 404
    assert office.site.test_client().get(f"/en/rounds/{round_id}/suggestions").status_code == 404


def test_a_passage_withheld_from_her_is_neither_suggested_nor_a_reason(office: Coded) -> None:
    round_id = open_round(office)
    with office.services.store.begin("test") as work:
        withheld = Restriction(Passage("p-2", Span(14, len(LIKE))), group_audience("other"))
        sealing.restrict(work.connection, office.documents[2], (withheld,))
    assert "drafted the code" not in page(office, "cora", round_id)
    with office.services.store.begin("test") as work:
        withheld = Restriction(Passage("p-1", Span(12, 30)), group_audience("other"))
        sealing.restrict(work.connection, office.documents[0], (withheld,))
    assert "No passage has this code yet" in page(office, "cora", round_id)


def test_the_page_speaks_the_reader_s_language(office: Coded) -> None:
    round_id = open_round(office)
    for language, title in {"es": "Pasajes sugeridos", "fr": "Passages suggérés", "ar": "مقاطع مقترحة"}.items():
        found = page(office, "cora", round_id, language=language)
        assert title in found
        assert "Suggested passages" not in found


def test_what_means_the_same_in_another_language_is_suggested_with_the_passage_it_is_like(office: Coded) -> None:
    try:
        open_encoder()
    except EncoderUnavailable as absent:
        pytest.skip(f"the encoder is not installed: {absent.code}")
    texts = (
        "La empresa pagó el viaje de tres miembros de la comisión.",
        "Las partes asumen las costas de este proceso.",
    )
    record = a_record(key="coded:es", texts=texts, language="es", title="Caso de la mina", access=PUBLIC)
    spanish = office.services.intake.store(record, viewer=OPERATOR)
    office.services.encoding.encode(viewer=OPERATOR)
    round_id = open_round(Coded(office.services, (*office.documents, spanish.id)))
    found = page(office, "cora", round_id)
    assert texts[0] in found
    assert texts[1] not in found
    assert "By its meaning like a passage of Licence case 0:" in found
    assert "(coded by you)" in found
    assert "(coded by another of the round)" in page(office, "cleo", round_id)


def test_older_codes_are_said_in_the_terms_of_the_newest_version(office: Coded) -> None:
    adam, editing = office.viewer("adam"), office.services.codebook_editing
    slug = editing.create({"en": "Money"}, group_audience("water"), viewer=adam)

    def published(number: int) -> None:
        revision = office.services.codebooks.version(adam, slug, number).revision
        editing.publish(slug, number, revision=revision, viewer=adam, accept_missing=True)

    for key in ("bribe", "gift", "loan", "fee"):
        code = Code(key, {"en": key.title()}, {"en": f"A {key}."}, facet="means")
        editing.put_code(slug, 1, code, stood=None, viewer=adam)
    published(1)
    for key in ("bribe", "gift", "loan", "fee"):
        office.services.coding.write(
            office.documents[0], CodingAsked(key, "p-1", confidence=2), viewer=office.viewer("cora"),
            access="group:water", codebook=slug, version=1,
        )  # fmt: skip
    where = f"/en/documents/{office.documents[0]}/codings"
    assert "version 2" not in office.client("cora").get(where).text
    editing.begin_version(slug, viewer=adam)
    for key in ("bribe", "gift", "loan"):
        editing.drop_code(slug, 2, key, viewer=adam)
    for key in ("cash", "favour", "present"):
        code = Code(key, {"en": key.title()}, {"en": f"A {key}."}, facet="means")
        editing.put_code(slug, 2, code, stood=None, viewer=adam)
    editing.set_maps(slug, 2, {"bribe": ["cash", "favour"], "gift": ["present"], "loan": []}, viewer=adam)
    assert "version 2" not in office.client("cora").get(where).text  # nobody who codes sees a draft
    published(2)
    found = office.client("cora").get(where).text
    for given in ("Bribe", "Gift", "Loan", "Fee"):
        assert f"<b>{given}</b>" in found
    assert "was split; which was meant is undecided: Cash / Favour" in found
    assert "In version 2 of the codebook: Present" in found
    assert "this code is no longer there; it is read in version 1." in found
    assert "The same in version 2 of the codebook" in found
