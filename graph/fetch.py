"""Fetching the locked jars of the managed Neo4j: in parallel, resumable, checked by SHA-256.

`jars.lock` holds one jar a line, `group:artifact:version[:classifier] sha256 size`. Fetching with one session per thread
took 12 s for 173 MB where a new connection per file took 37 s. A jar is written beside its place as `.part` and renamed
when its hash is right, so a broken fetch costs only the files that were under way.
"""

from __future__ import annotations

import errno
import fcntl
import hashlib
import os
import platform
import threading
import time
from collections.abc import Callable, Sequence
from concurrent.futures import FIRST_EXCEPTION, ThreadPoolExecutor, wait
from contextlib import suppress
from dataclasses import dataclass
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING

from schema.errors import ServerError

if TYPE_CHECKING:
    import requests

Progress = Callable[[int, int, str], None]
"""Called with (bytes done, bytes in all, what is being done); may come from any thread."""
_THREADS = 8
_ATTEMPTS = 4
_TIMEOUT = (15, 60)
"""Seconds to connect and between two chunks."""
_CHUNK = 1 << 18
_FULL = frozenset({errno.ENOSPC, errno.EDQUOT})


@dataclass(frozen=True, slots=True, order=True)
class Jar:
    """One locked jar; `size` in bytes."""

    group: str
    artifact: str
    version: str
    classifier: str
    sha256: str
    size: int

    @property
    def file_name(self) -> str:
        """Name of the file, as Maven names it."""
        return f"{self.artifact}-{self.version}{'-' + self.classifier if self.classifier else ''}.jar"

    @property
    def path(self) -> str:
        """Path below the base address of a Maven repository."""
        return f"{self.group.replace('.', '/')}/{self.artifact}/{self.version}/{self.file_name}"

    @property
    def coordinate(self) -> str:
        """The coordinate as the lock file writes it."""
        return ":".join(part for part in (self.group, self.artifact, self.version, self.classifier) if part)

    def fits(self, classifier: str) -> bool:
        """Whether a machine of that platform classifier (linux-x86_64) needs the jar."""
        return not self.classifier or self.classifier == classifier


def platform_classifier() -> str:
    """This machine in the words of netty's native jars; natives of other platforms are not fetched."""
    system = {"Linux": "linux", "Darwin": "osx"}.get(platform.system(), platform.system().lower())
    machine = platform.machine().lower()
    return f"{system}-{'aarch_64' if machine in ('arm64', 'aarch64') else 'x86_64'}"


def parse_lock(text: str) -> tuple[Jar, ...]:
    """The jars of a lock file, sorted. Raises ServerError for a line that is none."""
    jars = []
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip() or line.startswith("#"):
            continue
        coordinate, _, rest = line.strip().partition(" ")
        parts, numbers = coordinate.split(":"), rest.split()
        if len(parts) not in (3, 4) or len(numbers) != 2 or len(numbers[0]) != 64 or not numbers[1].isdigit():
            raise ServerError(f"graph/jars.lock, line {number} is damaged; install parkgraph again.")
        group, artifact, version, classifier = [*parts, ""][:4]
        jars.append(Jar(group, artifact, version, classifier, numbers[0], int(numbers[1])))
    return tuple(sorted(jars))


def locked_jars() -> tuple[Jar, ...]:
    """The packaged lock, without natives of other platforms."""
    text = resources.files("graph").joinpath("jars.lock").read_text(encoding="utf-8")
    here = platform_classifier()
    return tuple(jar for jar in parse_lock(text) if jar.fits(here))


def missing_jars(jars: Sequence[Jar], folder: Path) -> tuple[Jar, ...]:
    """Jars that are absent from the folder or have the wrong size."""
    return tuple(jar for jar in jars if _size(folder / jar.file_name) != jar.size)


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return -1


def damaged_jars(jars: Sequence[Jar], folder: Path) -> tuple[Jar, ...]:
    """Jars that are absent from the folder or have the wrong SHA-256: 0.15 s for all of Neo4j."""
    with ThreadPoolExecutor(2) as pool:
        whole = pool.map(lambda jar: has_hash(folder / jar.file_name, jar.sha256), jars)
        return tuple(jar for jar, good in zip(jars, whole, strict=True) if not good)


def has_hash(path: Path, sha256: str) -> bool:
    """Whether there is a file with this SHA-256."""
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest() == sha256
    except OSError:
        return False


def fetch(jars: Sequence[Jar], folder: Path, progress: Progress | None = None, base: str | None = None) -> None:
    """Bring every jar into the folder, those that were damaged there too. `base` is the address of a Maven repository,
    by default Maven Central.

    Raises ServerError when the disk is full, the network fails after four attempts, or a hash differs.
    """
    wanted = damaged_jars(jars, folder)
    if not wanted:
        return
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise ServerError(f"{folder} cannot be made ({error.strerror}); set KG_CACHE_DIR to another folder.") from error
    if base is None:
        from jgo.constants import MAVEN_CENTRAL_URL

        base = MAVEN_CENTRAL_URL
    _tidy(folder)
    fetcher = _Fetcher(base.rstrip("/"), folder, sum(j.size for j in jars), progress)
    fetcher.done = sum(j.size for j in jars) - sum(j.size for j in wanted)
    with ThreadPoolExecutor(_THREADS) as pool:
        futures = [pool.submit(fetcher.get, jar) for jar in sorted(wanted, key=lambda j: -j.size)]
        finished, waiting = wait(futures, return_when=FIRST_EXCEPTION)
        fetcher.stopped = bool(waiting)
        for future in waiting:
            future.cancel()
    for future in finished:
        future.result()


def _tidy(folder: Path) -> None:
    """Delete parts that a process left which was killed: nobody holds their lock."""
    for path in folder.glob("*.part"):
        with suppress(OSError), path.open("ab") as file:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            path.unlink()


class _Fetcher:
    def __init__(self, base: str, folder: Path, total: int, progress: Progress | None) -> None:
        self._base = base
        self._folder = folder
        self._total = total
        self._progress = progress
        self._local = threading.local()
        self._lock = threading.Lock()
        self.done = 0
        self.stopped = False

    def get(self, jar: Jar) -> None:
        """Fetch one jar, again where the network fails."""
        import requests

        for attempt in range(1, _ATTEMPTS + 1):
            try:
                self._try(jar)
                return
            except requests.RequestException as error:
                if self.stopped:
                    return
                status = error.response.status_code if error.response is not None else None
                if attempt == _ATTEMPTS or status in (401, 403, 404):
                    why = f"HTTP {status}" if status else type(error).__name__
                    raise ServerError(
                        f"{jar.file_name} could not be fetched ({why}); check the network and proxy settings and run "
                        "the command again: it goes on where it stopped."
                    ) from error
                time.sleep(attempt)
            except OSError as error:
                if error.errno in _FULL:
                    need = self._total - self.done
                    raise ServerError(
                        f"The disk is full while fetching Neo4j into {self._folder}; free {need / 1e6:.0f} MB there or "
                        "set KG_CACHE_DIR to another disk."
                    ) from error
                raise ServerError(
                    f"{self._folder / jar.file_name} cannot be written ({error.strerror}); check the folder's "
                    "permissions or set KG_CACHE_DIR to another folder."
                ) from error

    def _try(self, jar: Jar) -> None:
        part = self._folder / f"{jar.file_name}.{os.getpid()}.part"
        digest, size = hashlib.sha256(), 0
        try:
            with self._session().get(f"{self._base}/{jar.path}", stream=True, timeout=_TIMEOUT) as response:
                response.raise_for_status()
                with part.open("wb") as file:
                    fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
                    for chunk in response.iter_content(_CHUNK):
                        if self.stopped:
                            return
                        file.write(chunk)
                        digest.update(chunk)
                        size += len(chunk)
                        self._advance(len(chunk), jar)
            if digest.hexdigest() != jar.sha256:
                raise ServerError(
                    f"{jar.file_name} is not the file that was locked (SHA-256 differs); a proxy may have changed it: "
                    "use another network."
                )
            part.replace(self._folder / jar.file_name)
        except BaseException:
            self._advance(-size, jar)
            raise
        finally:
            part.unlink(missing_ok=True)

    def _session(self) -> requests.Session:
        import requests

        if not hasattr(self._local, "session"):
            self._local.session = requests.Session()
        session: requests.Session = self._local.session
        return session

    def _advance(self, size: int, jar: Jar) -> None:
        with self._lock:
            self.done += size
            if self._progress:
                self._progress(self.done, self._total, jar.file_name)
