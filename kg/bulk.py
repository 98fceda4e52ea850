"""`kg load --bulk`: the first load of very many articles, by way of files and Neo4j's offline importer."""

from __future__ import annotations

import shutil
import sqlite3
from dataclasses import replace
from pathlib import Path

from graph.bulk import import_csv, spool, write_csv
from graph.connection import Connection
from graph.constraints import ensure
from graph.receipt import Changes, Receipt
from graph.shelf import Shelf
from graph.spool import Heap, Spool
from kg.load import Tally, Work
from kg.load import load as online
from kg.local import local_server, open_graph
from kg.reading import default_jobs
from kg.render import say
from kg.settings import Settings
from kg.shelf import KnownArticles
from kg.workers import Pool
from loaders.pipeline import READER_VERSION
from schema.errors import ConfigError, StoreError


def load(work: Work) -> Receipt:
    """Load into the empty graph of the local Neo4j. A load that is ended goes on where it was.

    Raises ConfigError where the graph is another server's or holds something, StoreError where the disk is full.
    """
    settings = work.settings
    if settings.uri:
        raise ConfigError("--bulk replaces files of the local Neo4j; unset NEO4J_URI, or load without it.")
    folder = settings.home / "bulk"
    with open_graph(settings) as connection:
        if _was_imported(connection, folder):
            ensure(connection)
            say("an earlier bulk load was ended right after its import; that stays, and the rest is loaded online")
            shutil.rmtree(folder)
            return online(work)
    tally = Tally(work.pace)
    try:
        counts_before = gather(work, folder, tally)
        changes = _import(folder, settings, work.jobs)
    except (OSError, sqlite3.OperationalError) as error:
        raise StoreError(
            f"{folder} cannot be written ({error}); free disk or set KG_HOME, and run it again."
        ) from error
    with open_graph(settings) as connection:
        ensure(connection)
    shutil.rmtree(folder)
    receipt = tally.receipt + Receipt(failed=tuple(work.sources.as_failures()))
    return replace(receipt, new=receipt.new + counts_before, unchanged=0, changes=changes)


def _was_imported(connection: Connection, folder: Path) -> bool:
    """Whether the graph is what an earlier bulk load made of the folder. Raises ConfigError where it holds anything else."""
    count = connection.read("MATCH (n) RETURN count(n) AS n")[0]["n"]
    if not count:
        return False
    if (folder / "spool").exists():
        spooled = Spool(folder / "spool")
        try:
            if Shelf(connection).count() == spooled.count():
                return True
        finally:
            spooled.close()
    raise ConfigError(
        f"The graph holds {count} nodes and --bulk would replace them; load without --bulk, or empty it with "
        "`kg purge --all`."
    )


def gather(work: Work, folder: Path, tally: Tally) -> int:
    """Read into the spool; how many articles an earlier load that was ended had read."""
    spooled = Spool(folder / "spool")
    earlier = spooled.count()
    if earlier:
        say(f"an earlier bulk load was ended after {earlier} articles; this one goes on from there")
    known = KnownArticles(spooled, folder / "journal.sqlite")
    try:
        for receipt in spool(tally.to_write(work.outcomes(known)), spooled, READER_VERSION):
            tally.wrote(receipt)
    finally:
        known.close()
        spooled.close()
    return earlier


def merge(folder: Path, jobs: int | None) -> dict[Heap, int]:
    """Merge what was gathered into CSV files; the rows of each."""
    spooled = Spool(folder / "spool")
    say(f"merging the claims of {spooled.count()} articles")
    jobs = jobs or default_jobs(spooled.count())
    try:
        if jobs == 1:
            return write_csv(spooled, folder / "csv")
        with Pool(jobs) as processes:
            return write_csv(spooled, folder / "csv", processes)
    finally:
        spooled.close()


def _import(folder: Path, settings: Settings, jobs: int | None) -> Changes:
    counts = merge(folder, jobs)
    if not counts:
        return Changes()
    say(f"importing {sum(counts.values())} nodes and relationships; the local Neo4j is stopped meanwhile")
    server = local_server(settings)
    server.stop()
    return import_csv(server, folder / "csv", counts)
