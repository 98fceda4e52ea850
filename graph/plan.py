"""Which articles of a batch are new, edited, known or known from elsewhere: decided before anything is written.

An article's identity is its text (the hash in its id); a source (file or address) carries one text at a time. So another
text from a known source is an edit, which takes the old text's claims back unless another source still carries it; a
known text from another source only adds the source. Where sources date the same text differently, the earliest date
counts, then the first source in order: the order of loading does not matter.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from graph.claims import ArticleClaims

_UNDATED = "9999"


@dataclass(frozen=True, slots=True)
class StoredArticle:
    """What the graph knows about an article. `sources` is sorted."""

    id: str
    reader: str | None
    date: str | None
    source: str
    sources: tuple[str, ...]

    @property
    def rank(self) -> tuple[str, str]:
        """The least of several wins."""
        return self.date or _UNDATED, self.source

    def settles(self, reader: str, date: str | None, source: str) -> bool:
        """Whether the same text, read by these rules and dated so by this source, would change nothing but sources."""
        later = self.rank <= (date or _UNDATED, source)
        return self.reader == reader and later and not (self.source == source and self.date != date)


@dataclass(frozen=True, slots=True)
class Reprint:
    """An article that says what another says, in nearly the same words: that one gets its source, and nothing else."""

    article: str
    """Id of the one that is kept."""
    source: str
    exact: bool = False
    """Whether it is the very same text."""


@dataclass(slots=True)
class Plan:
    """What to write. All three are disjoint."""

    write: dict[str, tuple[StoredArticle, ArticleClaims]]
    """Articles whose claims are written; earlier claims of theirs are taken back."""
    touch: dict[str, StoredArticle]
    """Articles of which only the sources change."""
    remove: set[str]
    """Articles that no source carries any more."""
    new: int = 0
    changed: int = 0
    duplicate: int = 0
    reprint: int = 0
    unchanged: int = 0
    orphans: list[Reprint] = field(default_factory=list)
    """Reprints of what is not there."""


def plan(batch: Iterable[ArticleClaims | Reprint], stored: Mapping[str, StoredArticle], reader: str) -> Plan:
    """Decide for every article of a batch, in order. `stored` holds all articles with the ids or sources of the batch."""
    return _Planner(stored, reader).run(batch)


class _Planner:
    def __init__(self, stored: Mapping[str, StoredArticle], reader: str) -> None:
        self._stored = stored
        self._reader = reader
        self._now = dict(stored)
        self._holders: dict[str, set[str]] = {}
        for article in stored.values():
            for source in article.sources:
                self._holders.setdefault(source, set()).add(article.id)
        self._plan = Plan({}, {}, set())

    def run(self, batch: Iterable[ArticleClaims | Reprint]) -> Plan:
        for article in batch:
            if isinstance(article, Reprint):
                self._take_reprint(article)
            else:
                self._take(article)
        plan = self._plan
        for article_id, (_, claims) in list(plan.write.items()):
            plan.write[article_id] = (self._now[article_id], claims)
        plan.touch = {
            i: a for i, a in self._now.items() if i in self._stored and i not in plan.write and a != self._stored[i]
        }
        plan.remove = set(self._stored) - set(self._now)
        return plan

    def _take(self, claims: ArticleClaims) -> None:
        source = str(claims.properties["source"])
        edited = self._withdraw(source, claims.id)
        known = self._now.get(claims.id)
        fresh = StoredArticle(claims.id, self._reader, claims.properties.get("date"), source, (source,))
        if known is None:
            self._count("changed" if edited else "new")
            self._write(fresh, claims)
            return
        sources = tuple(sorted({*known.sources, source}))
        fresh = replace(fresh, sources=sources)
        if known.reader != self._reader:
            self._count("changed")
            self._write(fresh, claims)
        elif known.settles(self._reader, fresh.date, source):
            self._count("duplicate" if sources != known.sources else "unchanged")
            self._keep(replace(known, sources=sources))
        else:
            self._count("duplicate" if sources != known.sources else "changed")
            self._write(fresh, claims)

    def _take_reprint(self, reprint: Reprint) -> None:
        kept = self._now.get(reprint.article)
        if kept is None:
            self._plan.orphans.append(reprint)
            return
        self._withdraw(reprint.source, reprint.article)
        known = reprint.source in kept.sources
        self._count("unchanged" if known else "duplicate" if reprint.exact else "reprint")
        self._keep(replace(kept, sources=tuple(sorted({*kept.sources, reprint.source}))))

    def _withdraw(self, source: str, article_id: str) -> bool:
        """Take a source from the texts that it used to carry; whether there were any."""
        earlier = self._holders.get(source, set()) - {article_id}
        for other in sorted(earlier):
            article = self._now[other]
            left = tuple(s for s in article.sources if s != source)
            self._holders[source].discard(other)
            if left:
                first = min(left) if article.source == source else article.source
                self._now[other] = replace(article, sources=left, source=first)
            else:
                del self._now[other]
                self._plan.write.pop(other, None)
        return bool(earlier)

    def _write(self, article: StoredArticle, claims: ArticleClaims) -> None:
        self._plan.write[article.id] = (article, claims)
        self._keep(article)

    def _keep(self, article: StoredArticle) -> None:
        self._now[article.id] = article
        for source in article.sources:
            self._holders.setdefault(source, set()).add(article.id)

    def _count(self, outcome: str) -> None:
        setattr(self._plan, outcome, getattr(self._plan, outcome) + 1)
