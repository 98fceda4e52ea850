"""Measure what a user waits for: fetching and starting Neo4j, reading, loading, going on after a kill, looking up.

    python scripts/run_bench.py [--articles 100] [--generated 600] [--rounds 3] [--scale 3000 ...] [--resume 1000] [--no-fetch]

Some ten minutes on two free cores; a 0 leaves generated articles, growth or resuming out. The articles read are the seeds, told apart by a line of their
own; those written, generated ones. `--scale` loads so many generated articles with `kg load` and tells memory at 1,000
and at the end, and how the cost of an article grows (`--scale 100000` takes hours). Runs on Neo4j servers of its own,
which are deleted again.
"""

from __future__ import annotations

import argparse
import os
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
from graph.fetch import fetch
from graph.read import search
from graph.server import USER, LocalServer, free_ports
from graph.server_aot import train
from graph.server_config import Installation
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
    parser.add_argument("--articles", type=int, default=100)
    parser.add_argument("--generated", type=int, default=600)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--scale", type=int, nargs="*", default=[3000])
    parser.add_argument("--resume", type=int, default=1000)
    parser.add_argument("--fetch", action=argparse.BooleanOptionalAction, default=True)
    options = parser.parse_args()
    sys.path.insert(0, str(Path(__file__).parents[1]))
    from scripts.bench_scale import resume, scale

    rounds = str(options.rounds)
    subprocess.run([sys.executable, str(Path(__file__).with_name("bench_reading.py")), "--rounds", rounds], check=True)
    facts = read(list(articles(options.articles)))
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        fetch_and_start(Path(folder), options.fetch)
        with server(Path(folder) / "server") as (local, connection):
            write(connection, facts)
            look_up(connection)
            if options.generated:
                compare(local, options.generated, options.rounds)
    if options.resume:
        resume(options.resume)
    for size in filter(None, options.scale):
        scale(size)
    return 0


def fetch_and_start(folder: Path, fetching: bool) -> None:
    """Time of fetching the server into an empty folder, and of `kg up` with an AOT cache."""
    cache = Settings.from_environment().cache
    jars = Installation.at(cache).jars
    if fetching:
        with timed(f"fetch of the server, {sum(j.size for j in jars) / 1e6:.0f} MB"):
            fetch(jars, folder / "jars")
    fetch(jars, Installation.at(cache).folder)
    with timed("training of the AOT cache, where it is missing"):
        train(cache)
    environment = {**os.environ, "KG_HOME": str(folder / "home")}

    def call(word: str) -> None:
        command = [sys.executable, "-m", "kg", word]
        subprocess.run(command, check=True, capture_output=True, env=environment)

    times = []
    for _ in range(4):
        times.append(seconds(partial(call, "up")))
        call("down")
    report("kg up on an empty folder", times[:1])
    report("kg up, cold, with AOT cache", times[1:])


def compare(local: LocalServer, count: int, rounds: int) -> None:
    """Read generated articles on all processors and write them in several ways."""
    from scripts.bench_ratios import ratios
    from scripts.make_corpus import Press

    texts = [RawArticle(f"https://news.example/{n}", t) for n, t in enumerate(Press(1).articles(count))]
    characters = sum(len(t.text) for t in texts)
    with timed("reading on all processors", count, "articles", characters, "characters"):
        facts = [o for o in read_all(texts, Blank()) if isinstance(o, FactSet)]
    ratios(local, facts, rounds)


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
    with timed("reading on one core", len(raw), "articles", characters, "characters"):
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
