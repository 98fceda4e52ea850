"""Disks that are full or read-only: small file systems where this user may mount them, else limits and permissions."""

from __future__ import annotations

import ctypes
import os
import resource
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

_CAP_OVERRIDE = 1 << 1
_CAP_VERSION = 0x20080522


class Disk:
    """A file system in memory over a folder."""

    def __init__(self, folder: Path, size: int) -> None:
        self.folder = folder
        folder.mkdir(parents=True, exist_ok=True)
        _mount("-t", "tmpfs", "-o", f"size={size},mode=755", "tmpfs", str(folder))

    def leave(self, free: int) -> None:
        """Make it so small that only so many bytes are free."""
        there = os.statvfs(self.folder)
        self.resize((there.f_blocks - there.f_bfree) * there.f_frsize + free)

    def resize(self, size: int) -> None:
        """Make it as large as that."""
        _mount("-o", f"remount,size={size}", str(self.folder))

    def lock(self) -> None:
        """Make it read-only."""
        _mount("-o", "remount,ro", str(self.folder))

    def close(self) -> None:
        """Unmount it; what it held is gone."""
        subprocess.run(["umount", "--lazy", str(self.folder)], check=True)


@cache
def can_mount() -> bool:
    """Whether this user may mount file systems."""
    if os.geteuid() or sys.platform != "linux":
        return False
    with TemporaryDirectory() as folder:
        try:
            Disk(Path(folder), 1 << 20).close()
        except (OSError, subprocess.CalledProcessError):
            return False
    return True


@contextmanager
def small(folder: Path, size: int) -> Iterator[None]:
    """The folder on a disk of so many bytes."""
    disk = Disk(folder, size)
    try:
        yield
    finally:
        disk.close()


def limit_files(size: int) -> None:
    """Let this process write no file beyond so many bytes: every write there fails, as on a full disk."""
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, resource.RLIM_INFINITY))


def limit_files_of(pid: int, size: int | None) -> None:
    """The same for a running process; None lifts it."""
    resource.prlimit(pid, resource.RLIMIT_FSIZE, (size or resource.RLIM_INFINITY, resource.RLIM_INFINITY))


@contextmanager
def readable_only(folder: Path) -> Iterator[None]:
    """Nothing in the folder can be written by those who obey permissions."""
    paths = [folder, *folder.rglob("*")]
    for path in paths:
        path.chmod(0o555 if path.is_dir() else 0o444)
    try:
        yield
    finally:
        for path in paths:
            path.chmod(0o755 if path.is_dir() else 0o644)


def obey_permissions() -> None:
    """Let this process be bound by permissions, if it is root's."""
    if os.geteuid() or sys.platform != "linux":
        return
    libc = ctypes.CDLL(None, use_errno=True)
    head = (ctypes.c_uint32 * 2)(_CAP_VERSION, 0)
    held = (ctypes.c_uint32 * 6)()
    if libc.capget(head, held) == 0:
        held[0] &= ~_CAP_OVERRIDE
        libc.capset(head, held)


def _mount(*arguments: str) -> None:
    subprocess.run(["mount", *arguments], check=True, capture_output=True)
