"""Writing fact sets and taking articles back."""

from __future__ import annotations

import gc
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from graph import statements
from graph.apply import Application
from graph.claims import ArticleClaims, Claim, RelationKey, add, claims_of
from graph.connection import Connection, StatementError, Transaction
from graph.constraints import ensure
from graph.plan import Plan, Reprint, StoredArticle, plan
from graph.receipt import Changes, Failure, Receipt
from graph.shelf import stored_article
from graph.values import stored_id
from schema.facts import FactSet
from schema.nodes import Label

BATCH_ROWS = 10_000
"""Relationships a transaction writes at most, unless one article has more; a quarter less server time a fact than 5,000. With 20,000 it
is a twentieth faster and holds twice as much."""
_YOUNG = 1_000_000
"""New objects that the collector of cycles waits for while articles are written."""
_BATCH_TEXT = 8_000_000
"""Code points of article text in a transaction, which the server holds in memory."""


@dataclass(frozen=True, slots=True)
class _Known:
    """An article of the graph and its ledger."""

    element: str
    article: StoredArticle
    ledger: tuple[tuple[RelationKey, str | None], ...]


class GraphWriter:
    """Writes fact sets, many articles a transaction. Several writers may work at once: they take turns.

    `reader` is the version of the reading rules: articles read by others are written again.
    """

    def __init__(self, connection: Connection, reader: str) -> None:
        """Creates what constraints and indexes are missing. Raises StoreError."""
        self._connection = connection
        self._reader = reader
        ensure(connection)
        self._carriers: dict[str, set[str]] = defaultdict(set)
        """Articles by those of their sources that no index finds: all but the first."""
        for row in connection.read(statements.ARTICLES_OF_MANY):
            self._note(row["id"], row["sources"])

    def write(self, batch: Iterable[FactSet | Reprint], progress: Callable[[Receipt], None] | None = None) -> Receipt:
        """Write the fact sets and return what became of them; `progress` gets the receipt of every transaction.

        An article is written whole or not at all: one that the server refuses is reported as failed, and the others of
        its transaction are written without it. Raises StoreError when the server goes away; what was written by then
        stays, and the same load again goes on from there.
        """
        begun = time.monotonic()
        receipt = Receipt()
        with _seldom_collected():
            for done in self._receipts(self._batches(batch)):
                receipt += done
                if progress is not None:
                    progress(done)
        return receipt.lasting(time.monotonic() - begun)

    def forget(self, article_ids: Sequence[str]) -> Receipt:
        """Remove articles and whatever only they supported. Ids that are not in the graph are passed over."""
        begun = time.monotonic()

        def work(tx: Transaction) -> Receipt:
            tx.run(statements.LOCK)
            known = _read(tx, article_ids)
            changes = self._retract(tx, Plan({}, {}, set(known)), known)
            return Receipt(removed=len(known), changes=changes)

        return self._connection.transaction(work).lasting(time.monotonic() - begun)

    def _receipts(self, groups: Iterator[list[Item]]) -> Iterator[Receipt]:
        """Receipts in order. The next group is read and gathered while a thread writes one."""
        with ThreadPoolExecutor(1, "writer") as pool:
            group = next(groups, None)
            while group is not None:
                done: list[Receipt] = []
                # item by item: what was written counts also where the next fails
                written = pool.submit(done.extend, self._write(group))
                try:
                    group = next(groups, None)
                finally:
                    error = written.exception()
                    gc.collect(0)  # the driver leaves what it sent in cycles, megabytes for each transaction
                    yield from done
                if error is not None:
                    raise error

    def _batches(self, facts: Iterable[FactSet | Reprint]) -> Iterator[list[Item]]:
        group: list[Item] = []
        rows = size = 0
        for fact_set in facts:
            article = collect(fact_set)
            more = len(article.relations) if isinstance(article, ArticleClaims) else 1
            text = 0 if isinstance(fact_set, Reprint) else len(fact_set.article.text)
            if group and (rows + more > BATCH_ROWS or size + text > _BATCH_TEXT):
                yield group
                group, rows, size = [], 0, 0
            rows, size = rows + more, size + text
            group.append(article)
        if group:
            yield group

    def _write(self, group: Sequence[Item]) -> Iterator[Receipt]:
        failures, articles = failures_of(group)
        if failures:
            yield Receipt(failed=failures)
        if not articles:
            return
        try:
            yield self._connection.transaction(lambda tx: self._apply(tx, articles))
        except StatementError as error:
            if len(articles) == 1:
                yield Receipt(failed=(Failure(_source(articles[0]), str(error)),))
            else:
                for article in articles:
                    yield from self._write([article])

    def _apply(self, tx: Transaction, articles: Sequence[ArticleClaims | Reprint]) -> Receipt:
        tx.run(statements.LOCK)
        sources = sorted({_source(a) for a in articles})
        ids = {_id(a) for a in articles}
        ids |= {row["id"] for row in tx.run(statements.ARTICLES_FROM_SOURCES, {"sources": sources})}
        ids |= {i for source in sources for i in self._carriers.get(source, ())}
        known = _read(tx, sorted(ids))
        decided = plan(articles, {i: k.article for i, k in known.items()}, self._reader)
        changes = self._retract(tx, decided, known)
        for article in (*decided.touch.values(), *(a for a, _ in decided.write.values())):
            if len(article.sources) > 1:
                self._note(article.id, article.sources)
        return Receipt(
            new=decided.new,
            changed=decided.changed,
            duplicate=decided.duplicate,
            reprint=decided.reprint,
            failed=tuple(Failure(o.source, _ORPHAN.format(o.source)) for o in decided.orphans),
            unchanged=decided.unchanged,
            removed=len(decided.remove),
            changes=changes,
        )

    def _retract(self, tx: Transaction, decided: Plan, known: dict[str, _Known]) -> Changes:
        """Carry out a plan."""
        lost: dict[RelationKey, Counter[str]] = defaultdict(Counter)
        for article_id in [*decided.remove, *decided.write]:
            for key, pool in known[article_id].ledger if article_id in known else ():
                lost[key][pool or article_id] += 1
        gained: dict[RelationKey, dict[str, Claim]] = defaultdict(dict)
        for _, claims in decided.write.values():
            for key, claim in claims.relations.items():
                add(gained[key], claim)
        changes, elements = self._write_articles(tx, decided, known)
        fresh = decided.write.keys() - known.keys()
        changes += Application(tx, elements, fresh).run(lost, gained)
        if decided.remove:
            deleted = tx.run(statements.DELETE_ARTICLES, {"ids": sorted(decided.remove)}).one()["deleted"]
            changes += Changes(nodes_removed=deleted)
        return changes

    def _write_articles(
        self, tx: Transaction, decided: Plan, known: dict[str, _Known]
    ) -> tuple[Changes, dict[str, str]]:
        """What changed, and the element ids of all articles concerned."""
        rows = []
        for article_id, (article, claims) in sorted(decided.write.items()):
            rows.append({"id": article_id, "properties": {**_properties(article, claims), **_sources(article)}})
        for article_id, article in sorted(decided.touch.items()):
            moved = article.source != known[article_id].article.source
            properties = {**_sources(article), **({"source_map": "[]"} if moved else {})}
            rows.append({"id": article_id, "properties": properties})
        elements = {name: found.element for name, found in known.items()}
        if rows:
            elements |= {r["id"]: r["element"] for r in tx.run(statements.merge_nodes(Label.ARTICLE), {"rows": rows})}
        created = len(decided.write.keys() - known.keys())
        return Changes(nodes_created=created, nodes_updated=len(rows) - created), elements

    def _note(self, article_id: str, sources: Iterable[str]) -> None:
        for source in sources:
            self._carriers[source].add(article_id)


Item = ArticleClaims | Reprint | Failure
_ORPHAN = "{} reprints an article that is not in the graph any more; load it again."


@contextmanager
def _seldom_collected() -> Iterator[None]:
    """With the collector of cycles called less often: claims are objects by the hundred thousand, none of them in cycles,
    and walking them again and again took 40 % of this process's time."""
    usual = gc.get_threshold()
    gc.set_threshold(_YOUNG, *usual[1:])
    try:
        yield
    finally:
        gc.set_threshold(*usual)


def _source(article: ArticleClaims | Reprint) -> str:
    return article.source if isinstance(article, Reprint) else str(article.properties["source"])


def _id(article: ArticleClaims | Reprint) -> str:
    return article.article if isinstance(article, Reprint) else article.id


def failures_of(group: Sequence[Item]) -> tuple[tuple[Failure, ...], list[ArticleClaims | Reprint]]:
    """The failures of a group, and the rest."""
    return tuple(g for g in group if isinstance(g, Failure)), [g for g in group if not isinstance(g, Failure)]


def collect(facts: FactSet | Reprint) -> Item:
    """The claims of a fact set; a Failure where the schema does not allow one."""
    if isinstance(facts, Reprint):
        return facts
    try:
        return claims_of(facts)
    except ValueError as error:
        return Failure(
            facts.article.source, f"{facts.article.source} makes a claim that the schema does not allow: {error}."
        )


def _properties(article: StoredArticle, claims: ArticleClaims) -> dict[str, Any]:
    absent: dict[str, Any] = {"date": None, "publisher": None}
    return {**absent, **claims.properties, "reader": article.reader, "ledger": claims.ledger or None}


def _sources(article: StoredArticle) -> dict[str, Any]:
    return {"source": article.source, "sources": list(article.sources)}


def _read(tx: Transaction, ids: Iterable[str]) -> dict[str, _Known]:
    out = {}
    for row in tx.run(statements.READ_ARTICLES, {"ids": sorted({stored_id(i) for i in ids})}):
        ledger = tuple(RelationKey.parse(text) for text in row["ledger"] or ())
        out[row["id"]] = _Known(row["element"], stored_article(row), ledger)
    return out
