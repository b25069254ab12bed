"""The whole access policy on one page: an action is allowed by any one row whose predicates all hold."""

from __future__ import annotations

from collections.abc import Mapping

from caselaw.access.actions import Action
from caselaw.access.predicates import Guarded, Predicate, anyone, has_role, in_audience, signed_in
from caselaw.access.viewer import Viewer
from caselaw.domain.errors import Forbidden

POLICY: Mapping[Action, tuple[tuple[Predicate, ...], ...]] = {
    Action.SEARCH: ((anyone,),),  # what is found is narrowed by the viewer's audiences in the plan
    Action.READ_DOCUMENT: ((in_audience,),),
    Action.READ_FILE: ((in_audience,),),
    Action.ADD_DOCUMENT: ((has_role("operator"),), (has_role("editor", "curator", "administrator"),)),
    Action.CHANGE_ACCESS: ((has_role("operator"),), (has_role("curator", "administrator"), in_audience)),
    Action.READ_AGAIN: ((has_role("operator"),), (has_role("editor", "curator", "administrator"), in_audience)),
    Action.REMOVE_DOCUMENT: ((has_role("operator"),), (has_role("administrator"), in_audience)),
    Action.SPLIT_REPORT: ((has_role("operator"),), (has_role("editor", "curator", "administrator"), in_audience)),
    Action.JOIN_VERSIONS: ((has_role("operator"),), (has_role("editor", "curator", "administrator"), in_audience)),
    Action.TELL_HISTORY: ((has_role("operator"),), (has_role("editor", "curator", "administrator"), in_audience)),
    Action.ADD_COURT: ((has_role("operator", "editor", "curator", "administrator"),),),
    Action.LEARN_LEXICON: ((has_role("operator", "administrator"),),),
    Action.PROPOSE_TERMS: ((has_role("operator", "editor", "curator", "administrator"),),),
    Action.EDIT_GLOSSARY: ((has_role("operator", "editor", "curator", "administrator"),),),
    Action.REVIEW_TERMS: ((has_role("editor", "curator", "administrator"), signed_in),),  # a person answers for it
    Action.READ_INDEX: ((has_role("operator", "administrator"),),),
    Action.REBUILD_INDEX: ((has_role("operator", "administrator"),),),
    Action.MANAGE_ACCOUNTS: ((has_role("operator", "administrator"),),),
    Action.READ_PROBLEMS: ((has_role("operator"),),),  # titles and file names of every document, whoever it is for
    Action.VERIFY_AUDIT: ((has_role("operator", "administrator"),),),
}


def may(viewer: Viewer, action: Action, thing: Guarded | None = None) -> bool:
    """True where the policy allows the viewer this action on this thing (None: on nothing in particular)."""
    return any(all(holds(viewer, thing) for holds in clause) for clause in POLICY.get(action, ()))


def require(viewer: Viewer, action: Action, thing: Guarded | None = None) -> None:
    """Raise `Forbidden` unless `may`."""
    if not may(viewer, action, thing):
        raise Forbidden()
