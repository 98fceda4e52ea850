"""`kg explore` and `kg export html` as processes of their own."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from graph.connection import Connection

Store = tuple[Connection, dict[str, str]]


@contextmanager
def exploring(store: Store, *options: str) -> Iterator[str]:
    """A running `kg explore`; gives the address that it prints."""
    command = [sys.executable, "-m", "kg", "explore", "--no-open", *options]
    process = subprocess.Popen(
        command, env={**os.environ, **store[1]}, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    assert process.stderr is not None
    try:
        line = process.stdout.readline()
        assert line.startswith("The explorer is at http://"), line + process.stderr.read()
        yield line.split()[-1]
        process.send_signal(signal.SIGINT)
        assert process.wait(20) in (0, -signal.SIGINT, 130)
        assert "Traceback" not in process.stderr.read()
    finally:
        process.kill()
        process.wait()
        process.stdout.close()
        process.stderr.close()


def status(address: str) -> int:
    try:
        with urllib.request.urlopen(address, timeout=20) as answer:
            return int(answer.status)
    except urllib.error.HTTPError as error:
        error.close()
        return error.code


def test_it_serves_until_it_is_interrupted(store: Store) -> None:
    with exploring(store, "汕头市") as address:
        assert address.endswith("/#find=%E6%B1%95%E5%A4%B4%E5%B8%82")
        assert status(address.partition("#")[0]) == 200
        assert status(address.partition("#")[0] + "api/start") == 200


def test_for_others_it_prints_a_token_and_asks_for_it(store: Store) -> None:
    with exploring(store, "--host", "0.0.0.0") as address:
        root, _, token = address.partition("?token=")
        assert re.fullmatch(r"[\w-]{24}", token)
        assert status(root) == 401
        assert status(f"{root}api/meta") == 401


def test_kg_export_html_is_a_command(store: Store, tmp_path: Path) -> None:
    def export(*options: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "kg", "export", "html", *options]
        return subprocess.run(
            command, env={**os.environ, **store[1]}, capture_output=True, text=True, check=False, timeout=100
        )

    path = tmp_path / "p.html"
    done = export("-o", str(path), "--about", "濠江区")
    assert done.returncode == 0, done.stderr
    assert "海上风电" in path.read_text(encoding="utf-8")
    assert export().returncode == 2
    assert export("-o", str(path), "--about", "没有这个名字").returncode == 2
    assert "cannot be written" in export("-o", str(tmp_path / "no" / "p.html")).stderr


@pytest.mark.parametrize("name", ["--host=203.0.113.9", "--port=80"])
def test_what_cannot_be_had_is_one_sentence(store: Store, name: str) -> None:
    command = [sys.executable, "-m", "kg", "explore", "--no-open", name]
    done = subprocess.run(
        command, env={**os.environ, **store[1]}, capture_output=True, text=True, check=False, timeout=60
    )
    assert done.returncode == 2
    assert "Traceback" not in done.stderr
