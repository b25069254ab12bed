"""The description of the API, for programs (`openapi.json`) and for people (`docs`), both from the same source.

The page is ours: no script, no style from elsewhere, and its words in the reader's language.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from flask import Blueprint, Flask, Response, current_app, jsonify, make_response, render_template

from caselaw.domain.languages import AUTONYMS, reading_direction
from caselaw.messages import has, known_codes, say
from search_api import door

blueprint = Blueprint(
    "api-docs", __name__, template_folder="templates", static_folder="static", static_url_path="/static"
)
EXAMPLE = "curl '{site}{path}'"
FILES = "curl -H 'Authorization: Bearer TOKEN' -F files=@FILE '{site}{path}'"
SENT = (
    "curl -X {method} -H 'Authorization: Bearer TOKEN' -H 'Content-Type: application/json' -d @FILE.json '{site}{path}'"
)
_OFFER = "caselaw-api-docs"
_POLICY = "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"


@dataclass(frozen=True)
class Parameter:
    """One row of the table of parameters."""

    name: str
    meaning: str
    values: str
    default: str | None


@dataclass(frozen=True)
class Operation:
    """One address as the page shows it; `fields` are the top names of its answer, `answers` status → meaning."""

    id: str
    method: str
    path: str
    summary: str
    description: str
    parameters: tuple[Parameter, ...]
    fields: tuple[str, ...]
    answers: tuple[tuple[str, str], ...]
    example: str


def offer(app: Flask, description: Callable[[], Mapping[str, Any]], searches_a_minute: int) -> None:
    """Remember what describes the API, for when it is asked for."""
    app.extensions[_OFFER] = (description, searches_a_minute)


@blueprint.get("/openapi.json")
def openapi() -> Response:
    """The description for programs."""
    description, _ = current_app.extensions[_OFFER]
    return jsonify(description())


@blueprint.get("/docs")
def docs() -> Response:
    """The page for people, in the reader's language."""
    description, searches_a_minute = current_app.extensions[_OFFER]
    spec = description()
    language = door.reader()
    page = render_template(
        "api/docs.html",
        say=lambda code, **params: say(code, language, **params),
        language=language,
        direction=reading_direction(language),
        languages=AUTONYMS,
        operations=tuple(operations(spec, language, door.site())),
        error_fields=tuple(spec["components"]["schemas"]["Error"]["properties"]),
        searches_a_minute=searches_a_minute,
        site_name=door.services().settings.site_name,
    )
    response = make_response(page)
    response.headers["Content-Security-Policy"] = _POLICY
    return response


def operations(spec: Mapping[str, Any], language: str, site: str) -> Iterator[Operation]:
    """Every operation of the description, said in `language`."""
    for path, methods in spec["paths"].items():
        for method in ("get", "post", "put", "patch", "delete"):
            if method in methods:
                yield _operation(spec, path, method, language, site)


def _operation(spec: Mapping[str, Any], path: str, method: str, language: str, site: str) -> Operation:
    operation = spec["paths"][path][method]
    shared = spec["paths"][path].get("parameters", [])
    name = operation["operationId"]
    parameters = tuple(_parameter(one, language) for one in [*shared, *operation.get("parameters", ())])
    example = re.sub(r"\{\w+\}", "ID", path) + ("?q=desalojo+forzoso&reader=es" if name == "search" else "")
    return Operation(
        id=name,
        method=method.upper(),
        path=path,
        summary=say(f"api.op.{name}", language),
        description=say(f"api.op.{name}.more", language),
        parameters=parameters,
        fields=_fields(
            spec, next(operation["responses"][one] for one in ("200", "202") if one in operation["responses"])
        ),
        answers=tuple(
            (status, say(f"api.answer.{status}", language))
            for status in operation["responses"]
            if has(f"api.answer.{status}", language)
        ),
        example=_example(method, operation).format(site=site.rstrip("/"), path=example, method=method.upper()),
    )


def _example(method: str, operation: Mapping[str, Any]) -> str:
    if method == "get":
        return EXAMPLE
    return FILES if "multipart/form-data" in operation.get("requestBody", {}).get("content", {}) else SENT


def _parameter(parameter: Mapping[str, Any], language: str) -> Parameter:
    schema = parameter.get("schema", {})
    inner = schema.get("items", schema)
    choices = inner.get("enum") or []
    if choices:
        values = ", ".join(str(choice) for choice in choices if choice is not None)
    elif "minimum" in inner:
        values = f"{inner['minimum']}–{inner.get('maximum', '')}"
    else:
        values = ""
    default = schema.get("default")
    return Parameter(
        parameter["name"],
        _meaning(parameter, language),
        values,
        str(default) if default not in (None, "", []) else None,
    )


def _meaning(parameter: Mapping[str, Any], language: str) -> str:
    """The parameter's description is a message said in English: the same message in the reader's language."""
    english = parameter.get("description", "")
    return next((say(code, language) for code in _parameter_codes() if say(code, "en") == english), english)


def _parameter_codes() -> Iterator[str]:
    return (code for code in sorted(known_codes("en")) if code.startswith("api.param."))


def _fields(spec: Mapping[str, Any], response: Mapping[str, Any]) -> tuple[str, ...]:
    """The names in an answer; none where the answer is a file."""
    if "application/json" not in response["content"]:
        return ()
    schema = response["content"]["application/json"]["schema"]
    name = schema["$ref"].rpartition("/")[2]
    return tuple(spec["components"]["schemas"][name]["properties"])
