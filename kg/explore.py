"""`kg explore`: the page on the loaded graph, until Ctrl+C."""

from __future__ import annotations

import contextlib
import errno
import os
import secrets
import socket
import sys
import threading
import webbrowser
from collections.abc import Sequence
from ipaddress import ip_address
from typing import TYPE_CHECKING
from urllib.parse import quote

from kg.local import local_server, open_graph
from kg.render import say
from kg.settings import Settings
from schema.errors import ConfigError, ServerError

if TYPE_CHECKING:
    from kg.explorer.service import Explorer

PORT = 7478
_NOT_HERE = "--host {} is no address of this computer; use 127.0.0.1 or 0.0.0.0."
LOOPBACK = ("127.0.0.1", "localhost", "[::1]")


def run(settings: Settings, name: str, *, host: str, port: int | None, browse: bool) -> int:
    """Serve the explorer. On another `host` than this computer every visitor needs the token in the address."""
    import uvicorn

    from graph.explore import SECONDS
    from kg.explorer.app import application
    from kg.explorer.service import Explorer

    with open_graph(settings) as connection:
        listening = listen(host, port)
        number = listening.getsockname()[1]
        near = ip_address(listening.getsockname()[0]).is_loopback
        token = None if near else secrets.token_urlsafe(18)
        connection.seconds = SECONDS
        explorer = Explorer(connection, _browser(settings))
        app = application(explorer, own_hosts(number) if near else (), token)
        address = _address("127.0.0.1" if near else host, number, token, name)
        print(f"The explorer is at {address}", flush=True)
        say("Ctrl+C ends it" + ("" if near else "; whoever has the address, with its token, can read the graph"))
        threading.Thread(target=lambda: _warm(explorer), daemon=True).start()
        if browse and can_browse():
            threading.Timer(0.4, webbrowser.open, [address]).start()
        config = uvicorn.Config(app, log_level="warning", access_log=False, server_header=False, lifespan="off")
        with contextlib.suppress(KeyboardInterrupt):
            uvicorn.Server(config).run(sockets=[listening])
    return 0


def own_hosts(port: int) -> Sequence[str]:
    """Values of the header Host by which this computer calls itself."""
    return [f"{name}:{port}" for name in LOOPBACK]


def listen(host: str, port: int | None) -> socket.socket:
    """A listening socket; without a port PORT, or a free one where another program has it. Raises errors with a remedy."""
    try:
        return _bound(host, PORT if port is None else port)
    except OSError as error:
        if port is not None:
            raise ServerError(
                f"Port {port} of {host} cannot be had ({error.strerror}); choose another with --port."
            ) from error
    return _bound(host, 0)


def _bound(host: str, port: int) -> socket.socket:
    try:
        family, kind, protocol, _, where = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
    except socket.gaierror as error:
        raise ConfigError(_NOT_HERE.format(host)) from error
    listening = socket.socket(family, kind, protocol)
    try:
        if os.name == "posix":
            listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind(where)
        listening.listen(64)
    except OSError as error:
        listening.close()
        if error.errno == errno.EADDRNOTAVAIL:
            raise ConfigError(_NOT_HERE.format(host)) from error
        raise
    return listening


def _address(host: str, port: int, token: str | None, name: str) -> str:
    shown = "127.0.0.1" if host == "0.0.0.0" else f"[{host}]" if ":" in host else host  # noqa: S104
    query = f"?token={token}" if token else ""
    return f"http://{shown}:{port}/{query}" + (f"#find={quote(name)}" if name else "")


def _browser(settings: Settings) -> str | None:
    """The address of Neo4j Browser where kg runs the server itself."""
    if settings.uri:
        return None
    with contextlib.suppress(ServerError):
        return local_server(settings).browser
    return None


def _warm(explorer: Explorer) -> None:
    """Read names and the start page before they are asked for; what fails is told when it is asked for.

    Ctrl+C may close the connection under it, which breaks in ways of the driver's own.
    """
    with contextlib.suppress(Exception):
        explorer.warm()


def can_browse() -> bool:
    """Whether a window can be opened: there is someone at the terminal, and on Linux a display."""
    shown = sys.platform in ("darwin", "win32") or bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))
    return shown and sys.stdout.isatty()
