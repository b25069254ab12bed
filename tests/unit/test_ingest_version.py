"""Which version of a text it is, and where it was taken from, in the words that texts use of themselves."""

from __future__ import annotations

import pytest

from ingest.commit import record
from ingest.draft import Draft
from ingest.stages import default

_BODY = {
    "en": "1. The applicants ask the court to find that they were evicted from their homes without any notice.",
    "es": "1. Los demandantes piden a la corte que declare que fueron desalojados de sus casas sin aviso.",
    "fr": "1. Les requérants demandent à la cour de dire qu’ils ont été expulsés de leurs maisons sans préavis.",
    "ar": "1. يطلب المدعون من المحكمة أن تقضي بأنهم أُخلوا من مساكنهم دون إنذار سابق.",
}


def read(line: str, language: str = "en") -> Draft:
    return default().run(Draft("x.txt", f"{line}\n\n{_BODY[language]}\n\n{_BODY[language][3:]}".encode()))


@pytest.mark.parametrize(
    ("line", "language", "status"),
    [
        ("Unofficial translation", "en", "unofficial"),
        ("(Non-official English translation)", "en", "unofficial"),
        ("Traduction non officielle", "fr", "unofficial"),
        ("Traducción no oficial", "es", "unofficial"),
        ("ترجمة غير رسمية", "ar", "unofficial"),
        ("Courtesy translation", "en", "unofficial"),
        ("Translation", "en", "unofficial"),
        ("Official translation", "en", "official"),
        ("Translated by the Registry", "en", "official"),
        ("Traducción oficial", "es", "official"),
        ("Traduction officielle", "fr", "official"),
        ("Original: Spanish", "en", "official"),
        ("Original: English", "en", "original"),
        ("Original: español", "es", "original"),
        ("Original : anglais", "fr", "official"),
        ("الأصل: بالإنكليزية", "ar", "official"),
        ("The Spanish text is official", "en", "unofficial"),
        ("El texto en español es el único auténtico", "es", "original"),
        ("Done in English, the English text being authoritative.", "en", "original"),
        ("Machine translation", "en", "machine"),
        ("Original: English and French", "en", "unknown"),
        ("The translation of the deed was before the court", "en", "unknown"),
        ("JUDGMENT", "en", "unknown"),
    ],
)
def test_the_status_of_a_version(line: str, language: str, status: str) -> None:
    draft = read(line, language)
    assert draft.status == status
    assert record(draft).status == status


def test_the_language_of_the_original_is_a_claim_with_its_passage() -> None:
    (claim,) = [claim for claim in read("The Spanish text is official").claims if claim.field == "version.original"]
    assert (claim.value, claim.paragraph) == ("es", "p-u1")


@pytest.mark.parametrize(
    ("line", "claims"),
    [
        ("https://example.org/decisions/12", ["source.url https://example.org/decisions/12"]),
        ("Available at: https://example.org/d/12 (accessed on 3 May 2011)",
         ["source.accessed 2011-05-03", "source.url https://example.org/d/12"]),
        ("Disponible en https://example.org/d/12, consultado el 3 de mayo de 2011",
         ["source.accessed 2011-05-03", "source.url https://example.org/d/12"]),
        ("Source: https://example.org/d/12, downloaded by Jane Rivers",
         ["source.person Jane Rivers", "source.url https://example.org/d/12"]),
        ("The company says on https://example.org/about that nobody was harmed by what it did there", []),
    ],
)  # fmt: skip
def test_where_a_text_was_taken_from(line: str, claims: list[str]) -> None:
    found = [claim for claim in read(line).claims if claim.field.startswith("source.")]
    assert sorted(f"{claim.field} {claim.value}" for claim in found) == claims


def test_a_page_says_its_own_address() -> None:
    page = (
        "<html><head><title>T</title><link rel='canonical' href='https://example.org/d/12'></head>"
        "<body><p>One.</p><p>Two.</p><p>Three.</p></body></html>"
    )
    (claim,) = [c for c in default().run(Draft("x.html", page.encode())).claims if c.field == "source.url"]
    assert (claim.value, claim.source) == ("https://example.org/d/12", "declared")
