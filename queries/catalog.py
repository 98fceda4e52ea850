"""The question book: one `.cypher` file a question, read into frozen `Query` values.

A file opens with comment lines that hold YAML (title, topic, examples, parameters, columns, answer), then `// :param`
lines to paste into Neo4j Browser, then the statement. Examples mark their slots, as in `哪些城市发展<industry:海上风电>？`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from functools import cache
from importlib import resources
from typing import Any

import yaml

from queries.packaged import from_yaml
from schema.errors import QueryError
from schema.nodes import Label

PLACE_TYPES = frozenset({"Province", "City", "District"})
ENTITY_TYPES: Mapping[str, frozenset[str]] = {
    "Place": PLACE_TYPES,
    **{label.value: frozenset({label.value}) for label in Label},
}
"""What a parameter type of the entity kind accepts: labels of the graph."""
VALUE_TYPES = frozenset({"Tier", "Status", "Level", "Kind", "Amount", "Currency", "Integer", "Date", "Words"})
"""Other parameter types. Level and Kind are labels; Amount is in units of the currency; Words is a list of texts."""
SLOT = re.compile(r"<(?P<parameter>[a-z_]+):(?P<surface>[^<>]+)>")
_PARAMETER_USE = re.compile(r"\$([a-z_]+)")
_CAP = re.compile(r"\sLIMIT (?:coalesce\(toInteger\(\$limit\), )?(?P<rows>\d+)\)?\s*$")
_HEADER_PARTS = ("title", "topic", "examples", "parameters", "columns", "answer")


@dataclass(frozen=True, slots=True)
class Parameter:
    """One parameter. An entity parameter holds a list of ids or names; other values are scalars, except Words."""

    name: str
    type: str
    required: bool
    title_zh: str
    title_en: str
    many: int = 1
    """At least how many entities a question must name (2 in a comparison)."""

    @property
    def labels(self) -> frozenset[str]:
        """Labels that an entity parameter accepts; empty for values."""
        return frozenset(label for part in self.type.split("|") for label in ENTITY_TYPES.get(part, ()))

    @property
    def is_entity(self) -> bool:
        """Whether the parameter names nodes of the graph."""
        return bool(self.labels)


@dataclass(frozen=True, slots=True)
class Column:
    """One column of the answer. Names that begin with an underscore are evidence and are not shown."""

    name: str
    title_zh: str
    title_en: str

    @property
    def hidden(self) -> bool:
        """Whether the column is for `--why` only."""
        return self.name.startswith("_")


@dataclass(frozen=True, slots=True)
class Example:
    """One example question: `marked` with slots, `text` as a person writes it."""

    marked: str

    @property
    def text(self) -> str:
        """The question without slot marks."""
        return SLOT.sub(lambda m: m["surface"], self.marked)

    @property
    def english(self) -> bool:
        """Whether the question is English: no Chinese character outside its slots, or, if it is but slots, in them."""
        own = SLOT.sub("", self.marked)
        return not re.search(r"[㐀-鿿]", own if re.search(r"\w", own) else self.text)

    def slots(self) -> Iterator[tuple[str, str]]:
        """(parameter, surface) in order of appearance."""
        for match in SLOT.finditer(self.marked):
            yield match["parameter"], match["surface"]


@dataclass(frozen=True, slots=True)
class Query:
    """A canned question."""

    name: str
    title_zh: str
    title_en: str
    topic: str
    examples: tuple[Example, ...]
    parameters: tuple[Parameter, ...]
    columns: tuple[Column, ...]
    answer_zh: str
    """Sentence over the rows; may name `{n}` (how many rows, those beyond a cap included), `{columns of the first row}` and parameters as `{place}`."""
    answer_en: str
    text: str
    """The whole file: comments and statement."""
    statement: str
    browser: tuple[str, ...] = field(default=())
    """`:param` lines for Neo4j Browser."""

    def parameter(self, name: str) -> Parameter:
        """The parameter of that name. Raises QueryError if there is none."""
        for p in self.parameters:
            if p.name == name:
                return p
        known = ", ".join(p.name for p in self.parameters) or "none"
        raise QueryError(f"Question {self.name} has no parameter {name}; it takes {known}.")

    @property
    def cap(self) -> int | None:
        """How many rows it gives at most where nobody says how many."""
        cap = _CAP.search(self.statement)
        return int(cap["rows"]) if cap else None

    def counts_more(self, rows: int, bound: Mapping[str, Any]) -> str | None:
        """Where an answer that tells a number has so many rows because more are not listed: a statement that counts
        all, as `n`."""
        if not self.cap or self.cap != rows or bound.get("limit") or "{n}" not in self.answer_zh:
            return None
        return f"CALL () {{\n{_CAP.sub('', self.statement)}\n}}\nRETURN count(*) AS n"

    def bind(self, values: Mapping[str, Any]) -> dict[str, Any]:
        """All parameters with their values, absent ones as None. Raises QueryError for a missing or unknown one."""
        for name in values:
            self.parameter(name)
        for p in self.parameters:
            if p.required and values.get(p.name) in (None, [], ""):
                raise QueryError(f"Question {self.name} needs {p.name} ({p.type}): add {p.name}=…")
        return {p.name: values.get(p.name) for p in self.parameters}


@dataclass(frozen=True)
class Catalog:
    """All canned questions, by name, in alphabetical order."""

    queries: Mapping[str, Query]

    @classmethod
    def load(cls) -> Catalog:
        """The packaged questions. Raises QueryError if a header lacks a part."""
        return _packaged()

    def __iter__(self) -> Iterator[Query]:
        return iter(self.queries.values())

    def __len__(self) -> int:
        return len(self.queries)

    def get(self, name: str) -> Query:
        """The question of that name. Raises QueryError with near names if there is none."""
        if name in self.queries:
            return self.queries[name]
        near = get_close_matches(name, self.queries, 3, 0.4)
        hint = f": did you mean {', '.join(near)}?" if near else ": see `kg queries` for the list"
        raise QueryError(f"There is no canned question {name}{hint}")


@cache
def _packaged() -> Catalog:
    files = sorted(
        (f for f in resources.files("queries").iterdir() if f.name.endswith(".cypher")), key=lambda f: f.name
    )
    parsed = [parse(f.name.removesuffix(".cypher"), f.read_text(encoding="utf-8")) for f in files]
    return Catalog({q.name: q for q in parsed})


def parse(name: str, text: str) -> Query:
    """Read one file. Raises QueryError naming the file and the part that is missing or wrong."""
    lines = text.splitlines()
    size = next((i for i, line in enumerate(lines) if not line.startswith("//")), len(lines))
    comments = [line.removeprefix("//").removeprefix(" ") for line in lines[:size]]
    browser = tuple(line for line in comments if line.startswith(":param"))
    try:
        header = from_yaml("\n".join(line for line in comments if not line.startswith(":param")))
    except yaml.YAMLError as error:
        raise QueryError(f"{name}.cypher: the header is not YAML ({error}); mend it") from error
    if not isinstance(header, dict):
        raise QueryError(f"{name}.cypher has no header: add title, topic, examples, parameters, columns and answer")
    missing = [part for part in _HEADER_PARTS if part not in header]
    if missing:
        raise QueryError(f"{name}.cypher: the header lacks {', '.join(missing)}; add it")
    statement = "\n".join(lines[size:]).strip()
    query = Query(
        name=name,
        title_zh=header["title"]["zh"],
        title_en=header["title"]["en"],
        topic=header["topic"],
        examples=tuple(Example(str(e)) for e in header["examples"]),
        parameters=tuple(_parameter(name, k, v) for k, v in (header["parameters"] or {}).items()),
        columns=tuple(Column(k, v["zh"], v["en"]) for k, v in header["columns"].items()),
        answer_zh=header["answer"]["zh"],
        answer_en=header["answer"]["en"],
        text=text,
        statement=statement,
        browser=browser,
    )
    _check(query)
    return query


def _parameter(query: str, name: str, spec: Mapping[str, Any]) -> Parameter:
    kind = str(spec["type"])
    if kind not in VALUE_TYPES and any(part not in ENTITY_TYPES for part in kind.split("|")):
        raise QueryError(f"{query}.cypher: parameter {name} has the unknown type {kind}; use a label or a value type")
    return Parameter(name, kind, bool(spec.get("required")), spec["zh"], spec["en"], int(spec.get("many", 1)))


def _check(query: Query) -> None:
    names = {p.name for p in query.parameters}
    used = set(_PARAMETER_USE.findall(re.sub(r"//.*", "", query.statement)))
    if used != names:
        raise QueryError(f"{query.name}.cypher: header and statement differ in {', '.join(sorted(used ^ names))}")
    if not query.examples or not query.columns:
        raise QueryError(f"{query.name}.cypher: the header needs examples and columns")
    for example in query.examples:
        for parameter, _ in example.slots():
            query.parameter(parameter)
