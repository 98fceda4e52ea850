"""What the question box does: the answer of `kg ask`, with the sub-graph that it speaks of."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from kg.answers import Answer
from kg.explorer import answers
from kg.explorer.payload import key_text, shown_source
from kg.explorer.service import Explorer
from queries.catalog import Query

_ROWS = 500
_NEAREST = 6


def questions(explorer: Explorer) -> list[dict[str, str]]:
    """Questions to begin with."""
    return answers.examples(explorer.index())


def ask(explorer: Explorer, question: str) -> dict[str, Any]:
    """Answer a question, or refuse it with the nearest ones."""
    answer = explorer.asker.ask(question)
    nearest = [*answer.names, *answer.nearest][:_NEAREST]
    common = {
        "question": question,
        "refused": answer.refused,
        "reason": answer.reason,
        "nearest": nearest,
        "closest": _closest(explorer, answer),
    }
    return common if answer.query is None else {**common, **_drawn(explorer, answer, answer.query)}


def _closest(explorer: Explorer, answer: Answer) -> list[dict[str, Any]]:
    near = {"articles": [q.article for q in answer.closest], "sentences": [q.sentence for q in answer.closest]}
    return answers.sources_of(explorer.connection, [{"_evidence": [near]}]) if answer.closest else []


def _drawn(explorer: Explorer, answer: Answer, query: Query) -> dict[str, Any]:
    known, rows, values = explorer.index(), answer.rows[:_ROWS], answer.parameters
    keys = answers.keys_of(explorer.connection, rows, values, known) if rows else []
    columns = [c for c in query.columns if not c.hidden]
    asked = {i for v in values.values() if isinstance(v, list) for i in v}
    return {
        "query": query.name,
        "title": {"zh": query.title_zh, "en": query.title_en},
        "sentence": answer.sentence,
        "columns": [{"name": c.name, "zh": c.title_zh, "en": c.title_en} for c in columns],
        "rows": [[_cell(c.name, row) for c in columns] for row in rows],
        "cut": len(answer.rows) > len(rows),
        "cypher": answers.browser_text(query, values),
        "sources": answers.sources_of(explorer.connection, rows),
        "asked": [key_text(k) for k in keys if k[1] in asked],
        **explorer.sub_graph(keys),
    }


def _cell(name: str, row: Mapping[str, Any]) -> Any:
    value = row.get(name)
    return shown_source(value) if name == "source" and value else value
