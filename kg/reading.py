"""Reading many articles in worker processes, results in the order of the articles."""

from __future__ import annotations

import multiprocessing
import os
from collections import deque
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass

from graph.plan import StoredArticle
from graph.receipt import Failure
from loaders.clean import clean
from loaders.model import RawArticle
from loaders.pipeline import READER_VERSION, Reader
from loaders.resolve import digest
from schema.errors import InputError
from schema.facts import FactSet

MANY = 24
"""Articles from which on worker processes pay: each takes seconds to start and hundreds of MB."""
_AHEAD = 4
"""Articles under way for each process."""


@dataclass(frozen=True, slots=True)
class Unchanged:
    """An article that the graph holds already, from this source and read by these rules."""

    source: str


Outcome = FactSet | Failure | Unchanged


class ArticleReader:
    """Reads articles that the graph does not hold yet; those that it holds are only cleaned and compared."""

    def __init__(self, known: Mapping[str, StoredArticle], *, debug: bool = False) -> None:
        self._known = known
        self._debug = debug
        self._reader: Reader | None = None

    def read(self, raw: RawArticle) -> Outcome:
        """One article. Any error is a Failure, so that one bad file does not stop a load; unless `debug`."""
        try:
            article = clean(raw)
            stored = self._known.get(f"article:{digest(article.text)}")
            if stored and raw.source in stored.sources and stored.settles(READER_VERSION, article.date, raw.source):
                return Unchanged(raw.source)
            self._reader = self._reader or Reader.default()
            return self._reader.facts(self._reader.analyse(article))
        except InputError as error:
            return Failure(raw.source, str(error))
        except Exception as error:  # a fault of the rules must cost one article, not the load
            if self._debug:
                raise
            told = f"{type(error).__name__}: {' '.join(str(error).split())[:200]}"
            return Failure(raw.source, f"{raw.source} cannot be read ({told}); KG_DEBUG=1 shows where.")


def read_all(articles: Iterable[RawArticle], reader: ArticleReader, jobs: int) -> Iterator[Outcome]:
    """Outcomes in the order of the articles. With `jobs` above 1 in that many processes."""
    if jobs <= 1:
        yield from map(reader.read, articles)
        return
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(jobs, mp_context=context, initializer=_begin, initargs=(reader,)) as pool:
        waiting: deque[Future[Outcome]] = deque()
        try:
            for raw in articles:
                waiting.append(pool.submit(_read, raw))
                if len(waiting) >= jobs * _AHEAD:
                    yield waiting.popleft().result()
            while waiting:
                yield waiting.popleft().result()
        except BrokenProcessPool as error:
            raise InputError("A reading process died, likely for want of memory; load again with --jobs 1.") from error
        finally:
            for future in waiting:
                future.cancel()


def default_jobs(files: int) -> int:
    """One process for a few files; else one a processor, four at most: the writer and the server work too."""
    return 1 if files < MANY else max(1, min(4, os.cpu_count() or 1))


_worker: list[ArticleReader] = []


def _begin(reader: ArticleReader) -> None:
    _worker[:] = [reader]


def _read(raw: RawArticle) -> Outcome:
    return _worker[0].read(raw)
