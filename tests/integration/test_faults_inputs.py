"""What a user can do wrong ends in one sentence with a remedy and a non-zero exit, and leaves nothing half-written."""

from __future__ import annotations

import contextlib
import os
import re
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from graph.connection import Connection, connect
from graph.export import export_jsonl
from graph.server import LocalServer, free_ports
from graph.server_config import Memory
from graph.write import GraphWriter
from kg.cli import main
from kg.settings import Settings
from schema.errors import StoreError

ENDED = r"kg: Ended by Ctrl\+C; (what was written stays whole, and )?the same command (goes on|can be run) .*\.\n"
ARTICLE = "濠江区发展海上风电\n汕头市濠江区重点发展海上风电产业，总投资80亿元。\n"


@pytest.fixture
def environment(neo4j_server: object, graph_connection: Connection, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in neo4j_server.environment.items():  # type: ignore[attr-defined]
        monkeypatch.setenv(name, value)


def sentence(capsys: pytest.CaptureFixture[str]) -> str:
    """The one line of an error."""
    lines = capsys.readouterr().err.splitlines()
    assert len(lines) == 1
    assert re.fullmatch(r"kg: .+[.)]", lines[0])
    assert "Traceback" not in lines[0]
    return lines[0]


def nodes(connection: Connection) -> int:
    return int(connection.read("MATCH (n) RETURN count(n) AS n")[0]["n"])


@pytest.mark.usefixtures("environment")
@pytest.mark.parametrize(
    ("name", "data", "code", "told"),
    [
        ("missing.txt", None, 2, "does not exist; check the path"),
        ("empty.txt", b"", 1, "is empty; give a file"),
        ("binary.txt", bytes(range(256)) * 50, 1, "is a binary file"),
        ("large.txt", 50_000_000, 1, "has 50 MB, more than the 20 MB"),
        ("long.txt", "字句。".encode() * 200_000, 1, "too long for an article"),
        ("broken.pdf", b"%PDF-1.7\n1 0 obj", 1, "no readable PDF"),
    ],
)
def test_a_bad_input(
    name: str,
    data: bytes | int | None,
    code: int,
    told: str,
    tmp_path: Path,
    graph_connection: Connection,
    capsys: pytest.CaptureFixture[str],
) -> None:
    path = tmp_path / name
    if isinstance(data, int):
        with path.open("wb") as file:
            file.truncate(data)
    elif data is not None:
        path.write_bytes(data)
    assert main(["load", str(path)]) == code
    assert told in sentence(capsys)
    assert nodes(graph_connection) == 0


@pytest.fixture
def locking(neo4j_server: Any) -> Iterator[Any]:
    """The server for wrong passwords, after which it refuses everybody for five seconds; later tests wait for that."""
    yield neo4j_server
    until = time.monotonic() + 30
    while time.monotonic() < until:
        with contextlib.suppress(StoreError), connect(neo4j_server.uri, neo4j_server.username, neo4j_server.password):
            return
        time.sleep(0.5)


def test_too_many_wrong_passwords(locking: Any) -> None:
    told = []
    for number in range(6):
        with pytest.raises(StoreError) as caught, connect(locking.uri, locking.username, f"wrong{number}"):
            pass
        told.append(str(caught.value))
    assert told[0].endswith("check NEO4J_USERNAME and NEO4J_PASSWORD.")
    assert told[-1].endswith("wait five seconds and try again.")


@pytest.mark.usefixtures("environment", "locking")
def test_a_wrong_password(
    tmp_path: Path,
    graph_connection: Connection,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    (tmp_path / "a.txt").write_text(ARTICLE, encoding="utf-8")
    monkeypatch.setenv("NEO4J_PASSWORD", "not-the-secret")
    assert main(["load", str(tmp_path)]) == 4
    told = sentence(capsys)
    assert "check NEO4J_USERNAME and NEO4J_PASSWORD" in told
    assert "not-the-secret" not in told
    assert nodes(graph_connection) == 0


def test_a_server_that_is_down(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "a.txt").write_text(ARTICLE, encoding="utf-8")
    monkeypatch.setenv("NEO4J_URI", f"bolt://127.0.0.1:{free_ports(1)[0]}")
    for command in (["load", str(tmp_path)], ["status"]):
        assert main(command) == 4
        assert "start the server or check NEO4J_URI" in sentence(capsys)


@pytest.mark.usefixtures("environment")
def test_an_interrupted_load_says_one_sentence_and_goes_on(tmp_path: Path, graph_connection: Connection) -> None:
    """Ctrl+C at a terminal goes to the loader and to the processes that read for it."""
    for number in range(40):
        (tmp_path / f"{number}.txt").write_text(f"{ARTICLE}本报第{number}次报道。\n", encoding="utf-8")
    command = [sys.executable, "-m", "kg", "load", "--jobs", "2", str(tmp_path)]
    process = subprocess.Popen(command, stderr=subprocess.PIPE, text=True, start_new_session=True)
    with contextlib.suppress(subprocess.TimeoutExpired):
        process.wait(4)
    if process.poll() is None:
        os.killpg(process.pid, signal.SIGINT)
    err = process.communicate(timeout=120)[1]
    # Python itself ends by the signal where it came in the middle of an exec, as dataclasses use while they are imported
    assert process.returncode in (130, -signal.SIGINT, 0), err
    assert re.fullmatch(ENDED if process.returncode else "", err), err
    half = graph_connection.read("MATCH ()-[r]->() UNWIND r.articles AS id RETURN collect(DISTINCT id) AS ids")[0][
        "ids"
    ]
    there = {r["id"] for r in graph_connection.read("MATCH (a:Article) RETURN a.id AS id")}
    assert set(half) <= there
    assert main(["load", str(tmp_path)]) == 0
    resumed = "".join(export_jsonl(graph_connection, ledger=True))
    graph_connection.run_implicit("MATCH (n) DETACH DELETE n")
    assert main(["load", str(tmp_path)]) == 0
    assert "".join(export_jsonl(graph_connection, ledger=True)) == resumed


@pytest.mark.parametrize("uri", ["bolt://127.0.0.1:{port}", "{right}"], ids=["down", "refusing"])
def test_a_traceback_shows_no_password(uri: str, locking: Any, tmp_path: Path) -> None:
    """KG_DEBUG=1 shows tracebacks: of a server that is down, and of one that refuses the password."""
    (tmp_path / "a.txt").write_text(ARTICLE, encoding="utf-8")
    address = uri.format(port=free_ports(1)[0], right=locking.uri)
    environment = {**os.environ, "KG_DEBUG": "1", "NEO4J_URI": address, "NEO4J_PASSWORD": "ganz-geheim-7"}
    for command in (["load", str(tmp_path)], ["ask", "汕头有哪些园区"], ["doctor"]):
        process = [sys.executable, "-m", "kg", *command]
        done = subprocess.run(process, env=environment, capture_output=True, text=True, check=False)
        assert done.returncode
        assert "ganz-geheim-7" not in done.stdout + done.stderr
        assert "Traceback" in done.stderr or command == ["doctor"]


@pytest.fixture(scope="module")
def own_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LocalServer]:
    """A server that may be killed."""
    bolt, http = free_ports()
    cache = Settings.from_environment().cache
    server = LocalServer(tmp_path_factory.mktemp("doomed"), cache, bolt, http, Memory("512m", "32m"))
    yield server
    server.stop()


def test_a_server_killed_in_the_middle_of_a_load(
    own_server: LocalServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for number in range(40):
        (tmp_path / f"{number}.txt").write_text(f"{ARTICLE}本报第{number}次报道。\n", encoding="utf-8")
    own_server.start()
    monkeypatch.setenv("NEO4J_URI", own_server.uri)
    monkeypatch.setenv("NEO4J_PASSWORD", own_server.password)
    monkeypatch.setattr("graph.write.BATCH_ROWS", 1)
    monkeypatch.setattr("graph.connection._RETRY_SECONDS", 1.0)
    written = threading.Event()
    apply = GraphWriter._apply

    def noted(self: GraphWriter, *rest: Any) -> Any:
        written.set()
        return apply(self, *rest)

    def kill() -> None:
        written.wait(60)
        time.sleep(0.3)
        own_server.stop(patience=0)

    monkeypatch.setattr(GraphWriter, "_apply", noted)
    killer = threading.Thread(target=kill)
    killer.start()
    assert main(["load", "--jobs", "1", str(tmp_path)]) == 4
    killer.join()
    errors = capsys.readouterr().err.splitlines()
    assert "they stay, and the same command goes on from there" in errors[-2]
    assert re.search(r"(check the server|start the server)", errors[-1])
    own_server.start()
    with connect(own_server.uri, "neo4j", own_server.password) as connection:
        kept = {r["id"] for r in connection.read("MATCH (a:Article) RETURN a.id AS id")}
        claimed = connection.read("MATCH ()-[r]->() UNWIND r.articles AS id RETURN collect(DISTINCT id) AS ids")
        assert set(claimed[0]["ids"]) <= kept
        assert main(["load", "--jobs", "1", str(tmp_path)]) == 0
        resumed = "".join(export_jsonl(connection, ledger=True))
        connection.run_implicit("MATCH (n) DETACH DELETE n")
        assert main(["load", "--jobs", "1", str(tmp_path)]) == 0
        assert "".join(export_jsonl(connection, ledger=True)) == resumed
