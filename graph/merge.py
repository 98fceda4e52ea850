"""From claims to what the graph shows: pure functions, the same for every order of loading."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import reduce
from typing import Any

from graph.claims import Claim, Description, dump_claim, dump_description, dump_support, in_order
from graph.values import property_types, to_json
from schema.nodes import Label
from schema.relations import Predicate, Status

_STATUS = {status.value: rank for rank, status in enumerate(Status)}
_FIGURES = frozenset({Label.INVESTMENT, Label.INDICATOR})


def relation_properties(kind: Predicate, claims: Mapping[str, Claim]) -> dict[str, Any]:
    """Properties of a relationship that these claims make. None stands for a property to be absent.

    Evidence in order of the articles' dates; `status` the furthest, `confidence` the highest, all else as the latest
    article says it.
    """
    pools = sorted((c for c in claims.values() if c.count), key=lambda c: c.article)
    single = in_order(c for c in claims.values() if not c.count)
    ordered = [*pools, *single]
    dates = [c.date for c in ordered if c.date]
    out: dict[str, Any] = dict.fromkeys(property_types(kind))
    for claim in ordered:
        for name, value in claim.properties:
            out[name] = furthest(out[name], value) if name == "status" else plain(value)
    evidence = [(c.article, start, end, sentence) for c in ordered for start, end, sentence in c.evidence]
    if evidence:
        out["articles"] = [article for article, *_ in evidence]
        out["sentences"] = [sentence for *_, sentence in evidence]
        out["offsets"] = [f"{start}:{end}" for _, start, end, _ in evidence]
    out["first_seen"], out["last_seen"] = (dates[0], dates[-1]) if dates else (None, None)
    out["confidence"] = max(c.confidence for c in ordered)
    out["claims"] = [dump_claim(c) for c in single] or None
    out["support"] = [dump_support(c) for c in pools] or None
    out["describes"] = [dump_description(c.article, side, d) for c in ordered for side, d in c.describes] or None
    return out


def join(label: Label, one: Description, other: Description) -> Description:
    """The description that both make: associative, commutative, and idempotent.

    The longest name is the canonical one, all others are aliases. Properties of sums and figures belong together, so
    they are taken from one article; elsewhere the longer text and the larger number hold. A status is the furthest.
    """
    winner, loser = (one, other) if _wins(one, other) else (other, one)
    if label in _FIGURES:
        properties = dict(winner.properties)
        _join_status(properties, dict(loser.properties))
        return Description(winner.name, frozenset(), tuple(sorted(properties.items())))
    aliases = (one.aliases | other.aliases | {one.name, other.name}) - {winner.name}
    properties = dict(winner.properties)
    for name, value in loser.properties:
        if name == "status":
            _join_status(properties, {name: value})
        elif name not in properties:
            properties[name] = value
        elif isinstance(value, tuple):
            properties[name] = tuple(sorted({*properties[name], *value}))
        else:
            properties[name] = max(properties[name], value, key=_size)
    return Description(winner.name, aliases, tuple(sorted(properties.items())))


def join_all(label: Label, descriptions: Iterable[Description]) -> Description:
    """The join of at least one description."""
    return reduce(lambda a, b: join(label, a, b), (normal(label, d) for d in descriptions))


def normal(label: Label, description: Description) -> Description:
    """One description in the form that a join has: its join with itself."""
    name, aliases, properties = description
    if label in _FIGURES:
        return Description(name, frozenset(), properties)
    if any(isinstance(value, tuple) for _, value in properties):
        properties = tuple((k, tuple(sorted(set(v))) if isinstance(v, tuple) else v) for k, v in properties)
    return Description(name, aliases - {name}, properties)


def node_properties(label: Label, node_id: str, description: Description) -> dict[str, Any]:
    """Properties of the node. None stands for a property to be absent."""
    out: dict[str, Any] = dict.fromkeys(property_types(label))
    out |= {name: plain(value) for name, value in description.properties}
    out |= {"id": node_id, "name": description.name}
    if "aliases" in out:
        out["aliases"] = sorted(description.aliases) or None  # Neo4j's importer knows no empty lists
    return out


def description_of(label: Label, properties: Mapping[str, Any]) -> Description:
    """The description that a stored node shows."""
    known = property_types(label).keys() - {"id", "name", "aliases"}
    pairs = sorted((k, tuple(v) if isinstance(v, list) else v) for k, v in properties.items() if k in known)
    aliases = frozenset(properties.get("aliases") or ())
    return Description(properties.get("name") or "", aliases, tuple((k, v) for k, v in pairs if v is not None))


def _wins(one: Description, other: Description) -> bool:
    if one.name != other.name:
        return (len(one.name), one.name) > (len(other.name), other.name)
    return one == other or _rest(one) >= _rest(other)


def _rest(description: Description) -> str:
    return to_json({k: v for k, v in description.properties if k != "status"})


def _size(value: Any) -> tuple[int, Any]:
    return (len(value), value) if isinstance(value, str) else (0, value)


def furthest(one: str | None, other: str | None) -> str | None:
    """The later of two stages of a project."""
    return max(one, other, key=lambda s: (_STATUS.get(s or "", -1), s or ""))


def _join_status(properties: dict[str, Any], other: Mapping[str, Any]) -> None:
    status = furthest(properties.get("status"), other.get("status"))
    if status is not None:
        properties["status"] = status


def plain(value: Any) -> Any:
    """A value of a claim as the driver takes it."""
    return list(value) if isinstance(value, tuple) else value
