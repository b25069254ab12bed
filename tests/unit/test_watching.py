"""What is counted and said of an installation: nothing is lost when a process is killed, nothing told of who asked."""

from __future__ import annotations

import io
import json
import logging
import os
import signal
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from caselaw.services.watching import metrics
from caselaw.services.watching.lines import REQUEST, JsonLines, begin
from caselaw.services.watching.slow import SlowList
from caselaw.services.watching.tally import Tally, gathered
from caselaw.store.watching import Queue


def test_processes_add_up_and_one_that_is_killed_loses_nothing(tmp_path: Path) -> None:
    ours = Tally(tmp_path)
    ours.add([("seen", 2), ("other", 0.5)])
    ours.put("memory", 10)
    for _ in range(2):  # what was a child's is brought together once, whoever asks and however often
        child = os.fork()
        if child == 0:  # pragma: no cover - ends by a signal that no tracer survives
            ours.add([("seen", 3)])
            ours.put("memory", 99)
            os.kill(os.getpid(), signal.SIGKILL)
        os.waitpid(child, 0)
        assert gathered(tmp_path).gauges == ({"memory": 10},), "the gauge of a process that is gone is gone"
    assert [gathered(tmp_path).counters for _ in range(3)] == [{"seen": 8, "other": 0.5}] * 3
    assert len(list(tmp_path.glob("*.tally"))) == 1
    ours.close()
    ours.add([("seen", 1)])
    assert gathered(tmp_path).counters["seen"] == 9
    ours.close()
    assert gathered(tmp_path).counters["seen"] == 9


def test_what_was_added_up_is_not_added_again_when_its_file_was_left(tmp_path: Path) -> None:
    """Killed between the writing of the sum and the removal of what went into it."""
    one = Tally(tmp_path)
    one.add([("seen", 4)])
    one.close()
    (file,) = tmp_path.glob("*.tally")
    held = file.read_bytes()
    assert gathered(tmp_path).counters == {"seen": 4}
    file.write_bytes(held)
    assert gathered(tmp_path).counters == {"seen": 4}


def test_many_names_and_a_broken_file(tmp_path: Path) -> None:
    tally = Tally(tmp_path)
    tally.add((f'a{{label="{number:05}"}}', number) for number in range(3000))
    counters = gathered(tmp_path).counters
    assert len(counters) == 3000
    assert counters['a{label="02999"}'] == 2999
    (file,) = tmp_path.glob("*.tally")
    (tmp_path / "1-broken.tally").write_bytes(file.read_bytes()[:70_000])
    (tmp_path / "2-empty.tally").write_bytes(b"")
    assert gathered(tmp_path).counters['a{label="00001"}'] == 2
    tally.close()


def test_a_folder_that_cannot_be_written_counts_nothing(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    tally = Tally(tmp_path / "file")
    tally.add([("seen", 1)])
    assert gathered(tmp_path / "file").counters == {}
    SlowList(tmp_path / "file").note("GET /", 1)
    assert SlowList(tmp_path / "file").last() == ()


def test_slow_lines_are_the_latest_and_the_file_stays_small(tmp_path: Path) -> None:
    slow = SlowList(tmp_path)
    for number in range(3000):
        slow.note("GET /<language>/search", number, status=200, request="abc")
    found = slow.last(3)
    assert [one.ms for one in found] == [2999, 2998, 2997]
    assert found[0].at.endswith(":00+00:00"), "to the minute"
    assert (tmp_path / "slow.jsonl").stat().st_size < 300_000
    with (tmp_path / "slow.jsonl").open("a") as file:
        file.write("{half a li")
    assert slow.last(1)[0].ms == 2999


@pytest.mark.parametrize(
    ("rule", "method", "told"),
    [
        ('/<any("en", "es"):language>/documents/<document_id>', "GET", ("/<language>/documents/<document_id>", "GET")),
        ("/<path:rest>", "PROPFIND", ("/<rest>", "OTHER")),
        (None, "GET", ("(none)", "GET")),
        ('/<any("en"):language>/solidarity/<call>', "POST", (metrics.UNTOLD, "POST")),
        ('/<any("en"):language>/solidarity', "GET", (metrics.UNTOLD, "GET")),
        ('/<any("en"):language>/account/password', "POST", (metrics.UNTOLD, "POST")),  # as slow, and told no otherwise
    ],
)
def test_a_route_is_told_by_its_template(rule: str | None, method: str, told: tuple[str, str]) -> None:
    assert metrics.route_of(rule, method) == told


def test_the_text_that_prometheus_reads() -> None:
    moment = datetime(2026, 1, 1, tzinfo=UTC)
    text = metrics.printed(
        [
            *metrics.of_request("/", "GET", 200, 0.03),
            *((name, amount) for name, amount in metrics.of_request("/slow", "GET", 500, 99.0)),
            *metrics.of_work("index", 1.5, failed=True),
            *metrics.of_queues({"index": Queue(3, 2, 1, moment - timedelta(minutes=1))}, moment),
        ]
    )
    lines = text.splitlines()
    assert 'caselaw_requests_total{route="/",method="GET",status="200"} 1' in lines
    assert 'caselaw_request_seconds_bucket{route="/",method="GET",le="0.025"} 0' in lines
    assert 'caselaw_request_seconds_bucket{route="/",method="GET",le="0.05"} 1' in lines
    assert 'caselaw_request_seconds_bucket{route="/",method="GET",le="+Inf"} 1' in lines
    assert 'caselaw_request_seconds_bucket{route="/slow",method="GET",le="30"} 0' in lines
    assert 'caselaw_request_seconds_bucket{route="/slow",method="GET",le="+Inf"} 1' in lines
    assert 'caselaw_request_seconds_count{route="/slow",method="GET"} 1' in lines
    assert 'caselaw_jobs_total{kind="index",outcome="failed"} 1' in lines
    assert 'caselaw_jobs_waiting{kind="index",state="due"} 2' in lines
    assert "caselaw_index_lag_seconds 60" in lines
    assert lines.count("# TYPE caselaw_request_seconds histogram") == 1


def test_a_line_of_the_log_names_no_query_and_no_message_of_an_error() -> None:
    stream = io.StringIO()
    begin(stream)
    log = logging.getLogger("of a test")
    request = REQUEST.set("abc")
    try:
        log.warning("no page %s", "/en/search?q=quagga&x=1", extra={"facts": {"ms": 3}})
        int("quagga")
    except ValueError:
        log.exception("failed")
    finally:
        REQUEST.reset(request)
        root = logging.getLogger()
        for handler in [one for one in root.handlers if isinstance(one.formatter, JsonLines)]:
            root.removeHandler(handler)
        root.setLevel(logging.WARNING)
    first, second = (json.loads(line) for line in stream.getvalue().splitlines())
    assert (first["message"], first["request"], first["ms"]) == ("no page /en/search?…", "abc", 3)
    assert second["error"] == "ValueError"
    assert second["trace"][-1].endswith("test_a_line_of_the_log_names_no_query_and_no_message_of_an_error")
    assert "quagga" not in stream.getvalue()
    assert sys.stderr is not stream
