"""The worked answers of docs/queries.md are what the book answers on the seed articles."""

from __future__ import annotations

import json
from pathlib import Path

from graph.connection import Connection
from graph.write import GraphWriter
from kg.answers import Asker
from loaders.article import find_articles, read_articles
from loaders.pipeline import Reader
from scripts.make_answers import worked


def test_worked_answers_are_those_of_the_seeds(graph_connection: Connection, checkout: Path) -> None:
    reader = Reader.default()
    paths = find_articles([str(checkout / "seeds")])
    facts = [reader.read(raw) for path in paths for raw in read_articles(path)]
    GraphWriter(graph_connection, "test").write(facts)
    graph_connection.run_implicit("CALL db.index.fulltext.awaitEventuallyConsistentIndexRefresh()")
    kept = json.loads((checkout / "docs" / "answers.json").read_text(encoding="utf-8"))
    got = worked(Asker(graph_connection))
    assert got == kept, "run scripts/make_answers.py on a graph of the seeds, then make docs"
    assert len(got) > 40
