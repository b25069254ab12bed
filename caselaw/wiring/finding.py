"""The verbs of search and of what it learns, made from the settings."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from caselaw.search.encoder import Encoder
from caselaw.search.port import SearchIndex
from caselaw.search.vectors import VectorIndex
from caselaw.services.indexing.index import IndexingService
from caselaw.services.indexing.vectors import EncodingService
from caselaw.services.reading.exporting import ExportService, Site
from caselaw.services.relations.families import FamilyService
from caselaw.services.relations.versions import VersionService
from caselaw.services.search.completing import CompletingService
from caselaw.services.search.following import FollowingService
from caselaw.services.search.meaning import MeaningService
from caselaw.services.search.searching import SearchService
from caselaw.services.search.similar import SimilarService
from caselaw.services.vocabulary.glossary import GlossaryService
from caselaw.services.vocabulary.lexicon import LexiconService
from caselaw.services.vocabulary.proposals import ProposalService
from caselaw.services.vocabulary.subjects import SubjectService
from caselaw.services.withholding.names import WithholdingService
from caselaw.settings import Settings
from caselaw.store import Store


@dataclass(frozen=True)
class FindingServices:
    """The verbs by which documents are found: words, meaning, what is like, what is learned from texts."""

    lexicon: LexiconService
    glossary: GlossaryService
    proposals: ProposalService
    subjects: SubjectService
    encoding: EncodingService
    meaning: MeaningService
    indexing: IndexingService
    search: SearchService
    following: FollowingService
    similar: SimilarService
    completing: CompletingService
    exports: ExportService
    withholding: WithholdingService
    families: FamilyService
    versions: VersionService


def finding_services(
    settings: Settings,
    store: Store,
    index: SearchIndex,
    vectors: VectorIndex,
    encoder: Callable[[], Encoder | None],
) -> FindingServices:
    """Search over the index and the vectors, and all that asks it."""
    lexicon, glossary = LexiconService(store), GlossaryService(store, index)
    meaning, encoding = MeaningService(vectors, encoder), EncodingService(store, vectors, encoder)
    search = SearchService(store, index, lexicon.of, glossary.freshen, meaning=meaning)
    families, versions = FamilyService(store), VersionService(store)
    return FindingServices(
        lexicon=lexicon,
        glossary=glossary,
        proposals=ProposalService(store, glossary, lexicon),
        subjects=SubjectService(store, search),
        encoding=encoding,
        meaning=meaning,
        indexing=IndexingService(store, index, encoding.follow),
        search=search,
        following=FollowingService(store, search),
        similar=SimilarService(store, search, families, versions),
        completing=CompletingService(store),
        exports=ExportService(store, search, Site(settings.site_name, settings.base_url)),
        withholding=WithholdingService(store, search, settings.signing_key),
        families=families,
        versions=versions,
    )
