"""`kg queries`: the question book: list it, show one question, run one by name."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from typing import Any

from kg.answers import Asker
from kg.ask import shown
from kg.local import open_graph
from kg.render import Format, rows_as
from kg.settings import Settings
from queries.catalog import Catalog, Parameter, Query
from schema.errors import QueryError


def run(name: str | None, values: Sequence[str], settings: Settings, form: Format = Format.TABLE) -> int:
    """List all questions, show one with its Cypher, or run it where values are given or none is needed.

    Raises QueryError for an unknown question or parameter and for a value that does not fit.
    """
    catalog = Catalog.load()
    if name is None:
        print(listed(catalog, form), end="")
        return 0
    query = catalog.get(name)
    if not values and form is Format.TABLE and query.parameters:
        print(query.text.rstrip())
        return 0
    given = parameters(query, values)
    with open_graph(settings) as connection:
        asker = Asker(connection)
        linked = {k: asker.ids(v, query.parameter(k).labels) if isinstance(v, list) else v for k, v in given.items()}
        names = {k: "、".join(v) if isinstance(v, list) else str(v) for k, v in given.items()}
        answer = asker.run(query, linked, names, english=False)
    print(shown(answer, form), end="")
    return 0


def listed(catalog: Catalog, form: Format) -> str:
    """All questions with their parameters and an example."""
    columns = ("name", "question", "parameters", "example")
    rows = [
        (
            q.name,
            q.title_zh,
            ", ".join(p.name if p.required else f"[{p.name}]" for p in q.parameters),
            q.examples[0].text,
        )
        for q in catalog
    ]
    return rows_as(form, columns, rows)


def parameters(query: Query, values: Sequence[str]) -> dict[str, Any]:
    """Values from `key=value`; lists are parted by commas. Raises QueryError where one does not fit."""
    out: dict[str, Any] = {}
    for each in values:
        name, mark, text = each.partition("=")
        if not mark:
            raise QueryError(f"{each} is no key=value; write it like place=湛江市.")
        out[name] = _value(query.parameter(name), text)
    query.bind(out)
    return out


def _value(parameter: Parameter, text: str) -> Any:
    if parameter.is_entity or parameter.type == "Words":
        return [part for part in re.split(r"[,，、]", text) if part]
    if parameter.type in ("Integer", "Amount"):
        try:
            number = json.loads(text)
        except json.JSONDecodeError:
            number = None
        if not isinstance(number, int | float) or isinstance(number, bool):
            raise QueryError(f"{parameter.name}={text} is no number; write it like {parameter.name}=10.")
        return int(number) if parameter.type == "Integer" else float(number)
    return text
