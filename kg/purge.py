"""`kg purge`: give back the disk."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

from kg.local import local_server
from kg.render import say, size
from kg.settings import Settings
from schema.errors import ConfigError, InputError


def run(settings: Settings, *, everything: bool = False, yes: bool = False) -> int:
    """Delete the fetched jars, and with `everything` the graph; ask before the graph goes."""
    server = local_server(settings)
    if everything and server.home.exists() and not yes:
        _confirm(server.home)
    if server.stop():
        say("the local Neo4j is stopped")
    freed = _remove(settings.cache, ("neo4j-*", "aot-*", "aot.lock"))
    if everything:
        freed += _remove(settings.home, ("neo4j",))
    print(f"{size(freed)} freed{'' if everything else '; the graph stays'}.")
    return 0


def _confirm(home: Path) -> None:
    if not sys.stdin.isatty():
        raise ConfigError(f"--all deletes the graph in {home}; add --yes to mean it.")
    if input(f"Delete the graph in {home} for good? [y/N] ").strip().lower() not in ("y", "yes"):
        raise InputError("Nothing was deleted; answer y to delete.")


def _remove(folder: Path, patterns: tuple[str, ...]) -> int:
    """Delete what matches and give its size in bytes. Only names that kg itself makes are matched."""
    freed = 0
    for path in (p for pattern in patterns for p in sorted(folder.glob(pattern))):
        files = [f for f in path.rglob("*") if f.is_file()] if path.is_dir() else [path]
        freed += sum(f.stat().st_size for f in files)
        if path.is_dir():
            shutil.rmtree(path)
        else:
            path.unlink()
    return freed
