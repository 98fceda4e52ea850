"""`kg extract`: what articles claim, without a database."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from enum import StrEnum
from typing import Any

from kg.render import Format, counting, rows_as
from kg.settings import Settings
from kg.sources import Sources
from loaders.pipeline import Reader
from schema.errors import InputError
from schema.facts import FactSet
from schema.relations import Predicate


class ExtractFormat(StrEnum):
    """How fact sets are printed: one JSON object an article, or a table of relationships for a person."""

    JSONL = "jsonl"
    TABLE = "table"


def run(paths: Sequence[str], _settings: Settings, form: ExtractFormat = ExtractFormat.JSONL) -> int:
    """Print what every article claims. Exit code 1 where an article could not be read, 0 else."""
    sources = Sources(paths)
    names = sources.expand()
    reader = Reader.default()
    with counting("reading", len(names)) as advance:
        for raw in sources.read(names, advance):
            try:
                facts = reader.read(raw)
            except InputError as error:
                sources.fail(error)
                continue
            sys.stdout.write(as_json(facts) + "\n" if form is ExtractFormat.JSONL else as_table(facts))
    return 1 if sources.failed else 0


def as_json(facts: FactSet) -> str:
    """One line: the article, what it mentions and the relationships between, sorted as the fact set is.

    Branches above those the article mentions come from the taxonomy, not from the article, and stay out.
    """
    own = {facts.article.id, *(r.end for r in facts.relations if r.type is Predicate.MENTIONS)}
    nodes = [
        {"id": e.id, "label": e.label, "name": e.name, "properties": {**e.properties, "aliases": list(e.aliases)}}
        for e in facts.entities
        if e.id in own
    ]
    relationships: list[dict[str, Any]] = [
        {
            "type": r.type,
            "start": r.start,
            "end": r.end,
            "properties": {**r.properties, "confidence": r.confidence},
            "evidence": [e.model_dump() for e in r.evidence],
        }
        for r in facts.relations
        if r.start in own and r.end in own
    ]
    article = facts.article.model_dump()
    return json.dumps({"article": article, "nodes": nodes, "relationships": relationships}, ensure_ascii=False)


def as_table(facts: FactSet) -> str:
    """The title, then one line a relationship with the sentence that says so; mentions are left out."""
    names = {e.id: f"{e.name} ({e.label})" for e in facts.entities}
    rows = [
        (names[r.start], r.type, names[r.end], r.evidence[0].sentence if r.evidence else "")
        for r in facts.relations
        if r.type != "MENTIONS"
    ]
    table = rows_as(Format.TABLE, ("from", "relationship", "to", "sentence"), rows) if rows else "Nothing was found.\n"
    return f"{facts.article.title}\n{facts.article.source}\n\n{table}\n"
