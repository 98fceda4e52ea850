"""What the page may ask of the graph: canned operations with typed arguments, each bounded in time and size."""

from __future__ import annotations

import threading
import time
from collections.abc import Mapping, Sequence
from functools import cached_property
from itertools import pairwise
from typing import Any

from graph import explore, read
from graph.connection import Connection
from graph.explore import Key, Names
from kg.answers import Asker
from kg.explorer.names import NameIndex
from kg.explorer.payload import (
    graph_json,
    key_text,
    link_json,
    node_json,
    ontology_json,
    parse_key,
    parse_label,
    parse_types,
    source_json,
)
from schema.errors import InputError
from schema.nodes import PLACE_LABELS, Label
from schema.relations import FACTS, Predicate

SHOWN = 300
"""Nodes on screen by default; EXPANDED at most for one expansion."""
EXPANDED = 100
_FRESH = 20.0
"""Seconds for which names and the start page are taken as they were; then the graph's counts are compared."""

_SOON = 5000
"""Names whose pinyin is made before the first search; that of more is made beside it."""


class Explorer:
    """The graph as the page sees it. Safe to share between threads."""

    def __init__(self, connection: Connection, browser: str | None = None) -> None:
        self.connection = connection
        self.browser = browser
        self._lock = threading.Lock()
        self._index: NameIndex | None = None
        self._start: dict[str, Any] | None = None
        self._seen: tuple[object, float] = (None, 0.0)

    @cached_property
    def asker(self) -> Asker:
        """Answers questions; it keeps the names that it has read."""
        return Asker(self.connection)

    def meta(self) -> dict[str, Any]:
        """What the page needs before anything else; touches no graph."""
        return {**ontology_json(), "shown": SHOWN, "most": explore.MOST, "browser": self.browser}

    def start(self) -> dict[str, Any]:
        """The start page: sizes, places, industries, projects."""
        self._refresh()
        if self._start is None:
            labels, types = read.counts(self.connection)
            found = explore.overview(self.connection)
            self._start = {
                "counts": {"labels": labels, "types": types},
                "places": _places(found["places"], found["money"]),
                "industries": found["industries"],
                "projects": found["projects"],
            }
        return self._start

    def warm(self) -> None:
        """Read what the first visitor would wait for: names, the start page, the plan of one panel of every kind."""
        self.start()
        best: dict[Label, Names] = {}
        for names in self.index().by_key.values():
            label = names.key[0]
            if label not in best or names.degree > best[label].degree:
                best[label] = names
        for names in best.values():
            self.expand({"key": key_text(names.key)})
            self.node(key_text(names.key))

    def search(self, text: str, limit: int = 12) -> list[dict[str, Any]]:
        """Nodes by name."""
        hits = self.index().search(text, limit)
        return [
            {
                "k": key_text(hit.names.key),
                "label": hit.names.key[0],
                "name": hit.names.name,
                "matched": hit.matched,
                "degree": hit.names.degree,
            }
            for hit in hits
        ]

    def graph(self, keys: Sequence[object]) -> dict[str, Any]:
        """These nodes and what lies between them."""
        return self.sub_graph([parse_key(k) for k in keys[: explore.MOST]])

    def sub_graph(self, keys: Sequence[Key]) -> dict[str, Any]:
        """The same, from keys."""
        types = list(Predicate) if any(k[0] is Label.ARTICLE for k in keys) else FACTS
        return graph_json(explore.nodes(self.connection, keys), explore.among(self.connection, keys, types))

    def expand(self, body: Mapping[str, Any]) -> dict[str, Any]:
        """Neighbours of a node, with the relationships among them and with `have`, the nodes on screen."""
        key = parse_key(body.get("key"))
        have = [parse_key(k) for k in _list(body.get("have"))[: explore.MOST]]
        types = parse_types(body["types"]) if body.get("types") else _spoken(key)
        label = parse_label(body["label"]) if body.get("label") else None
        limit = max(1, min(EXPANDED, _whole(body.get("limit"), 30)))
        ids = [k[1] for k in have if k != key]
        found = explore.expand(self.connection, key, types=types, label=label, have=ids, limit=limit)
        center = explore.nodes(self.connection, [key])
        if not center:
            raise InputError(f"{key_text(key)} is not in the graph any more; reload the page.")
        links = {(k.type, k.start, k.end): k for k in found.links}
        inner = explore.among(self.connection, [key, *(p.key for p in found.nodes), *have])
        links |= {(k.type, k.start, k.end): k for k in inner}
        shown = graph_json([*center, *found.nodes], ())
        shown["links"] = [link_json(k) for k in links.values()]
        shown["total"] = found.total
        shown["groups"] = [{"type": g.type, "out": g.out, "label": g.label, "total": g.total} for g in found.groups]
        return shown

    def path(self, start: str, end: str) -> dict[str, Any]:
        """The shortest ways between two nodes as one sub-graph."""
        ways = explore.paths(self.connection, parse_key(start), parse_key(end))
        keys = list(dict.fromkeys(key for way in ways for key in way))
        answer = self.sub_graph(keys)
        answer["ways"] = [[key_text(k) for k in way] for way in ways]
        steps = {frozenset(pair) for way in answer["ways"] for pair in pairwise(way)}
        answer["links"] = [k for k in answer["links"] if frozenset((k["s"], k["t"])) in steps]
        return answer

    def node(self, text: str) -> dict[str, Any]:
        """The side panel of a node: properties, facts, sentences that speak of it, figures that differ."""
        key = parse_key(text)
        found = explore.nodes(self.connection, [key])
        if not found:
            raise InputError(f"{text[:80]} is not in the graph any more; reload the page.")
        around = explore.expand(self.connection, key, types=_spoken(key), limit=EXPANDED)
        said = explore.mentions(self.connection, key)
        return {
            "node": node_json(found[0]),
            "total": around.total,
            **{f"fact_{k}": v for k, v in graph_json([*found, *around.nodes], around.links).items()},
            "groups": [{"type": g.type, "out": g.out, "label": g.label, "total": g.total} for g in around.groups],
            "sentences": self._in_paragraphs(said),
            "conflicts": [
                {**row, "figures": [{"k": f"{a}:{b}", "text": c} for a, b, c in row["figures"]]}
                for row in explore.conflicts(self.connection, key)
            ],
        }

    def link(self, kind: str, start: str, end: str) -> dict[str, Any]:
        """The side panel of a relationship: every sentence that says so."""
        found = read.evidence(self.connection, parse_types([kind])[0], parse_key(start), parse_key(end))
        return {"sentences": self._in_paragraphs([(s.article, s.sentence, f"{s.start}:{s.end}") for s in found])}

    def compare(self, keys: Sequence[str]) -> dict[str, Any]:
        """Places side by side."""
        places = [parse_key(k) for k in keys[:4]]
        if len(places) < 2 or any(k[0] not in PLACE_LABELS for k in places):
            raise InputError("A comparison needs two provinces, cities or districts; choose two.")
        columns = []
        for key in places:
            row = explore.compared(self.connection, key)
            if row is None:
                raise InputError(f"{key_text(key)} is not in the graph any more; reload the page.")
            parts = {n: [_item(x) for x in v] for n, v in row.items() if n != "name"}
            columns.append({"k": key_text(key), "label": key[0], "name": row["name"], "parts": parts})
        return {"places": columns}

    def index(self) -> NameIndex:
        """Names of the graph as it is."""
        self._refresh()
        if self._index is None:
            with self._lock:
                if self._index is None:
                    from loaders.clean.script import simplify

                    index = NameIndex(explore.all_names(self.connection), simplify)
                    if len(index) <= _SOON:
                        index.spell()
                    else:
                        threading.Thread(target=index.spell, daemon=True).start()
                    self._index = index
        return self._index

    def _refresh(self) -> None:
        """Forget what was remembered if the graph has changed since."""
        before, at = self._seen
        if time.monotonic() - at < _FRESH:
            return
        now = read.counts(self.connection)
        if before is not None and now != before:
            self._index = self._start = None
        self._seen = (now, time.monotonic())

    def _in_paragraphs(self, said: Sequence[tuple[str, str, str]]) -> list[dict[str, Any]]:
        texts = explore.texts(self.connection, [article for article, _, _ in said[:60]])
        return [source_json(texts.get(a, {"id": a}), sentence, offsets) for a, sentence, offsets in said[:60]]


def _spoken(key: Key) -> Sequence[Predicate]:
    """What a node's neighbours hang on: facts; of an article, which has none, what it mentions."""
    return (Predicate.MENTIONS,) if key[0] is Label.ARTICLE else FACTS


def _places(places: Sequence[Mapping[str, Any]], money: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    sums: dict[str, list[dict[str, Any]]] = {}
    for row in money:
        sums.setdefault(row["id"], []).append({k: row[k] for k in ("currency", "n", "sum", "largest")})
    out = [{**place, "money": sums.get(place["id"], [])} for place in places]
    counted = ("industries", "parks", "projects", "companies")
    out = [p for p in out if p["money"] or any(p[name] for name in counted)]
    return sorted(out, key=lambda p: (-sum(p[name] for name in counted), p["id"]))


def _item(row: Sequence[Any]) -> dict[str, Any]:
    label, node_id, name, amount, currency = row
    return {"k": f"{label}:{node_id}", "name": name, "amount": amount, "currency": currency}


def _list(value: object) -> list[Any]:
    return value if isinstance(value, list) else []


def _whole(value: object, other: int) -> int:
    return value if isinstance(value, int) and not isinstance(value, bool) else other
