"""`kg load`: articles into the graph, with a receipt."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from graph.plan import Reprint
from graph.receipt import Failure, Receipt
from graph.shelf import Shelf as Articles
from graph.write import GraphWriter
from kg.extracted import SUFFIX, compared, parse
from kg.local import open_graph
from kg.pace import Pace
from kg.reading import Blank, Outcome, Shelf, read_all
from kg.render import Format, counting, rows_as, say
from kg.settings import Settings
from kg.shelf import KnownArticles, journal_path
from kg.sources import STANDARD_INPUT, Sources
from loaders.model import RawArticle
from loaders.pipeline import READER_VERSION
from loaders.resolve import digest
from loaders.web import is_address
from schema.errors import InterruptError, StoreError, interrupted
from schema.facts import FactSet


def run(
    paths: Sequence[str], settings: Settings, *, dry_run: bool = False, jobs: int | None = None, bulk: bool = False
) -> int:
    """Load every article that the paths name and print the receipt; `bulk` by way of Neo4j's offline importer.

    Exit code 1 where an article failed, 0 else. Raises InputError for a path that is not there, StoreError when the
    server cannot be reached or goes away, InterruptError after Ctrl+C.
    """
    sources = Sources(paths, settings.allow_private)
    names = [name if name == STANDARD_INPUT or is_address(name) else os.path.abspath(name) for name in sources.expand()]
    begun = time.monotonic()
    with counting("reading" if dry_run else "loading", len(names)) as advance:
        pace = Pace(len(names), advance)
        articles = distinct(named(sources, [n for n in names if not n.endswith(SUFFIX)], pace.file))
        facts = [n for n in names if n.endswith(SUFFIX)]
        work = Work(articles, facts, sources, settings, jobs, pace)
        if dry_run:
            return _dry_run(work)
        way = load
        if bulk:
            from kg.bulk import load as way
        try:
            receipt = way(work)
        except (KeyboardInterrupt, Exception) as error:
            if not interrupted(error):
                raise
            raise InterruptError(
                "Ended by Ctrl+C; what was written stays whole, and the same command goes on from there."
            ) from error
    print(table(receipt.lasting(time.monotonic() - begun)), end="")
    return 1 if receipt.failed else 0


@dataclass(frozen=True, slots=True)
class Work:
    """What a load is to read: articles, and files of fact sets that were read elsewhere."""

    articles: Iterator[RawArticle]
    facts: Sequence[str]
    sources: Sources
    settings: Settings
    jobs: int | None = None
    pace: Pace | None = None

    def outcomes(self, shelf: Shelf) -> Iterator[Outcome]:
        """What became of every article."""
        yield from read_all(self.articles, shelf, self.jobs, debug=self.settings.debug)
        yield from compared(parse(self.facts), shelf)


def load(work: Work) -> Receipt:
    """Read the articles and write them. Failures of reading are in the receipt too."""
    tally = Tally(work.pace)
    with open_graph(work.settings) as connection:
        writer = GraphWriter(connection, READER_VERSION)
        shelf = KnownArticles(Articles(connection), journal_path(work.settings))
        try:
            writer.write(tally.to_write(work.outcomes(shelf)), tally.wrote)
        except StoreError as error:
            if interrupted(error):
                raise
            written = tally.receipt.new + tally.receipt.changed + tally.receipt.duplicate + tally.receipt.reprint
            say(f"articles written before this: {written}; they stay, and the same command goes on from there")
            raise
        finally:
            shelf.close()
    return tally.receipt + Receipt(failed=tuple(work.sources.as_failures()))


class Tally:
    """The receipt as it grows."""

    def __init__(self, pace: Pace | None = None) -> None:
        self.receipt = Receipt()
        self._pace = pace

    def to_write(self, outcomes: Iterator[Outcome]) -> Iterator[FactSet | Reprint]:
        """What is to be written; the rest is counted."""
        for outcome in outcomes:
            if self._pace:
                self._pace.article()
            if isinstance(outcome, FactSet | Reprint):
                yield outcome
            elif isinstance(outcome, Failure):
                self.wrote(Receipt(failed=(outcome,)))
            else:
                self.receipt += Receipt(unchanged=1)

    def wrote(self, receipt: Receipt) -> None:
        """Add the receipt of a transaction, and tell of what failed."""
        self.receipt += receipt
        for failure in receipt.failed:
            say(failure.reason)


def named(sources: Sources, names: Sequence[str], advance: Callable[[], None]) -> Iterator[RawArticle]:
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
    texts: dict[int, str] = {}
    for raw in articles:
        mark = digest(raw.text)[:8]
        if raw.source == STANDARD_INPUT or texts.setdefault(hash(raw.source), mark) != mark:
            yield replace(raw, source=f"{raw.source}#{mark}")
        else:
            yield raw


def table(receipt: Receipt) -> str:
    """The receipt for a person."""
    changes = receipt.changes
    columns = ("", "new", "changed", "removed", "unchanged", "same text elsewhere", "reprints", "failed")
    known = (receipt.unchanged, receipt.duplicate, receipt.reprint)
    counts = (receipt.new, receipt.changed, receipt.removed, *known, len(receipt.failed))
    rows: list[tuple[str | int | None, ...]] = [
        ("articles", *counts),
        ("nodes", changes.nodes_created, changes.nodes_updated, changes.nodes_removed, *[None] * 4),
        ("relationships", changes.relations_created, changes.relations_updated, changes.relations_removed, *[None] * 4),
    ]
    return rows_as(Format.TABLE, columns, rows) + f"{receipt.seconds:.1f} s\n"


def _dry_run(work: Work) -> int:
    rows: list[tuple[str | int, ...]] = []
    failed = 0
    for outcome in work.outcomes(Blank()):
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
    return 1 if failed or work.sources.failed else 0
