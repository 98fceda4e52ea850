"""From what the user names (files, folders, globs, web addresses, `-`) to articles."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from graph.receipt import Failure
from kg.render import say
from loaders.article import MAX_BYTES, find_articles, parse_records, read_records
from loaders.formats.records import Record
from loaders.model import RawArticle
from loaders.web import fetch_articles, is_address
from schema.errors import InputError

STANDARD_INPUT = "-"


@dataclass(slots=True)
class Sources:
    """The articles the user named. One that cannot be read is told of, counted in `failed`, and passed over."""

    names: Sequence[str]
    allow_private: bool = False
    failed: list[str] = field(default_factory=list)

    def expand(self) -> list[str]:
        """Every file, address and `-`, each once. Raises InputError for a path that is not there."""
        return list(dict.fromkeys(one for name in self.names for one in _expand(name)))

    def read(
        self, names: Sequence[str] | None = None, on_read: Callable[[], None] | None = None
    ) -> Iterator[RawArticle]:
        """Articles one after another; `on_read` is called after each name."""
        for name in self.expand() if names is None else names:
            try:
                for record in self._records(name):
                    if isinstance(record, InputError):
                        self.fail(record)
                    else:
                        yield record
            except InputError as error:
                self.fail(error)
            if on_read:
                on_read()

    def fail(self, error: Exception) -> None:
        """Note and tell of an article that was passed over."""
        self.failed.append(str(error))
        say(str(error))

    def as_failures(self) -> list[Failure]:
        """What was passed over, for a receipt."""
        return [Failure("", reason) for reason in self.failed]

    def _records(self, name: str) -> Iterator[Record]:
        if name == STANDARD_INPUT:
            data = sys.stdin.buffer.read(MAX_BYTES + 1)
            if len(data) > MAX_BYTES:
                raise InputError(f"Standard input holds more than {MAX_BYTES // 1048576} MB; split it up.")
            return parse_records(data, STANDARD_INPUT)
        if is_address(name):
            return fetch_articles(name, allow_private=self.allow_private)
        return read_records(name)


def _expand(name: str) -> Iterator[str]:
    if name == STANDARD_INPUT or is_address(name):
        yield name
    else:
        yield from find_articles([name])
