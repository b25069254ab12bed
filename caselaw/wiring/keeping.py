"""The verbs that keep an installation safe, made from the settings."""

from __future__ import annotations

from dataclasses import dataclass

from caselaw.search.port import SearchIndex
from caselaw.services.keeping.backup import BackupService
from caselaw.services.keeping.restore import RestoreService
from caselaw.services.keeping.upgrading import UpgradeService
from caselaw.services.site.audit import AuditService
from caselaw.services.site.health import HealthService
from caselaw.services.site.mail import folder_of
from caselaw.services.watching.checking import CheckService
from caselaw.services.watching.state import StateService
from caselaw.services.watching.watch import WatchService
from caselaw.services.withholding.forgetting import ForgettingService, Made, Places
from caselaw.settings import Settings
from caselaw.store import Store
from caselaw.wiring.finding import FindingServices


@dataclass(frozen=True)
class KeepingServices:
    """The verbs that keep an installation safe: its health, backups, what is forgotten, upgrades."""

    health: HealthService
    watch: WatchService
    checks: CheckService
    state: StateService
    audit: AuditService
    backups: BackupService
    restoring: RestoreService
    forgetting: ForgettingService
    upgrades: UpgradeService


def keeping_services(
    settings: Settings, store: Store, index: SearchIndex, finding: FindingServices
) -> KeepingServices:  # fmt: skip
    """Health and checks, backups and restoring, forgetting and upgrades."""
    health = HealthService(store, index)
    watch = WatchService(store, health, settings)
    checks = CheckService(store, health, finding.indexing, settings)
    places = Places(settings.files, settings.home, folder_of(settings.mail_url))
    return KeepingServices(
        health=health,
        watch=watch,
        checks=checks,
        state=StateService(store, watch, checks, settings),
        audit=AuditService(store),
        backups=BackupService(store, settings.files, settings.home, settings.signing_key),
        restoring=RestoreService(store, settings.files, settings.home),
        forgetting=ForgettingService(store, places, Made(finding.indexing, finding.encoding, finding.lexicon)),
        upgrades=UpgradeService(store),
    )
