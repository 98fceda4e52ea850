"""Write docs/answers.json: what the book's questions answer on the seed articles; make docs puts it into docs/queries.md.

python scripts/make_answers.py          # with KG_HOME or NEO4J_URI pointing at a graph of the seeds and nothing else
"""

from __future__ import annotations

import json
from pathlib import Path

from kg.answers import Answer, Asker
from kg.local import open_graph
from kg.settings import Settings
from queries.catalog import Catalog, Query
from queries.understanding import filled

PATH = Path(__file__).parents[1] / "docs" / "answers.json"


def worked(asker: Asker) -> dict[str, dict[str, str]]:
    """For every question of the book the first example that has rows, with the sentence that answers it."""
    out: dict[str, dict[str, str]] = {}
    for query in Catalog.load():
        answer = _first(asker, query)
        if answer is not None:
            out[query.name] = {"question": answer.question, "answer": answer.sentence}
    return out


def _first(asker: Asker, query: Query) -> Answer | None:
    answers = (asker.ask(filled(example)) for example in query.examples)
    return next((a for a in answers if a.query == query and a.rows), None)


def main() -> int:
    """Entry point."""
    with open_graph(Settings.from_environment()) as connection:
        found = worked(Asker(connection))
    PATH.write_text(json.dumps(found, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    print(f"{len(found)} answers")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
