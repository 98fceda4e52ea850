"""Work in processes, results in order. A process that dies costs the article that killed it, not the load.

The processes end with the one that began them, however it ends, and leave Ctrl+C to it.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections import deque
from collections.abc import Callable
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing.connection import wait
from typing import Any, TypeVar

T = TypeVar("T")


class WorkerDiedError(Exception):
    """The process that worked on the task ended, twice."""


class Task:
    """A call that is under way."""

    __slots__ = ("argument", "function", "future")

    def __init__(self, function: Callable[[Any], Any], argument: Any) -> None:
        self.function = function
        self.argument = argument
        self.future: Future[Any] | None = None


class Workers:
    """Runs functions of one argument in `jobs` processes; with one job in this process, when the result is asked for."""

    def __init__(self, jobs: int, begin: Callable[..., None], *arguments: Any) -> None:
        self.jobs = jobs
        self._begin = (begin, arguments)
        self._open: deque[Task] = deque()
        self._pool: ProcessPoolExecutor | None = None
        if jobs > 1:
            self._pool = self._new_pool()
        else:
            begin(*arguments)

    def submit(self, function: Callable[[Any], Any], argument: Any) -> Task:
        """Begin a task."""
        task = Task(function, argument)
        self._open.append(task)
        self._start(task)
        return task

    def result(self, task: Task) -> Any:
        """The result of a task. Raises WorkerDiedError where its process ends again when it has the pool for itself."""
        if self._pool is None:
            self._open.remove(task)
            return task.function(task.argument)
        try:
            if task.future is not None:
                return self._finish(task)
        except BrokenProcessPool:
            pass
        return self._alone(task)

    def close(self) -> None:
        """End the processes; what is under way is given up."""
        if self._pool is not None:
            self._pool.shutdown(wait=True, cancel_futures=True)

    def _new_pool(self) -> ProcessPoolExecutor:
        return Pool(self.jobs, *self._begin)

    def _start(self, task: Task) -> None:
        if self._pool is None:
            return
        try:
            task.future = self._pool.submit(task.function, task.argument)
        except BrokenProcessPool:
            task.future = None  # begun again when the pool is mended

    def _finish(self, task: Task) -> Any:
        assert task.future is not None
        try:
            found = task.future.result()
        except BrokenProcessPool:
            raise
        except BaseException:
            self._open.remove(task)
            raise
        self._open.remove(task)
        return found

    def _alone(self, task: Task) -> Any:
        """Run the task in a fresh pool before all others, so that it is known which one ends its process."""
        self._mend()
        self._start(task)
        try:
            return self._finish(task)
        except BrokenProcessPool as error:
            self._open.remove(task)
            self._mend()
            raise WorkerDiedError from error
        finally:
            for other in self._open:
                if other.future is None or not other.future.done() or other.future.exception() is not None:
                    self._start(other)

    def _mend(self) -> None:
        assert self._pool is not None
        self._pool.shutdown(wait=False, cancel_futures=True)
        self._pool = self._new_pool()


class Pool(ProcessPoolExecutor):
    """Processes that end when this one does, even by kill -9, and that never see Ctrl+C, which a terminal sends to all."""

    def __init__(self, jobs: int, begin: Callable[..., None] | None = None, arguments: tuple[Any, ...] = ()) -> None:
        context = multiprocessing.get_context("spawn")
        super().__init__(jobs, mp_context=context, initializer=_enter, initargs=(begin, arguments))

    def submit(self, function: Callable[..., T], /, *arguments: Any, **named: Any) -> Future[T]:
        """Begin a call, and a process for it where there is none: it inherits that Ctrl+C is held back."""
        before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
        try:
            return super().submit(function, *arguments, **named)
        finally:
            signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _enter(begin: Callable[..., None] | None, arguments: tuple[Any, ...]) -> None:
    threading.Thread(target=_end_with_parent, daemon=True).start()
    if begin is not None:
        begin(*arguments)


def _end_with_parent() -> None:
    """Its queue of tasks would not tell: every worker holds the writing end itself."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        wait([parent.sentinel])
        os._exit(1)
