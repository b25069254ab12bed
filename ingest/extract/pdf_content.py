"""The text of a page's content streams, run by our lexer where it can read them and by pdfminer.six where it cannot.

Fonts, encodings, resources and the meaning of each operator are pdfminer's own; only reading the stream is ours, for
that is where most of its time goes.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from pdfminer.pdfinterp import PDFPageInterpreter
from pdfminer.pdftypes import PDFStream, stream_value

from ingest.extract.pdf_lexer import operations

_METHODS = {"'": "do__q", '"': "do__w", "T*": "do_T_a"}


class ContentInterpreter(PDFPageInterpreter):
    """Shows the text of a page to its device."""

    def execute(self, streams: Sequence[object]) -> None:
        found = operations(b"\n".join(stream.get_data() for stream in self._streams(streams)))
        if found is None:
            super().execute(streams)
            return
        methods: dict[bytes, Callable[..., None]] = {}
        for operator, operands in found:
            method = methods.get(operator)
            if method is None:
                name = operator.decode("ascii")
                method = methods[operator] = getattr(self, _METHODS.get(name, f"do_{name}"))
            method(*operands)

    def _streams(self, streams: Sequence[object]) -> list[PDFStream]:
        """The streams that can be told apart, without those being run already: a form that draws itself has no end."""
        self.stream_ids.clear()
        found = []
        for item in streams:
            stream = stream_value(item)
            if stream.objid is not None and stream.objid not in self.parent_stream_ids:
                found.append(stream)
                self.stream_ids.add(stream.objid)
        return found

    def do_TJ(self, seq: Any) -> None:  # noqa: N802 - pdfminer's name
        """Shown without a copy of the graphics state: colours are not looked at."""
        if self.textstate.font is not None:
            self.device.render_string(self.textstate, seq, self.graphicstate.ncs, self.graphicstate)
