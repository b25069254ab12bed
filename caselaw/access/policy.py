"""The whole access policy on one page: an action is allowed by any one row whose predicates all hold."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from caselaw.access.actions import Action
from caselaw.access.predicates import (
    Guarded,
    Predicate,
    anyone,
    has_role,
    in_audience,
    on_committee,
    reads_whole,
    signed_in,
    without_committee,
)
from caselaw.access.viewer import Viewer
from caselaw.domain.audience import Audience
from caselaw.domain.errors import Forbidden

POLICY: Mapping[Action, tuple[tuple[Predicate, ...], ...]] = {
    Action.SEARCH: ((anyone,),),  # what is found is narrowed by the viewer's audiences in the plan
    Action.READ_DOCUMENT: ((in_audience,),),
    Action.READ_FILE: ((in_audience, reads_whole),),  # a file cannot be shown in part
    Action.ADD_DOCUMENT: ((has_role("operator"),), (has_role("editor", "curator", "administrator"),)),
    Action.CHANGE_ACCESS: ((has_role("operator"),), (has_role("curator", "administrator"), in_audience)),
    Action.RESTRICT: ((has_role("editor", "curator", "administrator"), in_audience),),
    Action.READ_AGAIN: ((has_role("operator"),), (has_role("editor", "curator", "administrator"), in_audience)),
    Action.REMOVE_DOCUMENT: ((has_role("operator"),), (has_role("administrator"), in_audience)),
    Action.PUBLISH_DOCUMENT: ((has_role("editor", "curator", "administrator"), in_audience),),  # a person has looked
    Action.SPLIT_REPORT: ((has_role("operator"),), (has_role("editor", "curator", "administrator"), in_audience)),
    Action.JOIN_VERSIONS: ((has_role("operator"),), (has_role("editor", "curator", "administrator"), in_audience)),
    Action.TELL_HISTORY: ((has_role("operator"),), (has_role("editor", "curator", "administrator"), in_audience)),
    Action.EDIT_FACTS: ((has_role("operator"),), (has_role("editor", "curator", "administrator"), in_audience)),
    # What was corrected may have been taken out for good reason: the past is for those who may correct it.
    Action.READ_CHANGES: ((has_role("operator"),), (has_role("editor", "curator", "administrator"), in_audience)),
    Action.WRITE_SUMMARY: ((has_role("operator"),), (has_role("editor", "curator", "administrator"), in_audience)),
    Action.PUBLISH_SUMMARY: ((has_role("operator"),), (has_role("editor", "curator", "administrator"), in_audience)),
    Action.ADD_COURT: ((has_role("operator", "editor", "curator", "administrator"),),),
    Action.LEARN_LEXICON: ((has_role("operator", "administrator"),),),
    Action.PROPOSE_TERMS: ((has_role("operator", "editor", "curator", "administrator"),),),
    Action.EDIT_GLOSSARY: ((has_role("operator", "editor", "curator", "administrator"),),),
    Action.EDIT_TAXONOMY: ((has_role("operator", "editor", "curator", "administrator"),),),
    Action.REVIEW_TERMS: ((has_role("editor", "curator", "administrator"), signed_in),),  # a person answers for it
    Action.READ_INDEX: ((has_role("operator", "administrator"),),),
    Action.REBUILD_INDEX: ((has_role("operator", "administrator"),),),
    Action.MANAGE_ACCOUNTS: ((has_role("operator", "administrator"),),),
    Action.READ_GROUP: ((has_role("operator", "administrator"),), (in_audience,)),  # that it is there, and who is in it
    Action.MANAGE_GROUP: (
        (has_role("operator", "administrator"),),
        (has_role("curator", "administrator"), in_audience),
    ),
    Action.READ_ORGANISATIONS: ((signed_in,), (has_role("operator"),)),
    Action.READ_PROBLEMS: ((has_role("operator"),),),  # titles and file names of every document, whoever it is for
    Action.VERIFY_AUDIT: ((has_role("operator", "administrator"),),),
    Action.BACK_UP: ((has_role("operator"),),),  # and restore: everything, past every reader's right
    # A selection table is its group's own: no role opens one from outside.
    Action.READ_SELECTION: ((signed_in, in_audience),),
    Action.MANAGE_SELECTION: ((has_role("editor", "curator", "administrator"), signed_in, in_audience),),
    Action.DECIDE_SELECTION: (
        (on_committee, signed_in, in_audience),
        (has_role("editor", "curator", "administrator"), signed_in, in_audience, without_committee),
    ),
    # A vault is its group's own, and opens to keys, not to rights: only that it is begun is a right.
    Action.BEGIN_VAULT: ((has_role("editor", "curator", "administrator"), signed_in, in_audience),),
    Action.READ_AUDIT: ((has_role("administrator"),),),
    Action.READ_STATUS: ((has_role("operator", "administrator"),),),
    # Whether others' codes may be seen is not asked here: in a blind round nobody may (`caselaw.domain.coding.round`).
    Action.READ_ROUND: ((signed_in, in_audience),),
    Action.MANAGE_ROUND: ((has_role("curator", "administrator"), signed_in, in_audience),),
    Action.CODE: ((has_role("coder", "editor", "curator", "administrator"), signed_in, in_audience),),
    Action.EDIT_CODEBOOK: ((has_role("editor", "curator", "administrator"), in_audience),),  # drafts are read by them
    Action.REVIEW_CODEBOOK: ((has_role("editor", "curator", "administrator"), in_audience, signed_in),),
    # Of whoever follows an order or intervenes in a case: the thing is what is for its keepers.
    Action.FOLLOW_MEASURE: ((has_role("coder", "editor", "curator", "administrator"), in_audience),),
    # A documentation record is its readers' own; the thing is the record, or what is for those who keep it.
    Action.DOCUMENT_CASE: ((has_role("coder", "editor", "curator", "administrator"), signed_in, in_audience),),
    Action.PUBLISH_MEASURE: ((has_role("editor", "curator", "administrator"), in_audience),),
}


def may(viewer: Viewer, action: Action, thing: Guarded | None = None) -> bool:
    """True where the policy allows the viewer this action on this thing (None: on nothing in particular)."""
    return any(all(holds(viewer, thing) for holds in clause) for clause in POLICY.get(action, ()))


def may_somewhere(viewer: Viewer, action: Action) -> bool:
    """True where the viewer may do this on something: on nothing in particular, on what all members read, or on what
    is for one of her groups. For links and menus; the verb itself asks about the thing."""
    return may(viewer, action) or any(may(viewer, action, ForReaders(one)) for one in viewer.audiences)


@dataclass(frozen=True)
class ForReaders:
    """Some thing that is for these readers: what is not made yet, or is asked of before it is loaded."""

    access: Audience


def require(viewer: Viewer, action: Action, thing: Guarded | None = None) -> None:
    """Raise `Forbidden` unless `may`."""
    if not may(viewer, action, thing):
        raise Forbidden()
