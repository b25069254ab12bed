"""The verbs of a group's own work, from choosing cases to following decisions, made from the settings."""

from __future__ import annotations

from dataclasses import dataclass

from caselaw.services.codebooks.editing import CodebookEditing
from caselaw.services.codebooks.files import CodebookFiles
from caselaw.services.codebooks.reading import CodebookService
from caselaw.services.coding.agreement import AgreementService
from caselaw.services.coding.codings import CodingService
from caselaw.services.coding.report import ReportService
from caselaw.services.coding.rounds import RoundService
from caselaw.services.coding.suggesting import SuggestionService
from caselaw.services.documentation.companies import CompanyService
from caselaw.services.documentation.records import DocumentationService
from caselaw.services.documentation.trends import TrendsService
from caselaw.services.people.organisations import OrganisationService
from caselaw.services.search.meaning import MeaningService
from caselaw.services.selection.answering import AnsweringService
from caselaw.services.selection.circulating import CirculationService
from caselaw.services.selection.deliberating import DeliberatingService
from caselaw.services.selection.minutes import MinutesService
from caselaw.services.selection.returning import ReturnService
from caselaw.services.selection.tables import SelectionService
from caselaw.services.site.mail import Mail
from caselaw.services.tracking.evidence_files import EvidenceFiles
from caselaw.services.tracking.implementation import ImplementationService
from caselaw.services.tracking.intervening import InterveningService
from caselaw.services.tracking.overview import TrackingService
from caselaw.services.withholding.clean_files import CleanFiles
from caselaw.settings import Settings
from caselaw.store import Store
from caselaw.store.blobs import Blobs


@dataclass(frozen=True)
class SelectionServices:
    """The verbs by which organisations choose cases together."""

    selections: SelectionService
    answering: AnsweringService
    deliberating: DeliberatingService
    minutes: MinutesService
    circulation: CirculationService
    returning: ReturnService


@dataclass(frozen=True)
class CodingServices:
    """The verbs by which records are coded in rounds, and coders compared."""

    codebooks: CodebookService
    codebook_editing: CodebookEditing
    codebook_files: CodebookFiles
    rounds: RoundService
    coding: CodingService
    suggestions: SuggestionService
    agreement: AgreementService
    round_reports: ReportService


@dataclass(frozen=True)
class ImplementationServices:
    """The verbs by which decisions are followed until they are carried out."""

    implementation: ImplementationService
    tracking: TrackingService
    intervening: InterveningService
    documentation: DocumentationService
    trends: TrendsService
    companies: CompanyService


def selection_services(
    settings: Settings, store: Store, blobs: Blobs, organisations: OrganisationService
) -> SelectionServices:  # fmt: skip
    """Tables of selection, answers, minutes and circulation."""
    selections, answering, deliberating = SelectionService(store), AnsweringService(store), DeliberatingService(store)
    return SelectionServices(
        selections=selections,
        answering=answering,
        deliberating=deliberating,
        minutes=MinutesService(store, selections, answering, deliberating, organisations),
        circulation=CirculationService(store, Mail(settings.mail_url, settings.base_url, settings.site_name)),
        returning=ReturnService(store, blobs, selections, answering),
    )


def coding_services(settings: Settings, store: Store, meaning: MeaningService) -> CodingServices:
    """Codebooks, rounds, codings and agreement."""
    codebooks = CodebookService(store)
    rounds, coding = RoundService(store, codebooks), CodingService(store, codebooks)
    agreement = AgreementService(store, codebooks, rounds)
    return CodingServices(
        codebooks=codebooks,
        codebook_editing=CodebookEditing(store, codebooks),
        codebook_files=CodebookFiles(store, codebooks, settings.base_url),
        rounds=rounds,
        coding=coding,
        suggestions=SuggestionService(store, codebooks, coding, meaning),
        agreement=agreement,
        round_reports=ReportService(store, agreement),
    )


def implementation_services(settings: Settings, store: Store, blobs: Blobs) -> ImplementationServices:
    """Measures, interventions and documentation, whose evidence is files."""
    evidence = EvidenceFiles(blobs, CleanFiles(blobs, settings.files).of)
    return ImplementationServices(
        implementation=ImplementationService(store, evidence),
        tracking=TrackingService(store),
        intervening=InterveningService(store, evidence),
        documentation=DocumentationService(store),
        trends=TrendsService(store),
        companies=CompanyService(store),
    )
