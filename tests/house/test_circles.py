"""No module needs itself, by whatever way: each can be read, tested and moved with what is below it."""

from __future__ import annotations

from graphlib import TopologicalSorter

import grimp

PACKAGES = ("caselaw", "ingest", "search_api", "web", "mappings")


def test_no_module_imports_itself_by_way_of_others() -> None:
    """Imports within functions count; those that only say types do not."""
    graph = grimp.build_graph(*PACKAGES, cache_dir=None, exclude_type_checking_imports=True)
    TopologicalSorter({one: graph.find_modules_directly_imported_by(one) for one in graph.modules}).prepare()
