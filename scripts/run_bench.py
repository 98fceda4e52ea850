"""Measure what a user waits for: start of `kg`, reading, start of Neo4j, loading, loading again, looking up.

    python scripts/run_bench.py [--articles 200] [--generated 1000] [--scale 1000 10000]

The articles read are the seeds, told apart by a line of their own; those written, generated ones. `--scale` loads so many
generated articles with `kg load` and tells memory, and cost per article at the beginning and the end. Runs on a Neo4j of
its own, which is deleted again.
"""

from __future__ import annotations

import argparse
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from pathlib import Path

from graph.connection import Connection, connect
from graph.read import search
from graph.server import USER, LocalServer, free_ports
from graph.write import GraphWriter
from kg.reading import Blank, read_all
from kg.settings import Settings
from loaders.article import find_articles, read_articles
from loaders.model import RawArticle
from loaders.pipeline import READER_VERSION, Reader
from schema.facts import FactSet

SEEDS = Path(__file__).parents[1] / "seeds"
NAMES = ("濠江区", "海上风电", "嘉定", "湛江", "新北市", "生物医药")


def main() -> int:
    """Entry point."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=200)
    parser.add_argument("--generated", type=int, default=1000)
    parser.add_argument("--scale", type=int, nargs="*", default=[])
    options = parser.parse_args()
    sys.path.insert(0, str(Path(__file__).parents[1]))
    count = options.articles
    subprocess.run([sys.executable, str(Path(__file__).with_name("bench_reading.py"))], check=True)
    facts = read(list(articles(count)))
    with tempfile.TemporaryDirectory(prefix="bench-") as folder, server(Path(folder)) as (local, connection):
        write(connection, facts)
        look_up(connection)
        if options.generated:
            compare(local, options.generated)
    for size in options.scale:
        from scripts.bench_scale import scale

        scale(size)
    return 0


def compare(local: LocalServer, count: int) -> None:
    """Read generated articles on all processors and write them in several ways."""
    from scripts.bench_ratios import ratios
    from scripts.make_corpus import Press

    texts = [RawArticle(f"https://news.example/{n}", t) for n, t in enumerate(Press(1).articles(count))]
    characters = sum(len(t.text) for t in texts)
    with timed("reading on all processors", count, "articles", characters, "characters"):
        facts = [o for o in read_all(texts, Blank()) if isinstance(o, FactSet)]
    ratios(local, facts)


def articles(count: int) -> Iterator[RawArticle]:
    """So many articles, no two with the same text."""
    seeds = [raw for path in find_articles([str(SEEDS)]) for raw in read_articles(path)]
    for number in range(count):
        raw = seeds[number % len(seeds)]
        mark = f"本报第{number}期的记者在现场了解到这一情况，并作了报道。"
        yield replace(raw, source=f"{raw.source}#{number}", text=raw.text.replace("。", f"。{mark}", 1))


def read(raw: list[RawArticle]) -> list[FactSet]:
    """Read them all in this process."""
    with timed("reader, ready to read"):
        reader = Reader.default()
        reader.read(raw[0])
    characters = sum(len(r.text) for r in raw)
    with timed("reading", len(raw), "articles", characters, "characters"):
        return [reader.read(r) for r in raw]


@contextmanager
def server(folder: Path) -> Iterator[tuple[LocalServer, Connection]]:
    """A Neo4j of its own."""
    bolt, http = free_ports()
    local = LocalServer(folder, Settings.from_environment().cache, bolt, http)
    try:
        with timed("first start of Neo4j on an empty folder"):
            local.start()
        local.stop()
        with timed("start of Neo4j"):
            local.start()
        with connect(local.uri, USER, local.password) as connection:
            yield local, connection
    finally:
        local.stop()


def write(connection: Connection, facts: list[FactSet]) -> None:
    """Load all, then load all again."""
    nodes, relations = sum(len(f.entities) for f in facts), sum(len(f.relations) for f in facts)
    with timed("loading", len(facts), "articles", nodes, "entities", relations, "relationships"):
        GraphWriter(connection, READER_VERSION).write(facts)
    with timed("loading the same again", len(facts), "articles"):
        GraphWriter(connection, READER_VERSION).write(facts)


def look_up(connection: Connection) -> None:
    """Time of a search by name, as the explorer and questions do it."""
    report("search by name", [seconds(partial(search, connection, name)) for name in NAMES * 10])


def seconds(action: Callable[[], object]) -> float:
    """How long the action takes."""
    begun = time.perf_counter()
    action()
    return time.perf_counter() - begun


def report(what: str, times: list[float]) -> None:
    """Median and worst of several times."""
    print(f"{what:42s} median {statistics.median(times) * 1000:.1f} ms, worst {max(times) * 1000:.1f} ms", flush=True)


@contextmanager
def timed(what: str, *amounts: int | str) -> Iterator[None]:
    """Print how long it took, and how many of each thing a second: amounts are (count, name) pairs in a row."""
    begun = time.perf_counter()
    yield
    took = time.perf_counter() - begun
    pairs = zip(amounts[::2], amounts[1::2], strict=True)
    rates = ", ".join(f"{int(count) / took:,.0f} {name}/s" for count, name in pairs)
    print(f"{what:42s} {took:6.2f} s{'   ' + rates if rates else ''}", flush=True)


if __name__ == "__main__":
    raise SystemExit(main())
