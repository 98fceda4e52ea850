"""The journal of loads: which texts were read already, and where to look for reprints.

It only saves work. The graph decides what was loaded: an entry counts when the graph holds the article from that source. So
a journal that is lost, damaged or of another day costs time, never facts.
"""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kg.render import say

_SCHEMA = {
    "seen": "text BLOB PRIMARY KEY, article TEXT, date TEXT, reprint INTEGER, reader TEXT",
    "article": "id TEXT PRIMARY KEY",
    "mark": "hash INTEGER, article TEXT, PRIMARY KEY (hash, article)",
}
"""Columns of each table."""
_LOOKED_AT = 8
"""Articles that share one mark: more than these share a stock phrase."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A text that was read: the article it is, or the one that it reprints."""

    article: str
    date: str | None
    reprint: bool


class Journal:
    """An SQLite file; where none can be written, the same in memory."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._db = self._open()

    def seen(self, texts: Iterable[bytes], reader: str) -> dict[bytes, Entry]:
        """Entries of those of the texts that these rules have read."""
        out = {}
        for text in texts:
            query = "SELECT article, date, reprint FROM seen WHERE text = ? AND reader = ?"
            for article, date, reprint in self._run(query, (text, reader)):
                out[text] = Entry(article, date, bool(reprint))
        return out

    def note(self, text: bytes, entry: Entry, reader: str) -> None:
        """Keep what a text was read as."""
        row = (text, entry.article, entry.date, int(entry.reprint), reader)
        self._run("INSERT OR REPLACE INTO seen VALUES (?, ?, ?, ?, ?)", row)

    def add(self, article: str, marks: Sequence[int]) -> None:
        """Make an article findable by its marks."""
        self._run("INSERT OR IGNORE INTO article VALUES (?)", (article,))
        for mark in marks:
            self._run("INSERT OR IGNORE INTO mark VALUES (?, ?)", (mark, article))

    def alike(self, marks: Sequence[int]) -> list[str]:
        """Articles that share a mark, those that share most first."""
        found: dict[str, int] = {}
        for mark in marks:
            for (article,) in self._run("SELECT article FROM mark WHERE hash = ? LIMIT ?", (mark, _LOOKED_AT)):
                found[article] = found.get(article, 0) + 1
        return sorted(found, key=lambda article: (-found[article], article))

    def agree(self, count: int, ids: Callable[[], Iterator[str]], marks_of: Callable[[Iterable[str]], Marks]) -> None:
        """Bring the list of articles to that of the graph: `count` is how many it has."""
        if self._run("SELECT count(*) FROM article")[0][0] == count:
            return
        present, mine = set(ids()), {row[0] for row in self._run("SELECT id FROM article")}
        gone = [(article,) for article in mine - present]
        for table, column in (("article", "id"), ("mark", "article")):
            self._many(f"DELETE FROM {table} WHERE {column} = ?", gone)
        for article, found in marks_of(present - mine):
            self.add(article, found)
        self.save()

    def save(self) -> None:
        """Write what was noted to the disk."""
        with contextlib.suppress(sqlite3.Error):
            self._db.commit()

    def close(self) -> None:
        """Save and close."""
        self.save()
        self._db.close()

    def _open(self) -> sqlite3.Connection:
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            return _ready(sqlite3.connect(self._path, timeout=30))
        except sqlite3.OperationalError as error:
            return self._in_memory(str(error))
        except OSError as error:
            return self._in_memory(error.strerror or "unknown error")
        except sqlite3.DatabaseError:
            return self._anew()

    def _anew(self) -> sqlite3.Connection:
        say("the journal of loads was damaged; a new one is begun")
        for suffix in ("", "-wal", "-shm"):
            Path(f"{self._path}{suffix}").unlink(missing_ok=True)
        return _ready(sqlite3.connect(self._path, timeout=30))

    def _in_memory(self, why: str) -> sqlite3.Connection:
        say(f"the journal {self._path} cannot be written ({why}); the load goes on without it")
        return _ready(sqlite3.connect(":memory:"))

    def _run(self, query: str, values: Sequence[Any] = ()) -> list[Any]:
        return self._safely(lambda: self._db.execute(query, values).fetchall())

    def _many(self, query: str, rows: Sequence[Sequence[Any]]) -> None:
        self._safely(lambda: self._db.executemany(query, rows).fetchall())

    def _safely(self, action: Callable[[], list[Any]]) -> list[Any]:
        """A journal that breaks is replaced; the load goes on."""
        try:
            return action()
        except sqlite3.OperationalError as error:  # disk full, read-only, locked for long
            self._db = self._in_memory(str(error))
        except sqlite3.DatabaseError:
            with contextlib.suppress(sqlite3.Error):
                self._db.close()
            self._db = self._anew()
        return action()


Marks = Iterator[tuple[str, Sequence[int]]]
"""Articles with their marks."""


def _ready(db: sqlite3.Connection) -> sqlite3.Connection:
    db.execute("PRAGMA journal_mode = WAL").fetchall()
    db.execute("PRAGMA synchronous = NORMAL")
    for table, columns in _SCHEMA.items():  # read one by one: together they would be multiplied
        db.execute(f"CREATE TABLE IF NOT EXISTS {table} ({columns}) WITHOUT ROWID")
        db.execute(f"SELECT * FROM {table} LIMIT 1").fetchall()
    db.commit()
    return db
