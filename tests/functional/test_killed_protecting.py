"""A process is killed while it protects somebody: afterwards nothing has happened, or nothing of what is withheld is
found by anybody it is withheld from, neither before the next worker run nor after it.
"""

from __future__ import annotations

import signal

import pytest

from caselaw.access.viewer import ANYONE, OPERATOR, Viewer
from caselaw.domain.document import Facts, Party
from caselaw.domain.errors import EncoderUnavailable
from caselaw.domain.identifiers import DocumentId
from caselaw.domain.intake.hold import HoldReason
from caselaw.domain.searching.questions import SearchQuery
from caselaw.domain.veil.access import Wanted
from caselaw.search.encoder import open_encoder
from caselaw.services.intake.holding import hold
from caselaw.wiring import Services
from tests.factories import a_record
from tests.functional.test_killed import Installation, assert_repaired, finish, here, installation, settled, wait_until

__all__ = ["here", "installation"]

EDITOR = Viewer("erin", frozenset({"editor"}))
MEMBER = Viewer("mara", frozenset({"member"}))
OPEN = "The prison was inspected by the Commission in the spring of that year, and nobody objected to that."
HIDDEN = "The factory poured vermilion waste into the river and Rosa Quispe fell ill from the water she drank."
POISONED = "a company poisoned the water of a village and a woman became sick"


def stored(services: Services) -> DocumentId:
    parties = (Party("Rosa Quispe", "applicant"),)
    facts = Facts(kind="judgment", title="Quispe v. Factory", court="za-cc", country="ZAF", parties=parties)
    document = services.intake.store(a_record(key="river", texts=(OPEN, HIDDEN), facts=facts), viewer=OPERATOR).id
    wait_until(lambda: settled(services))
    return document


def kill(installation: Installation, how: str, document: DocumentId, moment: str) -> None:
    child = installation.child("tests.functional.children", "protect_and_die", how, document, moment)
    finish(child, -signal.SIGKILL)


def finds(services: Services, word: str, viewer: Viewer = ANYONE) -> bool:
    """A search counts or shows a document for the word, or a name is completed with it."""
    answer = services.search.search(SearchQuery(word, mode="lexical"), viewer=viewer)
    listed = any(one.count for counts in answer.facets.values() for one in counts)
    completed = services.completing.complete(word, reader="en", viewer=viewer)
    return bool(answer.documents or any(answer.total.values()) or listed or completed or answer.spellings)


@pytest.mark.parametrize(
    ("how", "word", "moment"),
    [
        ("name", "quispe", "inside"),
        ("name", "quispe", "taking"),
        ("name", "quispe", "taken"),
        ("passage", "vermilion", "inside"),
        ("passage", "vermilion", "committed"),
    ],
)
def test_killed_while_something_is_withheld(
    installation: Installation, here: Services, how: str, word: str, moment: str
) -> None:
    document = stored(here)
    kill(installation, how, document, moment)
    said = str(here.documents.paragraphs(document, viewer=ANYONE)).casefold()
    assert (word in said) == (moment == "inside")
    assert finds(here, word) == (moment == "inside")
    assert_repaired(here, documents=1)
    assert finds(here, word) == (moment == "inside")
    assert finds(here, word, MEMBER)


@pytest.mark.parametrize("moment", ["inside", "committed"])
def test_killed_while_a_draft_is_published(installation: Installation, here: Services, moment: str) -> None:
    document = stored(here)
    with here.store.begin("erin") as work:
        held: HoldReason = "upload"
        hold(work, here.documents.get(document, viewer=ANYONE), held)
    here.restricting.restrict(document, Wanted("members", anchor="p-2"), viewer=EDITOR)
    wait_until(lambda: settled(here))
    revision = here.documents.get(document, viewer=EDITOR).revision
    assert not finds(here, "inspected")
    kill(installation, str(revision), document, moment)
    public = here.documents.counts(viewer=ANYONE).documents == 1
    assert public == (moment != "inside")
    assert not finds(here, "vermilion")
    wait_until(lambda: settled(here))
    assert here.indexing.check(viewer=OPERATOR).agrees
    assert finds(here, "inspected") == public
    assert not finds(here, "vermilion")


def test_killed_while_the_index_is_built_anew(installation: Installation, here: Services) -> None:
    """All is read, something is restricted, its writer dies before the new index is told, and then the builder does."""
    document = stored(here)
    with installation.child("tests.functional.children", "rebuild_and_die", reading=True) as builder:
        try:
            assert builder.stdout is not None
            assert builder.stdout.readline() == "read\n"
            here.restricting.restrict(document, Wanted("members", anchor="p-2"), viewer=EDITOR)
            finish(installation.child("tests.functional.children", "die_before_noting"), -signal.SIGKILL)
            for _ in range(3):  # the next worker finds the old index as it should be
                here.indexing.apply_pending()
            assert not finds(here, "vermilion")
            builder.communicate("go on\n", timeout=60)
        finally:
            builder.kill()
    assert builder.returncode == -signal.SIGKILL
    assert not finds(here, "vermilion")
    assert_repaired(here, documents=1)
    assert not finds(here, "vermilion")
    assert finds(here, "vermilion", MEMBER)


def test_killed_before_the_vectors_are_made_again(installation: Installation, here: Services) -> None:
    try:
        open_encoder()
    except EncoderUnavailable as absent:
        pytest.skip(f"the encoder is not installed: {absent.code}")
    document = stored(here)
    here.encoding.encode(viewer=OPERATOR)
    assert nearest(here) == "p-2"
    kill(installation, "passage", document, "committed")
    assert nearest(here) is None
    wait_until(lambda: settled(here))
    assert nearest(here) is None  # nobody has encoded what is left
    here.encoding.encode(viewer=OPERATOR)
    assert nearest(here) != "p-2"


def nearest(services: Services) -> str | None:
    """The paragraph that a search by meaning shows first to the public, of whatever it finds."""
    answer = services.search.search(SearchQuery(POISONED, mode="semantic"), viewer=ANYONE)
    return answer.documents[0].paragraphs[0].anchor if answer.documents else None
