"""Reference annotations: what an article is said to claim, one statement a line.

    E Type NAME | OTHER ACCEPTED NAME …         an entity; Type may be A/B where either is right
    R Type:NAME PREDICATE Type:NAME             a relationship; A/B in a predicate, Type:NAME~Type:NAME where either is right
    I AMOUNT CURRENCY -> Type:NAME~Type:NAME    a sum of money and where it goes
    M Type:NAME~Type:NAME VALUE UNIT            a figure and whose it is; UNIT may be 家|户
    X NAME                                      must not appear as any node

A leading `?` makes a line optional: not wrong if found, not missed if absent. `#` begins a comment.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from opencc import OpenCC

from schema.nodes import ENTITY_LABELS, Label
from schema.relations import Predicate

ENTITIES = frozenset(label.value for label in ENTITY_LABELS)
PREDICATES = frozenset(p.value for p in Predicate) - {"FUNDS", "HAS_INDICATOR", "MENTIONS", "SUBINDUSTRY_OF"}
_NOISE = re.compile(r"[\s\"'“”‘’「」『』《》〈〉·•・\-—–_,、，()\[\]【】]")
_TAILS = {
    Label.INDUSTRY.value: re.compile(r"(产业集群|产业链|产业|行业|领域|集群)$"),
    Label.PROJECT.value: re.compile(r"(建设项目|工程项目|项目|建设)$"),
}
_RELATION = re.compile(r"(?P<starts>\S.*?) (?P<types>[A-Z_]+(?:/[A-Z_]+)*) (?P<ends>[A-Z].*)")
_SUM = re.compile(r"(?P<amount>[\d.]+) (?P<currency>[A-Z]{3}) -> (?P<targets>.+)")
_FIGURE = re.compile(r"(?P<owners>\S.*?) (?P<value>-?[\d.]+) (?P<units>\S+)")


class GoldError(ValueError):
    """A statement that the annotation format does not know."""


@cache
def _simplifier() -> OpenCC:
    return OpenCC("t2s")


@cache
def key(label: str, name: str) -> str:
    """What of a name is compared: Simplified, lower case, without marks, blanks and the label's usual tail."""
    text = _simplifier().convert(unicodedata.normalize("NFKC", name)).lower()
    text = _NOISE.sub("", text)
    if label in _TAILS:
        text = _TAILS[label].sub("", text) or text
    if label == Label.INDUSTRY and len(text) > 2:
        text = text.removesuffix("业")
    return text


@dataclass(frozen=True)
class Reference:
    """The entities that are right in one place: accepted labels, each with its accepted names."""

    keys: frozenset[tuple[str, str]]

    @classmethod
    def of(cls, labels: frozenset[str], names: Sequence[str]) -> Reference:
        """A reference to anything of one of the labels with one of the names."""
        return cls(frozenset((label, key(label, name)) for label in labels for name in names))

    def matches(self, label: str, name: str) -> bool:
        """Whether a node of that label, its name already a key, is meant."""
        return (label, name) in self.keys


@dataclass(frozen=True)
class EntityLine:
    """One entity; `label` is the first that it may bear."""

    optional: bool
    text: str
    label: str
    reference: Reference


@dataclass(frozen=True)
class RelationLine:
    """One relationship."""

    optional: bool
    text: str
    starts: tuple[Reference, ...]
    types: frozenset[str]
    ends: tuple[Reference, ...]


@dataclass(frozen=True)
class SumLine:
    """One sum of money."""

    optional: bool
    text: str
    amount: float
    currency: str
    targets: tuple[Reference, ...]


@dataclass(frozen=True)
class FigureLine:
    """One figure."""

    optional: bool
    text: str
    owners: tuple[Reference, ...]
    value: float
    units: frozenset[str]


@dataclass
class Gold:
    """All annotations of one article."""

    entities: list[EntityLine] = field(default_factory=list)
    relations: list[RelationLine] = field(default_factory=list)
    sums: list[SumLine] = field(default_factory=list)
    figures: list[FigureLine] = field(default_factory=list)
    forbidden: list[str] = field(default_factory=list)


def read_gold(path: Path) -> Gold:
    """The annotations of a file. Raises GoldError with file and line."""
    return _Parser(path.name, path.read_text(encoding="utf-8")).parse()


def parse_gold(text: str, name: str = "gold") -> Gold:
    """The annotations in a text."""
    return _Parser(name, text).parse()


class _Parser:
    """Reads entities first, so that a reference takes over every accepted name of what it refers to."""

    def __init__(self, name: str, text: str) -> None:
        self._name = name
        self._lines = [(n, raw.split("#", 1)[0].strip()) for n, raw in enumerate(text.splitlines(), 1)]
        self._declared: list[tuple[frozenset[str], list[str]]] = []
        for _, _, kind, body in self._statements():
            with suppress(GoldError):  # told of, with its line, by parse()
                if kind == "E":
                    self._declared.append(_entity(body))

    def _statements(self) -> Iterator[tuple[int, bool, str, str]]:
        for number, line in self._lines:
            if line:
                optional = line.startswith("?")
                kind, _, body = (line[1:].strip() if optional else line).partition(" ")
                yield number, optional, kind, body.strip()

    def parse(self) -> Gold:
        """Every statement, in order."""
        gold = Gold()
        for number, optional, kind, body in self._statements():
            try:
                self._add(gold, optional, kind, body)
            except GoldError as error:
                raise GoldError(f"{self._name}:{number}: {error}: {kind} {body}") from error
        return gold

    def _add(self, gold: Gold, optional: bool, kind: str, body: str) -> None:
        if kind == "E":
            labels, names = _entity(body)
            head = body.split(" ")[0]
            reference = Reference.of(labels, names)
            gold.entities.append(EntityLine(optional, f"{head} {names[0]}", head.split("/")[0], reference))
        elif kind == "R":
            found = _match(_RELATION, body)
            types = frozenset(found["types"].split("/"))
            if not types <= PREDICATES:
                raise GoldError("unknown relationship")
            ends = self._references(found["starts"], optional), self._references(found["ends"], optional)
            gold.relations.append(RelationLine(optional, body, ends[0], types, ends[1]))
        elif kind == "I":
            found = _match(_SUM, body)
            targets = self._references(found["targets"], optional)
            gold.sums.append(SumLine(optional, body, float(found["amount"]), found["currency"], targets))
        elif kind == "M":
            found = _match(_FIGURE, body)
            units = frozenset(found["units"].split("|"))
            owners = self._references(found["owners"], optional)
            gold.figures.append(FigureLine(optional, body, owners, float(found["value"]), units))
        elif kind == "X":
            gold.forbidden.append(body)
        else:
            raise GoldError("unknown statement")

    def _references(self, text: str, optional: bool) -> tuple[Reference, ...]:
        return tuple(self._reference(part.strip(), optional) for part in re.split(r"~(?=[A-Z][A-Za-z/]+:)", text))

    def _reference(self, part: str, optional: bool) -> Reference:
        head, colon, name = part.partition(":")
        labels = frozenset(head.split("/"))
        if not colon or not labels <= ENTITIES | {Label.INVESTMENT.value}:
            raise GoldError(f"bad reference {part!r}")
        same = [
            (also, names)
            for also, names in self._declared
            if also & labels and any(key(label, name) == key(label, n) for n in names for label in labels)
        ]
        if not same and not optional:
            raise GoldError(f"{part!r} has no E line")
        return Reference.of(labels.union(*(s[0] for s in same)), [name, *(n for s in same for n in s[1])])


def _entity(body: str) -> tuple[frozenset[str], list[str]]:
    head, _, tail = body.partition(" ")
    labels = frozenset(head.split("/"))
    if not labels <= ENTITIES or not tail.strip():
        raise GoldError("bad entity")
    return labels, [name.strip() for name in tail.split("|")]


def _match(pattern: re.Pattern[str], body: str) -> re.Match[str]:
    found = pattern.fullmatch(body)
    if not found:
        raise GoldError("bad statement")
    return found
