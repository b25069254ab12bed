"""Reading what is sent as JSON: what no reader of JSON can take in is refused like any other faulty text."""

from __future__ import annotations

from json import JSONDecodeError
from typing import Any

from flask import Request
from webargs.flaskparser import FlaskParser


class Bodies(FlaskParser):
    """Takes a body apart; one nested a thousand levels deep, or a number of thousands of figures, is no JSON to us."""

    def _raw_load_json(self, req: Request) -> Any:
        try:
            return super()._raw_load_json(req)
        except (JSONDecodeError, UnicodeDecodeError):
            raise
        except (RecursionError, ValueError) as fault:
            raise JSONDecodeError(str(fault), "…", 0) from None
