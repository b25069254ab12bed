"""The rules of the routes by which orders are followed, and interventions kept."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from caselaw.domain.people.account import Role
from tests.functional.access.rules import OPEN, READS, Rule

FOLLOWING: frozenset[Role] = frozenset({"coder", "editor", "curator", "administrator"})
FOLLOWS = Rule(roles=FOLLOWING, anywhere=True)
NO_MEASURE = Rule(open=True, values={"measure_id": "none"}, answers=frozenset({404}))
NO_INTERVENTION = Rule(open=True, values={"intervention_id": "none"}, answers=frozenset({404}))

TRACKER_PAGES: Mapping[tuple[str, str], Rule] = {
    ("GET", "pages.implementation"): READS,
    ("POST", "pages.follow_orders"): replace(FOLLOWS, document=True),
    ("GET", "pages.new_measure"): FOLLOWS,
    ("POST", "pages.add_measure"): FOLLOWS,
    ("GET", "pages.measure"): NO_MEASURE,
    ("POST", "pages.assess_measure"): NO_MEASURE,
    ("GET", "pages.evidence_file"): replace(NO_MEASURE, values={"measure_id": "none", "entry_id": "none"}),
    ("GET", "pages.edit_measure"): NO_MEASURE,
    ("POST", "pages.change_measure"): NO_MEASURE,
    ("GET", "pages.tracker"): OPEN,
    ("GET", "pages.recommendations"): OPEN,
    ("GET", "pages.tracker_table"): Rule(open=True, values={"kind": "csv"}),
    ("GET", "pages.tracker_counts"): Rule(open=True, values={"kind": "csv"}),
    ("GET", "pages.tracker_feed"): OPEN,
    ("GET", "pages.interventions"): OPEN,
    ("GET", "pages.interventions_table"): Rule(open=True, values={"kind": "csv"}),
    ("GET", "pages.new_intervention"): FOLLOWS,
    ("POST", "pages.add_intervention"): FOLLOWS,
    ("GET", "pages.intervention"): NO_INTERVENTION,
    ("POST", "pages.take_up"): NO_INTERVENTION,
    ("GET", "pages.filed_text"): NO_INTERVENTION,
    ("GET", "pages.edit_intervention"): NO_INTERVENTION,
    ("POST", "pages.change_intervention"): NO_INTERVENTION,
}

TRACKER_API: Mapping[tuple[str, str], Rule] = {
    ("GET", "api-measures.list_measures"): OPEN,
    ("GET", "api-measures.get_measure"): NO_MEASURE,
    ("PATCH", "api-measures.change_measure"): NO_MEASURE,
    ("POST", "api-measures.assess_measure"): NO_MEASURE,
    ("GET", "api-measures.list_interventions"): OPEN,
    ("GET", "api-measures.get_intervention"): NO_INTERVENTION,
}
