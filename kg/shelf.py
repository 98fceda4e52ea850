"""Which articles need no reading: known texts, by the journal or by their own text, and reprints."""

from __future__ import annotations

import hashlib
from collections import OrderedDict
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Protocol

from graph.plan import Reprint, StoredArticle
from graph.shelf import Print
from kg.journal import Entry, Journal
from kg.reading import Unchanged
from kg.settings import Settings
from loaders.model import CleanArticle, RawArticle
from loaders.pipeline import READER_VERSION
from loaders.reprints import is_reprint, marks
from loaders.resolve import digest

_RECENT = 4000
"""Texts kept that may not be in the graph yet: more than the writer and the workers have under way."""


class Store(Protocol):
    """Where articles lie: a graph, or the spool of a bulk load."""

    def stored(self, ids: Iterable[str]) -> dict[str, StoredArticle]:
        """What is known of those of the articles that are there."""
        ...

    def texts(self, ids: Iterable[str]) -> Iterator[tuple[str, Print]]:
        """Ids and texts of those of the articles that are there."""
        ...

    def count(self) -> int:
        """How many articles there are."""
        ...

    def ids(self) -> Iterator[str]:
        """The ids of all articles."""
        ...


class KnownArticles:
    """The articles of a store, with the journal that saves work."""

    def __init__(self, store: Store, journal: Path) -> None:
        self._shelf = store
        self._journal = Journal(journal)
        self._recent: OrderedDict[str, Print] = OrderedDict()
        self._texts: dict[str, bytes] = {}
        """Marks of the texts under way, by source."""
        self._journal.agree(store.count(), store.ids, self._marks_of)

    def unread(self, raws: list[RawArticle]) -> list[RawArticle | Unchanged]:
        """Without those that the journal knows and the graph holds."""
        texts = [text_mark(raw) for raw in raws]
        entries = self._journal.seen(texts, READER_VERSION)
        stored = self._shelf.stored(e.article for e in entries.values()) if entries else {}
        out: list[RawArticle | Unchanged] = []
        for raw, text in zip(raws, texts, strict=True):
            entry = entries.get(text)
            if entry is not None and _settled(stored.get(entry.article), raw.source, entry):
                out.append(Unchanged(raw.source))
            else:
                self._texts[raw.source] = text
                out.append(raw)
        return out

    def compare(self, articles: list[CleanArticle]) -> list[CleanArticle | Reprint | Unchanged]:
        """Without those whose text the graph holds from this source; reprints told apart."""
        stored = self._shelf.stored(_id(a) for a in articles) if articles else {}
        out: list[CleanArticle | Reprint | Unchanged] = []
        for article in articles:
            found = self._compare(article, stored.get(_id(article)))
            entry = Entry(_id(article), article.date, reprint=False)
            if isinstance(found, Reprint) and not found.exact:
                entry = Entry(found.article, None, reprint=True)
            text = self._texts.pop(article.source, None)
            if text is not None:
                self._journal.note(text, entry, READER_VERSION)
            out.append(found)
        self._journal.save()
        return out

    def _compare(self, article: CleanArticle, stored: StoredArticle | None) -> CleanArticle | Reprint | Unchanged:
        if stored is not None:
            if not stored.settles(READER_VERSION, article.date, article.source):
                return article
            known = article.source in stored.sources
            return Unchanged(article.source) if known else Reprint(stored.id, article.source, exact=True)
        first = self._first_print(article)
        return article if first is None else Reprint(first, article.source)

    def close(self) -> None:
        """Close the journal."""
        self._journal.close()

    def _first_print(self, article: CleanArticle) -> str | None:
        """The article that this one reprints; else it is remembered itself."""
        found = marks(article.text)
        if not found:
            self._journal.add(_id(article), ())
            return None
        if _id(article) in self._recent:
            return None
        names = self._journal.alike(found)
        missing = [n for n in names if n not in self._recent]
        prints = dict(self._shelf.texts(missing)) if missing else {}
        for name in names:
            one = self._recent.get(name) or prints.get(name)
            if one and one.source != article.source and is_reprint(article.text, one.text):
                return name
        self._journal.add(_id(article), found)
        self._recent[_id(article)] = Print(article.source, article.text)
        if len(self._recent) > _RECENT:
            self._recent.popitem(last=False)
        return None

    def _marks_of(self, ids: Iterable[str]) -> Iterator[tuple[str, Sequence[int]]]:
        for name, one in self._shelf.texts(ids):
            yield name, marks(one.text)


def journal_path(settings: Settings) -> Path:
    """One journal for each graph."""
    graph = digest(settings.uri, settings.database) if settings.uri else "local"
    return settings.home / "journal" / f"{graph}.sqlite"


def text_mark(raw: RawArticle) -> bytes:
    """A hash of all that reading sees of an article."""
    parts = (raw.source, raw.title, raw.date, raw.publisher, raw.text)
    return hashlib.blake2b("\x1f".join(p or "" for p in parts).encode(errors="replace"), digest_size=16).digest()


def _id(article: CleanArticle) -> str:
    return f"article:{digest(article.text)}"


def _settled(stored: StoredArticle | None, source: str, entry: Entry) -> bool:
    if stored is None or source not in stored.sources:
        return False
    return stored.reader == READER_VERSION if entry.reprint else stored.settles(READER_VERSION, entry.date, source)
