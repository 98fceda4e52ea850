"""What the question box does."""

from __future__ import annotations

from typing import Any

from kg.explorer import answers
from kg.explorer.payload import key_text
from kg.explorer.service import Explorer


def questions(explorer: Explorer) -> list[dict[str, str]]:
    """Questions to begin with."""
    return answers.examples(explorer.index())


def ask(explorer: Explorer, question: str, lang: str) -> dict[str, Any]:
    """Answer a question, or refuse it with the nearest ones."""
    known = explorer.index()
    found = answers.exactly(question, known)
    if found is None:
        near = [e["text"] for e in questions(explorer) if e["lang"] == lang][:5]
        return {"question": question, "refused": True, "nearest": near}
    query, values = found
    rows = answers.rows_of(explorer.connection, query, values)
    keys = answers.keys_of(explorer.connection, rows, values, known)
    columns = [c for c in query.columns if not c.hidden]
    asked = {i for v in values.values() if isinstance(v, list) for i in v}
    return {
        "question": question,
        "refused": False,
        "query": query.name,
        "title": {"zh": query.title_zh, "en": query.title_en},
        "columns": [{"name": c.name, "zh": c.title_zh, "en": c.title_en} for c in columns],
        "rows": [[row.get(c.name) for c in columns] for row in rows],
        "cypher": answers.browser_text(query, values),
        "sources": answers.sources_of(explorer.connection, rows),
        "asked": [key_text(k) for k in keys if k[1] in asked],
        **explorer.sub_graph(keys),
    }
