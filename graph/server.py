"""The managed local Neo4j: the real server in a plain process, without Docker or a Java of the system."""

from __future__ import annotations

import json
import os
import secrets
import signal
import subprocess
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from graph.fetch import Progress, fetch, missing_jars
from graph.server_admin import admin, drop_half_store, replaced_store, telling
from graph.server_config import MAIN_CLASS, Installation, Memory, configuration, environment, server_flags
from graph.server_process import (
    command_of,
    exclusive,
    free_ports,
    port_is_free,
    resident_bytes,
    speaks_bolt,
    terminate,
)
from schema.errors import ServerError

__all__ = ["BOLT_PORT", "HTTP_PORT", "USER", "LocalServer", "ServerStatus", "free_ports"]
BOLT_PORT = 7687
HTTP_PORT = 7474
USER = "neo4j"
_START_PATIENCE = 180.0
"""Seconds until a start counts as failed; a cold one takes 5 to 25."""
_CRASHES = frozenset({signal.SIGABRT, signal.SIGBUS, signal.SIGILL, signal.SIGSEGV})


class CrashError(ServerError):
    """Java itself crashed."""


@dataclass(frozen=True, slots=True)
class ServerStatus:
    """What is known about a managed server. Memory in bytes, `started` in seconds since 1970."""

    running: bool
    pid: int | None
    bolt_port: int | None
    http_port: int | None
    version: str
    memory: int | None
    fetched: bool
    aot: bool
    """Whether the AOT cache for this Java and these jars exists."""
    started: float | None


@dataclass(frozen=True, slots=True)
class _State:
    pid: int
    bolt_port: int
    http_port: int
    started: float


class LocalServer:
    """A Neo4j of the user's own. `home` holds its data, password and logs; `cache` the jars, shared by all servers.

    Without ports it takes 7687 and 7474, or free ones where another program has them. `flags` replace those of start-up.
    """

    def __init__(
        self,
        home: Path,
        cache: Path,
        bolt_port: int | None = None,
        http_port: int | None = None,
        memory: Memory | None = None,
        flags: Sequence[str] | None = None,
    ) -> None:
        self.home = home.absolute()
        self.installation = Installation.at(cache.absolute())
        self._ports = (bolt_port, http_port)
        self._memory = memory or Memory()
        self._flags = flags

    @property
    def uri(self) -> str:
        """Bolt address of the running server. Raises ServerError if it is not running."""
        return f"bolt://127.0.0.1:{self._running().bolt_port}"

    @property
    def browser(self) -> str:
        """Address of Neo4j Browser. Raises ServerError if the server is not running."""
        return f"http://127.0.0.1:{self._running().http_port}/browser/"

    @property
    def password_file(self) -> Path:
        """Where the generated password lies, readable by the user alone."""
        return self.home / "password"

    @property
    def log_file(self) -> Path:
        """What the server's process prints."""
        return self.home / "logs" / "console.log"

    @property
    def password(self) -> str:
        """The generated password of user neo4j. Raises ServerError where there is none yet."""
        try:
            return self.password_file.read_text(encoding="ascii").strip()
        except OSError as error:
            raise ServerError(f"{self.password_file} cannot be read; run `kg up` to make a server.") from error

    def status(self) -> ServerStatus:
        """What is running and what has been fetched."""
        state = self._state()
        install = self.installation
        return ServerStatus(
            running=state is not None,
            pid=state.pid if state else None,
            bolt_port=state.bolt_port if state else None,
            http_port=state.http_port if state else None,
            version=install.version,
            memory=resident_bytes(state.pid) if state else None,
            fetched=not missing_jars(install.jars, install.folder),
            aot=install.aot_cache.exists(),
            started=state.started if state else None,
        )

    def start(self, progress: Progress | None = None, *, fast_start: bool = True) -> bool:
        """Start the server and wait until it answers; False if it was running already.

        Fetches the jars first where they are missing. Raises ServerError with the remedy when it cannot.
        """
        try:
            with exclusive(self.home / "lock"):
                if self._state() is not None:
                    return False
                drop_half_store(self.home)
                fetch(self.installation.jars, self.installation.folder, progress)
                self._set_password()
                self._launch(fast_start)
                return True
        except TimeoutError as error:
            raise ServerError(f"Another command is busy with {self.home}; wait for it or end it.") from error
        except OSError as error:
            raise ServerError(
                f"{error.filename or self.home} cannot be written ({error.strerror}); set KG_HOME to another folder."
            ) from error

    def stop(self, patience: float = 60.0) -> bool:
        """Stop the server, by force after `patience` seconds; False if it was not running."""
        if not self.home.exists():
            return False
        with exclusive(self.home / "lock"):
            state = self._state()
            if state is not None:
                terminate(state.pid, self._marker, patience)
            self._state_file.unlink(missing_ok=True)
            return state is not None

    def import_store(self, arguments: Sequence[str], flags: Sequence[str] = ()) -> None:
        """Replace the graph of the stopped server by what neo4j-admin makes with these arguments.

        Raises ServerError, also where the server runs. Where it fails or is killed, the next start has an empty graph.
        """
        with exclusive(self.home / "lock"):
            if self._state() is not None:
                raise ServerError("The local Neo4j runs and its files are in use; stop it with `kg down`.")
            with replaced_store(self.home) as began:
                admin(self.home, self.installation, arguments, flags, began)

    @property
    def _marker(self) -> str:
        return f"--home-dir={self.home}"

    @property
    def _state_file(self) -> Path:
        return self.home / "server.json"

    def _running(self) -> _State:
        state = self._state()
        if state is None:
            raise ServerError("The local Neo4j is not running; start it with `kg up`.")
        return state

    def _state(self) -> _State | None:
        try:
            state = _State(**json.loads(self._state_file.read_text(encoding="utf-8")))
        except (OSError, ValueError, TypeError):
            return None
        return state if self._marker in command_of(state.pid) else None

    def _write_configuration(self, bolt_port: int, http_port: int) -> None:
        for name in ("conf", "data", "logs", "run", "import"):
            (self.home / name).mkdir(parents=True, exist_ok=True)
        text = configuration(bolt_port, http_port, self._memory)
        (self.home / "conf" / "neo4j.conf").write_text(text, encoding="utf-8")

    def _set_password(self) -> None:
        self._write_configuration(BOLT_PORT, HTTP_PORT)
        has_data = (self.home / "data" / "databases").exists()
        if self.password_file.exists() and (has_data or (self.home / "data" / "dbms" / "auth.ini").exists()):
            return
        if has_data:
            raise ServerError(
                f"{self.password_file} is gone but its database is there; put the file back, or move {self.home} away "
                "and load the articles again."
            )
        password = "k" + secrets.token_urlsafe(18)  # never begins with -, which would be an option
        self.home.chmod(0o700)
        self.password_file.unlink(missing_ok=True)
        with os.fdopen(os.open(self.password_file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
            file.write(password + "\n")
        words = ["dbms", "set-initial-password", f"@{self.password_file}"]  # from the file: every user sees arguments
        admin(self.home, self.installation, words, ["-XX:TieredStopAtLevel=1"])

    def _choose_ports(self) -> tuple[int, int]:
        chosen = []
        for asked, usual in zip(self._ports, (BOLT_PORT, HTTP_PORT), strict=True):
            if asked is not None and not port_is_free(asked):
                raise ServerError(f"Port {asked} is in use by another program; stop it or choose another port.")
            chosen.append(asked or (usual if port_is_free(usual) else 0))
        spare = free_ports(2)
        return chosen[0] or spare[0], chosen[1] or spare[1]

    def _launch(self, fast_start: bool) -> None:
        bolt_port, http_port = self._choose_ports()
        self._write_configuration(bolt_port, http_port)
        if self._flags is not None:
            self._run(self._flags, bolt_port, http_port)
            return
        aot = self.installation.sound_aot_cache() if fast_start else None
        try:
            self._run(server_flags(self._memory, fast_start=fast_start, aot_cache=aot), bolt_port, http_port)
        except CrashError:
            if aot is None:
                raise
            self.installation.drop_aot_cache()
            self.installation.aot_failed.touch()
            self._run(server_flags(self._memory, fast_start=fast_start, aot_cache=None), bolt_port, http_port)

    def _run(self, flags: Sequence[str], bolt_port: int, http_port: int) -> None:
        arguments = (self._marker, f"--config-dir={self.home / 'conf'}")
        with self.log_file.open("wb") as log:
            process = subprocess.Popen(
                self.installation.command(flags, MAIN_CLASS, *arguments),
                env=environment(self.home),
                cwd=self.home,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
        state = _State(process.pid, bolt_port, http_port, time.time())
        self._state_file.write_text(json.dumps(asdict(state)), encoding="utf-8")
        try:
            self._wait(process, bolt_port)
        finally:
            process.returncode = 0  # it outlives this command, or is waited for elsewhere: no warning about that

    def _wait(self, process: subprocess.Popen[bytes], bolt_port: int) -> None:
        from graph.connection import answers

        until = time.monotonic() + _START_PATIENCE
        try:
            while time.monotonic() < until:
                if process.poll() is not None:
                    kind = CrashError if -(process.returncode or 0) in _CRASHES else ServerError
                    raise kind(f"Neo4j ended while starting: {self._last_words()} The log is {self.log_file}.")
                if speaks_bolt(bolt_port) and answers(f"bolt://127.0.0.1:{bolt_port}", USER, self.password):
                    return
                time.sleep(0.1)
            raise ServerError(f"Neo4j did not answer within {_START_PATIENCE:.0f} s; see {self.log_file}.")
        except BaseException:
            terminate(process.pid, self._marker, patience=5)
            self._state_file.unlink(missing_ok=True)
            raise

    def _last_words(self) -> str:
        return telling(self.log_file.read_text(encoding="utf-8", errors="replace")) + "."
