"""The rules of the routes of keys and sealed records: they answer who is in a group, and are not there for others,
whatever they may do elsewhere; the group `mining` keeps no such records."""

from __future__ import annotations

from collections.abc import Mapping

from tests.functional.access.rules import Rule

IN_A_GROUP = Rule(in_group=True)
TYPED = Rule(in_group=True, form={"password": "wrong", "code": "000000"})
NO_VAULT = Rule(open=True, values={"slug": "mining"}, answers=frozenset({404}))

VAULT_PAGES: Mapping[tuple[str, str], Rule] = {
    ("GET", "pages.unlock"): IN_A_GROUP,
    ("POST", "pages.try_unlock"): TYPED,
    ("GET", "pages.lock"): IN_A_GROUP,
    ("POST", "pages.lock_here"): IN_A_GROUP,
    ("POST", "pages.lock_group"): NO_VAULT,
    ("GET", "pages.vault_keys"): IN_A_GROUP,
    ("POST", "pages.make_vault_key"): TYPED,
    ("GET", "pages.vault_group"): NO_VAULT,
    ("POST", "pages.begin_vault"): Rule(open=True, values={"slug": "mining"}, answers=frozenset({403, 404, 409})),
    ("POST", "pages.admit_to_vault"): NO_VAULT,
    ("POST", "pages.renew_vault"): NO_VAULT,
    ("POST", "pages.recover_vault"): Rule(open=True, values={"slug": "mining"}, answers=frozenset({404, 409})),
}
