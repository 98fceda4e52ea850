"""Training the AOT cache of Java that halves the start of the managed Neo4j.

Java records what a server loads and compiles while it starts and answers, and writes it when that server ends. So a
second server is started beside the user's own, twice: once to make a small store with all indexes, whose opening loads
much of its own (Lucene), and once recorded, when it is asked a few questions.
"""

from __future__ import annotations

import hashlib
import tempfile
from collections.abc import Callable
from pathlib import Path

from graph import statements
from graph.connection import Connection, connect
from graph.constraints import ensure
from graph.server import USER, LocalServer
from graph.server_config import Installation, Memory, server_flags
from graph.server_process import exclusive, free_ports
from schema.errors import ServerError
from schema.nodes import Label

_MOST_TRIES = 3
"""A training that was killed is tried again at the next start, but not for ever."""


def wanted(installation: Installation) -> bool:
    """Whether training would gain anything: the cache is missing and it did not fail."""
    return not installation.aot_cache.exists() and not installation.aot_failed.exists()


def train(cache: Path) -> Path | None:
    """Train and keep the AOT cache below the folder; None where it exists or another process trains it.

    Takes one to two minutes of one core. Raises ServerError where Java writes no cache; it is not tried again then.
    """
    installation = Installation.at(cache.absolute())
    try:
        with exclusive(cache / "aot.lock", patience=0):
            if not wanted(installation):
                return None
            if _tries(installation) >= _MOST_TRIES:
                installation.aot_failed.touch()
            try:
                _record(installation)
            except ServerError:
                installation.aot_failed.touch()
                raise
            installation.aot_failed.unlink(missing_ok=True)
            installation.aot_tries.unlink(missing_ok=True)
            for old in (*cache.glob("neo4j-*.aot"), *cache.glob("neo4j-*.sha256")):
                if old not in (installation.aot_cache, installation.aot_hash):
                    old.unlink()
            return installation.aot_cache
    except TimeoutError:
        return None


def _tries(installation: Installation) -> int:
    """How often training was begun without an end, this time included."""
    with installation.aot_tries.open("a+", encoding="ascii") as file:
        file.write(".")
        return file.tell()


def _record(installation: Installation) -> None:
    bolt, http = free_ports()
    with tempfile.TemporaryDirectory(dir=installation.cache, prefix="aot-") as folder:
        output = Path(folder) / "cache"
        plain = server_flags(Memory(), fast_start=True, aot_cache=None)
        home = Path(folder) / "home"
        _run(LocalServer(home, installation.cache, bolt, http, flags=plain), _fill)
        recorded = LocalServer(home, installation.cache, bolt, http, flags=[*plain, f"-XX:AOTCacheOutput={output}"])
        _run(recorded, _ask)
        if not output.exists():
            raise ServerError(f"Java wrote no AOT cache, so Neo4j starts slower; the log is {recorded.log_file}.")
        keep(output, installation)


def _run(server: LocalServer, work: Callable[[Connection], None]) -> None:
    try:
        server.start()
        with connect(server.uri, USER, server.password) as connection:
            work(connection)
    finally:
        server.stop(patience=600.0)


def _fill(connection: Connection) -> None:
    ensure(connection)
    connection.write("MERGE (a:City {id: $id}) SET a.name = $id", {"id": "a"})


def _ask(connection: Connection) -> None:
    connection.write("MERGE (a:City {id: $id}) SET a.name = $id", {"id": "b"})
    connection.read("MATCH (a:City) WHERE a.name CONTAINS $x RETURN count(a) AS n", {"x": "a"})
    connection.read(statements.COUNT_NAMED)
    connection.read(statements.named(Label.CITY), {"names": ["a"]})
    connection.read(statements.TEXTS_ABOUT, {"ids": {"City": ["a"]}, "limit": 1})


def keep(output: Path, installation: Installation) -> None:
    """Put a cache into its place, its hash before: what has none is taken for damaged."""
    with output.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    installation.aot_hash.write_text(digest + "\n", encoding="ascii")
    output.replace(installation.aot_cache)
