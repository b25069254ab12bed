"""The rules of the routes about people: groups, organisations, invitations, links and second factors."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from tests.functional.access.people import GROUP, Person
from tests.functional.access.rules import CURATING, MANAGING, OPEN, SIGNED_IN, Rule

NOT_THERE = frozenset({404})


@dataclass(frozen=True)
class OfGroup(Rule):
    """About the group `mining`: who manages accounts is answered, and of its members those who have one of `roles`
    everywhere or in it; without `roles`, all its members."""

    def answers_to(self, person: Person, level: str) -> bool:
        held = person.roles | (person.roles_in_group or frozenset())
        inside = person.roles_in_group is not None and (self.roles is None or bool(self.roles & held))
        return inside or bool(MANAGING & person.roles)


HERE = {"slug": GROUP}
GUEST = {"email": "dana@example.org", "group": GROUP, "role": "member", "language": "en"}

PEOPLE_PAGES: Mapping[tuple[str, str], Rule] = {
    ("GET", "pages.groups"): SIGNED_IN,
    ("POST", "pages.add_group"): Rule(roles=MANAGING),
    ("GET", "pages.group"): OfGroup(values=HERE),
    ("POST", "pages.change_group"): OfGroup(roles=CURATING, values=HERE, form={"name-en": "Mining"}),
    ("POST", "pages.change_member"): OfGroup(roles=CURATING, values=HERE, form={"account": "none", "role": "operator"}),
    ("POST", "pages.decide_factor"): Rule(open=True, values=HERE, form={"account": "none"}, answers=NOT_THERE),
    ("GET", "pages.people"): OfGroup(roles=CURATING),
    ("GET", "pages.person"): OfGroup(roles=CURATING, values={"account": "none"}, answers=NOT_THERE),
    ("POST", "pages.change_person"): OfGroup(
        roles=CURATING, values={"account": "none"}, form={"do": "roles"}, answers=NOT_THERE
    ),
    ("POST", "pages.invite"): OfGroup(roles=CURATING, form=GUEST),
    ("POST", "pages.revoke_invitation"): Rule(open=True, form={"invitation": "none"}, answers=NOT_THERE),
    ("GET", "pages.invitation"): Rule(open=True, values={"token": "none"}, answers=NOT_THERE),
    ("POST", "pages.accept_invitation"): Rule(open=True, values={"token": "none"}, answers=NOT_THERE),
    ("GET", "pages.organisations"): SIGNED_IN,
    ("POST", "pages.add_organisation"): Rule(roles=MANAGING),
    ("GET", "pages.organisation"): Rule(values={"slug": "none"}, answers=NOT_THERE),
    ("POST", "pages.change_organisation"): Rule(roles=MANAGING, values={"slug": "none"}, answers=NOT_THERE),
    ("GET", "pages.second_factor"): SIGNED_IN,
    ("POST", "pages.start_factor"): SIGNED_IN,
    ("POST", "pages.confirm_factor"): Rule(form={"password": "wrong wrong", "code": "000000"}),
    ("POST", "pages.renew_codes"): Rule(form={"code": "000000"}, answers=NOT_THERE),
    ("POST", "pages.remove_factor"): Rule(form={"password": "wrong wrong"}),
    ("GET", "pages.login_code"): Rule(roles=frozenset()),  # without a password that was right there is no second step
    ("POST", "pages.try_login_code"): Rule(open=True, once=True),
    ("GET", "pages.reset"): OPEN,
    ("POST", "pages.ask_reset"): Rule(open=True, form={"email": "x@example.org"}, answers=frozenset({404, 429})),
    ("GET", "pages.new_password"): Rule(open=True, values={"token": "none"}, answers=NOT_THERE),
    ("POST", "pages.set_new_password"): Rule(open=True, values={"token": "none"}, form={"new": "short"}),
}
