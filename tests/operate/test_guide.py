"""From a bare Debian to a served page, by the commands of the guide alone: `make operate-test`, as root.

Not among the other tests: each form takes minutes, and `.ci/run` begins them beside the checks. The server's
Elasticsearch is the one that CASELAW_TEST_ELASTICSEARCH_SECURE names, in the place of the one that the guide installs.
"""

from __future__ import annotations

import re
import shutil
import ssl
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import ExitStack

import pyrage
import pytest

from tests.conftest import outside
from tests.operate.chroot import without_systemd
from tests.operate.guide import of
from tests.operate.machine import Machine, Unable, bare_folder, bring_program, with_systemd

pytestmark = pytest.mark.operate

NAME, EMAIL, PASSWORD = "localhost", "mara@example.org", "correct horse battery staple"
QUERY = "zanzibarquestion"
FOLDER = "/root/caselaw"


@pytest.fixture
def machine(request: pytest.FixtureRequest) -> Iterator[Machine]:
    """A bare Debian with its systemd; in a chroot, where this machine may begin none."""
    with ExitStack() as stack:
        try:
            root = stack.enter_context(bare_folder())
        except Unable as cause:
            pytest.skip(str(cause))
        try:
            bare = stack.enter_context(with_systemd(root))
        except Unable as cause:
            if request.node.name != "test_an_office":
                pytest.skip(f"{cause}: of the forms the office's alone was seen to run in a chroot")
            with request.config.pluginmanager.getplugin("capturemanager").global_and_fixture_disabled():
                print(f"In a chroot, with a stand-in for systemd: {cause}")
            bare = stack.enter_context(without_systemd(root))
        yield bare


def test_a_laptop(machine: Machine) -> None:
    machine.run("useradd --create-home ann")
    bring_program(machine, "/home/ann/caselaw", "ann")
    known = {"EMAIL": EMAIL, "PASSWORD": PASSWORD}
    for block in of("laptop"):
        if "stays" in block.notes:
            process = machine.begin(block.text, user="ann", folder="/home/ann/caselaw")
            try:
                wait_until(lambda: status("http://127.0.0.1:8000/en/") == 200)
                assert "housing" in page("http://127.0.0.1:8000/en/search?q=housing").lower()
            finally:
                machine.end(process)
        else:
            user = "root" if "root" in block.notes else "ann"
            machine.run(block.text, user=user, folder="/home/ann/caselaw", known=known)


def test_an_office(machine: Machine) -> None:
    followed(machine, "office", {})
    served(machine)
    left_no_query(machine)


def test_a_server(machine: Machine) -> None:
    url, _, password, authority = outside("CASELAW_TEST_ELASTICSEARCH_SECURE").split("|")
    certs = machine.root / "etc/elasticsearch/certs"
    certs.mkdir(parents=True)
    shutil.copy(authority, certs / "http_ca.crt")
    followed(machine, "server", {"ELASTIC_PASSWORD": password}, {"https://127.0.0.1:9200": url})
    served(machine)
    for unit in ("caselaw-web", "caselaw-worker@1", "caselaw-limits"):
        machine.run(f"systemctl kill --signal=KILL {unit}")
    wait_until(lambda: status(f"https://{NAME}/health/ready") == 200)
    wait_until(lambda: status(f"https://{NAME}/en/search?q={QUERY}") == 200)
    machine.run("systemctl is-active caselaw-web caselaw-worker@1 caselaw-limits postgresql nginx")
    machine.run("systemctl stop caselaw.target")
    assert status(f"https://{NAME}/en/") == 503
    left_no_query(machine)


def followed(
    machine: Machine, form: str, known: dict[str, str], elsewhere: dict[str, str] | None = None
) -> None:  # fmt: skip
    """Every block of this form, in one shell, as somebody at the machine would type them."""
    bring_program(machine, FOLDER, "root")
    script = ""
    for block in of(form):
        script += f"echo '== docs/operate.md:{block.line}' >&2\n{block.text}"
    for said, here in (elsewhere or {}).items():
        path = machine.root / FOLDER[1:] / "deploy/settings.env"
        path.write_text(path.read_text(encoding="utf-8").replace(said, here), encoding="utf-8")
        script = script.replace(said, here)
    recipient = str(pyrage.x25519.Identity.generate().to_public())
    known = {"NAME": NAME, "EMAIL": EMAIL, "PASSWORD": PASSWORD, "RECIPIENT": recipient, **known}
    machine.run(script, folder=FOLDER, known=known)
    if machine.fenced:  # the rules of the firewall, read by the machine's nft in a network of nobody
        rules = ["nft", "--check", "--file", f"{FOLDER}/deploy/nftables.conf"]
        subprocess.run(["unshare", "--net", "chroot", str(machine.root), *rules], check=True)


def served(machine: Machine) -> None:
    """The page is served by https, a document that is taken in is found by its words, and nobody else is let in."""
    wait_until(lambda: status(f"https://{NAME}/en/") == 200)
    machine.run(
        "printf 'The court held that forced eviction from %s violates the right to housing.\\n' Kinkajouville"
        " > /tmp/case.txt && chmod 644 /tmp/case.txt && caselaw ingest /tmp/case.txt --access public"
    )
    wait_until(lambda: "Kinkajouville" in page(f"https://{NAME}/en/search?q=kinkajouville"))
    assert status(f"https://{NAME}/en/search?q={QUERY}") == 200
    assert status(f"https://{NAME}/metrics") in (403, 404)
    unsafe = [line for line in machine.run("caselaw check || true").splitlines() if line.startswith("✗")]
    assert unsafe == []
    assert machine.run("stat --format='%a %U' /etc/caselaw/settings.env /var/lib/caselaw").split() == [
        "600", "root", "700", "caselaw",
    ]  # fmt: skip


def left_no_query(machine: Machine) -> None:
    """No file of the machine holds a word that somebody looked for: no log, no journal, no temporary file."""
    machine.run("journalctl --flush; nginx -s stop || true")
    found = machine.run(f"grep --recursive --files-with-matches --binary-files=text {QUERY} /var /tmp /run || true")
    assert found.split() == []


def status(address: str) -> int:
    """The status of an answer; 0 where there is none."""
    try:
        with urllib.request.urlopen(address, timeout=20, context=_trusting()) as answer:  # noqa: S310 - our own
            code: int = answer.status
            return code
    except urllib.error.HTTPError as refused:
        with refused:
            return refused.code
    except OSError:
        return 0


def page(address: str) -> str:
    with urllib.request.urlopen(address, timeout=20, context=_trusting()) as answer:  # noqa: S310 - our own
        return re.sub(r"<[^>]+>", "", answer.read().decode())


def _trusting() -> ssl.SSLContext:
    context = ssl.create_default_context()
    context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
    return context


def wait_until(holds: Callable[[], bool], seconds: float = 90.0) -> None:
    until = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < until, "it never came true"
        time.sleep(0.5)
