"""Ports, locks and processes."""

from __future__ import annotations

import socket
import subprocess
import sys
from pathlib import Path

import pytest

from graph.server_process import command_of, exclusive, free_ports, port_is_free, speaks_bolt, terminate


def test_free_ports_are_different_and_free() -> None:
    ports = free_ports(3)
    assert len(set(ports)) == 3
    assert all(port_is_free(port) for port in ports)


def test_a_listened_port_is_not_free_and_not_neo4j() -> None:
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        s.listen()
        port = s.getsockname()[1]
        assert not port_is_free(port)
        assert not speaks_bolt(port, timeout=0.1)


def test_a_lock_keeps_the_second_out(tmp_path: Path) -> None:
    with exclusive(tmp_path / "lock"), pytest.raises(TimeoutError), exclusive(tmp_path / "lock", patience=0):
        pass
    with exclusive(tmp_path / "lock", patience=0):
        pass


def test_only_a_process_with_the_marker_is_ended() -> None:
    code = "import time; time.sleep(60)"
    with subprocess.Popen([sys.executable, "-c", code, "--home-dir=/mine"]) as process:
        try:
            terminate(process.pid, "--home-dir=/other", patience=0.1)
            assert process.poll() is None
            terminate(process.pid, "--home-dir=/mine", patience=5)
            assert command_of(process.pid) == ""
        finally:
            process.kill()


def test_a_process_that_will_not_end_is_killed() -> None:
    code = "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); print(1, flush=True); time.sleep(60)"
    with subprocess.Popen([sys.executable, "-c", code, "--marker"], stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        process.stdout.readline()
        terminate(process.pid, "--marker", patience=0.2)
        assert command_of(process.pid) == ""
