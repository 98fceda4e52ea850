"""Results come in order; a process that dies costs the task that killed it."""

from __future__ import annotations

import os
import signal

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
