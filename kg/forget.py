"""`kg forget`: an article and whatever only it supported leave the graph."""

from __future__ import annotations

import os
from collections.abc import Sequence

from graph.connection import Connection
from graph.read import ArticleHeader, articles
from graph.receipt import Receipt
from graph.write import GraphWriter
from kg.load import table
from kg.local import open_graph
from kg.settings import Settings
from loaders.pipeline import READER_VERSION
from schema.errors import InputError


def run(article: str, settings: Settings) -> int:
    """Forget the article with this id, source (file or address) or title, and print the receipt.

    Raises InputError where there is none, or where a title stands for several.
    """
    with open_graph(settings) as connection:
        found = find(article, articles(connection))
        receipt = forget(connection, [found.id])
    print(f"Forgotten: {found.title} ({found.source})")
    print(table(receipt), end="")
    return 0


def forget(connection: Connection, ids: Sequence[str]) -> Receipt:
    """Remove articles by their ids."""
    return GraphWriter(connection, READER_VERSION).forget(ids)


def find(text: str, known: Sequence[ArticleHeader]) -> ArticleHeader:
    """The article that an id, a source or a title means."""
    path = os.path.abspath(text)
    exact = [a for a in known if text == a.id or text in a.sources or path in a.sources]
    found = exact or [a for a in known if a.title == text.strip()]
    if not found:
        raise InputError(f"The graph has no article {text}; give its id, file, address or whole title.")
    if len(found) > 1:
        ids = ", ".join(a.id for a in found[:5])
        raise InputError(f"{len(found)} articles are called {text}; give one of their ids: {ids}.")
    return found[0]
