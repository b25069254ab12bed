"""`GET /api/v1/documents`, one of them, and its paragraphs."""

from __future__ import annotations

import hashlib
import json
from typing import Any

from flask_smorest import Blueprint

from caselaw.schemas.document import DocumentPageSchema, DocumentSchema, brief_form, document_form
from caselaw.schemas.paging import ListArguments, ParagraphArguments, ReaderArguments, position_after
from caselaw.schemas.paragraph import ParagraphPageSchema, paragraph_form
from search_api.door import reader, services, site, viewer
from search_api.views.operation import DOCUMENT, operation

blueprint = Blueprint("api-documents", __name__, description="Reading")


@blueprint.route("/documents")
@blueprint.arguments(ListArguments, location="query", unknown=None)
@operation(blueprint, "listDocuments", DocumentPageSchema)
def list_documents(arguments: dict[str, Any]) -> dict[str, Any]:
    """A page of what the viewer may read."""
    page = services().documents.list(viewer=viewer(), after=arguments.get("after"), size=arguments["size"])
    forms = [brief_form(document, reader=reader(), site=site()) for document in page.documents]
    return {"total": page.total, "documents": forms, "next": page.next}


@blueprint.route("/documents/<string:document_id>", parameters=[DOCUMENT])
@blueprint.arguments(ReaderArguments, location="query", unknown=None)
@operation(blueprint, "getDocument", DocumentSchema, 404)
def get_document(_arguments: dict[str, Any], document_id: str) -> tuple[dict[str, Any], int, dict[str, str]]:
    """What is known of one document, with the versions that the viewer may read."""
    asking = viewer()
    document = services().documents.get(document_id, viewer=asking)
    services().audit.viewed(document, viewer=asking)
    versions = services().versions.of(document_id, viewer=asking)
    history = services().history.of(document_id, viewer=asking)
    splitting = services().splitting
    form = document_form(
        document,
        [version.document for version in versions],
        reader=reader(),
        site=site(),
        report=splitting.tie(document_id, viewer=asking),
        cases=splitting.cases(document_id, viewer=asking),
        relations={version.document.id: version.relation for version in versions},
        history=[(later.entry, later.by) for later in history],
    )
    return form, 200, {"ETag": _tag(document.revision, form)}


def _tag(revision: int, form: dict[str, Any]) -> str:
    """It begins with the revision, so that a correction can say which facts it was made from."""
    spelled = json.dumps(DocumentSchema().dump(form), sort_keys=True)
    return f'"{revision}-{hashlib.sha256(spelled.encode()).hexdigest()[:12]}"'


@blueprint.route("/documents/<string:document_id>/paragraphs", parameters=[DOCUMENT])
@blueprint.arguments(ParagraphArguments, location="query", unknown=None)
@operation(blueprint, "getParagraphs", ParagraphPageSchema, 404)
def get_paragraphs(arguments: dict[str, Any], document_id: str) -> dict[str, Any]:
    """A page of one document's paragraphs; one more is asked for than shown, to know whether there is more."""
    asking, after, size = viewer(), position_after(arguments.get("after")), arguments["size"]
    found = services().documents.paragraphs(document_id, viewer=asking, after=after, size=size + 1)
    shown = found[:size]
    services().audit.viewed(services().documents.get(document_id, viewer=asking), viewer=asking)
    return {
        "document": document_id,
        "paragraphs": [paragraph_form(paragraph) for paragraph in shown],
        "next": str(shown[-1].position) if len(found) > size else None,
    }
