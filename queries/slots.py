"""Fitting what a question names and states into the parameters of a canned question."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from queries.catalog import PLACE_TYPES, Parameter, Query
from queries.names import Thing
from queries.reading import Piece, Reading, Value

Above = Callable[[str, str], bool]
"""Whether the first id is a place that the second lies in."""
_QUALIFIED = frozenset({"Park", "Project", "Company", "Organization", "Policy"})
_HARD = frozenset({"tier", "amount_min", "amount_max", "since", "until", "said"})
"""Restrictions: an answer that disregards one would be wrong."""
_SOFT = {"status": 0.15, "title": 0.1, "contains": 0.15, "about": 0.12, "limit": 0.05}
_TOLD = frozenset({"about", "status", "contains"})
_TOLD_OF = 0.15
"""For a branch that has no place of its own in a query and only narrows it by words."""
_OF_THE_ASKED = frozenset({"kind", "level"})
"""Values that the noun after 哪些, 多少 gives, rather than the first noun."""
ASKING = frozenset({"which", "howmany", "who", "where"})
_OTHER_KIND = 0.6
"""For each further kind of thing in a question that names nothing: an inventory is of one kind."""
_LISTS = frozenset({"contains", "about", "title", "said"})


@dataclass(frozen=True, slots=True)
class Filling:
    """Parameters of a query with what fills them; `cost` for what the query disregards."""

    parameters: Mapping[str, Any]
    shown: Mapping[str, str]
    """How an answer calls the parameters."""
    signature: frozenset[str]
    """Names of the filled entity parameters."""
    cost: float
    ignored: tuple[str, ...] = ()
    """Values by which the answer is not narrowed, though the question states them."""


@dataclass(slots=True)
class _Draft:
    things: dict[str, list[Thing]] = field(default_factory=dict)
    sort: dict[str, str] = field(default_factory=dict)


def significant(reading: Reading, above: Above) -> tuple[tuple[Thing, ...], ...]:
    """What a question names, without places that only say where the next thing is (湛江市坡头区, 上海金山…)."""
    out: list[tuple[Thing, ...]] = []
    last: Piece | None = None
    for piece in reading.mentions:
        things = piece.things
        if last is not None and last.end == piece.start and _describes(last, piece):
            continue
        if last is not None and last.things and _beside(reading.text, last, piece):
            inner = tuple(t for t in things if any(above(o.id, t.id) for o in last.things))
            outer = tuple(o for o in last.things if any(above(t.id, o.id) for t in things))
            if inner:
                out[-1], last = inner, replace(piece, things=inner)
                continue
            if outer and reading.text[last.end : piece.start].strip():
                out[-1] = outer  # Jinshan District, Shanghai
                continue
            there = _there(last.things, things, above) if last.end == piece.start else ()
            if there:
                out[-1], last = there, piece
                continue
        out.append(things)
        last = piece
    return tuple(_told_apart(out, above))


def _describes(policy: Piece, branch: Piece) -> bool:
    """“1+3+3”海上风电体系: the branch says what the policy is about."""
    labels = [p.things[0].label for p in (policy, branch) if p.things]
    return labels == ["Policy", "Industry"]


def without_homes(mentions: Sequence[tuple[Thing, ...]], above: Above) -> tuple[tuple[Thing, ...], ...]:
    """Mentions without places that only say where another thing is (官渡产业园在湛江哪个区)."""
    return tuple(
        m
        for m in mentions
        if not any(_there(m, other, above) == other for other in mentions if other is not m)
        or not all(t.label in PLACE_TYPES for t in m)
    )


def _there(places: Sequence[Thing], things: Sequence[Thing], above: Above) -> tuple[Thing, ...]:
    """Things that a place named before them only locates: those of ids made within that place, or of no place."""

    def fits(thing: Thing) -> bool:
        code = thing.id.split(":")[1]
        if not code.isdigit():
            return True
        home = f"place:{code}"
        return any(home == p.id or above(p.id, home) or above(home, p.id) for p in places)

    if not all(p.label in PLACE_TYPES for p in places):
        return ()
    return tuple(t for t in things if t.label in _QUALIFIED and fits(t))


def _beside(text: str, first: Piece, second: Piece) -> bool:
    return (
        text[first.end : second.start].strip(" ,，") in ("", "的", "in", "of")
        and "、" not in text[first.end : second.start]
    )


def _told_apart(mentions: Sequence[tuple[Thing, ...]], above: Above) -> list[tuple[Thing, ...]]:
    """Of places with one name those that lie in another place the question names."""
    out = []
    for things in mentions:
        others = [t for m in mentions if m is not things for t in m]
        within = tuple(t for t in things if any(above(o.id, t.id) for o in others))
        out.append(within if within and len(things) > 1 else things)
    return out


def stated(reading: Reading) -> dict[str, list[Value]]:
    """Values by parameter name, in the order of the words, each once."""
    out: dict[str, list[Value]] = {}
    asking = titled = False
    for piece in reading.pieces:
        concepts = piece.cue.concepts if piece.cue else ()
        asking = asking or bool(ASKING & set(concepts))
        titled = bool(piece.things) and piece.things[0].label == "Policy" or titled and bool(concepts)
        for name, value in piece.stated:
            if titled and name == "tier":
                continue  # “2+2+1”未来产业布局: what the policy is about
            found = out.setdefault(name, [])
            if asking and name in _OF_THE_ASKED:
                found.insert(0, value)  # 湛江园区里有多少企业 asks for companies
                asking = False
            elif value not in found:
                found.append(value)
    return out


def fill(query: Query, mentions: Sequence[tuple[Thing, ...]], values: Mapping[str, list[Value]]) -> Filling | None:
    """The parameters, or None where a thing or a restriction has no place in the query or a parameter stays empty."""
    draft = _Draft()
    names = {p.name for p in query.parameters if not p.is_entity}
    told: list[Value] = []
    for things in mentions:
        if _place(query, things, draft):
            continue
        if "said" not in names or not draft.things or things[0].label != "Industry":
            return None
        told.append(things[0].name)  # 濠江区海上风电项目投资多少: sums of the district that speak of the branch
    if told:
        values = {**values, "said": [*values.get("said", ()), *told]}
    cost, ignored, parameters = _TOLD_OF * len(told), [], dict[str, Any]()
    for name, found in values.items():
        if name in names:
            parameters[name] = list(found) if name in _LISTS else found[0]
            cost += _OTHER_KIND * (len(set(found)) - 1) if name == "kind" and not draft.things else 0.0
        elif name in _HARD:
            return None
        elif name in _SOFT:
            cost += _SOFT[name]
            ignored += [str(v) for v in found[:1]] if name in _TOLD else []
    for p in query.parameters:
        if p.is_entity and p.name in draft.things:
            parameters[p.name] = [t.id for t in draft.things[p.name]]
        if p.required and p.name not in parameters or p.many > len(draft.things.get(p.name, "  ")):
            return None
    shown = {name: "、".join(dict.fromkeys(t.name for t in things)) for name, things in draft.things.items()}
    return Filling(query.bind(parameters), shown, frozenset(draft.things), cost, tuple(ignored))


def _place(query: Query, things: Sequence[Thing], draft: _Draft) -> bool:
    """Put one mention into the first parameter that takes it: an empty required one, an empty one, one like it."""
    entities = [p for p in query.parameters if p.is_entity]
    for p in sorted(entities, key=lambda p: (p.name in draft.things, not p.required)):
        fitting = [t for t in things if t.label in p.labels]
        sort = _sort(fitting[0].label) if fitting else ""
        if not fitting or draft.sort.get(p.name, sort) != sort or _full(query, p, draft):
            continue
        draft.sort[p.name] = sort
        draft.things.setdefault(p.name, []).extend(t for t in fitting if t not in draft.things.get(p.name, ()))
        return True
    return False


def _full(query: Query, parameter: Parameter, draft: _Draft) -> bool:
    """A path runs between two ends; other parameters are lists."""
    return query.name == "connection" and parameter.name in draft.things


def _sort(label: str) -> str:
    return "Place" if label in PLACE_TYPES else label
