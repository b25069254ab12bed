"""What is sent to be sealed is read into memory, or refused; other uploads may go to a temporary file."""

from __future__ import annotations

from io import BytesIO

import pytest
from waitress.adjustments import Adjustments
from waitress.utilities import RequestEntityTooLarge

from web.cli import BEARING
from web.in_memory import IN_MEMORY, DiscreetParser, DiscreetRequest


@pytest.mark.parametrize(
    ("path", "in_memory"), [("/en/solidarity/ab/files", True), ("/ar/solidarity/new", True), ("/en/upload", False)]
)
def test_files_to_be_sealed_stay_in_memory(path: str, in_memory: bool) -> None:
    request = DiscreetRequest({"REQUEST_METHOD": "POST", "PATH_INFO": path, "wsgi.input": BytesIO()})
    with request._get_file_stream(5_000_000, "application/pdf", "one.pdf", 5_000_000) as stream:
        assert isinstance(stream, BytesIO) is in_memory


@pytest.mark.parametrize(
    ("path", "length", "refused"),
    [
        ("/en/solidarity/ab/files", IN_MEMORY, True),
        ("/en/%73olidarity/ab/files", IN_MEMORY, True),
        ("/en/check", IN_MEMORY, True),
        ("/en/solidarity/ab/files", IN_MEMORY - 1, False),
        ("/en/upload", IN_MEMORY, False),
    ],
)
def test_our_own_server_refuses_what_it_would_put_on_disk_before_anybody_looks(
    path: str, length: int, refused: bool
) -> None:
    reads = DiscreetParser(Adjustments(max_request_body_size=300_000_000, **BEARING))
    reads.received(f"POST {path} HTTP/1.1\r\nHost: a\r\nContent-Length: {length}\r\n\r\n".encode())
    assert isinstance(reads.error, RequestEntityTooLarge) is refused


def test_what_comes_in_pieces_of_no_known_length_is_refused_too() -> None:
    reads = DiscreetParser(Adjustments(max_request_body_size=300_000_000, **BEARING))
    reads.received(b"POST /en/solidarity/ab/files HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n")
    piece = b"F4240\r\n" + bytes(1_000_000) + b"\r\n"
    while not reads.completed:
        reads.received(piece)
    assert isinstance(reads.error, RequestEntityTooLarge)
    assert not reads.body_rcv.buf.overflowed


def test_answers_wait_in_memory() -> None:
    assert Adjustments(**BEARING).outbuf_overflow == IN_MEMORY
