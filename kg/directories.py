"""The names that a question may use: of the graph, the gazetteer and the taxonomy."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache

from graph.connection import Connection
from graph.lookup import candidates, count_named, held
from graph.read import KnownName, articles, names
from loaders.clean.script import simplify
from loaders.places.gazetteer import Gazetteer
from queries.lexicon import english_branches, squeeze
from queries.names import Directory, Thing
from schema.nodes import PLACE_LABELS, Label
from schema.taxonomy import Taxonomy

PLACE, INDUSTRY = "place:", "industry:"
FEW = 5000
"""Up to so many things all names are compared with a question; beyond, those that the indexes find."""
_TITLE_PARTS = re.compile(r"[:：!！?？,，。;；|→\s—]+")
_LONGEST = 32


def key(text: str) -> str:
    """A text as questions and names are compared."""
    return squeeze(text, simplify)


def above(upper: str, lower: str) -> bool:
    """Whether the first id is a place that the second lies in."""
    return Gazetteer.load().is_ancestor(upper.removeprefix(PLACE), lower.removeprefix(PLACE))


class Names:
    """Directories for questions to one graph. Safe to share between threads."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._all: tuple[list[KnownName], list[tuple[str, str]], Directory] | None = None

    def directories(self, question: str) -> list[Directory]:
        """Names of the graph, then all of the gazetteer and the taxonomy."""
        if count_named(self._connection) > FEW:
            known = candidates(self._connection, key(question), _forms(question))
            self._all = None
            return [_directory(map(_thing, known)), everything()]
        known, titles = names(self._connection), [(a.id, a.title) for a in articles(self._connection)]
        kept = self._all
        if kept is None or kept[:2] != (known, titles):
            things = [*map(_thing, known), *(_article(*title) for title in titles)]
            kept = self._all = known, titles, _directory(things)
        return [kept[2], everything()]

    def holds(self, ids: Sequence[str]) -> set[str]:
        """Which of these ids of places and branches the graph holds."""
        kept = self._all
        if kept is not None:
            return {k.id for k in kept[0]} & set(ids)
        labels = (*sorted(PLACE_LABELS), Label.INDUSTRY)
        return {i for label in labels for i in held(self._connection, label, ids)}

    def parts(self, thing: Thing) -> list[Thing]:
        """The largest places or branches within one that the graph does not hold, as far as it holds those."""
        below = _children(thing)
        here = self.holds([t.id for t in below]) if below else set()
        return [part for t in below for part in ([replace(t, held=True)] if t.id in here else self.parts(t))]

    def all_names(self) -> list[str]:
        """Names to offer while a person types: none where they are too many."""
        if count_named(self._connection) > FEW:
            return []
        return sorted({n for known in names(self._connection) for n in (known.name, *known.aliases)})


def _children(thing: Thing) -> list[Thing]:
    kind = PLACE if thing.id.startswith(PLACE) else INDUSTRY
    source = Gazetteer.load() if kind == PLACE else Taxonomy.load()
    known = _by_id()
    return [known[kind + c] for c in source.children(thing.id.removeprefix(kind)) if kind + c in known]


@cache
def _by_id() -> dict[str, Thing]:
    return {t.id: t for t in everything().things}


def _forms(question: str) -> list[str]:
    """Every stretch of a question that may be a name, and what stands between marks of a title."""
    text = simplify(question).strip()
    out = dict.fromkeys(re.findall(r"[《“\"「『]([^》”\"」』]+)[》”\"」』]", text))
    bare = re.sub(r"\s+", " ", text)
    sizes = range(2, min(_LONGEST, len(bare)) + 1)
    out.update(dict.fromkeys(bare[i : i + n] for n in sizes for i in range(len(bare) - n + 1)))
    return list(out)[:2000]


def _thing(known: KnownName) -> Thing:
    if known.label == "Article":
        return _article(known.id, known.name)
    if known.label in PLACE_LABELS:
        return _place(known)
    english = (known.name_en,) if known.name_en else ()
    return Thing(known.id, known.label.value, known.name, known.aliases, english)


def _place(known: KnownName) -> Thing:
    place = Gazetteer.load().by_code(known.code or "")
    english = (place.english,) if place else ()
    short = "".join(place.short_names[:1]) if place else ""
    return Thing(known.id, known.label.value, known.name, known.aliases, english, short=short)


def _article(article_id: str, title: str) -> Thing:
    parts = [p.strip("“”\"' ") for p in _TITLE_PARTS.split(title)]
    return Thing(article_id, "Article", title, tuple(p for p in parts if len(p) >= 6 and p != title))


def _directory(things: Sequence[Thing] | Iterator[Thing]) -> Directory:
    gazetteer = Gazetteer.load()
    return Directory(things, key, lambda name: bool(gazetteer.candidates(name)))


@cache
def everything() -> Directory:
    """Every place of the gazetteer and every branch of the taxonomy, as if the graph held none of them."""
    more = english_branches()
    places = [
        Thing(f"{PLACE}{p.code}", p.label.value, p.name, (), (p.english,), False, "".join(p.short_names[:1]))
        for p in Gazetteer.load().places
    ]
    branches = [
        Thing(f"{INDUSTRY}{e.id}", "Industry", e.name, e.aliases, (e.english, *more.get(e.name, ())), False)
        for e in Taxonomy.load().entries
    ]
    return Directory([*places, *branches], key)
