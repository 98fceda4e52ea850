"""Processes, ports and locks of the managed Neo4j."""

from __future__ import annotations

import fcntl
import os
import signal
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

from schema.errors import ServerError

_BOLT_HELLO = b"\x60\x60\xb0\x17\x00\x00\x04\x05\x00\x00\x00\x05\x00\x00\x00\x00\x00\x00\x00\x00"


def free_ports(count: int = 2) -> list[int]:
    """Ports of the loopback interface that nobody listens on now."""
    with ExitStack() as stack:
        sockets = [stack.enter_context(socket.socket()) for _ in range(count)]
        for s in sockets:
            s.bind(("127.0.0.1", 0))
        return [int(s.getsockname()[1]) for s in sockets]


def port_is_free(port: int) -> bool:
    """Whether a server could listen on the loopback port."""
    with socket.socket() as s:
        s.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            s.bind(("127.0.0.1", port))
        except OSError:
            return False
    return True


def speaks_bolt(port: int, timeout: float = 1.0) -> bool:
    """Whether something on the loopback port answers a Bolt handshake."""
    try:
        with socket.create_connection(("127.0.0.1", port), timeout=timeout) as s:
            s.sendall(_BOLT_HELLO)
            return len(s.recv(4)) == 4
    except OSError:
        return False


def command_of(pid: int) -> str:
    """Command line of a process, empty where there is none (or it is dead and not yet waited for)."""
    with suppress(OSError):
        return Path(f"/proc/{pid}/cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace").strip()
    if Path("/proc/self").exists():
        return ""
    done = subprocess.run(["ps", "-ww", "-o", "command=", "-p", str(pid)], capture_output=True, text=True, check=False)
    return done.stdout.strip()


def resident_bytes(pid: int) -> int | None:
    """Memory of a process in bytes, where the system tells."""
    with suppress(OSError, ValueError, IndexError):
        return int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")
    return None


def terminate(pid: int, marker: str, patience: float = 60.0) -> None:
    """End a process whose command line holds the marker: politely, and by force after `patience` seconds."""
    for number, seconds in ((signal.SIGTERM, patience), (signal.SIGKILL, 10.0)):
        if marker not in command_of(pid):
            return
        with suppress(ProcessLookupError):
            os.kill(pid, number)
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            _reap(pid)
            if marker not in command_of(pid):
                return
            time.sleep(0.05)
    raise ServerError(f"Neo4j (process {pid}) does not end; end it by hand with kill -9 {pid}.")


def _reap(pid: int) -> None:
    with suppress(ChildProcessError):
        os.waitpid(pid, os.WNOHANG)


@contextmanager
def exclusive(path: Path, patience: float = 300.0) -> Iterator[None]:
    """Hold a lock file, so that two commands do not start the same server twice.

    Raises TimeoutError where another process holds it for longer than `patience` seconds.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a") as file:
        until = time.monotonic() + patience
        while True:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
                break
            except BlockingIOError as error:
                if time.monotonic() >= until:
                    raise TimeoutError(f"{path} is held by another command") from error
                time.sleep(0.1)
        yield
