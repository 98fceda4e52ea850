"""The wire between a loader and Neo4j, which can be cut at a moment or at a byte of the conversation."""

from __future__ import annotations

import socket
import threading
import time
from contextlib import suppress


class Wire(threading.Thread):
    """Passes bytes between the loader and Neo4j, until it is cut."""

    def __init__(self, port: int) -> None:
        super().__init__(daemon=True)
        self._target = port
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port = int(self._listener.getsockname()[1])
        self._open: set[socket.socket] = set()
        self._whole = threading.Event()
        self._whole.set()
        self._lock = threading.Lock()
        self.passed = 0
        """Bytes passed in both directions since `count` was called."""
        self._limit: int | None = None
        self._outage = 0.0
        self.cuts = 0

    def run(self) -> None:
        """Accept connections."""
        while True:
            client, _ = self._listener.accept()
            if not self._whole.is_set():
                client.close()
                continue
            try:
                server = socket.create_connection(("127.0.0.1", self._target), 2)
            except OSError:
                client.close()
                continue
            server.settimeout(None)
            for end in (client, server):
                end.setsockopt(
                    socket.IPPROTO_TCP, socket.TCP_NODELAY, 1
                )  # else a load of many messages takes 40 ms each
            self._open |= {client, server}
            for ends in ((client, server), (server, client)):
                threading.Thread(target=self._pass, args=ends, daemon=True).start()

    def count(self, limit: int | None = None, outage: float = 0.0) -> None:
        """Count bytes from now on; after `limit` of them, in the middle of a message, cut for `outage` seconds."""
        with self._lock:
            self.passed, self._limit, self._outage, self.cuts = 0, limit, outage, 0

    def cut(self, seconds: float) -> int:
        """Break all connections, and let none be made for some time; how many there were."""
        self._whole.clear()
        cut = list(self._open)
        for one in cut:
            with suppress(OSError):
                one.shutdown(socket.SHUT_RDWR)
        time.sleep(seconds)
        self._whole.set()
        return len(cut)

    def mended(self) -> None:
        """Wait for the end of an outage: the loader that met it may have ended long before."""
        self._whole.wait()

    def _pass(self, source: socket.socket, target: socket.socket) -> None:
        with suppress(OSError):
            while data := source.recv(65536):
                allowed = self._allowed(len(data))
                target.sendall(data[:allowed])
                if allowed < len(data):
                    self.cut(self._outage)
        self._open -= {source, target}
        for one in (source, target):
            with suppress(OSError):
                one.shutdown(socket.SHUT_RDWR)
            one.close()

    def _allowed(self, size: int) -> int:
        """How many of so many bytes may pass; fewer than all only once."""
        with self._lock:
            if self._limit is not None and self.passed + size > self._limit:
                size = max(0, self._limit - self.passed)
                self._limit = None
                self.cuts += 1
            self.passed += size
            return size
