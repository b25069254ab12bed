"""A name is planted in a document everywhere it can lie; once the document is forgotten, it is nowhere."""

from __future__ import annotations

import shutil
from hashlib import sha256
from pathlib import Path

import pytest

from caselaw.access.viewer import ANYONE, OPERATOR
from caselaw.domain.document import SourceFile
from caselaw.domain.errors import Forbidden, NotFound
from caselaw.domain.searching.questions import SearchQuery
from caselaw.services.keeping.sealing import new_identity
from caselaw.wiring import build
from tests.factories import a_record
from tests.functional.web.stock import settings

NAME = "Zebulonquispe"


def test_a_planted_name_is_nowhere_once_its_document_is_forgotten(tmp_path: Path, migrated: Path) -> None:
    site, elsewhere = tmp_path / "site", tmp_path / "elsewhere"
    for folder in (site, elsewhere):
        folder.mkdir()
        shutil.copy(migrated, folder / "caselaw.db")
    services = build(settings(site, CASELAW_MAIL_URL=f"folder:{site}/mail"))
    content = f"<p>{NAME} was threatened.</p>".encode()
    source = SourceFile(sha256(content).hexdigest(), f"{NAME}.html", "html", len(content))
    record = a_record(key=f"web:{NAME}", title=f"{NAME} v. Mine", texts=(f"{NAME} lives by the river.",), source=source)
    gone = services.intake.store(record, viewer=OPERATOR, original=content).id
    kept = services.intake.store(a_record(key="web:other"), viewer=OPERATOR).id
    services.indexing.rebuild(viewer=OPERATOR)
    for place, name in (("files/runs", "20260101-000000-abcdef.jsonl"), ("mail", "a.eml")):
        (site / place).mkdir(parents=True, exist_ok=True)
        (site / place / name).write_text(f'\n{{"document": "{gone}", "path": "{NAME}.html"}}\n')
    image = site / "files" / "pages" / source.sha256[:2] / f"{source.sha256[2:]}-1.png"
    image.parent.mkdir(parents=True)
    image.write_bytes(NAME.encode())
    assert services.search.search(SearchQuery(NAME), viewer=OPERATOR).documents
    assert _found(site)
    with pytest.raises(Forbidden):
        services.forgetting.forget(gone, viewer=ANYONE)
    services.forgetting.forget(gone, viewer=OPERATOR)
    assert not services.search.search(SearchQuery(NAME), viewer=OPERATOR).documents
    assert services.documents.get(kept, viewer=OPERATOR).id == kept
    services.forgetting.forget(gone, viewer=OPERATOR)  # as after a stop in between
    with pytest.raises(NotFound):
        services.forgetting.forget(kept.__class__("0" * 26), viewer=OPERATOR)
    key = tmp_path / "key"
    services.backups.back_up(tmp_path / "backup", [new_identity(key)], viewer=OPERATOR)
    services.close()
    assert not _found(site)
    other = build(settings(elsewhere))
    other.restoring.restore(tmp_path / "backup", key, viewer=OPERATOR, replace=True)
    other.close()
    assert not _found(elsewhere)


def _found(folder: Path) -> list[str]:
    """The files beneath a folder in which the name stands, in whatever letters, or after which one is called."""
    wanted = NAME.lower().encode()
    files = [path for path in folder.rglob("*") if path.is_file()]
    return [str(path) for path in files if wanted in path.read_bytes().lower() or wanted in path.name.lower().encode()]
