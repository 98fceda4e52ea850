"""Precision, recall and F1 of what was read against the annotations of gold.py: entities, relationships, figures.

A fact is a relationship or a figure. A node with a forbidden name counts as three that are wrong. A name that is
optional in the annotations, and what hangs on it, counts neither way. A province nobody annotated is not wrong, since
every place brings its province along; nor are branches above those that the article mentions, as in `kg extract`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from schema.facts import FactSet, PropertyValue
from schema.nodes import PLACE_LABELS, Label
from schema.relations import Predicate
from tests.eval.gold import ENTITIES, PREDICATES, FigureLine, Gold, Reference, RelationLine, SumLine, key

MEASURES = ("entity", "relationship", "figure", "fact")
FORBIDDEN_WEIGHT = 3
_TOLERANCE = 0.005
_PLACES = frozenset(label.value for label in PLACE_LABELS)


@dataclass
class Tally:
    """Counts behind one measure: `right` and `wrong` of what was read, `found` of what is `required`."""

    right: int = 0
    wrong: int = 0
    found: int = 0
    required: int = 0

    def __add__(self, other: Tally) -> Tally:
        return Tally(
            self.right + other.right,
            self.wrong + other.wrong,
            self.found + other.found,
            self.required + other.required,
        )

    @property
    def precision(self) -> float:
        """Share of what was read that is right; one where nothing was read and nothing had to be."""
        read = self.right + self.wrong
        return self.right / read if read else float(not self.required)

    @property
    def recall(self) -> float:
        """Share of what is required that was found."""
        return self.found / self.required if self.required else 1.0

    @property
    def f1(self) -> float:
        """The harmonic mean of both."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


@dataclass(frozen=True)
class Score:
    """Tallies of one article or of many: by measure, and by type ("E Park", "R PRIORITIZES", "I", "M")."""

    tallies: Mapping[str, Tally]
    notes: tuple[str, ...] = ()
    forbidden: tuple[str, ...] = ()

    def __getitem__(self, name: str) -> Tally:
        return self.tallies.get(name, Tally())


def total(scores: Iterable[Score]) -> Score:
    """Micro-averaged over articles."""
    tallies: defaultdict[str, Tally] = defaultdict(Tally)
    forbidden: list[str] = []
    for score in scores:
        for name, tally in score.tallies.items():
            tallies[name] += tally
        forbidden += score.forbidden
    return Score(dict(tallies), (), tuple(forbidden))


@dataclass(frozen=True)
class Node:
    """A node as it is compared: its name is a key."""

    id: str
    label: str
    key: str
    name: str
    properties: Mapping[str, PropertyValue]

    def __str__(self) -> str:
        return f"{self.label}:{self.name}"


def score(gold: Gold, facts: FactSet) -> Score:
    """How well one article was read."""
    return _Scoring(gold, facts).score()


@dataclass
class _Scoring:
    gold: Gold
    facts: FactSet
    tallies: defaultdict[str, Tally] = field(default_factory=lambda: defaultdict(Tally))
    notes: list[str] = field(default_factory=list)
    forbidden: list[str] = field(default_factory=list)
    lines_of: dict[str, list[int]] = field(default_factory=dict)
    """Annotated entities that a node may be, by node id."""

    def __post_init__(self) -> None:
        mentioned = {r.end for r in self.facts.relations if r.type is Predicate.MENTIONS}
        entities = [e for e in self.facts.entities if e.id in mentioned]
        self.nodes = {e.id: Node(e.id, e.label, key(e.label, e.name), e.name, e.properties) for e in entities}
        relations = [r for r in self.facts.relations if {r.start, r.end} <= mentioned]
        self.links = [(r.type.value, self.nodes[r.start], self.nodes[r.end]) for r in relations]

    def score(self) -> Score:
        self._entities()
        self._relationships()
        self._figures()
        for name in ("relationship", "figure"):
            self.tallies["fact"] += self.tallies[name]
        return Score(dict(self.tallies), tuple(self.notes), tuple(self.forbidden))

    def _count(self, measure: str, kind: str, tally: Tally, note: str = "") -> None:
        self.tallies[measure] += tally
        self.tallies[kind] += tally
        if note:
            self.notes.append(note)

    def _entities(self) -> None:
        lines = self.gold.entities
        for node in self.nodes.values():
            if node.label not in ENTITIES:
                continue
            found = [i for i, line in enumerate(lines) if line.reference.matches(node.label, node.key)]
            self.lines_of[node.id] = found
            required = [i for i in found if not lines[i].optional]
            if any(node.key == key(node.label, name) for name in self.gold.forbidden):
                self.forbidden.append(str(node))
                self._count("entity", f"E {node.label}", Tally(wrong=FORBIDDEN_WEIGHT), f"forbidden  {node}")
            elif required:
                self._count("entity", f"E {lines[required[0]].label}", Tally(right=1))
            elif not found and node.label != Label.PROVINCE:
                self._count("entity", f"E {node.label}", Tally(wrong=1), f"spurious   {node}")
        for i in range(len(lines)):
            self._entity_line(i)

    def _entity_line(self, i: int) -> None:
        line = self.gold.entities[i]
        kind = f"E {line.label}"
        hits = [self.nodes[n] for n, found in self.lines_of.items() if i in found]
        for extra in [n for n in hits if self.lines_of[n.id] == [i]][1:]:
            self._count("entity", kind, Tally(right=-int(not line.optional), wrong=1), f"duplicate  {extra}")
        if not line.optional:
            self._count(
                "entity", kind, Tally(found=int(bool(hits)), required=1), "" if hits else f"missed     {line.text}"
            )

    def _only_optional(self, node: Node) -> bool:
        found = self.lines_of.get(node.id, [])
        return bool(found) and all(self.gold.entities[i].optional for i in found)

    def _relationships(self) -> None:
        satisfied: set[int] = set()
        for name, start, end in dict.fromkeys((t, a.id, b.id) for t, a, b in self.links if t in PREDICATES):
            self._relationship(name, self.nodes[start], self.nodes[end], satisfied)
        for i, line in enumerate(self.gold.relations):
            if not line.optional:
                kind = f"R {min(line.types)}"
                note = "" if i in satisfied else f"missed     {line.text}"
                self._count("relationship", kind, Tally(found=int(i in satisfied), required=1), note)

    def _relationship(self, name: str, start: Node, end: Node, satisfied: set[int]) -> None:
        lines = self.gold.relations
        found = [i for i, line in enumerate(lines) if name in line.types and _joins(line, name, start, end)]
        new = [i for i in found if not lines[i].optional and i not in satisfied]
        satisfied.update(found)
        if new:
            self._count("relationship", f"R {min(lines[new[0]].types)}", Tally(right=1))
        elif not found and not self._excused(name, start, end):
            self._count("relationship", f"R {name}", Tally(wrong=1), f"spurious   {start} {name} {end}")

    def _excused(self, name: str, start: Node, end: Node) -> bool:
        administrative = name == Predicate.PART_OF and {start.label, end.label} <= _PLACES
        return administrative or self._only_optional(start) or self._only_optional(end)

    def _figures(self) -> None:
        done: dict[str, set[int]] = {"I": set(), "M": set()}
        for node in self.nodes.values():
            if node.label == Label.INVESTMENT:
                ends = [b for t, a, b in self.links if t == Predicate.FUNDS and a.id == node.id]
                found = [i for i, line in enumerate(self.gold.sums) if _is_sum(line, node, ends)]
                self._figure("I", node, ends, found, done["I"])
            elif node.label == Label.INDICATOR:
                ends = [a for t, a, b in self.links if t == Predicate.HAS_INDICATOR and b.id == node.id]
                found = [i for i, line in enumerate(self.gold.figures) if _is_figure(line, node, ends)]
                self._figure("M", node, ends, found, done["M"])
        for kind, seen in done.items():
            for i, line in enumerate(self._lines(kind)):
                if not line.optional:
                    note = "" if i in seen else f"missed     {kind} {line.text}"
                    self._count("figure", kind, Tally(found=int(i in seen), required=1), note)

    def _lines(self, kind: str) -> Sequence[SumLine | FigureLine]:
        return self.gold.sums if kind == "I" else self.gold.figures

    def _figure(self, kind: str, node: Node, ends: Sequence[Node], found: Sequence[int], done: set[int]) -> None:
        """A figure takes a free line, required ones first; one said twice is wrong, an optional one said twice not."""
        lines = self._lines(kind)
        free = sorted((i for i in found if i not in done), key=lambda i: lines[i].optional)
        if free:
            done.add(free[0])
            self._count("figure", kind, Tally(right=int(not lines[free[0]].optional)))
        elif found:
            self._count("figure", kind, Tally(wrong=int(not any(lines[i].optional for i in found))))
        elif not any(self._only_optional(end) for end in ends):
            shown = f"{node.properties.get('amount', node.properties.get('value'))} of {', '.join(map(str, ends))}"
            self._count("figure", kind, Tally(wrong=1), f"spurious   {kind} {node.name} = {shown}")


def _joins(line: RelationLine, name: str, start: Node, end: Node) -> bool:
    pairs = [(start, end), (end, start)] if name == Predicate.PARTNERS_WITH else [(start, end)]
    return any(_any(line.starts, a) and _any(line.ends, b) for a, b in pairs)


def _any(references: Iterable[Reference], node: Node) -> bool:
    return any(r.matches(node.label, node.key) for r in references)


def _is_sum(line: SumLine, node: Node, ends: Sequence[Node]) -> bool:
    properties = node.properties
    same = _close(properties.get("amount"), line.amount) and properties.get("currency") == line.currency
    return same and any(_any(line.targets, end) for end in ends)


def _is_figure(line: FigureLine, node: Node, ends: Sequence[Node]) -> bool:
    properties = node.properties
    same = _close(properties.get("value"), line.value) and str(properties.get("unit")) in line.units
    return same and any(_any(line.owners, end) for end in ends)


def _close(said: object, meant: float) -> bool:
    return isinstance(said, int | float) and abs(said - meant) <= _TOLERANCE * max(abs(meant), 1e-9)
