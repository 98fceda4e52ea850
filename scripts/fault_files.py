"""Faults of files alone: Neo4j's jars, the AOT cache, the folder of a bulk load. What is compared are files."""

from __future__ import annotations

import contextlib
import hashlib
import os
import shutil
import signal
import sqlite3
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from random import Random
from typing import Any

import graph.bulk
import graph.spool
from graph.bulk import import_csv
from graph.fetch import Jar, damaged_jars, fetch
from graph.server import LocalServer, free_ports
from graph.server_config import Installation
from graph.server_process import command_of
from kg.bulk import gather, merge
from kg.load import Tally, Work
from kg.render import say
from kg.settings import Settings
from kg.sources import Sources
from schema.errors import KgError, StoreError
from scripts.fault_bench import Bench, Outcome, graph_lines
from scripts.fault_disks import can_mount, limit_files, small

_JARS = 12
_LONGEST = 0.4
"""Seconds after which a child is killed at the latest."""
_IMPORT = 6.0
"""Seconds that an import takes."""
_LONG_WAIT = 60.0


def jars(bench: Bench, chance: Random) -> Outcome:
    """The cache of jars: damaged, or its fetch killed, or its disk full."""
    made = {f"a{n}": chance.randbytes(chance.randrange(1000, 300_000)) for n in range(_JARS)}
    locked = tuple(Jar("x", n, "1", "", hashlib.sha256(b).hexdigest(), len(b)) for n, b in made.items())
    with _folder(bench, "repository") as source, _folder(bench, "cache") as cache, _serving(source) as base:
        for jar in locked:
            path = source / jar.path
            path.parent.mkdir(parents=True)
            path.write_bytes(made[jar.artifact])
        begin = partial(_begin, bench, lambda: fetch(locked, cache, base=base))
        way = chance.choice(["kill", "full", "damage"])
        hit, unruly = True, 0
        if way == "damage":
            fetch(locked, cache, base=base)
            damage(chance, [cache / jar.file_name for jar in locked])
        else:
            hit, unruly = _disturbed(bench, chance, cache, begin, sum(map(len, made.values())), way)
        begun = time.monotonic()
        unruly += int(bench.wait(begin()) != 0) + bench.unruly()
        seconds = time.monotonic() - begun
        strangers = {p.name for p in cache.iterdir()} - {j.file_name for j in locked}
        return Outcome(hit, len(damaged_jars(locked, cache)), len(strangers), unruly, seconds)


def bulk(bench: Bench, chance: Random) -> Outcome:
    """The folder of a bulk load: killed or its disk full while it is read or merged."""
    with _folder(bench, "bulk") as folder, _folder(bench, "whole") as whole:
        bench.wait(_begin(bench, lambda: _gathered(bench, whole)))
        expected = _csv(whole)
        size = sum(p.stat().st_size for p in whole.rglob("*") if p.is_file())
        begin = partial(_begin, bench, lambda: _gathered(bench, folder))
        hit, unruly = _disturbed(bench, chance, folder, begin, size, chance.choice(["kill", "full"]))
        begun = time.monotonic()
        unruly += int(bench.wait(begin()) != 0) + bench.unruly()
        seconds = time.monotonic() - begun
        found = _csv(folder)
        return Outcome(hit, len(expected - found), len(found - expected), unruly, seconds)


def importing(bench: Bench, chance: Random) -> Outcome:
    """A bulk load killed while Neo4j imports: the loader, the importer or both. Compared is the graph."""
    with _folder(bench, "bulk") as folder, _folder(bench, "imported") as home:
        bench.wait(_begin(bench, lambda: _gathered(bench, folder)))
        counts = {tuple(p.stem.split("-")): 0 for p in sorted(folder.glob("csv/*.csv"))}
        bolt, http = free_ports()
        server = LocalServer(home, Settings.from_environment().cache, bolt, http)
        try:
            server.start()
            server.stop()
            loader = _begin(bench, lambda: import_csv(server, folder / "csv", counts))
            importer = _kill_some(chance, loader, home)
            hit = bench.wait(loader) != 0
            unruly, begun = bench.unruly(), time.monotonic()
            server.start()
            unruly += int(bool(command_of(importer)))
            found = graph_lines(server)
            if not found:
                server.stop()
                import_csv(server, folder / "csv", counts)
                server.start()
                found = graph_lines(server)
            seconds = time.monotonic() - begun
        finally:
            server.stop()
        lost, doubled = (bench.expected - found).total(), (found - bench.expected).total()
        return Outcome(hit, lost, doubled, unruly, seconds)


def _kill_some(chance: Random, loader: int, home: Path) -> int:
    """kill -9 of the loader, of the importer that it began, or of both; the importer's process."""
    mark = home / "importing"
    until = time.monotonic() + _LONG_WAIT
    while not (mark.exists() and mark.read_text()) and time.monotonic() < until:
        time.sleep(0.01)
    importer = int(mark.read_text() or 0) if mark.exists() else 0
    time.sleep(chance.uniform(0, _IMPORT))
    for process in chance.choice([(loader,), (importer,), (loader, importer)]):
        if process:
            with contextlib.suppress(ProcessLookupError):
                os.kill(process, signal.SIGKILL)
    return importer


def start(bench: Bench, chance: Random) -> Outcome:
    """A real server starts, with damaged jars and a damaged AOT cache."""
    import jgo.constants

    usual = bench.server.installation
    with _folder(bench, "source") as source, _folder(bench, "started") as folder, _serving(source) as base:
        for jar in usual.jars:
            (source / jar.path).parent.mkdir(parents=True, exist_ok=True)
            (source / jar.path).symlink_to(usual.folder / jar.file_name)
        mine = Installation.at(folder / "cache")
        shutil.copytree(usual.folder, mine.folder)
        damage(chance, chance.sample([mine.folder / j.file_name for j in mine.jars], 3))
        mine.aot_cache.write_bytes(chance.randbytes(100_000))
        mine.aot_hash.write_text("0" * 64)
        before, jgo.constants.MAVEN_CENTRAL_URL = jgo.constants.MAVEN_CENTRAL_URL, base
        bolt, http = free_ports()
        server = LocalServer(folder / "neo4j", folder / "cache", bolt, http)
        begun, unruly = time.monotonic(), 0
        try:
            server.start()
        except KgError:
            unruly = 1
        finally:
            jgo.constants.MAVEN_CENTRAL_URL = before
            server.stop()
        kept = int(mine.aot_cache.exists())
        return Outcome(True, len(damaged_jars(mine.jars, mine.folder)), kept, unruly, time.monotonic() - begun)


def damage(chance: Random, paths: list[Path]) -> None:
    """Change, cut off or delete some files; at least one."""
    for path in chance.sample(paths, chance.randint(1, len(paths))):
        data = bytearray(path.read_bytes())
        begin = chance.randrange(len(data))
        data[begin : begin + 64] = chance.randbytes(len(data[begin : begin + 64]))
        path.unlink()
        how = chance.choice(["changed", "cut", "gone"])
        if how != "gone":
            path.write_bytes(data if how == "changed" else data[:begin])


def _disturbed(
    bench: Bench, chance: Random, folder: Path, begin: Callable[..., int], size: int, way: str
) -> tuple[bool, int]:
    """Kill the child at a moment, or give it too small a disk; whether that hit, and what was unruly."""
    if way == "kill":
        pid = begin()
        time.sleep(chance.uniform(0, _LONGEST))
        with contextlib.suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)
        return bench.wait(pid) < 0, 0
    room = chance.randrange(8192, max(size, 8193))
    if can_mount() and chance.random() < 0.5:
        with small(folder, room):
            code = bench.wait(begin())
    else:
        code = bench.wait(begin(before=lambda: limit_files(min(room, size // 4))))
    return code != 0, bench.unruly() + int(code not in (0, 4, 5))


def _begin(bench: Bench, work: Callable[[], Any], before: Callable[[], None] | None = None) -> int:
    """Work in a child that ends as a command does."""

    def command() -> int:
        try:
            work()
        except KgError as error:
            say(str(error))
            return error.exit_code
        except (OSError, sqlite3.OperationalError) as error:  # as `kg load --bulk` does
            say(str(error))
            return StoreError.exit_code
        return 0

    return bench.fork(command, before)


def _gathered(bench: Bench, folder: Path) -> None:
    graph.spool.RUN_ROWS, graph.bulk._BATCH = 300, 4
    work = Work(iter(()), list(map(str, bench.parts)), Sources([]), Settings.from_environment(), 1)
    gather(work, folder, Tally())
    merge(folder, 1)


def _csv(folder: Path) -> set[str]:
    files = [*folder.glob("csv/*.csv"), *folder.glob("csv/*.head")]
    return {f"{p.name} {line}" for p in files for line in p.read_text(encoding="utf-8").splitlines()}


@contextmanager
def _folder(bench: Bench, name: str) -> Iterator[Path]:
    folder = bench.folder / name
    folder.mkdir()
    try:
        yield folder
    finally:
        shutil.rmtree(folder)


@contextmanager
def _serving(folder: Path) -> Iterator[str]:
    """The folder as a Maven repository on a port of this computer."""

    class Quiet(SimpleHTTPRequestHandler):
        def log_message(self, format: str, *arguments: Any) -> None:
            """Silent."""

    class Server(ThreadingHTTPServer):
        def handle_error(self, request: Any, client_address: Any) -> None:
            """Children that are killed hang up."""

    os.environ["NO_PROXY"] = "127.0.0.1"
    server = Server(("127.0.0.1", 0), partial(Quiet, directory=str(folder)))
    thread = threading.Thread(target=server.serve_forever, args=(0.01,))
    thread.start()
    yield f"http://127.0.0.1:{server.server_address[1]}"
    server.shutdown()
    thread.join()
    server.server_close()
