"""How memory and cost per article grow with the number of articles: `kg load` on generated ones, watched."""

from __future__ import annotations

import math
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from itertools import pairwise
from operator import attrgetter
from pathlib import Path
from typing import IO

from graph.connection import connect
from graph.server import USER, LocalServer
from graph.shelf import Shelf
from kg.settings import Settings
from schema.errors import KgError

_TICK = 2.0
"""Seconds between two looks."""
_STEPS = 6
"""Fewer transactions tell nothing about growth."""


@dataclass(frozen=True, slots=True)
class Look:
    """Articles so far, seconds of processor time of loader, readers and server, megabytes of each."""

    articles: int
    loader: float
    readers: float
    server: float
    memory: tuple[float, float, float]

    @property
    def all(self) -> float:
        """Processor time of all."""
        return self.loader + self.readers + self.server

    @property
    def writing(self) -> float:
        """Processor time of loader and server."""
        return self.loader + self.server


def scale(count: int) -> None:
    """Load so many and print what it took."""
    with _corpus(count) as (corpus, environment, server):
        looks, took = _watch(corpus, environment, server)
    report(count, looks, took)


def resume(count: int) -> None:
    """Kill a load when half of it is in the graph, and print how long the same command takes to go on."""
    with _corpus(count) as (corpus, environment, server), (corpus.parent / "errors").open("w") as told:
        first = _load(corpus, environment, told)
        _until(server, count // 2, first)
        first.send_signal(signal.SIGKILL)
        first.wait()
        done = _articles(server)
        begun = time.monotonic()
        second = _load(corpus, environment, told)
        _until(server, done + 1, second)
        went_on = time.monotonic() - begun
        second.wait()
    print(f"killed after {done} of {count} articles: the next new ones in the graph after {went_on:.1f} s", flush=True)


@contextmanager
def _corpus(count: int) -> Iterator[tuple[Path, dict[str, str], LocalServer]]:
    """Generated articles, the environment of a `kg` with a graph of its own, and its server."""
    from scripts.make_corpus import Press, write

    with tempfile.TemporaryDirectory(prefix="scale-") as name:
        folder = Path(name)
        (folder / "corpus").mkdir()
        write(Press(5, length=4).articles(count), folder / "corpus", "jsonl")
        environment = {**os.environ, "KG_HOME": str(folder / "home")}
        server = LocalServer(folder / "home" / "neo4j", Settings.from_environment().cache)
        try:
            yield folder / "corpus", environment, server
        finally:
            server.stop()


def report(count: int, looks: list[Look], took: float) -> None:
    """One paragraph."""
    print(f"kg load of {count} articles: {took:.0f} s, {count / took:.1f} articles/s")
    for until in (1000, count):
        peak = [max((look.memory[i] for look in looks if look.articles <= until), default=0) for i in range(3)]
        memory = f"loader {peak[0]:.0f} MB, readers {peak[1]:.0f} MB, server {peak[2]:.0f} MB"
        print(f"  peak memory until {until:7,d} articles: {memory}")
    # where processor time falls, a reader has ended
    steps = [b for a, b in pairwise(looks) if b.articles > a.articles and b.all >= a.all]
    if len(steps) < _STEPS:
        return
    steps = steps[len(steps) // 8 :]  # without the time in which the server's compiler warms up
    early, late = steps[: len(steps) // 2 + 1], steps[len(steps) // 2 :]
    reach = math.log(_middle(late) / _middle(early))
    for what, seconds in (("in all", attrgetter("all")), ("of loader and server", attrgetter("writing"))):
        before, after = _cost(early, seconds), _cost(late, seconds)
        power = 1 + math.log(after / before) / reach
        told = f"{before * 1000:.1f} ms in the first half, {after * 1000:.1f} ms in the second"
        print(f"  processor time an article, {what}: {told}; grows as the number to the power {power:.2f}", flush=True)


def _cost(looks: list[Look], seconds: Callable[[Look], float]) -> float:
    return (seconds(looks[-1]) - seconds(looks[0])) / max(1, looks[-1].articles - looks[0].articles)


def _middle(looks: list[Look]) -> float:
    return (looks[0].articles + looks[-1].articles) / 2


def _load(corpus: Path, environment: dict[str, str], errors: IO[str]) -> subprocess.Popen[bytes]:
    call = [sys.executable, "-m", "kg", "load", str(corpus), "--jobs", str(os.cpu_count() or 2)]
    return subprocess.Popen(call, env=environment, stdout=subprocess.DEVNULL, stderr=errors)


def _until(server: LocalServer, articles: int, process: subprocess.Popen[bytes]) -> None:
    while process.poll() is None and _articles(server) < articles:
        time.sleep(0.2)


def _articles(server: LocalServer) -> int:
    """How many are in the graph; none where the server does not answer."""
    try:
        with connect(server.uri, USER, server.password) as connection:
            return Shelf(connection).count()
    except KgError:
        return 0


def _watch(corpus: Path, environment: dict[str, str], server: LocalServer) -> tuple[list[Look], float]:
    errors = corpus.parent / "errors"
    begun = time.monotonic()
    looks = []
    with errors.open("w") as told:
        process = _load(corpus, environment, told)
        while process.poll() is None:
            looks.append(_look(process.pid, server))
            time.sleep(_TICK)
    if process.returncode:
        raise SystemExit(errors.read_text())
    return looks, time.monotonic() - begun


def _look(pid: int, server: LocalServer) -> Look:
    neo4j = server.status().pid
    readers = [usage(c) for c in _children(pid) if c != neo4j]
    loader, store = usage(pid), usage(neo4j) if neo4j else (0.0, 0.0)
    memory = loader[1], sum(m for _, m in readers), store[1]
    return Look(_articles(server), loader[0], sum(s for s, _ in readers), store[0], memory)


def _children(pid: int) -> list[int]:
    out: list[int] = []
    with suppress(OSError):
        for task in Path(f"/proc/{pid}/task").iterdir():
            out += [int(c) for c in (task / "children").read_text().split()]
    return out


def usage(pid: int) -> tuple[float, float]:
    """Processor seconds and megabytes of a process."""
    try:
        words = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
        pages = int(Path(f"/proc/{pid}/statm").read_text().split()[1])
    except (OSError, IndexError):
        return 0.0, 0.0
    return (int(words[11]) + int(words[12])) / os.sysconf("SC_CLK_TCK"), pages * os.sysconf("SC_PAGE_SIZE") / 1e6
