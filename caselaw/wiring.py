"""Settings become services: the only place that names an engine."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from pathlib import Path

from caselaw.domain.errors import EncoderUnavailable
from caselaw.search.encoder import Encoder
from caselaw.search.encoder import open_encoder as open_installed_encoder
from caselaw.search.port import SearchIndex
from caselaw.search.vectors import VectorIndex
from caselaw.services.accounts import AccountService
from caselaw.services.alignments import AlignmentService
from caselaw.services.audit import AuditService
from caselaw.services.brief import BriefService
from caselaw.services.citations import CitationService
from caselaw.services.completing import CompletingService
from caselaw.services.courts import CourtService
from caselaw.services.demo import DemoService
from caselaw.services.documents import DocumentService
from caselaw.services.encoding import EncodingService
from caselaw.services.families import FamilyService
from caselaw.services.glossary import GlossaryService
from caselaw.services.health import HealthService
from caselaw.services.history import HistoryService
from caselaw.services.indexing import IndexingService
from caselaw.services.intake import IntakeService
from caselaw.services.lexicon import LexiconService
from caselaw.services.meaning import MeaningService
from caselaw.services.problems import ProblemService
from caselaw.services.proposals import ProposalService
from caselaw.services.relating import RelatingService
from caselaw.services.rereading import RereadingService
from caselaw.services.runs import RunService
from caselaw.services.search import SearchService
from caselaw.services.sessions import SessionService
from caselaw.services.similar import SimilarService
from caselaw.services.splitting import SplittingService
from caselaw.services.tokens import TokenService
from caselaw.services.versions import VersionService
from caselaw.settings import Settings
from caselaw.store import Store
from caselaw.store.blobs import Blobs
from caselaw.store.runs import Runs


@dataclass(frozen=True)
class Services:
    """Every verb of the product, wired for one installation."""

    settings: Settings
    store: Store
    index: SearchIndex
    vectors: VectorIndex
    documents: DocumentService
    intake: IntakeService
    indexing: IndexingService
    encoding: EncodingService
    meaning: MeaningService
    accounts: AccountService
    sessions: SessionService
    tokens: TokenService
    search: SearchService
    similar: SimilarService
    completing: CompletingService
    health: HealthService
    demo: DemoService
    problems: ProblemService
    rereading: RereadingService
    runs: RunService
    audit: AuditService
    citations: CitationService
    brief: BriefService
    courts: CourtService
    splitting: SplittingService
    relating: RelatingService
    versions: VersionService
    alignments: AlignmentService
    families: FamilyService
    history: HistoryService
    lexicon: LexiconService
    glossary: GlossaryService
    proposals: ProposalService

    def close(self) -> None:
        self.index.close()
        self.vectors.close()
        self.store.close()


def build(settings: Settings) -> Services:
    """The services of this installation. Neither the database nor the engine is asked anything yet."""
    store = Store(settings.database_url)
    blobs = Blobs(settings.files)
    index = open_index(settings)
    vectors = open_vectors(settings)
    intake = IntakeService(store, blobs)
    encoder = partial(open_encoder, settings)
    meaning = MeaningService(vectors, encoder)
    encoding = EncodingService(store, vectors, encoder)
    lexicon = LexiconService(store)
    glossary = GlossaryService(store, index)
    search = SearchService(store, index, lexicon.of, glossary.freshen, meaning=meaning)
    families, versions = FamilyService(store), VersionService(store)
    return Services(
        settings=settings,
        store=store,
        index=index,
        vectors=vectors,
        documents=DocumentService(store, blobs),
        intake=intake,
        indexing=IndexingService(store, index, encoding.drop),
        encoding=encoding,
        meaning=meaning,
        accounts=AccountService(store),
        sessions=SessionService(store),
        tokens=TokenService(store),
        search=search,
        similar=SimilarService(store, search, families, versions),
        completing=CompletingService(store),
        health=HealthService(store, index),
        demo=DemoService(intake),
        problems=ProblemService(store),
        rereading=RereadingService(store, blobs),
        runs=RunService(Runs(settings.files / "runs")),
        audit=AuditService(store),
        citations=CitationService(store),
        brief=BriefService(store),
        courts=CourtService(store),
        splitting=SplittingService(store),
        relating=RelatingService(store, encoder),
        versions=versions,
        alignments=AlignmentService(store, encoder),
        families=families,
        history=HistoryService(store),
        lexicon=lexicon,
        glossary=glossary,
        proposals=ProposalService(store, glossary, lexicon),
    )


def open_index(settings: Settings) -> SearchIndex:
    """The search engine that the settings name; an engine is loaded only where it is used."""
    scheme, _, place = settings.search_url.partition(":")
    if scheme == "memory":
        from caselaw.search.engines.memory import MemoryIndex

        return MemoryIndex()
    if scheme == "tantivy":
        from caselaw.search.engines.tantivy import TantivyIndex

        return TantivyIndex(Path(place).expanduser())
    from caselaw.search.engines.elastic import ElasticIndex

    return ElasticIndex(
        tuple(settings.search_url.split(",")),
        prefix=settings.search_index,
        api_key=settings.search_api_key,
        ca=settings.search_ca,
    )


def open_vectors(settings: Settings) -> VectorIndex:
    """Where vectors of paragraphs are kept: beside the index that the settings name."""
    scheme, _, place = settings.search_url.partition(":")
    if scheme == "memory":
        from caselaw.search.vectors.memory import MemoryVectors

        return MemoryVectors()
    if scheme == "tantivy":
        from caselaw.search.vectors.embedded import EmbeddedVectors

        return EmbeddedVectors(Path(f"{Path(place).expanduser()}-vectors"))
    from caselaw.search.engines.elastic_vectors import ElasticVectors

    return ElasticVectors(
        tuple(settings.search_url.split(",")),
        prefix=settings.search_index,
        api_key=settings.search_api_key,
        ca=settings.search_ca,
    )


def open_encoder(settings: Settings) -> Encoder | None:
    """The encoder of meaning, or None where the settings say off or it cannot be used here (`caselaw check` says why).

    Asked for when something is to be encoded, not at start: its files are checked first.
    """
    if settings.encoder == "off":
        return None
    try:
        return open_installed_encoder()
    except EncoderUnavailable:
        return None
