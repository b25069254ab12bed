"""The verbs about people, and about what their groups seal, made from the settings."""

from __future__ import annotations

from dataclasses import dataclass

from caselaw.services.people.accounts import AccountService
from caselaw.services.people.groups import GroupService
from caselaw.services.people.invitations import InvitationService
from caselaw.services.people.lost_factor import LostFactorService
from caselaw.services.people.managing import PeopleService
from caselaw.services.people.organisations import OrganisationService
from caselaw.services.people.resets import ResetService
from caselaw.services.people.second_factor import SecondFactorService
from caselaw.services.people.sessions import SessionService
from caselaw.services.people.signing_in import SignInService
from caselaw.services.people.tokens import TokenService
from caselaw.services.search.saved_searches import SavedSearchService
from caselaw.services.site.mail import Mail
from caselaw.services.solidarity.calls import CallService
from caselaw.services.solidarity.files import CallFiles
from caselaw.services.solidarity.letter import OpenLetters
from caselaw.services.solidarity.passing_on import PassingOn
from caselaw.services.vault.members import VaultMemberService
from caselaw.services.vault.opening import VaultService
from caselaw.settings import Settings
from caselaw.store import Store


@dataclass(frozen=True)
class PeopleServices:
    """The verbs about people: who they are, where they belong, how they sign in."""

    accounts: AccountService
    sign_in: SignInService
    second_factor: SecondFactorService
    lost_factor: LostFactorService
    resets: ResetService
    groups: GroupService
    organisations: OrganisationService
    people: PeopleService
    invitations: InvitationService
    saved: SavedSearchService
    sessions: SessionService
    tokens: TokenService


@dataclass(frozen=True)
class VaultServices:
    """The verbs of what a group seals: keys, members, calls for solidarity."""

    vault: VaultService
    vault_members: VaultMemberService
    calls: CallService
    call_files: CallFiles
    passing_on: PassingOn
    open_letters: OpenLetters


def people_services(settings: Settings, store: Store) -> PeopleServices:
    """Accounts, groups and sign-in, which need each other, and the rest about people."""
    accounts, groups = AccountService(store), GroupService(store)
    factors = SecondFactorService(store, accounts, settings.signing_key, settings.site_name)
    mail = Mail(settings.mail_url, settings.base_url, settings.site_name)
    return PeopleServices(
        accounts=accounts,
        sign_in=SignInService(store, accounts, factors, settings.signing_key),
        second_factor=factors,
        lost_factor=LostFactorService(store),
        resets=ResetService(store, accounts, mail, settings.signing_key),
        groups=groups,
        organisations=OrganisationService(store),
        people=PeopleService(store, accounts, groups),
        invitations=InvitationService(store, accounts, mail),
        saved=SavedSearchService(store),
        sessions=SessionService(store),
        tokens=TokenService(store),
    )


def vault_services(settings: Settings, store: Store, people: PeopleServices) -> VaultServices:
    """What members open, and the calls that are sealed in it."""
    vault, calls = VaultService(store, people.second_factor), CallService(store, settings.home)
    return VaultServices(
        vault=vault,
        vault_members=VaultMemberService(store, people.accounts, people.second_factor, vault),
        calls=calls,
        call_files=CallFiles(store, calls),
        passing_on=PassingOn(calls),
        open_letters=OpenLetters(calls),
    )
