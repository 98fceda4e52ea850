"""How memory and cost per article grow with the number of articles: `kg load` on generated ones, watched."""

from __future__ import annotations

import math
import os
import re
import subprocess
import sys
import tempfile
import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from graph.server import LocalServer
from kg.settings import Settings

_TICK = 2.0
"""Seconds between two looks."""


@dataclass(frozen=True, slots=True)
class Look:
    """Articles so far, seconds of processor time of loader, readers and server, megabytes of each."""

    articles: int
    loader: float
    readers: float
    server: float
    memory: tuple[float, float, float]

    @property
    def seconds(self) -> float:
        """Processor time of all."""
        return self.loader + self.readers + self.server


def scale(count: int) -> None:
    """Load so many and print what it took."""
    from scripts.make_corpus import Press, write

    with tempfile.TemporaryDirectory(prefix="scale-") as name:
        folder = Path(name)
        (folder / "corpus").mkdir()
        write(Press(5, length=4).articles(count), folder / "corpus", "jsonl")
        environment = {**os.environ, "KG_HOME": str(folder / "home")}
        server = LocalServer(folder / "home" / "neo4j", Settings.from_environment().cache)
        try:
            looks, took = _watch(folder / "corpus", environment, server)
        finally:
            server.stop()
    report(count, looks, took)


def report(count: int, looks: list[Look], took: float) -> None:
    """One paragraph."""
    peak = [max(look.memory[i] for look in looks) for i in range(3)]
    print(f"{count} articles: {took:.0f} s, {count / took:.1f} a second")
    print(f"  peak memory: loader {peak[0]:.0f} MB, readers {peak[1]:.0f} MB, server {peak[2]:.0f} MB")
    told = [look for look in looks if look.articles]
    if len(told) < 8:
        return
    early, late = _cost(told[: len(told) // 4]), _cost(told[-len(told) // 4 :])
    reach = math.log(_middle(told[-len(told) // 4 :]) / _middle(told[: len(told) // 4]))
    print(
        f"  processor time an article: {early * 1000:.1f} ms in the first quarter, {late * 1000:.1f} ms in the last; "
        f"cost grows as the number to the power {1 + math.log(late / early) / reach:.2f}"
    )


def _cost(looks: list[Look]) -> float:
    return (looks[-1].seconds - looks[0].seconds) / max(1, looks[-1].articles - looks[0].articles)


def _middle(looks: list[Look]) -> float:
    return (looks[0].articles + looks[-1].articles) / 2


def _watch(corpus: Path, environment: dict[str, str], server: LocalServer) -> tuple[list[Look], float]:
    errors = corpus.parent / "errors"
    begun = time.monotonic()
    with errors.open("w") as told:
        call = [sys.executable, "-m", "kg", "load", str(corpus), "--jobs", str(os.cpu_count() or 2)]
        process = subprocess.Popen(call, env=environment, stdout=subprocess.DEVNULL, stderr=told)
    looks = []
    while process.poll() is None:
        looks.append(_look(process.pid, server, errors))
        time.sleep(_TICK)
    if process.returncode:
        raise SystemExit(errors.read_text())
    return looks, time.monotonic() - begun


def _look(pid: int, server: LocalServer, errors: Path) -> Look:
    found = re.findall(r"(\d+) articles read", errors.read_text())
    neo4j = server.status().pid
    readers = [_usage(c) for c in _children(pid) if c != neo4j]
    loader, store = _usage(pid), _usage(neo4j) if neo4j else (0.0, 0.0)
    memory = loader[1], sum(m for _, m in readers), store[1]
    return Look(int(found[-1]) if found else 0, loader[0], sum(s for s, _ in readers), store[0], memory)


def _children(pid: int) -> list[int]:
    out: list[int] = []
    with suppress(OSError):
        for task in Path(f"/proc/{pid}/task").iterdir():
            out += [int(c) for c in (task / "children").read_text().split()]
    return out


def _usage(pid: int) -> tuple[float, float]:
    """Processor seconds and megabytes of a process."""
    try:
        words = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
        pages = int(Path(f"/proc/{pid}/statm").read_text().split()[1])
    except (OSError, IndexError):
        return 0.0, 0.0
    return (int(words[11]) + int(words[12])) / os.sysconf("SC_CLK_TCK"), pages * os.sysconf("SC_PAGE_SIZE") / 1e6
