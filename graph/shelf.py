"""What the graph holds of articles, asked for a few at a time: a load never lists them all."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from graph import statements
from graph.connection import Connection
from graph.plan import StoredArticle
from graph.values import stored_id
from schema.nodes import Label

_PAGE = 500


class Print(NamedTuple):
    """The text of an article and the source that it was read from."""

    source: str
    text: str


class Shelf:
    """The articles of a graph."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def stored(self, ids: Iterable[str]) -> dict[str, StoredArticle]:
        """What is known of those of the articles that are there."""
        rows = self._connection.read(statements.READ_HEADERS, {"ids": sorted({stored_id(i) for i in ids})})
        return {row["id"]: stored_article(row) for row in rows}

    def texts(self, ids: Iterable[str]) -> Iterator[tuple[str, Print]]:
        """Ids and texts of those of the articles that are there."""
        wanted = sorted(ids)
        for begin in range(0, len(wanted), _PAGE):
            for row in self._connection.read(statements.READ_TEXTS, {"ids": wanted[begin : begin + _PAGE]}):
                yield row["id"], Print(row["source"] or "", row["text"] or "")

    def count(self) -> int:
        """How many articles there are; the server knows without counting."""
        return int(self._connection.read(statements.count_nodes(Label.ARTICLE))[0]["n"])

    def ids(self) -> Iterator[str]:
        """The ids of all articles."""
        after = ""
        while rows := self._connection.read(statements.ARTICLE_IDS, {"after": after, "limit": _PAGE * 20}):
            yield from (row["id"] for row in rows)
            after = rows[-1]["id"]


def stored_article(row: Mapping[str, Any]) -> StoredArticle:
    """An article from a row of `READ_ARTICLES` or `READ_HEADERS`."""
    sources = tuple(sorted(row["sources"] or ()))
    source = row["source"] or (sources[0] if sources else "")
    return StoredArticle(row["id"], row["reader"], row["date"], source, sources)
