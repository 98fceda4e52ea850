"""Claims on disk, on their way to a bulk import: sorted runs, and an index of articles.

Every run is written whole before the index names it, so a load that is ended at any point goes on from its last run. Rows
are kept apart by what they become (nodes of a label, relationships of a type between two labels); each such heap is merged
on its own, on any number of processes, with memory for one row of each run.
"""

from __future__ import annotations

import heapq
import json
import marshal
import sqlite3
import zlib
from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import count
from pathlib import Path
from typing import Any

from graph.claims import ArticleClaims, Claim
from graph.plan import Plan, StoredArticle
from graph.shelf import Print

Heap = tuple[str, ...]
"""("Park",) or ("LOCATED_IN", "Park", "City")."""
Row = tuple[Any, ...]
"""Key, article, version, payload: ids first, so that rows sort as their keys do."""
RUN_ROWS = 150_000
"""Rows of a run, which are held in memory."""
_SCHEMA = (
    "CREATE TABLE IF NOT EXISTS article (id TEXT PRIMARY KEY, version INTEGER, reader TEXT, date TEXT, source TEXT, "
    "sources TEXT, properties BLOB, moved INTEGER)",
    "CREATE TABLE IF NOT EXISTS source (source TEXT PRIMARY KEY, article TEXT)",
    "CREATE TABLE IF NOT EXISTS dropped (article TEXT, version INTEGER)",
    "CREATE TABLE IF NOT EXISTS run (number INTEGER PRIMARY KEY)",
)


class Spool:
    """A folder of runs."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self.folder = folder
        self._db = sqlite3.connect(folder / "articles.sqlite")
        for statement in _SCHEMA:
            self._db.execute(statement)
        done = {row[0] for row in self._db.execute("SELECT number FROM run")}
        for path in folder.glob("*.run"):
            if int(path.name.split("-")[0]) not in done:
                path.unlink()  # the load ended while it was written
        self._run = max(done, default=0) + 1
        self._versions = count(self._one("SELECT coalesce(max(version), 0) + 1 FROM article"))
        self._heaps: dict[Heap, list[Row]] = defaultdict(list)
        self._rows = 0

    def stored(self, ids: Iterable[str]) -> dict[str, StoredArticle]:
        """What the spool holds of these articles."""
        out = {}
        for name in ids:
            for row in self._db.execute("SELECT id, reader, date, source, sources FROM article WHERE id = ?", (name,)):
                out[row[0]] = _article(row)
        return out

    def from_sources(self, sources: Iterable[str]) -> set[str]:
        """Articles that came from one of the sources."""
        query = "SELECT article FROM source WHERE source = ?"
        return {row[0] for source in sources for row in self._db.execute(query, (source,))}

    def texts(self, ids: Iterable[str]) -> Iterator[tuple[str, Print]]:
        """Ids and texts of those of the articles that are there."""
        for name in ids:
            for row in self._db.execute("SELECT source, properties FROM article WHERE id = ?", (name,)):
                yield name, Print(row[0], _unpack(row[1])["text"])

    def count(self) -> int:
        """How many articles there are."""
        return self._one("SELECT count(*) FROM article")

    def ids(self) -> Iterator[str]:
        """The ids of all articles."""
        return (row[0] for row in self._db.execute("SELECT id FROM article"))

    def take(self, decided: Plan) -> None:
        """Carry out a plan."""
        for name in decided.remove:
            self._drop(name)
            self._db.execute("DELETE FROM article WHERE id = ?", (name,))
        for article, claims in decided.write.values():
            self._drop(article.id)
            version = next(self._versions)
            self._add(claims, version)
            packed = _pack({**claims.properties, "ledger": claims.ledger})
            self._index(article, (version, packed, 0))
        for article in decided.touch.values():
            query = "SELECT version, properties, moved, source FROM article WHERE id = ?"
            version, packed, moved, source = self._db.execute(query, (article.id,)).fetchone()
            self._index(article, (version, packed, int(moved or source != article.source)))
        if self._rows >= RUN_ROWS:
            self.flush()

    def flush(self) -> None:
        """Write a run and the index that names it."""
        for heap, rows in self._heaps.items():
            rows.sort(key=lambda row: row[:4])
            with (self.folder / f"{self._run:06d}-{'-'.join(heap)}.run").open("wb") as file:
                for row in rows:
                    marshal.dump(row, file)
        self._db.execute("INSERT INTO run VALUES (?)", (self._run,))
        self._db.commit()
        self._run += 1
        self._heaps.clear()
        self._rows = 0

    def heaps(self) -> dict[Heap, list[Path]]:
        """The runs of every heap."""
        out: dict[Heap, list[Path]] = defaultdict(list)
        for path in sorted(self.folder.glob("*.run")):
            out[tuple(path.stem.split("-")[1:])].append(path)
        return out

    def dropped(self) -> frozenset[tuple[str, int]]:
        """Articles whose claims in the runs do not hold any more, with their version."""
        return frozenset(self._db.execute("SELECT article, version FROM dropped").fetchall())

    def articles(self) -> Iterator[tuple[StoredArticle, dict[str, Any], bool]]:
        """Every article with its properties, and whether its source map belongs to another source; sorted by id."""
        query = "SELECT id, reader, date, source, sources, properties, moved FROM article ORDER BY id"
        for row in self._db.execute(query):
            yield _article(row), _unpack(row[5]), bool(row[6])

    def close(self) -> None:
        """Close the index. What was not flushed is lost."""
        self._db.close()

    def _index(self, article: StoredArticle, rest: tuple[int, bytes, int]) -> None:
        version, packed, moved = rest
        row = (article.id, version, article.reader, article.date, article.source, json.dumps(article.sources))
        self._db.execute("INSERT OR REPLACE INTO article VALUES (?, ?, ?, ?, ?, ?, ?, ?)", (*row, packed, moved))
        for source in article.sources:
            self._db.execute("INSERT OR REPLACE INTO source VALUES (?, ?)", (source, article.id))

    def _drop(self, name: str) -> None:
        self._db.execute("INSERT INTO dropped SELECT id, version FROM article WHERE id = ?", (name,))

    def _add(self, claims: ArticleClaims, version: int) -> None:
        for key, claim in claims.relations.items():
            heap = (key.type.value, key.start.label.value, key.end.label.value)
            self._heaps[heap].append((key.start.id, key.end.id, claims.id, version, _packed(claim)))
            self._rows += 1
            for side, said in claim.describes:
                node = key.side(side)
                row = (node.id, "", claims.id, version, (said.name, tuple(sorted(said.aliases)), said.properties))
                self._heaps[(node.label.value,)].append(row)
                self._rows += 1

    def _one(self, query: str) -> int:
        return int(self._db.execute(query).fetchone()[0])


def rows_of(paths: Iterable[Path]) -> Iterator[Row]:
    """The rows of sorted runs, sorted."""
    return heapq.merge(*map(_rows, paths), key=lambda row: row[:4])


def _rows(path: Path) -> Iterator[Row]:
    with path.open("rb") as file:
        while True:
            try:
                yield marshal.load(file)  # our own files, in a folder that only the user can write to
            except EOFError:
                return


def _article(row: Any) -> StoredArticle:
    return StoredArticle(row[0], row[1], row[2], row[3], tuple(json.loads(row[4])))


def _packed(claim: Claim) -> Row:
    described = tuple((side, d.name, tuple(sorted(d.aliases)), d.properties) for side, d in claim.describes)
    return claim.date, claim.confidence, claim.properties, claim.evidence, described, claim.article, claim.count


def _pack(properties: dict[str, Any]) -> bytes:
    return zlib.compress(marshal.dumps(properties), 1)


def _unpack(packed: bytes) -> dict[str, Any]:
    found: dict[str, Any] = marshal.loads(zlib.decompress(packed))
    return found
