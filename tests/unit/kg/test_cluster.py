"""Reading on Dask gives the same bytes as reading here, on processes of its own and on workers elsewhere."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

pytest.importorskip("distributed")

from graph.server_process import free_ports, port_is_free
from kg.cli import main
from kg.extracted import dump, parse, write_parts
from kg.reading import Blank, read_all
from loaders.model import RawArticle
from schema.facts import FactSet

pytestmark = pytest.mark.filterwarnings("ignore")  # of distributed, when it shuts down


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("news")
    for number in range(45):
        text = f"题{number}\n汕头市濠江区重点发展海上风电产业，总投资{number + 1}亿元。\n"
        (path / f"{number:02d}.txt").write_text(text, encoding="utf-8")
    (path / "50.txt").write_bytes(b"")
    return path


@pytest.fixture(scope="module")
def scheduler() -> Iterator[str]:
    """A scheduler and two workers in processes of their own."""
    (port,) = free_ports(1)
    address = f"tcp://127.0.0.1:{port}"
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    dask = [sys.executable, "-m", "distributed.cli"]
    common = ["--host", "127.0.0.1", "--no-dashboard"]
    calls = [[*dask[:2], "distributed.cli.dask_scheduler", *common, "--port", str(port)]]
    calls += [[*dask[:2], "distributed.cli.dask_worker", address, *common, "--nthreads", "1"] for _ in range(2)]
    processes = [subprocess.Popen(calls[0], **quiet)]  # type: ignore[call-overload]
    until = time.monotonic() + 60
    while port_is_free(port) and time.monotonic() < until:
        time.sleep(0.1)
    processes += [subprocess.Popen(call, **quiet) for call in calls[1:]]  # type: ignore[call-overload]
    import distributed

    with distributed.Client(address, timeout="60s") as client:  # type: ignore[no-untyped-call]
        client.wait_for_workers(2, timeout=60)
    yield address
    for process in processes[::-1]:
        process.terminate()
    for process in processes:
        process.wait(30)


def printed(capsys: pytest.CaptureFixture[str], *options: str) -> str:
    assert main(["extract", *options]) == 1
    shown = capsys.readouterr()
    assert "50.txt is empty" in shown.err
    return shown.out


def test_dask_on_this_computer(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    expected = printed(capsys, str(folder), "--jobs", "1")
    assert len(expected.splitlines()) == 45
    assert printed(capsys, str(folder), "--engine", "dask", "--jobs", "2") == expected


def test_dask_on_workers_elsewhere(
    folder: Path, scheduler: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    printed(capsys, str(folder), "-f", "facts", "-o", str(tmp_path / "here"), "--jobs", "1")
    printed(capsys, str(folder), "-f", "facts", "-o", str(tmp_path / "there"), "--scheduler", scheduler)
    here, there = ((tmp_path / n / "part-000000.facts.jsonl").read_bytes() for n in ("here", "there"))
    assert here == there


def test_nobody_at_the_address(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    address = f"tcp://127.0.0.1:{free_ports(1)[0]}"
    assert main(["extract", str(folder), "--scheduler", address]) == 2
    assert f"No Dask scheduler answers at {address}" in capsys.readouterr().err


def test_fact_sets_survive_a_file(tmp_path: Path) -> None:
    raw = RawArticle("/a.txt", "题\n汕头市濠江区重点发展海上风电产业，总投资80亿元。\n")
    (facts,) = read_all([raw], Blank())
    assert isinstance(facts, FactSet)
    assert write_parts([facts] * 3, tmp_path) == 1
    path = tmp_path / "part-000000.facts.jsonl"
    again = list(parse([str(path)]))
    assert [dump(f) for f in again if isinstance(f, FactSet)] == [dump(facts)] * 3
    path.write_text('{"article": 1}\n', encoding="utf-8")
    (failure,) = parse([str(path)])
    assert "is no fact set; write it with `kg extract --format facts`" in getattr(failure, "reason", "")


def test_parts_are_for_facts_only(folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["extract", str(folder), "-o", str(tmp_path)]) == 2
    assert "add --format facts" in capsys.readouterr().err
