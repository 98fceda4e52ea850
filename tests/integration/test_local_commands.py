"""`kg up`, `status`, `doctor` and `down` on a server of their own."""

from __future__ import annotations

import os
import shutil
import stat
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from graph import server_aot
from graph.connection import connect
from graph.server import free_ports
from kg.cli import main
from kg.local import local_server, open_graph
from kg.settings import Settings


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("家")


@pytest.fixture
def settings(home: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Settings]:
    """Settings of a managed server whose AOT cache is not trained by tests."""
    if os.environ.get("NEO4J_TEST_URI"):
        pytest.skip("tests the managed server")
    monkeypatch.setenv("KG_HOME", str(home))
    monkeypatch.setattr(server_aot, "wanted", lambda _installation: False)
    bolt, http = free_ports()
    monkeypatch.setenv("KG_BOLT_PORT", str(bolt))
    monkeypatch.setenv("KG_HTTP_PORT", str(http))
    made = Settings.from_environment()
    yield made
    local_server(made).stop()


def test_the_life_of_the_local_server(settings: Settings, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["status"]) == 0
    assert "is not running" in capsys.readouterr().out
    assert main(["up"]) == 0
    out = capsys.readouterr().out
    assert "The local Neo4j runs now." in out
    assert f"http://127.0.0.1:{settings.http_port}/browser/" in out
    assert main(["up"]) == 0
    assert "was running already" in capsys.readouterr().out
    assert main(["doctor"]) == 0
    assert "All is well." in capsys.readouterr().out
    assert main(["down"]) == 0
    assert main(["down"]) == 0
    assert "was not running" in capsys.readouterr().out


def test_a_command_starts_the_server_says_so_and_finds_what_was_written(
    settings: Settings, capsys: pytest.CaptureFixture[str]
) -> None:
    with open_graph(settings) as connection:
        connection.write("MERGE (:Kept {name: '甲'})")
    assert "starting the local Neo4j" in capsys.readouterr().err
    local_server(settings).stop()
    with open_graph(settings) as connection:
        assert connection.read("MATCH (k:Kept) RETURN k.name AS name") == [{"name": "甲"}]
    server = local_server(settings)
    assert stat.S_IMODE(server.password_file.stat().st_mode) == 0o600
    with connect(server.uri, "neo4j", server.password) as connection:
        settings_of_server = connection.read(
            "SHOW SETTINGS YIELD name, value WHERE name IN ['dbms.usage_report.enabled', 'server.https.enabled', "
            "'dbms.security.auth_enabled', 'server.bolt.listen_address'] RETURN name, value"
        )
    found = {row["name"]: row["value"] for row in settings_of_server}
    assert found == {
        "dbms.usage_report.enabled": "false",
        "server.https.enabled": "false",
        "dbms.security.auth_enabled": "true",
        "server.bolt.listen_address": f"127.0.0.1:{settings.bolt_port}",
    }


def test_the_password_stands_in_its_file_alone(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    commands: list[str] = []
    begin = subprocess.Popen.__init__

    def noted(self: Any, arguments: Any, *rest: Any, **named: Any) -> None:
        commands.append(f"{arguments} {named.get('env')}")
        begin(self, arguments, *rest, **named)

    server = local_server(settings)
    server.stop()
    shutil.rmtree(server.home, ignore_errors=True)
    monkeypatch.setattr(subprocess.Popen, "__init__", noted)
    with open_graph(settings):
        pass
    password = server.password
    assert len(commands) >= 2  # neo4j-admin and Neo4j
    assert not [c for c in commands if password in c]
    assert stat.S_IMODE(server.home.stat().st_mode) == 0o700
    holding = [p for p in server.home.rglob("*") if p.is_file() and password.encode() in p.read_bytes()]
    assert holding == [server.password_file]


def test_a_server_that_was_killed_is_started_again(settings: Settings) -> None:
    with open_graph(settings):
        pass
    server = local_server(settings)
    pid = server.status().pid
    assert pid is not None
    os.kill(pid, 9)
    os.waitpid(pid, 0)
    assert not server.status().running
    with open_graph(settings) as connection:
        assert connection.read("RETURN 1 AS one") == [{"one": 1}]


def test_an_open_password_file_is_told(settings: Settings, capsys: pytest.CaptureFixture[str]) -> None:
    with open_graph(settings):
        pass
    file = local_server(settings).password_file
    file.chmod(0o644)
    try:
        assert main(["doctor"]) == 1
        assert f"chmod 600 {file}" in capsys.readouterr().out
    finally:
        file.chmod(0o600)
