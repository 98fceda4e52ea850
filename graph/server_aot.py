"""Training the AOT cache of Java that halves the start of the managed Neo4j.

Java records what a server loads and compiles while it starts and answers, and writes it when that server ends. So a
second server is started beside the user's own, on an empty folder, asked a few questions and stopped.
"""

from __future__ import annotations

import hashlib
import tempfile
from pathlib import Path

from graph.connection import connect
from graph.server import USER, LocalServer
from graph.server_config import Installation, Memory, server_flags
from graph.server_process import exclusive, free_ports
from schema.errors import ServerError

_MOST_TRIES = 3
"""A training that was killed is tried again at the next start, but not for ever."""


def wanted(installation: Installation) -> bool:
    """Whether training would gain anything: the cache is missing and it did not fail."""
    return not installation.aot_cache.exists() and not installation.aot_failed.exists()


def train(cache: Path) -> Path | None:
    """Train and keep the AOT cache below the folder; None where it exists or another process trains it.

    Takes about a minute of one core. Raises ServerError where Java writes no cache; it is not tried again then.
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
        flags = [*server_flags(Memory(), fast_start=True, aot_cache=None), f"-XX:AOTCacheOutput={output}"]
        server = LocalServer(Path(folder) / "home", installation.cache, bolt, http, flags=flags)
        try:
            server.start()
            with connect(server.uri, USER, server.password) as connection:
                connection.write("MERGE (a:Warm {id: $id}) SET a.name = $id", {"id": "a"})
                connection.read("MATCH (a:Warm) WHERE a.name CONTAINS $x RETURN count(a) AS n", {"x": "a"})
        finally:
            server.stop(patience=600.0)
        if not output.exists():
            raise ServerError(f"Java wrote no AOT cache, so Neo4j starts slower; the log is {server.log_file}.")
        keep(output, installation)


def keep(output: Path, installation: Installation) -> None:
    """Put a cache into its place, its hash before: what has none is taken for damaged."""
    with output.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    installation.aot_hash.write_text(digest + "\n", encoding="ascii")
    output.replace(installation.aot_cache)
