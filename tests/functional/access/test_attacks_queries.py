"""What is put into an address by hand: any value of any parameter of any page is answered in words, never by a fault
of ours, never with a trace, never by a way elsewhere, and never comes back as markup."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from tests.functional.access.asking import ASKED, ask
from tests.functional.access.people import PEOPLE, Site
from tests.hostile import hostile

ROOT = Path(__file__).resolve().parents[3]
ADMINISTRATOR = next(person for person in PEOPLE if person.name == "administrator")
MARK = "<script>alert(1)</script>"
VALUES = (
    MARK + "\"'>", "' OR 1=1; DROP TABLE documents; --", "https://evil.example/", "//evil.example\r\nX-Planted: 1",
    "-1", "99999999999999999999", "\x00\ud800\u202e", "{{7*7}}%s%n${7*7}", "../../../../etc/passwd",
    *hostile(2, seed=6),
)  # fmt: skip
_READ = re.compile(r"""(?:args(?:\.get|\.getlist)?[\[(]|whole\(|_LEFT_OUT|FILTERS\s*=\s*\()\s*["'](\w+)["']""")
_MORE = (
    "q", "sort", "size", "own", "other", "from", "to", "year", "country", "court", "view", "columns", "layer", "fold",
    "within", "mode", "like", "format", "who", "action", "subject", "since", "until", "before", "after", "light",
    "reader", "text", "paragraph", "paragraphs", "page", "mark", "show", "saved", "done", "next", "kind", "language",
)  # fmt: skip


def parameters() -> set[str]:
    """Every name that a view or a form of the API reads from an address, as the code spells it."""
    sources = [*(ROOT / "web").rglob("*.py"), *(ROOT / "search_api").rglob("*.py")]
    return {*_MORE, *(name for path in sources for name in _READ.findall(path.read_text(encoding="utf-8")))}


NAMES = tuple(sorted(parameters()))


@pytest.mark.parametrize("endpoint", ASKED)
def test_any_value_of_any_parameter_is_answered(read_only: Site, endpoint: str) -> None:
    for value in VALUES:
        sent = dict.fromkeys(NAMES, value[:300])
        answer = ask(read_only, "GET", endpoint, ADMINISTRATOR, "en", sent)
        assert answer.status_code < 500 or endpoint == "ready", (value, answer.text[:300])
        assert MARK not in answer.text or answer.mimetype != "text/html"
        assert "Traceback" not in answer.text
        assert "sqlalchemy" not in answer.text.lower()
        assert "X-Planted" not in answer.headers
        assert not urlsplit(answer.headers.get("Location", "")).netloc
