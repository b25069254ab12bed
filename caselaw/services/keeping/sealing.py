"""Parts of a backup sealed by age to keys that are not here, and opened where the key is; never all of one in memory.

age (https://age-encryption.org/v1, through its Rust library): X25519 for the key of a part, ChaCha20-Poly1305 for
chunks of 64 KiB, so that a changed, cut or swapped byte is found when it is read. It does not say who wrote a part.
"""

from __future__ import annotations

import io
import os
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, BinaryIO, Protocol, TypeAlias

import pyrage

from caselaw.domain.errors import CaselawError, Invalid

PUBLIC, SECRET = "age1", "AGE-SECRET-KEY-1"
_CHUNK = 1024 * 1024

Recipient: TypeAlias = pyrage.x25519.Recipient
Identity: TypeAlias = pyrage.x25519.Identity


def _unwritable(place: Path, fault: OSError) -> Invalid:
    return Invalid("keeping.unwritable", path=str(place), reason=fault.strerror or type(fault).__name__)


class Sink(Protocol):
    def write(self, data: bytes, /) -> int: ...
    def flush(self) -> None: ...


def new_identity(path: Path) -> str:
    """Write a new key into a file that nobody else may read; its recipient. `Invalid` where the file is there."""
    made = Identity.generate()
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        raise Invalid("keeping.key_there", path=str(path)) from None
    except OSError as fault:
        raise _unwritable(path, fault) from None
    with os.fdopen(descriptor, "w", encoding="ascii") as file:
        file.write(f"# public key: {made.to_public()}\n{made}\n")
        file.flush()
        os.fsync(file.fileno())
    return str(made.to_public())


@contextmanager
def writable(place: Path) -> Iterator[None]:
    """Say in a sentence that nothing, or no more, can be written here. Raises `Invalid`."""
    try:
        yield
    except OSError as fault:
        raise _unwritable(place, fault) from None


def recipients(said: Iterable[str]) -> tuple[Recipient, ...]:
    """The keys that these name: each one `age1…`, or a file of such lines. Raises `Invalid`."""
    found = []
    for one in said:
        for line in [one] if one.startswith(PUBLIC) else _lines(Path(one).expanduser(), "keeping.recipient"):
            if line.startswith(SECRET):  # it belongs elsewhere, and its words into no message
                raise Invalid("keeping.secret_given")
            try:
                found.append(Recipient.from_str(line))
            except pyrage.RecipientError:
                raise Invalid("keeping.recipient", given=one) from None
    return tuple(found)


def identities(path: Path) -> tuple[Identity, ...]:
    """The keys in a file as `age-keygen` or `new_identity` writes it. Raises `Invalid`."""
    found = []
    for line in _lines(path, "keeping.identity"):
        try:
            found.append(Identity.from_str(line))
        except pyrage.IdentityError:
            raise Invalid("keeping.identity", given=str(path)) from None
    if not found:
        raise Invalid("keeping.identity", given=str(path))
    return tuple(found)


def seal(chunks: Iterable[bytes], to: Sink, keys: Sequence[Recipient]) -> None:
    """Write these bytes, sealed to the keys; as they are where there is none. What the chunks raise, this raises, and
    so it does with what `to` raises: age would tell of either as a fault of its own."""
    if not keys:
        for chunk in chunks:
            to.write(chunk)
        return
    pulled, watched = _Pulled(chunks), _Watched(to)
    try:
        pyrage.encrypt_io(pulled, watched, list(keys))
    except pyrage.EncryptError:
        raise pulled.fault or watched.fault or CaselawError() from None


def fits(path: Path, keys: Sequence[Identity]) -> bool:
    """One of the keys opens this part: only its head is read."""

    class _Enough(Exception):
        pass

    class _First:
        def write(self, _data: bytes, /) -> int:
            raise _Enough

        def flush(self) -> None:
            raise _Enough

    try:
        with path.open("rb") as source:
            pyrage.decrypt_io(source, _First(), list(keys))
    except _Enough:
        return True
    except pyrage.DecryptError:
        return False
    return True


@contextmanager
def opened(path: Path, keys: Sequence[Identity], *, sealed: bool) -> Iterator[BinaryIO]:
    """The bytes that were sealed in this part, as a stream. Raises `CaselawError` for a part that was changed or cut,
    and where no key fits, at the latest when the stream is at its end."""
    try:
        if not sealed:
            with path.open("rb") as file:
                yield file
            return
        with _unsealed(path, keys) as (stream, check):
            yield stream
            if not stream.read(1):
                check()
    except EOFError:  # it ends before what it says is in it, though as it was sealed
        raise CaselawError("keeping.part_damaged", part=path.name) from None


@contextmanager
def _unsealed(path: Path, keys: Sequence[Identity]) -> Iterator[tuple[BinaryIO, Callable[[], None]]]:
    """age pushes and our readers pull: a thread of its own stands between them, with a pipe."""
    out, into = os.pipe()
    faults: list[Exception] = []

    def push() -> None:
        try:
            with os.fdopen(into, "wb", buffering=_CHUNK) as sink, path.open("rb") as source:
                pyrage.decrypt_io(source, sink, list(keys))
        except (pyrage.DecryptError, OSError) as fault:
            faults.append(fault)

    pushing = threading.Thread(target=push, name="opening a part")
    pushing.start()

    def check() -> None:
        pushing.join()
        if faults and not isinstance(faults[0], BrokenPipeError):
            code = "keeping.no_key" if isinstance(faults[0], pyrage.DecryptError) else "keeping.part_damaged"
            raise CaselawError(code, part=path.name)

    stream = os.fdopen(out, "rb", buffering=_CHUNK)
    try:
        yield stream, check
    except (EOFError, ValueError, OSError):  # cut short: why, the other side knows
        stream.close()
        check()
        raise
    finally:
        stream.close()
        pushing.join()


class _Pulled(io.RawIOBase):
    """Chunks as they come, as the file that age reads from."""

    def __init__(self, chunks: Iterable[bytes]) -> None:
        self._chunks = iter(chunks)
        self._rest = memoryview(b"")
        self.fault: BaseException | None = None

    def readable(self) -> bool:
        return True

    def read(self, size: int = -1) -> bytes:
        while not self._rest:
            try:
                chunk = next(self._chunks, None)
            except BaseException as fault:  # also of somebody who stops the work
                self.fault = fault
                raise
            if chunk is None:
                return b""
            self._rest = memoryview(chunk)
        given = self._rest[:size] if size >= 0 else self._rest
        self._rest = self._rest[len(given) :]
        return bytes(given)

    def readinto(self, buffer: Any) -> int:
        given = self.read(len(buffer))
        buffer[: len(given)] = given
        return len(given)


class _Watched:
    """A sink that remembers what went wrong in it."""

    def __init__(self, sink: Sink) -> None:
        self._sink = sink
        self.fault: BaseException | None = None

    def write(self, data: bytes, /) -> int:
        try:
            return self._sink.write(data)
        except BaseException as fault:
            self.fault = fault
            raise

    def flush(self) -> None:
        self._sink.flush()


def _lines(path: Path, otherwise: str) -> list[str]:
    try:
        text = path.read_text(encoding="ascii")
    except (OSError, ValueError):
        raise Invalid(otherwise, given=str(path)) from None
    lines = [line.strip() for line in text.splitlines()]
    return [line for line in lines if line and not line.startswith("#")]
