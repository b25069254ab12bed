"""What every answer of the API carries: its request's id, how it may be cached, and a tag to ask again with."""

from __future__ import annotations

from flask import Blueprint, Flask, abort, request
from werkzeug.wrappers import Response

from search_api import door

_LATER = (429, 503)


def mark_answers(app: Flask) -> None:
    """Add the headers to every answer under the API's addresses, refusals too."""

    @app.after_request
    def mark(response: Response) -> Response:
        if door.ours():
            response.headers["X-Request-ID"] = door.request_id()
            response.headers.setdefault("X-Content-Type-Options", "nosniff")
            response.vary.update(["Authorization", "Accept-Language"])
            if response.status_code not in _LATER:
                response.headers.pop("Retry-After", None)  # the limiter says it with every answer
            if "Cache-Control" not in response.headers:
                # What is public today may be restricted tomorrow: a copy is asked about each time. What only a token
                # may read is not kept at all.
                response.headers["Cache-Control"] = "no-store" if _private(response) else "no-cache"
        return response


def tag_answers(blueprint: Blueprint) -> None:
    """Tag what these views answer, and answer 304 to whoever holds it already."""

    @blueprint.after_request
    def tag(response: Response) -> Response:
        if request.method in ("GET", "HEAD") and response.status_code == 200 and not response.direct_passthrough:
            response.add_etag()
            response.make_conditional(request)
        return response


def read_revision() -> int:
    """The revision that a writer has read, from the tag that she sends; 428 where she does not say."""
    tags = [tag for tag in request.if_match.as_set() if tag.partition("-")[0].isdecimal()]
    if len(tags) != 1 or len(tags[0]) > 40:
        abort(428)
    return int(tags[0].partition("-")[0])


def _private(response: Response) -> bool:
    return "Authorization" in request.headers or response.status_code >= 400
