"""The one table in which refusals become answers: error class → status, always in the same form."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from flask import Blueprint, Flask, current_app, jsonify, request
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import HTTPException
from werkzeug.wrappers import Response

from caselaw.domain import errors
from caselaw.messages import has, say, say_error
from caselaw.schemas.error import ErrorSchema
from caselaw.schemas.form import said
from search_api import door, watching

STATUS: Mapping[type[errors.CaselawError], int] = {
    errors.NotFound: 404,
    errors.Forbidden: 403,
    errors.Invalid: 422,  # and QueryFault
    errors.LoginRefused: 401,
    errors.SearchUnavailable: 503,
    errors.StoreUnavailable: 503,
    errors.IndexBusy: 503,
    errors.Changed: 412,
    errors.Conflict: 409,
}
HEADERS: Mapping[int, Mapping[str, str]] = {401: {"WWW-Authenticate": "Bearer"}, 503: {"Retry-After": "30"}}
HTTP: Mapping[int, str] = {
    400: "error.bad_request",
    404: "error.no_route",
    405: "error.method",
    413: "error.too_large",
    415: "error.media_type",
    422: "error.invalid",
    428: "error.if_match",
    429: "error.too_many",
}
UNEXPECTED = "error.unexpected"


def handle_errors(blueprint: Blueprint) -> None:
    """Answer every error of these views in our form, whatever the site around them does with its own."""
    for status in HTTP:
        blueprint.register_error_handler(status, _http)
    blueprint.register_error_handler(HTTPException, _http)
    blueprint.register_error_handler(errors.CaselawError, refused)
    blueprint.register_error_handler(Exception, _unexpected)


def refuse_unrouted(app: Flask) -> None:
    """Answer addresses and methods that no view takes: no blueprint's handlers ever see these."""

    @app.before_request
    def refuse() -> ResponseReturnValue | None:
        error = request.routing_exception
        if error is None or not door.ours() or (error.code or 0) < 400:
            return None
        return _http(error)


def refused(error: errors.CaselawError) -> ResponseReturnValue:
    """A refusal of the product in our form, with the status of its kind."""
    status = next((STATUS[kind] for kind in type(error).__mro__ if kind in STATUS), 500)
    if status == 500:
        return _unexpected(error)
    reader = door.reader()
    repair = error.repair if isinstance(error, errors.QueryFault) else None
    return _answer(status, error.code, say_error(error, reader), _fields(error, reader), repair=repair)


def _fields(error: errors.CaselawError, reader: str) -> Mapping[str, Sequence[str]]:
    if isinstance(error, errors.QueryFault):
        return {"q": [say_error(error, reader)]}
    if not isinstance(error, errors.Invalid):
        return {}
    return {
        name: [say(text, reader, **error.params) if has(text, reader) else text for text in texts]
        for name, texts in error.fields.items()
    }


def _http(error: HTTPException) -> ResponseReturnValue:
    if error.response is not None or error.code is None or error.code < 400:
        return error.get_response()
    if error.code >= 500:
        return _unexpected(error)
    reader = door.reader()
    code = HTTP.get(error.code, HTTP[400])
    faulty: Mapping[str, object] = getattr(error, "data", {}).get("messages", {})
    fields = said({name: fault for place in faulty.values() for name, fault in _named(place)}, reader)
    headers = {name: value for name, value in error.get_headers() if name in ("Allow", "Retry-After")}
    return _answer(error.code, code, say(code, reader, method=request.method), fields, headers)


def _named(faults: object) -> list[tuple[str, object]]:
    return list(faults.items()) if isinstance(faults, Mapping) else [("_schema", faults)]


def _unexpected(error: Exception) -> ResponseReturnValue:
    watching.failed(current_app, error)
    return _answer(500, UNEXPECTED, say(UNEXPECTED, door.reader()), {})


def _answer(
    status: int,
    code: str,
    message: str,
    fields: Mapping[str, Sequence[str]],
    headers: Mapping[str, str] | None = None,
    repair: str | None = None,
) -> Response:
    form = {"code": code, "message": message, "errors": fields, "request_id": door.request_id()}
    if repair:
        form["repair"] = repair
    response = jsonify(ErrorSchema().dump(form))
    response.status_code = status
    response.headers.update({**HEADERS.get(status, {}), **(headers or {})})
    return response
