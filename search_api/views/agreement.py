"""`GET /api/v1/rounds/ID/agreement`: how far the coders of a round agree."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from flask_smorest import Blueprint

from caselaw.schemas.agreement import AgreementArguments, AgreementSchema, code_form, figure_form
from search_api.door import reader, services, viewer
from search_api.views.operation import in_path, operation

blueprint = Blueprint("api-agreement", __name__, description="Agreement")


@blueprint.route("/rounds/<round_id>/agreement", parameters=[in_path("round_id", "api.param.compared_round")])
@blueprint.arguments(AgreementArguments, location="query", unknown=None)
@operation(blueprint, "getAgreement", AgreementSchema, 404)
def get_agreement(arguments: dict[str, Any], round_id: str) -> dict[str, Any]:
    """How far coders agree; nothing before adjudication of a blind round has begun."""
    page = services().agreement.agreement(round_id, arguments["unit"], viewer=viewer())
    of, found = page.comparison, page.agreement
    language = reader()
    progress = of.progress
    return {
        "round": of.round.id,
        "unit": found.kind,
        "units": found.units,
        "coders": [{"id": one, "name": of.names.get(one, "")} for one in found.coders],
        "percent": figure_form(found.percent),
        "alpha": figure_form(found.alpha),
        "kappa_is": "cohen" if len(found.coders) == 2 else "fleiss",
        "codes": [code_form(one, of.label(one.code, language)) for one in found.codes],
        "never": list(page.never),
        "pairs": [
            {"coders": list(one.coders), "percent": figure_form(one.percent), "alpha": figure_form(one.alpha)}
            for one in found.pairs
        ],
        "progress": {"agreed": progress.agreed, "disputed": progress.disputed, "decided": progress.decided},
        "left_out": asdict(of.left_out),
    }
