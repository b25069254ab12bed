"""Settings become services: the verbs of each subject are made in a module of their own, and put together here."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from caselaw.search.port import SearchIndex
from caselaw.search.vectors import VectorIndex
from caselaw.services.citing.brief import BriefService
from caselaw.services.citing.citations import CitationService
from caselaw.services.citing.quoting import QuotingService
from caselaw.services.reading.documents import DocumentService
from caselaw.services.reading.pages import PageService
from caselaw.services.withholding.clean_files import CleanFiles
from caselaw.settings import Settings
from caselaw.store import Store
from caselaw.store.blobs import Blobs
from caselaw.wiring.collection import CollectionServices, collection_services
from caselaw.wiring.engines import open_encoder, open_index, open_vectors
from caselaw.wiring.finding import FindingServices, finding_services
from caselaw.wiring.group_work import (
    CodingServices,
    ImplementationServices,
    SelectionServices,
    coding_services,
    implementation_services,
    selection_services,
)
from caselaw.wiring.keeping import KeepingServices, keeping_services
from caselaw.wiring.people import PeopleServices, VaultServices, people_services, vault_services

__all__ = ["Services", "build", "open_encoder"]


@dataclass(frozen=True)
class Services(
    PeopleServices,
    VaultServices,
    CollectionServices,
    FindingServices,
    SelectionServices,
    CodingServices,
    ImplementationServices,
    KeepingServices,
):
    """Every verb of the product, wired for one installation."""

    settings: Settings
    store: Store
    index: SearchIndex
    vectors: VectorIndex
    documents: DocumentService
    pages: PageService
    quoting: QuotingService
    citations: CitationService
    brief: BriefService

    def close(self) -> None:
        self.watch.close()
        self.resets.close()
        self.index.close()
        self.vectors.close()
        self.store.close()


def build(settings: Settings) -> Services:
    """The services of this installation. Neither the database nor the engine is asked anything yet."""
    store, blobs = Store(settings.database_url), Blobs(settings.files)
    index, vectors = open_index(settings), open_vectors(settings)
    encoder = partial(open_encoder, settings)
    documents = DocumentService(store, blobs, CleanFiles(blobs, settings.files).of)
    people = people_services(settings, store)
    finding = finding_services(settings, store, index, vectors, encoder)
    return Services(
        settings=settings,
        store=store,
        index=index,
        vectors=vectors,
        documents=documents,
        pages=PageService(documents, settings.files / "pages"),
        quoting=QuotingService(documents),
        citations=CitationService(store),
        brief=BriefService(store),
        **vars(people),
        **vars(vault_services(settings, store, people)),
        **vars(collection_services(settings, store, blobs, encoder)),
        **vars(finding),
        **vars(selection_services(settings, store, blobs, people.organisations)),
        **vars(coding_services(settings, store, finding.meaning)),
        **vars(implementation_services(settings, store, blobs)),
        **vars(keeping_services(settings, store, index, finding)),
    )
