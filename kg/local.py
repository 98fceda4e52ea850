"""The managed local Neo4j from the command line, and the way to the graph for every other command."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

from kg.render import fetching, say, size
from kg.settings import Settings

if TYPE_CHECKING:
    from graph.connection import Connection
    from graph.server import LocalServer


def local_server(settings: Settings) -> LocalServer:
    """The managed server that the settings describe."""
    from graph.server import LocalServer

    return LocalServer(settings.home / "neo4j", settings.cache, settings.bolt_port, settings.http_port)


def open_graph(settings: Settings) -> Connection:
    """A connection to the graph. Without NEO4J_URI the managed Neo4j is started, which is said, and left running.

    Raises StoreError or ServerError with the remedy.
    """
    from graph.connection import connect
    from graph.server import USER

    if settings.uri:
        return connect(settings.uri, settings.username, settings.password, settings.database)
    server = local_server(settings)
    if not server.status().running:
        say("starting the local Neo4j (`kg down` stops it) …")
        start(settings, server)
    return connect(server.uri, USER, server.password, settings.database)


def start(settings: Settings, server: LocalServer) -> bool:
    """Start the server with a progress bar, then train its AOT cache in the background where that is missing."""
    with fetching() as progress:
        fresh = server.start(progress)
    from graph.server_aot import wanted  # only now: the driver that it loads is loaded while Java starts

    if fresh and wanted(server.installation):
        train_in_background(settings)
    return fresh


def train_in_background(settings: Settings) -> None:
    """Start the training of the AOT cache in a process of its own, at low priority; `kg` does not wait for it."""
    environment = {**os.environ, "KG_CACHE_DIR": str(settings.cache)}
    process = subprocess.Popen(
        [sys.executable, "-m", "kg", "train"],
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    process.returncode = 0  # it outlives this command: no warning that nobody waited for it


def train(settings: Settings) -> None:
    """Body of the hidden command `kg train`."""
    from graph.server_aot import train as train_cache

    os.nice(19)
    train_cache(settings.cache)


def up(settings: Settings) -> None:
    """Body of `kg up`."""
    if settings.uri:
        say(f"NEO4J_URI names {settings.uri}; commands use that server. The local one is started all the same.")
    server = local_server(settings)
    fresh = start(settings, server)
    print(f"The local Neo4j {'runs now' if fresh else 'was running already'}.")
    _addresses(server)


def down(settings: Settings) -> None:
    """Body of `kg down`."""
    stopped = local_server(settings).stop()
    print("The local Neo4j is stopped; its data stay." if stopped else "The local Neo4j was not running.")


def status(settings: Settings) -> None:
    """Body of `kg status`. Raises StoreError where NEO4J_URI names a server that cannot be used."""
    if settings.uri:
        print(f"Commands use {settings.uri} (NEO4J_URI).")
        open_graph(settings).close()
        print("It answers.")
        return
    server = local_server(settings)
    now = server.status()
    if not now.running:
        needed = size(sum(jar.size for jar in server.installation.jars))
        fetched = "is fetched and starts in seconds" if now.fetched else f"is not fetched yet ({needed}, once)"
        print(f"The local Neo4j {now.version} is not running; it {fetched}. Start it with `kg up`.")
        return
    memory = f", {size(now.memory)} of memory" if now.memory else ""
    print(f"The local Neo4j {now.version} runs (process {now.pid}{memory}).")
    _addresses(server)


def _addresses(server: LocalServer) -> None:
    print(f"  Neo4j Browser  {server.browser}")
    print(f"  Bolt           {server.uri}")
    print(f"  user           neo4j, password in {server.password_file}")
    print(f"  data           {server.home / 'data'}")
