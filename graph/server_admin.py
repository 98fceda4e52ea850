"""neo4j-admin on the files of a managed server that is stopped: its first password, and the import of a whole store."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from graph.server_config import ADMIN_CLASS, Installation, environment
from graph.server_process import terminate
from schema.errors import ServerError


def admin(
    home: Path,
    installation: Installation,
    arguments: Sequence[str],
    flags: Sequence[str] = (),
    began: Callable[[int], object] | None = None,
) -> str:
    """Run neo4j-admin with these arguments and give its output; `began` is told its process id. Raises ServerError."""
    command = installation.command([*flags, "-XX:+UseSerialGC"], ADMIN_CLASS, *arguments)
    pipe = subprocess.PIPE
    with subprocess.Popen(
        command, env=environment(home), stdout=pipe, stderr=pipe, text=True, errors="replace"
    ) as process:
        try:
            if began is not None:
                began(process.pid)
            out, err = process.communicate()
        except BaseException:
            process.kill()
            raise
    if process.returncode:
        words = telling(err + out)
        raise ServerError(f"neo4j-admin {' '.join(arguments[:2])} failed: {words}; `kg doctor` may know why.")
    return out


@contextmanager
def replaced_store(home: Path) -> Iterator[Callable[[int], object]]:
    """While the store is replaced: a mark says so, until that is done. Where it fails, the store is empty again.

    Gives a function that is to be told the process that does it, so that `drop_half_store` can end it.
    """
    mark = _mark(home)
    mark.touch()
    try:
        yield lambda pid: mark.write_text(str(pid), encoding="ascii")
    except BaseException:
        empty_store(home)
        mark.unlink()
        raise
    mark.unlink()


def drop_half_store(home: Path) -> None:
    """Empty a store whose replacement was killed; its files would not open, or only in part."""
    mark = _mark(home)
    if mark.exists():
        pid = mark.read_text(encoding="ascii")
        if pid:
            terminate(int(pid), ADMIN_CLASS, patience=0)
        empty_store(home)
        mark.unlink()


def empty_store(home: Path) -> None:
    """Delete the graph of a stopped server; it makes an empty one when it starts."""
    for part in ("databases", "transactions"):
        shutil.rmtree(home / "data" / part / "neo4j", ignore_errors=True)


def telling(text: str) -> str:
    """The line of a log that says most, without a full stop."""
    lines = [
        line.strip() for line in text.splitlines() if line.strip() and not line.lstrip().startswith(("at ", "..."))
    ]
    telling = [
        line for line in lines if "ERROR" in line or "Caused by" in line or "Error:" in line or "Exception" in line
    ]
    return (telling or lines or ["it said nothing"])[-1][:300].rstrip(".")


def _mark(home: Path) -> Path:
    return home / "importing"
