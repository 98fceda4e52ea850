"""`kg extract`: what articles claim, without a database."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Any

from graph.receipt import Failure
from kg.extracted import dump, write_parts
from kg.reading import Blank, Outcome, read_all
from kg.render import Format, counting, rows_as, say
from kg.settings import Settings
from kg.sources import Sources
from loaders.model import RawArticle
from schema.errors import ConfigError, InputError
from schema.facts import FactSet
from schema.relations import Predicate

if TYPE_CHECKING:
    from kg.model_reading import ModelReader

UNUSABLE = 3
"""Exit code where a model's reply could not be used, as of a refused question."""


class ExtractFormat(StrEnum):
    """How fact sets are printed: one JSON object an article, a table of relationships for a person, or whole fact sets
    for `kg load` on another machine."""

    JSONL = "jsonl"
    TABLE = "table"
    FACTS = "facts"


@dataclass(frozen=True, slots=True)
class Engine:
    """What reads: this computer, Dask with the scheduler at an address, or the language model at KG_LLM_URL."""

    dask: bool = False
    scheduler: str | None = None
    jobs: int | None = None
    llm: bool = False


def run(
    paths: Sequence[str],
    settings: Settings,
    form: ExtractFormat = ExtractFormat.JSONL,
    engine: Engine | None = None,
    output: str | None = None,
) -> int:
    """Print what every article claims, or write it in parts to the folder `output`.

    Exit code 1 where an article could not be read, 3 where a model's reply could not be used, 0 else.
    """
    engine = engine or Engine()
    if output and form is not ExtractFormat.FACTS:
        raise ConfigError("--output writes fact sets; add --format facts, or leave it out and send the text to a file.")
    model = _model(settings, engine) if engine.llm else None
    sources = Sources(paths, settings.allow_private)
    names = sources.expand()
    with counting("reading", len(names)) as advance:
        articles = sources.read(names, advance)
        facts = _good(model.read(articles) if model else _read(articles, settings, engine), sources)
        if output:
            say(f"{write_parts(facts, Path(output))} files of fact sets in {output}")
        else:
            for one in facts:
                sys.stdout.write(_FORMS[form](one))
    return UNUSABLE if model and model.refused else 1 if sources.failed else 0


def _model(settings: Settings, engine: Engine) -> ModelReader:
    if engine.dask or engine.jobs:
        raise ConfigError("--llm asks the model one article after another; leave out --engine, --scheduler and --jobs.")
    from kg.model_reading import ModelReader

    return ModelReader(settings)


def _read(articles: Iterator[RawArticle], settings: Settings, engine: Engine) -> Iterator[Outcome]:
    if engine.dask:
        from kg.cluster import read_on_dask

        return read_on_dask(articles, engine.scheduler, engine.jobs)
    return read_all(articles, Blank(), engine.jobs, debug=settings.debug)


def _good(outcomes: Iterator[Outcome], sources: Sources) -> Iterator[FactSet]:
    for outcome in outcomes:
        if isinstance(outcome, FactSet):
            yield outcome
        elif isinstance(outcome, Failure):
            sources.fail(InputError(outcome.reason))


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


_FORMS: dict[ExtractFormat, Callable[[FactSet], str]] = {
    ExtractFormat.JSONL: lambda facts: as_json(facts) + "\n",
    ExtractFormat.TABLE: as_table,
    ExtractFormat.FACTS: lambda facts: dump(facts) + "\n",
}
