"""`GET /api/v1/trends`: how often corporate capture and abuse were documented, among what the viewer may read."""

from __future__ import annotations

from functools import partial
from typing import Any

from flask_smorest import Blueprint

from caselaw.domain.codebook.listed import DEFAULT
from caselaw.domain.documentation.trends import asked_of
from caselaw.schemas.trends import TrendsArguments, TrendsSchema, trends_form
from caselaw.services.documentation.trend_words import caveats, value_name
from search_api.door import reader, services, viewer
from search_api.views.operation import operation

blueprint = Blueprint("api-trends", __name__, description="Documenting")


@blueprint.route("/trends")
@blueprint.arguments(TrendsArguments, location="query", unknown=None)
@operation(blueprint, "getTrends", TrendsSchema)
def get_trends(arguments: dict[str, Any]) -> dict[str, Any]:
    """The counts, with what is to be read with them."""
    language = reader()
    found = services().trends.trends(asked_of(arguments), language, viewer=viewer())
    codebook = {"slug": DEFAULT, "versions": list(found.versions)}
    return trends_form(found, partial(_name, language), codebook, caveats(found, language))


def _name(language: str, by: str, value: str) -> str:
    return value_name(by, value, language)
