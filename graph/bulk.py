"""The first load of very many articles: merged claims as CSV, then Neo4j's offline importer.

The result equals an online load of the same articles: the same functions join claims and descriptions.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Executor
from functools import partial
from itertools import groupby
from pathlib import Path
from typing import Any

from graph.claims import Claim, Description, add
from graph.merge import join_all, node_properties, relation_properties
from graph.plan import Reprint, plan
from graph.receipt import Changes, Receipt
from graph.server import LocalServer
from graph.spool import Heap, Row, Spool, rows_of
from graph.values import property_types
from graph.write import Item, collect, failures_of
from schema.facts import FactSet
from schema.nodes import Label, ValueType
from schema.relations import Predicate

ARRAY = "\x1f"
"""Between the items of a list; texts that hold it themselves have it taken out, as it is a control character."""
_TYPES = {ValueType.STRINGS: "string[]", ValueType.FLOAT: "double", ValueType.INTEGER: "long"}
_FLAGS = ("-Xmx2g",)
_BATCH = 200
"""Articles planned together."""


def spool(batch: Iterable[FactSet | Reprint], into: Spool, reader: str) -> Iterator[Receipt]:
    """Take fact sets into the spool as the writer would take them into the graph; the receipts of the batches."""
    for group in _groups(batch):
        failed, articles = failures_of(group)
        sources = {a.source if isinstance(a, Reprint) else str(a.properties["source"]) for a in articles}
        ids = {a.article if isinstance(a, Reprint) else a.id for a in articles}
        decided = plan(articles, into.stored(ids | into.from_sources(sources)), reader)
        into.take(decided)
        yield Receipt(
            new=decided.new,
            changed=decided.changed,
            duplicate=decided.duplicate,
            reprint=decided.reprint,
            unchanged=decided.unchanged,
            removed=len(decided.remove),
            failed=failed,
        )
    into.flush()


def _groups(batch: Iterable[FactSet | Reprint]) -> Iterator[list[Item]]:
    group: list[Item] = []
    for one in batch:
        group.append(collect(one))
        if len(group) >= _BATCH:
            yield group
            group = []
    if group:
        yield group


def write_csv(spooled: Spool, folder: Path, run: Executor | None = None) -> dict[Heap, int]:
    """Merge the runs into a CSV file for every heap, beside a header; rows of each. `run` merges several at once."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    dropped = spooled.dropped()
    heaps = sorted(spooled.heaps().items(), key=lambda h: -sum(p.stat().st_size for p in h[1]))
    work = partial(_merge, folder, dropped)
    names = [heap for heap, _ in heaps]
    found = run.map(work, names, [paths for _, paths in heaps]) if run else map(work, *zip(*heaps, strict=True))
    counts = dict(zip(names, found, strict=True)) if heaps else {}
    counts[Label.ARTICLE.value,] = _write(folder, (Label.ARTICLE.value,), _articles(spooled))
    return {heap: n for heap, n in counts.items() if n}


def _merge(folder: Path, dropped: frozenset[tuple[str, int]], heap: Heap, paths: Sequence[Path]) -> int:
    rows = rows_of(paths)
    if dropped:
        rows = (row for row in rows if (row[2], row[3]) not in dropped)
    groups = groupby(rows, key=lambda row: row[:2])
    made = (_node(Label(heap[0]), key, g) for key, g in groups) if len(heap) == 1 else _relations(heap, groups)
    return _write(folder, heap, made)


def _node(label: Label, key: Row, rows: Iterable[Row]) -> list[Any]:
    described = [Description(name, frozenset(aliases), properties) for *_, (name, aliases, properties) in rows]
    properties = node_properties(label, key[0], join_all(label, described))
    return [properties.get(name) for name in property_types(label)]


def _relations(heap: Heap, groups: Iterable[tuple[Row, Iterator[Row]]]) -> Iterator[list[Any]]:
    kind = Predicate(heap[0])
    names = tuple(property_types(kind))
    for key, rows in groups:
        claims: dict[str, Claim] = {}
        for row in rows:
            add(claims, _claim(row))
        properties = relation_properties(kind, claims)
        yield [*key, *(properties.get(name) for name in names)]


def _claim(row: Row) -> Claim:
    date, confidence, properties, evidence, described, name, count = row[4]
    describes = tuple((side, Description(n, frozenset(aliases), p)) for side, n, aliases, p in described)
    return Claim(name, date, confidence, properties, evidence, describes, count)


def _articles(spooled: Spool) -> Iterator[list[Any]]:
    names = tuple(property_types(Label.ARTICLE))
    for article, properties, moved in spooled.articles():
        shown = {**properties, "reader": article.reader, "source": article.source, "sources": list(article.sources)}
        if moved:
            shown["source_map"] = "[]"
        yield [shown.get(name) for name in names]


def _write(folder: Path, heap: Heap, rows: Iterable[Sequence[Any]]) -> int:
    name = "-".join(heap)
    number = 0
    with (folder / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
        for row in rows:
            file.write(",".join(map(_cell, row)) + "\n")
            number += 1
    (folder / f"{name}.head").write_text(",".join(_head(heap)) + "\n", encoding="utf-8")
    return number


def _head(heap: Heap) -> list[str]:
    kind: Label | Predicate = Label(heap[0]) if len(heap) == 1 else Predicate(heap[0])
    columns = [f"{p.name}:{_TYPES.get(p.type, p.type.value.lower())}" for p in property_types(kind).values()]
    if len(heap) == 1:
        return [f"id:ID({heap[0]})" if c.startswith("id:") else c for c in columns]
    return [f":START_ID({heap[1]})", f":END_ID({heap[2]})", *columns]


def _cell(value: Any) -> str:
    """Nothing for an absent value; all texts in quotes, which keeps empty ones."""
    if value is None:
        return ""
    if isinstance(value, list | tuple):
        if not value:
            return ""
        return _quoted(ARRAY.join(v.replace(ARRAY, "") for v in value))
    if isinstance(value, str):
        return _quoted(value)
    return str(value).lower() if isinstance(value, bool) else repr(value)


def _quoted(text: str) -> str:
    return '"' + text.replace('"', '""') + '"'


def import_csv(server: LocalServer, folder: Path, counts: Mapping[Heap, int]) -> Changes:
    """Replace the store of the stopped server by the CSV files. Raises ServerError; then the store is empty again."""
    arguments = ["database", "import", "full", "neo4j", "--overwrite-destination=true", "--id-type=string"]
    arguments += ["--input-type=csv", "--multiline-fields=true", f"--array-delimiter=U+{ord(ARRAY):04X}"]
    arguments += ["--read-buffer-size=64m", f"--report-file={folder / 'report'}", "--bad-tolerance=0"]
    for heap in counts:
        files = f"{folder / '-'.join(heap)}.head,{folder / '-'.join(heap)}.csv"
        option = "nodes" if len(heap) == 1 else "relationships"
        arguments.append(f"--{option}={heap[0]}={files}")
    server.import_store(arguments, _FLAGS)
    nodes = sum(n for heap, n in counts.items() if len(heap) == 1)
    return Changes(nodes_created=nodes, relations_created=sum(counts.values()) - nodes)
