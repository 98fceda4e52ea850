"""Break loads on a real Neo4j at random points, load again, and compare the graph with one that was never disturbed.

    python scripts/faults.py [--runs 1000] [--seed 1] [--kinds loader network …]

Prints a table: kind, runs, how many the fault really hit, facts lost, facts doubled. Exit code 1 where any was.
The server is one of its own, which is deleted again.
"""

from __future__ import annotations

import argparse
import os
import random
import signal
import socket
import statistics
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path

from graph.connection import connect
from graph.export import export_jsonl
from graph.server import USER, LocalServer, free_ports
from graph.server_process import port_is_free
from kg.extracted import write_parts
from kg.load import run as load
from kg.reading import Blank, read_all
from kg.settings import Settings
from kg.shelf import journal_path
from loaders.model import RawArticle
from schema.errors import KgError
from schema.facts import FactSet

WEIGHTS = {"loader": 50, "network": 25, "two": 12, "journal": 10, "server": 2, "worker": 1}
_ARTICLES = 40


@dataclass
class Result:
    """What became of the runs of one kind."""

    runs: int = 0
    hit: int = 0
    lost: int = 0
    doubled: int = 0
    resumed: list[float] = field(default_factory=list)


class Wire(threading.Thread):
    """Passes bytes between the loader and Neo4j, until it is cut."""

    def __init__(self, port: int) -> None:
        super().__init__(daemon=True)
        self._target = port
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port = int(self._listener.getsockname()[1])
        self._open: set[socket.socket] = set()
        self._down = False

    def run(self) -> None:
        """Accept connections."""
        while True:
            client, _ = self._listener.accept()
            if self._down:
                client.close()
                continue
            try:
                server = socket.create_connection(("127.0.0.1", self._target), 2)
            except OSError:
                client.close()
                continue
            self._open |= {client, server}
            for ends in ((client, server), (server, client)):
                threading.Thread(target=self._pass, args=ends, daemon=True).start()

    def cut(self, seconds: float) -> int:
        """Break all connections, and let none be made for some time; how many there were."""
        self._down = True
        cut = list(self._open)
        for one in cut:
            with suppress(OSError):
                one.shutdown(socket.SHUT_RDWR)
        time.sleep(seconds)
        self._down = False
        return len(cut)

    def _pass(self, source: socket.socket, target: socket.socket) -> None:
        with suppress(OSError):
            while data := source.recv(65536):
                target.sendall(data)
        for one in (source, target):
            self._open.discard(one)
            with suppress(OSError):
                one.shutdown(socket.SHUT_RDWR)
            one.close()


class Harness:
    """Runs faults against one server."""

    def __init__(self, server: LocalServer, folder: Path, seed: int, articles: Sequence[str]) -> None:
        self._server = server
        self._chance = random.Random(seed)
        self._folder = folder
        self._wire = Wire(int(server.uri.rpartition(":")[2]))
        self._wire.start()
        environment = {"NEO4J_URI": f"bolt://127.0.0.1:{self._wire.port}", "NEO4J_PASSWORD": server.password}
        self._settings = Settings.from_environment({**environment, "KG_HOME": str(folder / "home")})
        self._texts = folder / "texts"
        self._facts = folder / "facts"
        self._prepare(articles)
        self._expected: Counter[str] = Counter()
        self._usual = self._undisturbed()
        self.results: dict[str, Result] = {}
        self._faults: dict[str, Callable[[], bool]] = {
            "loader": self._loader,
            "network": self._network,
            "two": self._two,
            "journal": self._journal,
            "server": self._killed_server,
            "worker": self._worker,
        }

    def run(self, kind: str) -> None:
        """One fault, then the same load again, then the comparison."""
        result = self.results.setdefault(kind, Result())
        self._clear()
        result.runs += 1
        result.hit += int(self._faults[kind]())
        begun = time.monotonic()
        code = self._wait(self._child(self._facts if kind != "worker" else self._texts))
        result.resumed.append(time.monotonic() - begun)
        found = self._dump()
        result.lost += sum((self._expected - found).values()) + int(code != 0)
        result.doubled += sum((found - self._expected).values())

    def table(self) -> str:
        """All results."""
        rows = ["kind         runs    hit   lost  doubled  resumed in (median)"]
        for kind, r in self.results.items():
            median = statistics.median(r.resumed)
            rows.append(f"{kind:10s} {r.runs:6d} {r.hit:6d} {r.lost:6d} {r.doubled:8d}  {median:.2f} s")
        return "\n".join(rows)

    def _prepare(self, articles: Sequence[str]) -> None:
        self._texts.mkdir(parents=True)
        raws = []
        for number, text in enumerate(articles):
            path = self._texts / f"{number:04d}.txt"
            path.write_text(text, encoding="utf-8")
            raws.append(RawArticle(str(path), text))
        facts = [f for f in read_all(raws, Blank(), 1) if isinstance(f, FactSet)]
        write_parts(facts, self._facts)

    def _undisturbed(self) -> float:
        times = []
        for _ in range(2):
            self._clear()
            begun = time.monotonic()
            if self._wait(self._child(self._facts)):
                raise SystemExit("The undisturbed load failed; see above.")
            times.append(time.monotonic() - begun)
        self._expected = self._dump()
        return min(times)

    def _loader(self) -> bool:
        pid = self._child(self._facts)
        time.sleep(self._chance.uniform(0, self._usual))
        os.kill(pid, signal.SIGKILL)
        return self._wait(pid) < 0

    def _network(self) -> bool:
        pid = self._child(self._facts)
        time.sleep(self._chance.uniform(0, self._usual))
        cut = self._wire.cut(self._chance.uniform(0, 0.3))
        self._wait(pid)
        return cut > 0

    def _two(self) -> bool:
        pids = [self._child(self._facts) for _ in range(2)]
        time.sleep(self._chance.uniform(0, self._usual))
        os.kill(pids[0], signal.SIGKILL)
        codes = [self._wait(pid) for pid in pids]
        return codes[0] < 0

    def _journal(self) -> bool:
        self._loader()
        path = journal_path(self._settings)
        if not path.exists():
            return False
        data = bytearray(path.read_bytes())
        begin = self._chance.randrange(len(data) or 1)
        data[begin : begin + 4096] = self._chance.randbytes(min(4096, len(data) - begin))
        path.write_bytes(data[: self._chance.choice([len(data), begin])])
        return True

    def _killed_server(self) -> bool:
        pid = self._child(self._facts)
        time.sleep(self._chance.uniform(0, self._usual))
        neo4j = self._server.status().pid
        port = int(self._server.uri.rpartition(":")[2])
        if neo4j:
            os.kill(neo4j, signal.SIGKILL)
            while self._server.status().running or not port_is_free(port):
                time.sleep(0.05)
        self._wire.cut(0.1)
        self._wait(pid)
        self._server.start()
        return bool(neo4j)

    def _worker(self) -> bool:
        pid = self._child(self._texts, jobs=2)
        time.sleep(self._chance.uniform(2, 5))
        hit = False
        for child in [c for c in _children(pid) if self._chance.random() < 0.5]:
            with suppress(ProcessLookupError):
                os.kill(child, signal.SIGKILL)
                hit = True
        self._wait(pid)
        return hit

    def _child(self, what: Path, jobs: int = 1) -> int:
        """A load in a process of its own, forked, so that it begins at once."""
        pid = os.fork()
        if pid:
            return pid
        code = 70
        try:
            quiet = os.open(os.devnull, os.O_WRONLY)
            os.dup2(quiet, 1)
            os.dup2(quiet, 2)
            code = load([str(what)], self._settings, jobs=jobs)
        except KgError as error:
            code = error.exit_code
        finally:
            os._exit(code)

    def _wait(self, pid: int) -> int:
        return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])

    def _clear(self) -> None:
        with connect(self._server.uri, USER, self._server.password) as connection:
            connection.run_implicit("MATCH (n) CALL (n) { DETACH DELETE n } IN TRANSACTIONS OF 5000 ROWS")
        for path in journal_path(self._settings).parent.glob("*"):
            path.unlink()

    def _dump(self) -> Counter[str]:
        with connect(self._server.uri, USER, self._server.password) as connection:
            return Counter(export_jsonl(connection, ledger=True))


def _children(pid: int) -> list[int]:
    with suppress(OSError):
        return [int(c) for c in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
    return []


def main() -> int:
    """Entry point."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--runs", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--kinds", nargs="*", choices=list(WEIGHTS), default=list(WEIGHTS))
    options = parser.parse_args()
    sys.path.insert(0, str(Path(__file__).parents[1]))
    from scripts.make_corpus import Press

    chance = random.Random(options.seed)
    kinds = chance.choices(options.kinds, [WEIGHTS[k] for k in options.kinds], k=options.runs)
    articles = list(islice(Press(options.seed).articles(_ARTICLES), _ARTICLES))
    bolt, http = free_ports()
    with tempfile.TemporaryDirectory(prefix="faults-") as folder:
        server = LocalServer(Path(folder) / "neo4j", Settings.from_environment().cache, bolt, http)
        try:
            server.start()
            harness = Harness(server, Path(folder), options.seed, articles)
            for number, kind in enumerate(kinds, 1):
                harness.run(kind)
                if number % 50 == 0:
                    print(f"{number} of {options.runs}", file=sys.stderr, flush=True)
        finally:
            server.stop()
    print(harness.table())
    return int(any(r.lost or r.doubled for r in harness.results.values()))


if __name__ == "__main__":
    raise SystemExit(main())
