"""Break loads on a real Neo4j at random points, load again, and compare the graph with one that was never disturbed.

    python scripts/faults.py [--runs 1000] [--minutes M] [--seed 1] [--kinds loader network …]

Prints a table: kind, runs, how many the fault really hit, facts lost, facts doubled, what was unruly (errors that were no
sentence, exit codes that no fault explains, processes that stayed), and how long the load took that went on. Exit
code 1 where any was lost, doubled or unruly. The server is one of its own, which is deleted again.
"""

from __future__ import annotations

import argparse
import random
import signal
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from functools import partial
from itertools import islice
from pathlib import Path

from graph.server import LocalServer, free_ports
from kg.settings import Settings
from scripts import fault_files, fault_inputs, fault_loads
from scripts.fault_bench import Bench, Outcome
from scripts.make_corpus import Press

Kind = Callable[[Bench, random.Random], Outcome]


def _load(fault: Callable[[Bench, random.Random], tuple[bool, int]]) -> Kind:
    return lambda bench, chance: bench.broken(fault, chance)


KINDS: dict[str, tuple[int, Kind]] = {
    "loader": (230, _load(fault_loads.loader)),
    "interrupt": (50, _load(fault_loads.interrupt)),
    "network": (90, _load(fault_loads.network)),
    "byte": (90, _load(fault_loads.at_a_byte)),
    "two": (80, _load(fault_loads.two)),
    "journal": (70, _load(fault_loads.journal)),
    "clock": (50, _load(fault_loads.clock)),
    "full": (50, _load(fault_loads.full)),
    "readonly": (20, _load(fault_loads.readonly)),
    "store": (5, _load(fault_loads.store)),
    "server": (8, _load(fault_loads.server)),
    "worker": (8, _load(fault_loads.worker)),
    "orphans": (8, _load(fault_loads.orphans)),
    "jars": (90, fault_files.jars),
    "bulk": (43, fault_files.bulk),
    "importing": (5, fault_files.importing),
    "start": (3, fault_files.start),
    "inputs": (100, fault_inputs.inputs),
}
"""Every kind with its runs in a thousand: few where a run takes long."""
_ARTICLES = 7


class Harness:
    """Runs faults against one server and keeps what became of them."""

    def __init__(self, server: LocalServer, folder: Path, seed: int, articles: Sequence[str]) -> None:
        self.bench = Bench(server, folder, articles)
        self.results: dict[str, list[Outcome]] = {}
        self.seconds: dict[str, float] = {}
        """How long the runs of a kind took in all."""
        self._seed = seed

    def run(self, kind: str) -> Outcome:
        """One run of a kind."""
        done = self.results.setdefault(kind, [])
        begun = time.monotonic()
        outcome = KINDS[kind][1](self.bench, random.Random(f"{self._seed} {kind} {len(done)}"))
        done.append(outcome)
        self.seconds[kind] = self.seconds.get(kind, 0.0) + time.monotonic() - begun
        if outcome.lost or outcome.doubled or outcome.unruly:
            print(f"{kind} {len(done) - 1}: {outcome}", file=sys.stderr, flush=True)
        return outcome

    def table(self) -> str:
        """All results, as they are so far."""
        rows = [
            "| kind | runs | hits | lost | doubled | unruly | went on in (median) |",
            "|---|---|---|---|---|---|---|",
        ]
        for kind, done in sorted(self.results.items(), key=lambda r: list(KINDS).index(r[0])):
            hits, lost, doubled, unruly = (
                sum(getattr(o, n) for o in done) for n in ("hit", "lost", "doubled", "unruly")
            )
            median = statistics.median(o.resumed for o in done)
            rows.append(f"| {kind} | {len(done)} | {hits} | {lost} | {doubled} | {unruly} | {median:.2f} s |")
        return "\n".join(rows)

    def clean(self) -> bool:
        """Whether nothing was lost, doubled or unruly."""
        return not any(o.lost or o.doubled or o.unruly for done in self.results.values() for o in done)


def schedule(kinds: Sequence[str], runs: int, chance: random.Random) -> list[str]:
    """So many runs, shared among the kinds by weight, at least one of each, in a random order."""
    total = sum(KINDS[kind][0] for kind in kinds)
    out = [kind for kind in kinds for _ in range(max(1, round(runs * KINDS[kind][0] / total)))]
    chance.shuffle(out)
    return out


def main() -> int:
    """Entry point."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--runs", type=int, default=1000)
    parser.add_argument("--minutes", type=float, default=24 * 60.0, help="stop after so many")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--kinds", nargs="*", choices=list(KINDS), default=list(KINDS))
    options = parser.parse_args()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # so that the server is stopped and the table printed
    runs = schedule(options.kinds, options.runs, random.Random(options.seed))
    articles = list(islice(Press(options.seed, length=1).articles(_ARTICLES), _ARTICLES))
    with tempfile.TemporaryDirectory(prefix="faults-") as folder:
        bolt, http = free_ports()
        server = LocalServer(Path(folder) / "neo4j", Settings.from_environment().cache, bolt, http)
        harness = Harness(server, Path(folder), options.seed, articles)
        try:
            _all(harness, runs, options.minutes * 60)
        finally:
            print(harness.table(), flush=True)
            harness.bench.close()
    return int(not harness.clean())


def _all(harness: Harness, runs: Sequence[str], seconds: float) -> None:
    tell = partial(print, file=sys.stderr, flush=True)
    harness.bench.begin()
    tell(f"an undisturbed load takes {harness.bench.usual:.2f} s and {harness.bench.bytes} bytes")
    begun = time.monotonic()
    for number, kind in enumerate(runs, 1):
        if time.monotonic() - begun > seconds:
            tell(f"ended after {number - 1} of {len(runs)} runs: the time is up")
            return
        harness.run(kind)
        if number % 50 == 0:
            slow = ", ".join(f"{k} {s:.0f}" for k, s in sorted(harness.seconds.items(), key=lambda one: -one[1])[:5])
            tell(f"{number} of {len(runs)} in {time.monotonic() - begun:.0f} s ({slow})\n{harness.table()}")


if __name__ == "__main__":
    raise SystemExit(main())
