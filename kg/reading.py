"""Reading many articles: cleaned, compared with what the graph holds, and read in worker processes, in order.

Main process and workers hand articles to and fro twice: workers clean, the main process decides which are known or reprints,
workers read the rest. So known articles cost a look-up, and workers need to know nothing of the graph. What is under way
is bounded: reading waits for the writer.
"""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import chain, islice
from typing import Any, Protocol, TypeVar

from graph.plan import Reprint
from graph.receipt import Failure
from kg.workers import Task, WorkerDiedError, Workers
from loaders.clean import clean
from loaders.model import CleanArticle, RawArticle
from loaders.pipeline import Reader
from loaders.resolve import digest
from schema.errors import InputError
from schema.facts import FactSet

MANY = 24
"""Articles from which on worker processes pay: each takes seconds to start and hundreds of MB."""
MAX_TEXT = 200_000
"""Code points of an article; a longer text is a book and would hold up the load."""
_CHUNK = 32
"""Articles compared with the graph at once."""
_AHEAD = 16
"""Articles under way for each process: what a worker reads while the server is busy with a batch."""


@dataclass(frozen=True, slots=True)
class Unchanged:
    """An article that the graph holds already, from this source and read by these rules."""

    source: str


T = TypeVar("T")
Outcome = FactSet | Reprint | Unchanged | Failure


class Shelf(Protocol):
    """What is known of articles; `kg.shelf` asks the graph and the journal."""

    def unread(self, raws: list[RawArticle]) -> list[RawArticle | Unchanged]:
        """Those that need reading, and for the others that they are known."""
        ...

    def compare(self, articles: list[CleanArticle]) -> list[CleanArticle | Reprint | Unchanged]:
        """The same for cleaned articles."""
        ...


class Blank:
    """A shelf without articles."""

    def unread(self, raws: list[RawArticle]) -> list[RawArticle | Unchanged]:
        """All."""
        return [*raws]

    def compare(self, articles: list[CleanArticle]) -> list[CleanArticle | Reprint | Unchanged]:
        """All."""
        return [*articles]


def read_all(
    articles: Iterable[RawArticle], shelf: Shelf, jobs: int | None = None, *, debug: bool = False
) -> Iterator[Outcome]:
    """Outcomes in the order of the articles, read in `jobs` processes, by default as many as suit.

    Any error of reading is a Failure of that article, so that one bad file does not stop a load; unless `debug`.
    """
    remaining = iter(articles)
    first = list(islice(remaining, MANY))
    jobs = default_jobs(len(first)) if jobs is None else jobs
    workers = Workers(jobs, _begin, debug)
    try:
        yield from _Line(workers, shelf).run(chain(first, remaining))
    finally:
        workers.close()


def default_jobs(articles: int) -> int:
    """One process for a few articles; else one a processor, four at most: the writer and the server work too."""
    return 1 if articles < MANY else max(1, min(4, os.cpu_count() or 1))


def too_long(raw: RawArticle) -> Failure | None:
    """The failure of an article that is a book."""
    if len(raw.text) <= MAX_TEXT:
        return None
    return Failure(raw.source, f"{raw.source} has {len(raw.text)} characters, too long for an article; split it up.")


def killed(source: str) -> Failure:
    """The failure of an article whose process ended, twice."""
    return Failure(source, f"{source} ends the process that reads it, likely for want of memory; shorten it.")


class _Line:
    """The way of articles through workers and shelf."""

    def __init__(self, workers: Workers, shelf: Shelf) -> None:
        self._workers = workers
        self._shelf = shelf
        self._ahead = _AHEAD * workers.jobs if workers.jobs > 1 else 1
        self._texts: dict[str, CleanArticle] = {}
        """Reprints under way, in case that their first print fails."""
        self._failed: set[str] = set()

    def run(self, articles: Iterator[RawArticle]) -> Iterator[Outcome]:
        waiting: deque[tuple[str, Task | Outcome]] = deque()
        compared = self._compared(self._cleaned(articles))
        for source, found in compared:
            if isinstance(found, CleanArticle):
                waiting.append((f"article:{digest(found.text)}", self._workers.submit(_read, found)))
            else:
                waiting.append((source, found))
            if len(waiting) >= self._ahead:
                yield self._outcome(*waiting.popleft())
        while waiting:
            yield self._outcome(*waiting.popleft())

    def _cleaned(self, articles: Iterator[RawArticle]) -> Iterator[Unchanged | Failure | CleanArticle]:
        waiting: deque[tuple[str, Task | Unchanged]] = deque()
        while chunk := list(islice(articles, _CHUNK)):
            for raw in self._shelf.unread(chunk):
                task = raw if isinstance(raw, Unchanged) else self._workers.submit(_clean, raw)
                waiting.append((raw.source, task))
            while len(waiting) > _CHUNK:
                yield self._result(*waiting.popleft())
        while waiting:
            yield self._result(*waiting.popleft())

    def _compared(
        self, cleaned: Iterator[Unchanged | Failure | CleanArticle]
    ) -> Iterator[tuple[str, CleanArticle | Reprint | Unchanged | Failure]]:
        while chunk := list(islice(cleaned, _CHUNK)):
            clean_ones = [c for c in chunk if isinstance(c, CleanArticle)]
            found = iter(self._shelf.compare(clean_ones))
            for one in chunk:
                result = next(found) if isinstance(one, CleanArticle) else one
                if isinstance(result, Reprint) and isinstance(one, CleanArticle):
                    self._texts[result.source] = one
                yield result.source, result

    def _result(self, source: str, task: Task | Outcome) -> Any:
        if not isinstance(task, Task):
            return task
        try:
            return self._workers.result(task)
        except WorkerDiedError:
            return killed(source)

    def _outcome(self, name: str, task: Task | Outcome) -> Outcome:
        outcome: Outcome = self._result(name, task)
        if isinstance(task, Task) and isinstance(outcome, Failure):
            self._failed.add(name)
        if isinstance(outcome, Reprint):
            article = self._texts.pop(outcome.source)
            if outcome.article in self._failed:
                return self._outcome(name, self._workers.submit(_read, article))
        return outcome


_debug = False
_reader: list[Reader] = []


def _begin(debug: bool) -> None:
    global _debug
    _debug = debug


def _clean(raw: RawArticle) -> CleanArticle | Failure:
    book = too_long(raw)
    return book if book else _guarded(raw.source, lambda: _with_text(clean(raw)))


def _with_text(article: CleanArticle) -> CleanArticle:
    """The article. Raises InputError for one of which nothing is left: a menu, a script, a page without prose."""
    if not article.text.strip():
        raise InputError(f"{article.source} holds no article; `kg clean` shows what was left out, and why.")
    return article


def _read(article: CleanArticle) -> FactSet | Failure:
    def work() -> FactSet:
        if not _reader:
            _reader.append(Reader.default())
        return _reader[0].read_clean(article)

    return _guarded(article.source, work)


def _guarded(source: str, work: Callable[[], T]) -> T | Failure:
    try:
        return work()
    except InputError as error:
        return Failure(source, str(error))
    except Exception as error:  # a fault of the rules must cost one article, not the load
        if _debug:
            raise
        told = f"{type(error).__name__}: {' '.join(str(error).split())[:200]}"
        return Failure(source, f"{source} cannot be read ({told}); KG_DEBUG=1 shows where.")
