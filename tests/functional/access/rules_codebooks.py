"""The rules of the routes of codebooks, asked of the listed one: everybody reads it; whoever edits for all is told that
it is copied and not changed, everybody else that she may not."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from tests.functional.access.rules import EDITING, EDITS_SOMEWHERE, Rule

LISTED: Mapping[str, str | int] = {"slug": "corporate-capture", "number": 1}
CODE: Mapping[str, str | int] = {**LISTED, "key": "revolving_door"}
READS_LISTED = Rule(open=True, values=LISTED)
WRITES_LISTED = Rule(roles=EDITING, values=LISTED, answers=frozenset({409}))

CODEBOOK_PAGES: Mapping[tuple[str, str], Rule] = {
    ("GET", "pages.codebooks"): Rule(open=True),
    ("GET", "pages.codebook"): Rule(open=True, values={"slug": "corporate-capture"}),
    ("GET", "pages.compare_codebooks"): Rule(open=True, values={"slug": "corporate-capture"}),
    ("GET", "pages.codebook_version"): READS_LISTED,
    ("GET", "pages.codebook_file"): replace(READS_LISTED, values={**LISTED, "form": "csv"}),
    ("GET", "pages.codebook_code"): replace(READS_LISTED, values=CODE),
    ("GET", "pages.new_codebook"): EDITS_SOMEWHERE,
    ("POST", "pages.make_codebook"): replace(EDITS_SOMEWHERE, answers=frozenset({422})),
    ("POST", "pages.change_codebook"): replace(WRITES_LISTED, form={"do": "retire"}),
    ("POST", "pages.change_code"): replace(WRITES_LISTED, values=CODE, form={"do": "drop"}),
    ("GET", "pages.new_code"): WRITES_LISTED,
    ("POST", "pages.add_code"): replace(WRITES_LISTED, form={"key": "more", "label_en": "More"}),
    ("GET", "pages.map_codes"): WRITES_LISTED,
    ("POST", "pages.save_map"): replace(WRITES_LISTED, form={"became:lobbying:0": "-"}),
    ("GET", "pages.import_codes"): WRITES_LISTED,
    ("POST", "pages.look_at_codes"): replace(WRITES_LISTED, form={"content": "a2V5LGxhYmVsX2VuCm1vcmUsTW9yZQo="}),
    ("GET", "api-codebooks.list_codebooks"): Rule(open=True),
    ("GET", "api-codebooks.get_codebook"): Rule(open=True, values={"slug": "corporate-capture"}),
    ("GET", "api-codebooks.get_version"): READS_LISTED,
    ("GET", "api-codebooks.get_carried"): replace(READS_LISTED, query={"to": "1"}),
    ("POST", "api-codebooks.add_codebook"): replace(
        EDITS_SOMEWHERE, form={"titles": {"en": "T"}, "access": "none"}, answers=frozenset({422})
    ),
    ("POST", "api-codebooks.begin_version"): replace(WRITES_LISTED, values={"slug": "corporate-capture"}),
    ("PUT", "api-codebooks.put_codes"): replace(WRITES_LISTED, form={"codes": []}),
    ("POST", "api-codebooks.map_codes"): replace(WRITES_LISTED, form={"maps": {"lobbying": []}}),
    ("POST", "api-codebooks.publish"): replace(WRITES_LISTED, form={}),
}
