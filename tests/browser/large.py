"""A synthetic graph of a hundred thousand nodes with hubs, in batches straight into the database."""

from __future__ import annotations

import random
from collections.abc import Iterator
from typing import Any

from graph import statements
from graph.connection import Connection
from schema.nodes import Label
from schema.relations import Predicate

COUNTS = {
    Label.PROVINCE: 31,
    Label.CITY: 340,
    Label.DISTRICT: 2900,
    Label.PARK: 20_000,
    Label.INDUSTRY: 600,
    Label.PROJECT: 30_000,
    Label.COMPANY: 30_000,
    Label.INVESTMENT: 10_000,
    Label.PERSON: 6129,
}
_SYLLABLES = "东西南北中新高海江河湖山川平安永丰泰和兴华光明启航云天宏图远大正阳金银铜钢铁木石林谷港湾桥"
_ENDS = {
    Label.PROVINCE: "省",
    Label.CITY: "市",
    Label.DISTRICT: "区",
    Label.PARK: "产业园",
    Label.INDUSTRY: "产业",
    Label.PROJECT: "项目",
    Label.COMPANY: "有限公司",
    Label.INVESTMENT: "亿元",
    Label.PERSON: "",
}
_LINKS = (
    (Predicate.PART_OF, Label.CITY, Label.PROVINCE, 1),
    (Predicate.PART_OF, Label.DISTRICT, Label.CITY, 1),
    (Predicate.LOCATED_IN, Label.PARK, Label.DISTRICT, 1),
    (Predicate.LOCATED_IN, Label.PROJECT, Label.PARK, 1),
    (Predicate.LOCATED_IN, Label.COMPANY, Label.DISTRICT, 1),
    (Predicate.IN_INDUSTRY, Label.COMPANY, Label.INDUSTRY, 1),
    (Predicate.FOCUSES_ON, Label.PARK, Label.INDUSTRY, 2),
    (Predicate.PRIORITIZES, Label.CITY, Label.INDUSTRY, 12),
    (Predicate.FUNDS, Label.INVESTMENT, Label.PROJECT, 1),
    (Predicate.HOLDS_POST, Label.PERSON, Label.DISTRICT, 1),
)


def fill(connection: Connection) -> None:
    """Write the graph."""
    chance = random.Random(6)
    elements: dict[str, str] = {}
    for label, count in COUNTS.items():
        for batch in _batches({"id": f"big:{label}:{n}", "properties": _node(label, n, chance)} for n in range(count)):
            made = connection.run_implicit(statements.merge_nodes(label), {"rows": batch})
            elements |= {row["id"]: row["element"] for row in made}
    for kind, start, end, each in _LINKS:
        links = dict(_link(start, end, n, chance) for n in range(COUNTS[start]) for _ in range(each))
        rows = (
            {"start": elements[a], "ends": [{"id": elements[b], "properties": said}]} for (a, b), said in links.items()
        )
        for batch in _batches(rows):
            connection.write(statements.create_relations(kind), {"rows": batch})


def _node(label: Label, n: int, chance: random.Random) -> dict[str, Any]:
    name = "".join(chance.choices(_SYLLABLES, k=3)) + (str(n) if label is Label.INVESTMENT else "") + _ENDS[label]
    money = {"amount": float(chance.randint(1, 900)) * 1e8, "currency": "CNY"} if label is Label.INVESTMENT else {}
    return (
        {"name": name, "aliases": [name[:2] + str(n)], **money}
        if label is not Label.INVESTMENT
        else {"name": name, **money}
    )


def _link(start: Label, end: Label, n: int, chance: random.Random) -> tuple[tuple[str, str], dict[str, Any]]:
    other = int(COUNTS[end] * chance.random() ** (3 if end is Label.INDUSTRY else 1))
    said = {"articles": [f"article:{n % 900}"], "sentences": ["一句话。" * 8], "offsets": ["0:32"]}
    seen = {"first_seen": "2024-01-01", "last_seen": "2025-02-03", "confidence": 0.9}
    return (f"big:{start}:{n}", f"big:{end}:{other}"), {**said, **seen}


def _batches(rows: Iterator[dict[str, Any]]) -> Iterator[list[dict[str, Any]]]:
    batch: list[dict[str, Any]] = []
    for row in rows:
        batch.append(row)
        if len(batch) == 5000:
            yield batch
            batch = []
    if batch:
        yield batch
