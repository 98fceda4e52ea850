"""Statements that a language model wrote: what is let through to the server. Pure."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from typing import Any

from pydantic import BaseModel, ConfigDict, Field

from queries.catalog import Column, Query
from schema.errors import QueryError
from schema.nodes import NODE_TYPES
from schema.relations import EVIDENCE, RELATION_TYPES

ROWS = 200
"""Rows that a statement may return."""
_LONGEST = 4000
_QUOTED = re.compile(r"'(?:\\.|[^'\\])*'|\"(?:\\.|[^\"\\])*\"|`[^`]*`|//[^\n]*|/\*.*?\*/", re.DOTALL)
_FORBIDDEN = re.compile(
    r"\b(CREATE|MERGE|SET|DELETE|DETACH|REMOVE|DROP|ALTER|GRANT|DENY|REVOKE|LOAD|FOREACH|USE|SHOW|TERMINATE|START|STOP"
    r"|FINISH|INSERT|PERIODIC|TRANSACTIONS|CYPHER|PROFILE|EXPLAIN)\b|\bCALL\s+[\w`]|;",
    re.IGNORECASE,
)
_LIMIT = re.compile(r"\bLIMIT\s+(\d+)\s*$", re.IGNORECASE)
_OPERATORS = re.compile(
    r"LoadCSV|ProcedureCall|Create|Merge|Delete|Detach|Set(?:Prop|Label|Node|Rel)|Remove|Foreach|Insert|Drop"
)


class Proposal(BaseModel):
    """What the model answers: a statement with its parameters, or none where the graph cannot hold the answer."""

    model_config = ConfigDict(extra="forbid", strict=True)

    cypher: str | None = Field(max_length=_LONGEST)
    parameters: dict[str, str | int | float | bool | list[str] | list[int] | list[float] | None] = {}
    reason: str = ""


def checked(statement: str, parameters: Collection[str]) -> str:
    """The statement, ending in a LIMIT. Raises QueryError for one that could write, call procedures or run away."""
    text = statement.strip().removesuffix(";").strip()
    bare = _QUOTED.sub("''", text)
    forbidden = _FORBIDDEN.search(bare)
    if forbidden:
        raise QueryError(
            f"The model's statement uses {forbidden.group().strip()}, which is not allowed; ask differently."
        )
    if not re.search(r"\bMATCH\b", bare, re.IGNORECASE) or not re.search(r"\bRETURN\b", bare, re.IGNORECASE):
        raise QueryError("The model's statement is no MATCH with a RETURN; ask differently.")
    missing = set(re.findall(r"\$(\w+)", bare)) - set(parameters)
    if missing:
        raise QueryError(f"The model's statement lacks a value for ${sorted(missing)[0]}; ask differently.")
    limit = _LIMIT.search(bare)
    if limit is None:
        return f"{text}\nLIMIT {ROWS}"
    return text if int(limit[1]) <= ROWS else f"{_LIMIT.sub('', text).rstrip()}\nLIMIT {ROWS}"


def check_plan(plan: Mapping[str, Any]) -> None:
    """Raise QueryError where the server's plan holds an operator that writes, loads or calls procedures."""
    for operator in _operators(plan):
        if _OPERATORS.search(operator):
            raise QueryError(f"The model's statement would run {operator.split('@')[0]}; ask differently.")


def _operators(plan: Mapping[str, Any]) -> Iterator[str]:
    yield str(plan.get("operatorType", ""))
    for child in plan.get("children") or ():
        yield from _operators(child)


def as_query(question: str, statement: str, columns: Collection[str]) -> Query:
    """The statement as a question of the book, for whatever shows answers."""
    shown = tuple(Column(c, c, c) for c in columns)
    return Query(
        "llm",
        question,
        question,
        "llm",
        (),
        (),
        shown,
        "模型写的查询找到{n}行。",
        "{n} rows by a query that a model wrote.",
        statement,
        statement,
    )


def outline() -> str:
    """The graph's labels, properties and relationship types for the model."""
    lines = ["Nodes (label: properties):"]
    lines += [f"- {n.label}: {', '.join(p.name for p in n.properties)}; {n.description}" for n in NODE_TYPES.values()]
    lines.append("Relationships (type: start -> end; own properties):")
    for r in RELATION_TYPES.values():
        own = ", ".join(p.name for p in r.properties)
        lines.append(f"- {r.name}: {'|'.join(sorted(r.starts))} -> {'|'.join(sorted(r.ends))}; {own}")
    lines.append("Every relationship also has: " + ", ".join(p.name for p in EVIDENCE))
    return "\n".join(lines)
