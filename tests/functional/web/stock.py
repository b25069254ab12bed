"""What the site of the tests holds, and small words to read its pages with."""

from __future__ import annotations

import re
import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from html.parser import HTMLParser
from pathlib import Path

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from caselaw.access.viewer import OPERATOR
from caselaw.domain.audience import MEMBERS, group_audience
from caselaw.domain.document import Facts, SourceFile
from caselaw.domain.documentation.allegation import Allegation
from caselaw.domain.identifiers import DocumentId
from caselaw.domain.languages import LANGUAGES
from caselaw.domain.people.belonging import Group
from caselaw.settings import Settings
from caselaw.wiring import Services, build
from tests.factories import a_record
from tests.factories.files import paragraphs_pdf

PASSWORD = "correct horse battery"
HOSTILE = "<script>alert('title')</script><b>&amp;"
MEMBERS_WORD, GROUP_WORD = "quicksilver", "cinnabar"
ORIGINAL = b"<script>alert('file')</script>"
OWN_KIND = "pleading"  # no public document is of this kind
_MADE: dict[Path, Mapping[str, DocumentId]] = {}


@dataclass(frozen=True)
class Stock:
    """The services, and the ids of the documents by a short name."""

    services: Services
    ids: Mapping[str, DocumentId]


def settings(folder: Path, **more: str) -> Settings:
    """Settings of a site under `folder`."""
    return Settings.from_env(
        {
            "CASELAW_DATABASE_URL": f"sqlite:///{folder}/caselaw.db",
            "CASELAW_SEARCH_URL": f"tantivy:{folder}/index",
            "CASELAW_FILES": f"{folder}/files",
            **more,
        }
    )


def stocked(folder: Path, migrated: Path) -> Stock:
    """A site with four language versions of one judgment, a summary, a hostile title, and two restricted documents.

    It is made once, beside the `migrated` database, and copied into `folder`.
    """
    first = migrated.with_name("stocked")
    if migrated not in _MADE:
        _MADE[migrated] = _made(first, migrated)
    shutil.copytree(first, folder, dirs_exist_ok=True)
    return Stock(build(settings(folder)), dict(_MADE[migrated]))


def _made(folder: Path, migrated: Path) -> Mapping[str, DocumentId]:
    folder.mkdir()
    shutil.copy(migrated, folder / "caselaw.db")
    services = build(settings(folder))
    services.groups.add(Group("mining", {"en": "Mining"}), viewer=OPERATOR)
    services.accounts.add("alice@example.org", PASSWORD, groups=("mining",), viewer=OPERATOR)
    services.accounts.add("bob@example.org", PASSWORD, viewer=OPERATOR)
    records = {
        **{language: a_record(language, key=f"web:{language}", work_key="web:reed") for language in LANGUAGES},
        "summary": a_record(key="web:summary", texts=("A summary about dispossession.",), facts=_summary()),
        "hostile": a_record(key="web:hostile", title=HOSTILE, texts=(f"Hostile paragraph {HOSTILE}",)),
        "members": a_record(
            key="web:members",
            texts=(f"Notes on {MEMBERS_WORD}.",),
            access=MEMBERS,
            facts=Facts(kind=OWN_KIND, title="Notes for members", country="PER"),
        ),
        "group": a_record(
            "es",
            key="web:group",
            work_key="web:reed",  # a restricted version of a public work
            texts=(f"Testimonio sobre {GROUP_WORD}.",),
            access=group_audience("mining"),
            facts=Facts(kind=OWN_KIND, title="Testimonio minero", country="BOL"),
        ),
    }
    ids = {name: services.intake.store(record, viewer=OPERATOR).id for name, record in records.items()}
    file = SourceFile(sha256(ORIGINAL).hexdigest(), "secret names.html", "html", len(ORIGINAL))
    with_file = a_record(key="web:file", source=file, access=group_audience("mining"))
    ids["with file"] = services.intake.store(with_file, viewer=OPERATOR, original=ORIGINAL).id
    pages = paragraphs_pdf([["A page of the original, with its words."], ["Another page."]])
    scanned = SourceFile(sha256(pages).hexdigest(), "judgment.pdf", "pdf", len(pages), 2, "native")
    with_pages = a_record(key="web:pages", source=scanned, access=group_audience("mining"))
    ids["with pages"] = services.intake.store(with_pages, viewer=OPERATOR, original=pages).id
    services.indexing.rebuild(viewer=OPERATOR)
    while not services.relating.apply_pending().idle:
        pass
    while services.alignments.apply_pending():
        pass
    services.close()
    return ids


def _summary() -> Facts:
    return Facts(
        kind="summary",
        title="Villagers v. Example Mining",
        headline="Land taken without consultation",
        summary_of="Villagers v. Example Mining [2009] EX 1",
        of_kind="judgment",
        country="ZAF",
        allegations=(
            Allegation("Example Mining", "It took land.", "found", "[2009] EX 1", "operator", "CAN", "EX Court"),
            Allegation("Example Holding", "The parent knew.", "alleged", "Complaint of 2008"),
        ),
    )


def sign_in(client: FlaskClient, email: str, password: str, **form: str) -> FlaskClient:
    """Sign in by the form, as a browser does."""
    answer = try_login(client, email, password, **form)
    assert answer.status_code == 303, answer.text
    return client


def try_login(client: FlaskClient, email: str, password: str, language: str = "en", **form: str) -> TestResponse:
    """What the form answers."""
    token = csrf(client.get(f"/{language}/login").text)
    values = {"csrf_token": token, "email": email, "password": password, **form}
    return client.post(f"/{language}/login", data=values)


def csrf(page: str) -> str:
    """The token of the first form that has one."""
    found = re.search(r'name="csrf_token" value="([^"]+)"', page)
    assert found, "no form with a token"
    return found.group(1)


class Page(HTMLParser):
    """A page taken apart: its elements with their attributes, and its text."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.text += data

    def all(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.elements if name == tag]

    def links(self) -> list[str]:
        return [str(link["href"]) for link in self.all("a") if link.get("href")]
