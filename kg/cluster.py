"""Reading on Dask: on this computer's processors, or on as many machines as a scheduler has.

A worker gets articles and gives back fact sets, so it needs parkgraph installed, but no files and no graph. Results come in
the order of the articles, so the output is the same, byte for byte, as that of one process.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from itertools import islice
from typing import Any

from graph.plan import Reprint
from graph.receipt import Failure
from kg.reading import Blank, Outcome, Unchanged, killed, read_all
from loaders.model import RawArticle
from schema.errors import ConfigError
from schema.facts import FactSet

_PART = 20
"""Articles sent at once: seconds of work, and some hundred kilobytes."""
_AHEAD = 3
"""Parts under way for each thread of a worker: what bounds the memory here."""


def read_on_dask(
    articles: Iterable[RawArticle], scheduler: str | None = None, jobs: int | None = None
) -> Iterator[Outcome]:
    """Outcomes in the order of the articles. `scheduler` is its address, as tcp://host:8786; without it, Dask runs here.

    Raises ConfigError where Dask is not installed or nobody answers at the address.
    """
    with _client(scheduler, jobs) as client:
        remaining = iter(articles)
        waiting: deque[tuple[list[RawArticle], Any]] = deque()
        while part := list(islice(remaining, _PART)):
            waiting.append((part, client.submit(read_part, part, pure=False)))
            if len(waiting) >= _AHEAD * max(1, sum(client.nthreads().values())):
                yield from _results(client, *waiting.popleft())
        while waiting:
            yield from _results(client, *waiting.popleft())


def read_part(part: list[RawArticle]) -> list[FactSet | Failure]:
    """The outcomes of some articles, on a worker."""
    found = read_all(part, Blank(), jobs=1)
    return [o for o in found if not isinstance(o, Reprint | Unchanged)]


def _results(client: Any, part: list[RawArticle], future: Any) -> Iterator[Outcome]:
    """A part that ends its workers is read again article by article, to find the one that does it."""
    from distributed import KilledWorker

    try:
        yield from future.result()
    except KilledWorker:
        if len(part) == 1:
            yield killed(part[0].source)
            return
        for one in part:
            yield from _results(client, [one], client.submit(read_part, [one], pure=False))


@contextmanager
def _client(scheduler: str | None, jobs: int | None) -> Iterator[Any]:
    try:
        import distributed
        from dask import config
    except ImportError as error:
        raise ConfigError("Reading on many machines needs Dask; install parkgraph[dask].") from error
    dist: Any = distributed
    quiet = {"logging.distributed": "critical", "distributed.worker.memory.terminate": 0.98}
    with config.set({**quiet, "distributed.comm.timeouts.connect": "10s"}):
        if scheduler is None:
            with (
                dist.LocalCluster(n_workers=jobs, threads_per_worker=1, dashboard_address=None) as cluster,
                dist.Client(cluster) as client,
            ):
                yield client
            return
        try:
            client = dist.Client(scheduler, timeout="10s")
        except (OSError, ValueError) as error:
            raise ConfigError(f"No Dask scheduler answers at {scheduler}; write it like tcp://host:8786.") from error
        with client:
            if not client.nthreads():
                raise ConfigError(f"The scheduler at {scheduler} has no workers; start some with `dask worker`.")
            yield client
