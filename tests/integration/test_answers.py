"""The worked answers of docs/queries.md are what the book answers on the seed articles."""

from __future__ import annotations

import json
from pathlib import Path

from graph.connection import Connection
from kg.answers import Asker
from scripts.make_answers import worked


def test_worked_answers_are_those_of_the_seeds(seeds_graph: Connection, checkout: Path) -> None:
    seeds_graph.run_implicit("CALL db.index.fulltext.awaitEventuallyConsistentIndexRefresh()")
    kept = json.loads((checkout / "docs" / "answers.json").read_text(encoding="utf-8"))
    got = worked(Asker(seeds_graph))
    assert got == kept, "run scripts/make_answers.py on a graph of the seeds, then make docs"
    assert len(got) > 40
