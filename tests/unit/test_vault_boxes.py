"""Boxes: what opens to the right key in the right place, and that nothing else opens; keys are never written down."""

from __future__ import annotations

import copy
import io
import json
import logging
import pickle

import pytest
from nacl.bindings import crypto_aead_xchacha20poly1305_ietf_encrypt, crypto_scalarmult

from caselaw.domain.errors import Invalid, VaultDamaged
from caselaw.domain.vault import digits_of
from caselaw.services.vault import boxes, paper
from caselaw.services.vault.keys import Secret, from_password, key_pair
from caselaw.services.vault.open_vault import RecordBox
from caselaw.services.vault.parameters import CHUNK, COST, LEAST, LEAST_PADDED, Cost

KEY = Secret(bytes(range(32)))
PLAIN = b"Zebulon of the valley"


def test_what_was_sealed_opens_to_the_same_key_and_names_alone() -> None:
    sealed = boxes.seal(KEY, PLAIN, "record", "1")
    assert boxes.unseal(KEY, sealed, "record", "1") == PLAIN
    assert PLAIN not in sealed
    for key, names in (
        (Secret.new(), ("record", "1")),
        (KEY, ("record", "2")),
        (KEY, ("history", "1")),
        (KEY, ("record1", "")),
        (KEY, ("record",)),
        (KEY, ("record", "1", "")),
    ):
        with pytest.raises(VaultDamaged):
            boxes.unseal(key, sealed, *names)


def test_any_flipped_byte_and_any_cut_is_refused() -> None:
    given = boxes.give(key_pair(KEY), Secret.new(), "g")
    for sealed, read in (
        (boxes.seal(KEY, PLAIN, "a"), lambda bad: boxes.unseal(KEY, bad, "a")),
        (given, lambda bad: boxes.take(KEY, bad, "g")),
    ):
        read(sealed)
        for at in range(len(sealed)):
            with pytest.raises(VaultDamaged):
                read(sealed[:at] + bytes([sealed[at] ^ 1]) + sealed[at + 1 :])
            with pytest.raises(VaultDamaged):
                read(sealed[:at])


def test_a_length_shows_roughly_and_a_short_one_not_at_all() -> None:
    assert len(boxes.seal(KEY, b"", "a")) == len(boxes.seal(KEY, b"x" * 200, "a"))
    assert boxes.unseal(KEY, boxes.seal(KEY, b"", "a"), "a") == b""
    for length in (1, LEAST_PADDED, 257, 1000, 70_000, 10**6):
        shown = boxes.padded(length)
        assert length <= shown <= max(LEAST_PADDED, length * 1.125)
    assert len({boxes.padded(length) for length in range(100_000, 101_000)}) <= 2


@pytest.mark.parametrize("length", [0, 1, CHUNK - 8, CHUNK, 3 * CHUNK + 17])
def test_a_file_comes_back_whole(length: int) -> None:
    plain = bytes(at % 251 for at in range(length))
    sealed = io.BytesIO()
    boxes.seal_file(KEY, io.BytesIO(plain), sealed, "file", "1")
    sealed.seek(0)
    assert b"".join(boxes.unseal_file(KEY, sealed, "file", "1")) == plain


def test_a_file_that_was_changed_cut_or_mixed_up_is_refused() -> None:
    target = io.BytesIO()
    boxes.seal_file(KEY, io.BytesIO(bytes(2 * CHUNK)), target, "file", "1")
    sealed, piece = target.getvalue(), CHUNK + 17
    broken = {
        "a byte in the first piece": sealed[:40] + bytes([sealed[40] ^ 1]) + sealed[41:],
        "a byte at the end": sealed[:-1] + bytes([sealed[-1] ^ 1]),
        "the last piece is missing": sealed[: 25 + piece],
        "two pieces changed places": sealed[:25] + sealed[25 + piece : 25 + 2 * piece] + sealed[25 : 25 + piece],
        "something was added": sealed + b"x",
        "only the head is there": sealed[:25],
        "nothing is there": b"",
        "another form": b"\x02" + sealed[1:],
    }
    for bad in broken.values():
        with pytest.raises(VaultDamaged):
            b"".join(boxes.unseal_file(KEY, io.BytesIO(bad), "file", "1"))
    with pytest.raises(VaultDamaged):
        b"".join(boxes.unseal_file(KEY, io.BytesIO(sealed), "file", "2"))


def test_a_key_is_never_written_down() -> None:
    key = Secret(b"\xabcdefghijklmnopqrstuvwxyz012345")
    box = RecordBox("group", "record", key)
    for held in (key, box):
        assert "cdefgh" not in f"{held!r} {held} {[held]}"
        for write in (pickle.dumps, copy.copy, copy.deepcopy):
            with pytest.raises(TypeError):
                write(held)
        with pytest.raises(TypeError):
            json.dumps(held)


def test_a_traceback_in_the_log_shows_no_key(caplog: pytest.LogCaptureFixture) -> None:
    key = Secret(b"cdefghijklmnopqrstuvwxyz01234567")
    try:
        boxes.unseal(key, boxes.seal(Secret.new(), PLAIN, "a"), "a")
    except VaultDamaged:
        logging.getLogger("test").exception("refused")
    assert "refused" in caplog.text
    for secret in (key.reveal(), PLAIN):
        assert secret.decode() not in caplog.text
        assert secret.hex() not in caplog.text


def test_a_key_that_was_let_go_is_good_for_nothing() -> None:
    key = Secret.new()
    key.wipe()
    key.wipe()
    with pytest.raises(ValueError, match="let go"):
        key.reveal()


def test_a_password_makes_the_same_key_from_every_keyboard() -> None:
    salt = bytes(16)
    assert from_password("caf\u00e9 long enough", salt, LEAST).is_same(
        from_password("cafe\u0301 long enough", salt, LEAST)
    )
    assert not from_password("another", salt, LEAST).is_same(from_password("another", b"x" * 16, LEAST))
    for cost in (Cost(0, LEAST.memory), Cost(1, 1024), Cost(1, 1 << 40), Cost(10**6, LEAST.memory)):
        with pytest.raises(VaultDamaged):
            from_password("another", salt, cost)
    assert COST.memory >= 64 * 1024 * 1024
    assert COST.passes >= 3


def test_the_library_gives_what_was_published() -> None:
    """draft-irtf-cfrg-xchacha-03, A.3.1; RFC 7748, 5.2."""
    plain = (
        b"Ladies and Gentlemen of the class of '99: If I could offer you only one tip for the future, sunscreen would "
        b"be it."
    )
    sealed = crypto_aead_xchacha20poly1305_ietf_encrypt(
        plain, bytes.fromhex("50515253c0c1c2c3c4c5c6c7"), bytes(range(0x40, 0x58)), bytes(range(0x80, 0xA0))
    )
    assert sealed[:16].hex() == "bd6d179d3e83d43b9576579493c0e939"
    assert sealed[-16:].hex() == "c0875924c1c7987947deafd8780acf49"
    shared = crypto_scalarmult(
        bytes.fromhex("a546e36bf0527c9d3b16154b82465edd62144c0ac1fc5a18506a2244ba449ac4"),
        bytes.fromhex("e6db6867583030db3594c1a424b15f7c726624ec26b3353b10a903a6d0ab1c4c"),
    )
    assert shared.hex() == "c3da55379de9c6908e94ea4df28d084f32eccf03491c71f754b4075577a28552"


def test_the_recovery_key_on_paper_is_read_as_people_write_it() -> None:
    seed = Secret.new()
    text = paper.written(seed)
    assert paper.read(text).is_same(seed)
    assert paper.read(text.upper().replace("-", " ")).is_same(seed)
    assert paper.read(text.replace("o", "0").replace("i", "1").replace("b", "8")).is_same(seed)
    other = "a" if text[0] != "a" else "c"
    for slip in ("", "nonsense", text[:-1], other + text[1:], text + "a", "é" * 56):
        with pytest.raises(Invalid):
            paper.read(slip)


def test_a_fingerprint_is_the_same_read_in_any_digits() -> None:
    spoken = paper.fingerprint(key_pair(KEY))
    assert [len(group) for group in spoken] == [5] * 6
    arabic = " ".join("".join("٠١٢٣٤٥٦٧٨٩"[int(digit)] for digit in group) for group in spoken)
    assert digits_of(arabic) == digits_of("-".join(spoken)) == "".join(spoken)
    assert paper.fingerprint(key_pair(Secret.new())) != spoken
