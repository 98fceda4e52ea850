"""The managed server's life with a Java that only pretends: what is written, what is refused, what is told."""

from __future__ import annotations

import socket
import stat
from pathlib import Path

import pytest

from graph import server, server_config
from graph.server import LocalServer, free_ports
from graph.server_config import FAST_START, Installation, Memory, configuration, server_flags
from schema.errors import ServerError


@pytest.fixture
def pretend(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> LocalServer:
    """A server whose Java says why and ends."""
    java = tmp_path / "java"
    java.write_text('#!/bin/sh\ncase "$*" in *AdminTool*) exit 0;; esac\necho "Error: Could not find class"\nexit 1\n')
    java.chmod(0o700)
    monkeypatch.setattr(server_config, "java", lambda: java)
    monkeypatch.setattr(server, "fetch", lambda *_arguments: None)
    bolt, http = free_ports()
    return LocalServer(tmp_path / "home", tmp_path / "cache", bolt, http)


def test_a_server_that_ends_at_once_says_its_last_words(pretend: LocalServer) -> None:
    with pytest.raises(ServerError, match=r"ended while starting: Error: Could not find class\. The log is"):
        pretend.start()
    assert not pretend.status().running


def test_the_password_is_for_the_user_alone(pretend: LocalServer) -> None:
    with pytest.raises(ServerError):
        pretend.start()
    assert stat.S_IMODE(pretend.password_file.stat().st_mode) == 0o600
    assert len(pretend.password) >= 20


def test_a_lost_password_is_not_replaced_behind_the_back_of_the_data(pretend: LocalServer) -> None:
    (pretend.home / "data" / "databases").mkdir(parents=True)
    with pytest.raises(ServerError, match="is gone but its database is there"):
        pretend.start()


def test_a_port_in_use_is_named(tmp_path: Path, pretend: LocalServer) -> None:
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        s.listen()
        port = s.getsockname()[1]
        taken = LocalServer(tmp_path / "home", tmp_path / "cache", port, free_ports(1)[0])
        with pytest.raises(ServerError, match=f"Port {port} is in use by another program"):
            taken.start()


def test_a_home_that_cannot_be_written_is_named(tmp_path: Path, pretend: LocalServer) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(ServerError, match="set KG_HOME to another folder"):
        LocalServer(tmp_path / "file" / "home", tmp_path / "cache").start()


def test_a_server_that_does_not_run_has_no_address(pretend: LocalServer) -> None:
    with pytest.raises(ServerError, match="is not running; start it with `kg up`"):
        _ = pretend.uri
    assert pretend.stop() is False


@pytest.mark.parametrize("state", ["", "{}", '{"pid": 1, "bolt_port": 1, "http_port": 1, "started": 1}'])
def test_a_stale_state_file_is_not_believed(pretend: LocalServer, state: str) -> None:
    pretend.home.mkdir()
    (pretend.home / "server.json").write_text(state)
    assert not pretend.status().running


def test_configuration_keeps_to_the_loopback_and_asks_for_a_password() -> None:
    lines = configuration(1111, 2222, Memory(page_cache="64m")).splitlines()
    settings = dict(line.split("=", 1) for line in lines if "=" in line)
    listening = [v for k, v in settings.items() if k.endswith(("listen_address", "advertised_address"))]
    assert all(value.startswith("127.0.0.1") for value in listening)
    assert settings["server.bolt.advertised_address"] == "127.0.0.1:1111"
    assert settings["dbms.security.auth_enabled"] == "true"
    assert settings["dbms.usage_report.enabled"] == "false"
    assert settings["server.memory.pagecache.size"] == "64m"


def test_bulk_loads_keep_the_default_collector(tmp_path: Path) -> None:
    fast = server_flags(Memory(heap="2g"), fast_start=True, aot_cache=tmp_path / "x.aot")
    bulk = server_flags(Memory(heap="2g"), fast_start=False, aot_cache=tmp_path / "x.aot")
    assert set(FAST_START) <= set(fast)
    assert f"-XX:AOTCache={tmp_path / 'x.aot'}" in fast
    assert bulk == ["-Xmx2g", "-XX:+ExitOnOutOfMemoryError"]


def test_the_aot_cache_belongs_to_one_java_and_one_set_of_jars(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    installation = Installation.at(tmp_path)
    fewer = Installation(tmp_path, installation.jars[1:])
    assert installation.aot_cache != fewer.aot_cache
    before = installation.aot_cache
    monkeypatch.setattr(server_config, "java_build", lambda: "another")
    assert installation.aot_cache != before
