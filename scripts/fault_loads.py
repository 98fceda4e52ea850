"""Faults of a load into a real server. Each tells whether it hit, and how much was unruly."""

from __future__ import annotations

import os
import signal
import sys
import time
from contextlib import suppress
from random import Random

from graph.server_admin import empty_store
from graph.server_process import port_is_free
from schema.errors import ServerError
from scripts.fault_bench import Bench, descendants, lives
from scripts.fault_disks import (
    Disk,
    can_mount,
    limit_files,
    limit_files_of,
    obey_permissions,
    readable_only,
    small,
)

Hit = tuple[bool, int]
_PATIENCE = 20.0
"""Seconds for processes to end after their loader."""
_YEARS = 10 * 365 * 86400
BROKEN, ENDED = (0, 4), (0, 130)
"""Exit codes that a load may end with where the server goes away, and after Ctrl+C."""


def loader(bench: Bench, chance: Random) -> Hit:
    """kill -9 of the loader."""
    pid = bench.load(*bench.parts)
    return _killed(bench, chance, pid), 0


def interrupt(bench: Bench, chance: Random) -> Hit:
    """Ctrl+C, which ends in one sentence."""
    pid = bench.load(*bench.parts)
    time.sleep(chance.uniform(0.02, bench.usual))
    with suppress(ProcessLookupError):
        os.kill(pid, signal.SIGINT)
    code, told = bench.wait(pid), bench.told()
    unruly = bench.unruly() + int(code not in ENDED) + int(code == 130 and len(told) > 1)
    return code == 130 and "Ended by Ctrl+C" in "".join(told), unruly


def network(bench: Bench, chance: Random) -> Hit:
    """The connection breaks at a moment."""
    pid = bench.load(*bench.parts)
    time.sleep(chance.uniform(0, bench.usual))
    cut = bench.wire.cut(chance.uniform(0, 0.3))
    code = bench.wait(pid)
    return cut > 0, bench.unruly() + int(code not in BROKEN)


def at_a_byte(bench: Bench, chance: Random) -> Hit:
    """The connection breaks at a byte of the conversation."""
    bench.wire.count(chance.randrange(bench.bytes), chance.uniform(0, 0.3))
    code = bench.wait(bench.load(*bench.parts))
    cuts = bench.wire.cuts
    bench.wire.mended()
    bench.wire.count()
    return cuts > 0, bench.unruly() + int(code not in BROKEN)


def two(bench: Bench, chance: Random) -> Hit:
    """Two loaders with articles in common, one of them killed every second time."""
    halves = bench.parts[:4], bench.parts[2:]
    pids = [bench.load(*half) for half in halves]
    killed = chance.random() < 0.5 and _killed(bench, chance, pids.pop())
    codes = [bench.wait(pid) for pid in pids if pid]
    return killed or codes == [0, 0], bench.unruly() + sum(code != 0 for code in codes)


def journal(bench: Bench, chance: Random) -> Hit:
    """Random bytes in the journal, or its end cut off, after a load that was killed or not."""
    loader(bench, chance)
    paths = sorted(bench.journal.parent.glob("*"))
    for path in chance.sample(paths, chance.randint(1, len(paths))) if paths else ():
        data = bytearray(path.read_bytes())
        begin = chance.randrange(len(data) or 1)
        data[begin : begin + 4096] = chance.randbytes(min(4096, len(data) - begin))
        path.write_bytes(data[: chance.choice([len(data), begin])])
    return bool(paths), 0


def clock(bench: Bench, chance: Random) -> Hit:
    """A clock that jumps by years, forwards and back, for the loader and for the files of the journal."""

    def jump() -> None:
        now = time.time()
        time.time = lambda: now + chance.uniform(-_YEARS, _YEARS)
        time.time_ns = lambda: int(time.time() * 1e9)

    killed = _killed(bench, chance, bench.load(*bench.parts, before=jump))
    for path in bench.journal.parent.glob("*"):
        at = time.time() + chance.uniform(-_YEARS, _YEARS)
        os.utime(path, (at, at))
    code = bench.wait(bench.load(*bench.parts, before=jump))
    return killed, bench.unruly() + int(code != 0)


def full(bench: Bench, chance: Random) -> Hit:
    """The disk of the journal is full: a small file system where one may be mounted, else a limit."""
    size = chance.randrange(4096, 400_000)
    if can_mount() and chance.random() < 0.5:
        with small(bench.journal.parent, size):
            code = bench.wait(bench.load(*bench.parts))
    else:
        code = bench.wait(bench.load(*bench.parts, before=lambda: limit_files(size)))
    return "goes on without it" in "".join(bench.told()), bench.unruly() + int(code != 0)


def readonly(bench: Bench, chance: Random) -> Hit:
    """The disk of the journal is read-only, with a journal on it or without."""
    folder = bench.journal.parent
    if can_mount() and chance.random() < 0.5:
        disk = Disk(folder, 1 << 22)
        try:
            if chance.random() < 0.5:
                bench.wait(bench.load(*bench.parts[:3]))
            disk.lock()
            code = bench.wait(bench.load(*bench.parts))
        finally:
            disk.close()
    else:
        if chance.random() < 0.5:
            bench.wait(bench.load(*bench.parts[:3]))
        with readable_only(folder):
            code = bench.wait(bench.load(*bench.parts, before=obey_permissions))
    return "goes on without it" in "".join(bench.told()), bench.unruly() + int(code != 0)


def store(bench: Bench, chance: Random) -> Hit:
    """The disk of Neo4j is full."""
    pid = bench.server.status().pid or 0
    if bench.store_disk and chance.random() < 0.5:
        bench.store_disk.leave(chance.randrange(100_000))
        code = bench.wait(bench.load(*bench.parts))
        bench.store_disk.resize(1 << 30)
    else:
        log = max(p.stat().st_size for p in bench.server.home.glob("data/transactions/neo4j/*.db.*"))
        limit_files_of(pid, log + chance.randrange(100_000))
        code = bench.wait(bench.load(*bench.parts))
        limit_files_of(pid, None)
    unruly = bench.unruly() + int(code not in (0, 1, 4))
    bench.server.stop()
    try:
        bench.server.start()
    except ServerError as error:  # Neo4j does not recover: its store is begun anew
        print(f"  {error}", file=sys.stderr)
        unruly += 1
        empty_store(bench.server.home)
        bench.server.start()
    return code != 0, unruly


def server(bench: Bench, chance: Random) -> Hit:
    """kill -9 of Neo4j."""
    pid = bench.load(*bench.parts)
    time.sleep(chance.uniform(0, bench.usual))
    neo4j, port = bench.server.status().pid, int(bench.server.uri.rpartition(":")[2])
    if neo4j:
        os.kill(neo4j, signal.SIGKILL)
        while bench.server.status().running or not port_is_free(port):
            time.sleep(0.05)
    bench.wire.cut(0.1)
    code = bench.wait(pid)
    unruly = bench.unruly() + int(code not in BROKEN)
    bench.server.start()
    return bool(neo4j), unruly


def worker(bench: Bench, chance: Random) -> Hit:
    """kill -9 of reading workers; the load goes on."""
    pid = bench.load(bench.texts, jobs=2)
    time.sleep(chance.uniform(1, 5))
    hit = False
    for child in descendants(pid):
        if chance.random() < 0.5:
            with suppress(ProcessLookupError):
                os.kill(child, signal.SIGKILL)
                hit = True
    code = bench.wait(pid)
    return hit, int(code != 0)


def orphans(bench: Bench, chance: Random) -> Hit:
    """kill -9 of a loader with reading workers, which end too."""
    pid = bench.load(bench.texts, jobs=2)
    time.sleep(chance.uniform(0.2, 5))
    children = descendants(pid)
    os.kill(pid, signal.SIGKILL)
    bench.wait(pid)
    until = time.monotonic() + _PATIENCE
    while any(map(lives, children)) and time.monotonic() < until:
        time.sleep(0.1)
    return bool(children), sum(map(lives, children))


def _killed(bench: Bench, chance: Random, pid: int) -> bool:
    time.sleep(chance.uniform(0, bench.usual))
    with suppress(ProcessLookupError):
        os.kill(pid, signal.SIGKILL)
    return bench.wait(pid) < 0
