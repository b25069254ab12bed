"""The guide of operators and the files in `deploy/`: every command says how it is tested, every unit can be read."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from caselaw.exchange import office_door
from caselaw.services.solidarity import files as solidarity_files
from caselaw.services.tracking import evidence_files
from caselaw.settings import Settings
from tests.house.sources import ROOT
from tests.operate.guide import FORMS, GUIDE, blocks, of

DEPLOY = ROOT / "deploy"
UNITS = sorted(path for path in (DEPLOY / "systemd").glob("caselaw*.*") if path.is_file())
MOST_EXPOSED = 15  # tenths
HARDENED = (DEPLOY / "systemd/caselaw-.service.d/hardened.conf").read_text(encoding="utf-8")


def test_each_block_of_the_guide_says_how_it_is_run_or_why_not() -> None:
    for block in blocks():
        assert block.forms or len(block.why) > 20, block
    for form in FORMS:
        assert len(of(form)) >= 3


def test_the_guide_brings_every_file_of_deploy_to_its_place() -> None:
    guide = GUIDE.read_text(encoding="utf-8")
    by_units = "".join(unit.read_text(encoding="utf-8") for unit in UNITS) + (DEPLOY / "nginx.conf").read_text("utf-8")
    for path in DEPLOY.iterdir():
        named = f"deploy/{path.name}"
        assert named in guide or named in by_units, named
    for named in re.findall(r"[\s\"`]deploy/([\w./-]+\w)", guide):
        assert (DEPLOY / named).exists(), named


@pytest.mark.parametrize("sample", ["settings.env", "settings-office.env"])
def test_sample_settings_are_understood(sample: str) -> None:
    lines = (DEPLOY / sample).read_text(encoding="utf-8").splitlines()
    given = dict(line.split("=", 1) for line in lines if line and not line.startswith("#"))
    known = Settings.from_env(given)
    assert known.secure
    assert known.files.is_absolute()
    offered = [line[1:].split("=", 1) for line in lines if re.match(r"#CASELAW_", line)]
    assert Settings.from_env({**given, **dict(offered)}) != known or not offered


@pytest.fixture
def units(tmp_path: Path) -> list[str]:
    """The units in a folder of this test, with a command that is here in place of ours."""
    if not shutil.which("systemd-analyze"):
        pytest.skip("systemd-analyze is not installed")
    shutil.copytree(DEPLOY / "systemd", tmp_path / "units")
    for unit in (tmp_path / "units").glob("*.service"):
        text = re.sub(r"(?m)^(Exec\w+=)\S+", r"\1/bin/true", unit.read_text(encoding="utf-8"))
        unit.write_text(re.sub(r"file:///opt/caselaw", "file:///tmp", text), encoding="utf-8")
    (tmp_path / "units" / "caselaw-worker@1.service").symlink_to("caselaw-worker@.service")
    return [str(tmp_path / "units" / unit.name.replace("@.", "@1.")) for unit in UNITS]


def test_systemd_reads_every_unit(units: list[str]) -> None:
    done = _analyzed("verify", "--man=no", *units)
    ours = [line for line in (done.stdout + done.stderr).splitlines() if "caselaw" in line]
    assert (ours, done.returncode) == ([], 0)


def test_no_service_is_more_exposed_than_it_was(units: list[str]) -> None:
    """What systemd counts, from 0 (nothing to take hold of) to 10; a service that is fenced in by nothing has 9.6."""
    services = [unit for unit in units if unit.endswith(".service")]
    done = _analyzed("security", "--offline=yes", f"--threshold={MOST_EXPOSED}", *services)
    counted = re.findall(r"exposure level for (\S+): (\S+)", done.stdout)
    assert len(counted) == len(services), done.stderr
    assert done.returncode == 0, counted


def _analyzed(*words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(["systemd-analyze", *words], capture_output=True, text=True, check=False)


def test_every_service_falls_under_the_hardened_form() -> None:
    """systemd reads the drop-in for each unit whose name begins with `caselaw-`."""
    assert all(unit.name.startswith("caselaw-") for unit in UNITS if unit.suffix == ".service")
    for told in ("User=caselaw", "NoNewPrivileges=yes", "ProtectSystem=strict", "LimitCORE=0", "MemorySwapMax=0"):
        assert f"\n{told}\n" in HARDENED
    for unit in UNITS:
        assert not re.search(r"(?m)^(User|NoNewPrivileges|ProtectSystem|PrivateTmp)=", unit.read_text(encoding="utf-8"))


@pytest.mark.parametrize("name", ["away.html", "too-large.html"])
def test_a_page_of_the_proxy_asks_for_nothing_and_speaks_four_languages(name: str) -> None:
    page = (DEPLOY / name).read_text(encoding="utf-8")
    assert set(re.findall(r'lang="(\w+)"', page)) == {"en", "es", "fr", "ar"}
    assert not re.search(r"(?i)src=|href=|url\(|<script", page), "the site that could answer is away"


@pytest.mark.parametrize(
    ("address", "most"),
    [
        ("/en/measures/a1", evidence_files.LARGEST),
        ("/ar/interventions/a1", evidence_files.LARGEST),
        ("/es/tables/a1/return", office_door.MOST_BYTES),
        ("/fr/t/a1/return", office_door.MOST_BYTES),
        ("/api/v1/tables/a1/returns/b2", office_door.MOST_BYTES),
        ("/en/solidarity/a1/files", solidarity_files.LARGEST),
        ("/en/upload", Settings.from_env({}).upload_all * 1_000_000),
    ],
)
def test_the_proxy_lets_through_what_the_site_takes(address: str, most: int) -> None:
    """With the form around it; a file of the size that a page names is never refused before it comes to the site."""
    sample = (DEPLOY / "nginx.conf").read_text(encoding="utf-8")
    default, *others = re.findall(r"client_max_body_size (\d+)m;", sample)
    places = re.findall(r'location ~ "([^"]+)" \{', sample)
    here = [size for place, size in zip(places, others, strict=True) if re.search(place, address)]
    assert int((here or [default])[0]) * 1024 * 1024 >= most + 100_000
