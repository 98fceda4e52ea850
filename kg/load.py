"""`kg load`: articles into the graph, with a receipt."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from graph.receipt import Failure, Receipt
from graph.write import GraphWriter
from kg.local import open_graph
from kg.reading import ArticleReader, Outcome, Unchanged, default_jobs, read_all
from kg.render import Format, counting, rows_as, say
from kg.settings import Settings
from kg.sources import STANDARD_INPUT, Sources
from loaders.model import RawArticle
from loaders.pipeline import READER_VERSION
from loaders.resolve import digest
from loaders.web import is_address
from schema.errors import StoreError
from schema.facts import FactSet

_TELL_EVERY = 15.0
"""Seconds between lines of progress where there is no terminal."""


def run(paths: Sequence[str], settings: Settings, *, dry_run: bool = False, jobs: int | None = None) -> int:
    """Load every article that the paths name and print the receipt.

    Exit code 1 where an article failed, 0 else. Raises InputError for a path that is not there, StoreError when the
    server cannot be reached or goes away.
    """
    sources = Sources(paths)
    names = [name if name == STANDARD_INPUT or is_address(name) else os.path.abspath(name) for name in sources.expand()]
    jobs = default_jobs(len(names)) if jobs is None else jobs
    begun = time.monotonic()
    with counting("reading" if dry_run else "loading", len(names)) as advance:
        articles = distinct(_articles(sources, names, _lines(advance, len(names))))
        if dry_run:
            return _dry_run(articles, sources, settings, jobs)
        receipt = load(articles, sources, settings, jobs)
    print(table(receipt.lasting(time.monotonic() - begun)), end="")
    return 1 if receipt.failed else 0


def load(articles: Iterator[RawArticle], sources: Sources, settings: Settings, jobs: int = 1) -> Receipt:
    """Read the articles and write them. Failures of reading are in the receipt too."""
    done: list[Receipt] = []
    with open_graph(settings) as connection:
        writer = GraphWriter(connection, READER_VERSION)
        reader = ArticleReader(writer.known, debug=settings.debug)
        others: list[Unchanged | Failure] = []
        facts = _facts(read_all(articles, reader, jobs), others)
        try:
            writer.write(facts, lambda receipt: _note(receipt, done))
        except StoreError:
            written = sum((r.new + r.changed + r.duplicate for r in done), 0)
            say(f"articles written before this: {written}; they stay, and the same command goes on from there")
            raise
    failed = [o for o in others if isinstance(o, Failure)]
    receipt = sum(done, Receipt(unchanged=len(others) - len(failed), failed=tuple(failed)))
    return receipt + Receipt(failed=tuple(Failure("", reason) for reason in sources.failed))


def _articles(sources: Sources, names: Sequence[str], advance: Callable[[], None]) -> Iterator[RawArticle]:
    """Articles with sources that hold beyond this load: a record that names no web address is one of its file."""
    for name in names:
        for raw in sources.read([name], advance):
            own = raw.source.startswith(name) or is_address(raw.source)
            yield raw if own else replace(raw, source=f"{name}#{raw.source}")


def distinct(articles: Iterator[RawArticle]) -> Iterator[RawArticle]:
    """Articles whose sources tell them apart within a load.

    A source carries one text at a time: standard input has no name at all, and records of a table may all name the same
    newspaper; such texts get a mark of their own content.
    """
    texts: dict[str, str] = {}
    for raw in articles:
        mark = digest(raw.text)[:8]
        if raw.source == STANDARD_INPUT or texts.setdefault(raw.source, mark) != mark:
            yield replace(raw, source=f"{raw.source}#{mark}")
        else:
            yield raw


def table(receipt: Receipt) -> str:
    """The receipt for a person."""
    changes = receipt.changes
    columns = ("", "new", "changed", "removed", "unchanged", "same text elsewhere", "failed")
    counts = (receipt.new, receipt.changed, receipt.removed, receipt.unchanged, receipt.duplicate, len(receipt.failed))
    rows: list[tuple[str | int | None, ...]] = [
        ("articles", *counts),
        ("nodes", changes.nodes_created, changes.nodes_updated, changes.nodes_removed, None, None, None),
        ("relationships", changes.relations_created, changes.relations_updated, changes.relations_removed, *[None] * 3),
    ]
    return rows_as(Format.TABLE, columns, rows) + f"{receipt.seconds:.1f} s\n"


def _facts(outcomes: Iterator[Outcome], others: list[Unchanged | Failure]) -> Iterator[FactSet]:
    for outcome in outcomes:
        if isinstance(outcome, FactSet):
            yield outcome
        else:
            others.append(outcome)
            if isinstance(outcome, Failure):
                say(outcome.reason)


def _note(receipt: Receipt, done: list[Receipt]) -> None:
    done.append(receipt)
    for failure in receipt.failed:
        say(failure.reason)


def _dry_run(articles: Iterator[RawArticle], sources: Sources, settings: Settings, jobs: int) -> int:
    rows: list[tuple[str | int, ...]] = []
    failed = 0
    for outcome in read_all(articles, ArticleReader({}, debug=settings.debug), jobs):
        if isinstance(outcome, Failure):
            failed += 1
            say(outcome.reason)
        elif isinstance(outcome, FactSet):
            facts = sum(r.type != "MENTIONS" for r in outcome.relations)
            rows.append((outcome.article.title, outcome.article.source, len(outcome.entities), facts))
    print(
        rows_as(Format.TABLE, ("article", "source", "nodes", "relationships"), rows) if rows else "No articles.\n",
        end="",
    )
    print("Nothing was written.")
    return 1 if failed or sources.failed else 0


def _lines(advance: Callable[[], None], total: int) -> Callable[[], None]:
    """`advance`, and a line now and then where there is no terminal."""
    if sys.stderr.isatty():
        return advance
    count, told = 0, time.monotonic()

    def step() -> None:
        nonlocal count, told
        count += 1
        if time.monotonic() - told > _TELL_EVERY:
            told = time.monotonic()
            say(f"{count} of {total} files read")

    return step
