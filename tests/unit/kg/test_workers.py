"""Results come in order; a process that dies costs the task that killed it."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from kg.workers import WorkerDiedError, Workers


def test_a_deadly_task_costs_itself() -> None:
    workers = Workers(2, abs, 0)
    tasks = [workers.submit(abs, -n) for n in range(5)]
    deadly = workers.submit(os._exit, 1)
    tasks += [workers.submit(abs, -n) for n in range(5, 10)]
    assert [workers.result(t) for t in tasks[:5]] == [0, 1, 2, 3, 4]
    with pytest.raises(WorkerDiedError):
        workers.result(deadly)
    assert [workers.result(t) for t in tasks[5:]] == [5, 6, 7, 8, 9]
    workers.close()


@pytest.mark.skipif(not os.path.exists("/proc/self"), reason="needs /proc to learn a worker's id")
def test_a_worker_killed_from_outside_costs_nothing() -> None:
    workers = Workers(2, abs, 0)
    pid = int(workers.result(workers.submit(os.readlink, "/proc/self")))
    tasks = [workers.submit(abs, -n) for n in range(4)]
    os.kill(pid, signal.SIGKILL)
    tasks += [workers.submit(abs, -n) for n in range(4, 8)]
    assert [workers.result(t) for t in tasks] == list(range(8))
    workers.close()


@pytest.mark.parametrize("jobs", [1, 2])
def test_errors_of_a_task_are_its_own(jobs: int) -> None:
    workers = Workers(jobs, abs, 0)
    bad, good = workers.submit(int, "x"), workers.submit(int, "7")
    with pytest.raises(ValueError, match="invalid literal"):
        workers.result(bad)
    assert workers.result(good) == 7
    workers.close()


LOADER = """
import os, sys, time
from kg.workers import Workers
if __name__ == "__main__":
    workers = Workers(2, abs, 0)
    tasks = [workers.submit(time.sleep, 0.3) for _ in range(4)]
    pids = {int(workers.result(workers.submit(os.readlink, "/proc/self"))) for _ in range(4)}
    try:
        print(*pids, flush=True)
        for task in [workers.submit(time.sleep, 1.0) for _ in range(4)]:
            workers.result(task)
    except KeyboardInterrupt:
        workers.close()
        print("closed", flush=True)
"""


@pytest.fixture
def loader(tmp_path: Path) -> subprocess.Popen[str]:
    """A process with working workers, in a group of its own as at a terminal."""
    script = tmp_path / "loader.py"
    script.write_text(LOADER)
    pipe = subprocess.PIPE
    return subprocess.Popen([sys.executable, script], stdout=pipe, stderr=pipe, text=True, start_new_session=True)


def gone(pids: list[int]) -> bool:
    """Whether all of the processes end."""
    until = time.monotonic() + 60
    while any(os.path.exists(f"/proc/{pid}") for pid in pids) and time.monotonic() < until:
        time.sleep(0.05)
    return not any(os.path.exists(f"/proc/{pid}") for pid in pids)


@pytest.mark.skipif(not os.path.exists("/proc/self"), reason="needs /proc to learn a worker's id")
def test_no_worker_survives_a_loader_that_is_killed(loader: subprocess.Popen[str]) -> None:
    assert loader.stdout is not None
    pids = [int(pid) for pid in loader.stdout.readline().split()]
    assert pids
    loader.kill()
    loader.communicate()
    assert gone(pids)


@pytest.mark.skipif(not os.path.exists("/proc/self"), reason="needs /proc to learn a worker's id")
def test_workers_leave_an_interrupt_to_the_loader(loader: subprocess.Popen[str]) -> None:
    assert loader.stdout is not None
    pids = [int(pid) for pid in loader.stdout.readline().split()]
    os.killpg(loader.pid, signal.SIGINT)
    out, err = loader.communicate(timeout=120)
    assert (out, err) == ("closed\n", "")
    assert gone(pids)
