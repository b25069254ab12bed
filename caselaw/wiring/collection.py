"""The verbs by which the collection grows, made from the settings."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from caselaw.search.encoder import Encoder
from caselaw.services.editing.facts import EditingService
from caselaw.services.editing.summaries import SummaryService
from caselaw.services.intake.adding import IntakeService
from caselaw.services.intake.drafting import DraftingService
from caselaw.services.intake.problems import ProblemService
from caselaw.services.intake.rereading import RereadingService
from caselaw.services.intake.reviewing import ReviewService
from caselaw.services.intake.runs import RunService
from caselaw.services.intake.uploads import UploadService
from caselaw.services.relations.alignments import AlignmentService
from caselaw.services.relations.history import HistoryService
from caselaw.services.relations.relating import RelatingService
from caselaw.services.site.demo import DemoService
from caselaw.services.splitting.case_making import CaseMakingService
from caselaw.services.splitting.parts import SplittingService
from caselaw.services.vocabulary.courts import CourtService
from caselaw.services.withholding.name_holds import NameHoldService
from caselaw.services.withholding.restricting import RestrictingService
from caselaw.services.withholding.robots import RobotService
from caselaw.settings import Settings
from caselaw.store import Store
from caselaw.store.blobs import Blobs
from caselaw.store.intake.runs import Runs


@dataclass(frozen=True)
class CollectionServices:
    """The verbs by which documents come in and are put right."""

    intake: IntakeService
    demo: DemoService
    problems: ProblemService
    rereading: RereadingService
    restricting: RestrictingService
    runs: RunService
    courts: CourtService
    splitting: SplittingService
    case_making: CaseMakingService
    uploads: UploadService
    drafting: DraftingService
    reviewing: ReviewService
    relating: RelatingService
    alignments: AlignmentService
    history: HistoryService
    editing: EditingService
    summaries: SummaryService
    robots: RobotService
    name_holds: NameHoldService


def collection_services(
    settings: Settings, store: Store, blobs: Blobs, encoder: Callable[[], Encoder | None]
) -> CollectionServices:  # fmt: skip
    """Intake, correction and relating; the encoder is asked for only when something is related."""
    intake = IntakeService(store, blobs)
    return CollectionServices(
        intake=intake,
        demo=DemoService(intake),
        problems=ProblemService(store),
        rereading=RereadingService(store, blobs),
        restricting=RestrictingService(store),
        runs=RunService(Runs(settings.files / "runs")),
        courts=CourtService(store),
        splitting=SplittingService(store),
        case_making=CaseMakingService(store),
        uploads=UploadService(store, settings.files, megabytes=settings.upload_file),
        drafting=DraftingService(store, settings.files),
        reviewing=ReviewService(store),
        relating=RelatingService(store, encoder),
        alignments=AlignmentService(store, encoder),
        history=HistoryService(store),
        editing=EditingService(store),
        summaries=SummaryService(store),
        robots=RobotService(store),
        name_holds=NameHoldService(store),
    )
