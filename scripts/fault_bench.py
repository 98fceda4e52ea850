"""What every fault needs: a server, articles, loads in processes of their own, and the undisturbed graph to compare with."""

from __future__ import annotations

import os
import random
import signal
import sys
import time
from collections import Counter
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from graph import write
from graph.connection import connect
from graph.export import export_jsonl
from graph.server import USER, LocalServer
from kg.cli import main
from kg.extracted import SUFFIX, dump
from kg.reading import Blank, read_all
from kg.settings import Settings
from kg.shelf import journal_path
from loaders.model import RawArticle
from loaders.reprints import is_reprint
from schema.facts import FactSet
from scripts.fault_disks import Disk, can_mount
from scripts.fault_wire import Wire

PARTS = 6
ROWS = 60
"""Relationships a transaction, so that a load has several of them to be broken off between."""
_WARMING = 4
_STORE = 1 << 30
"""Bytes of the server's disk."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What one run came to."""

    hit: bool
    lost: int
    doubled: int
    unruly: int
    """Errors that were no sentence, exit codes that no fault explains, processes that stayed."""
    resumed: float
    """Seconds of the load that went on."""


class Bench:
    """A server with articles to load."""

    def __init__(self, server: LocalServer, folder: Path, articles: Sequence[str]) -> None:
        self.server = server
        self.folder = folder
        self.home = folder / "home"
        self._said: list[Path] = []
        """Error streams of the children since the last judgement."""
        self.store_disk = self._disk_of_the_store()
        try:
            server.start()
        except BaseException:
            self.close()
            raise
        self.wire = Wire(int(server.uri.rpartition(":")[2]))
        self.wire.start()
        self._environment = {
            "NEO4J_URI": f"bolt://127.0.0.1:{self.wire.port}",
            "NEO4J_PASSWORD": server.password,
            "KG_HOME": str(self.home),
        }
        self.journal = journal_path(Settings.from_environment(self._environment))
        self.texts = folder / "texts"
        self.parts = [folder / "facts" / f"{number}{SUFFIX}" for number in range(PARTS)]
        self._prepare(articles)
        self.expected: Counter[str] = Counter()
        self.usual = 0.0
        """Seconds of an undisturbed load."""
        self.bytes = 0
        """Bytes of its conversation with the server."""

    def broken(self, fault: Callable[[Bench, random.Random], tuple[bool, int]], chance: random.Random) -> Outcome:
        """A load with a fault, then the same load again, then the comparison. A fault tells whether it hit and how
        much was unruly."""
        self.clear()
        hit, unruly = fault(self, chance)
        self._said.clear()
        begun = time.monotonic()
        code = self.wait(self.load(*self.parts))
        resumed = time.monotonic() - begun
        found = self.dump()
        lost, doubled = sum((self.expected - found).values()), sum((found - self.expected).values())
        return Outcome(hit, lost, doubled, unruly + int(code != 0) + self.unruly(), resumed)

    def load(self, *what: Path, jobs: int = 1, before: Callable[[], None] | None = None) -> int:
        """Begin `kg load` in a process of its own, forked, so that it begins at once; its id."""
        arguments = ["load", "--jobs", str(jobs), *map(str, what)]
        return self.fork(lambda: main(arguments), before)

    def fork(self, work: Callable[[], int], before: Callable[[], None] | None = None) -> int:
        """Begin work that gives an exit code in a process of its own."""
        self._said.append(self.folder / f"said-{len(self._said)}")
        # a child that Ctrl+C meets on its first steps would run this program's own clearing up
        signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
        pid = os.fork()
        if pid:
            signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT})
            return pid
        code = 70
        try:
            sys.stdout = open(os.devnull, "w")  # noqa: SIM115  # the process ends here
            sys.stderr = open(self._said[-1], "w", buffering=1)  # noqa: SIM115
            os.environ.update(self._environment)
            write.BATCH_ROWS = ROWS
            signal.signal(signal.SIGINT, signal.default_int_handler)
            signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT})
            if before is not None:
                before()
            code = work()
        except KeyboardInterrupt:
            code = 130
        finally:
            with suppress(OSError):
                sys.stderr.flush()
            os._exit(code)

    def wait(self, pid: int) -> int:
        """The exit code of a child, negative for a signal."""
        return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])

    def told(self) -> list[str]:
        """What the last child said on its error stream."""
        with suppress(OSError):
            return self._said[-1].read_text(encoding="utf-8", errors="replace").splitlines()
        return []

    def unruly(self) -> int:
        """1 where a child since the last call said anything but sentences of `kg`."""
        out = 0
        while self._said:
            wrong = [line for line in self.told() if not line.startswith("kg: ") or "unexpected" in line]
            out |= bool(wrong)
            print("".join(f"  {line}\n" for line in wrong[-3:]), end="", file=sys.stderr)
            self._said.pop()
        return out

    def clear(self) -> None:
        """Empty the graph and the journal."""
        with connect(self.server.uri, USER, self.server.password) as connection:
            connection.run_implicit("MATCH (n) CALL (n) { DETACH DELETE n } IN TRANSACTIONS OF 5000 ROWS")
        for path in self.journal.parent.glob("*"):
            path.unlink()

    def dump(self) -> Counter[str]:
        """The graph as lines, ledger included."""
        return graph_lines(self.server)

    def close(self) -> None:
        """Stop the server."""
        self.server.stop()
        if self.store_disk:
            self.store_disk.close()

    def _disk_of_the_store(self) -> Disk | None:
        return Disk(self.server.home / "data", _STORE) if can_mount() else None

    def _prepare(self, articles: Sequence[str]) -> None:
        self.texts.mkdir(parents=True)
        raws = []
        for number, text in enumerate(articles):
            path = self.texts / f"{number:04d}.txt"
            path.write_text(text, encoding="utf-8")
            raws.append(RawArticle(str(path), text))
        groups = _with_reprints([f for f in read_all(raws, Blank(), 1) if isinstance(f, FactSet)])
        self.parts[0].parent.mkdir()
        for number, part in enumerate(self.parts):
            lines = [dump(f) + "\n" for group in groups[number::PARTS] for f in group]
            part.write_text("".join(lines), encoding="utf-8")

    def begin(self) -> None:
        """Load without a fault, and keep what to compare with. The first times warm the server up."""
        times = []
        for _ in range(_WARMING):
            self.clear()
            self.wire.count()
            begun = time.monotonic()
            if self.wait(self.load(*self.parts)):
                raise SystemExit(f"The undisturbed load failed: {self.told()}")
            times.append(time.monotonic() - begun)
        self.usual, self.bytes = min(times), self.wire.passed
        self.expected = self.dump()


def graph_lines(server: LocalServer) -> Counter[str]:
    """The graph of a server as lines, ledger included."""
    with connect(server.uri, USER, server.password) as connection:
        return Counter(export_jsonl(connection, ledger=True))


def _with_reprints(found: Sequence[FactSet]) -> list[list[FactSet]]:
    """Every article with its reprints: the first to be loaded is the original, so they stay in one order."""
    groups: list[list[FactSet]] = []
    for one in found:
        same = (g for g in groups if is_reprint(one.article.text, g[0].article.text))
        group = next(same, None)
        if group is None:
            groups.append([one])
        else:
            group.append(one)
    return groups


def descendants(pid: int) -> list[int]:
    """Processes below a process, where the system tells."""
    with suppress(OSError):
        below = [int(c) for c in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
        return [one for child in below for one in (child, *descendants(child))]
    return []


def lives(pid: int) -> bool:
    """Whether a process runs and is no zombie."""
    with suppress(OSError):
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    return False
