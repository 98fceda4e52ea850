"""More claims for a relationship that holds some, without taking those apart.

A relationship that thousands of articles claim gets new claims in nearly every transaction. Parsing its entries and
writing them out again took 25 µs of processor time for each, so that an article cost the more the more there were;
putting new entries between the stored ones takes a tenth of that.
"""

from __future__ import annotations

import json
from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from graph.claims import Claim, add, in_order, parse_claims
from graph.merge import furthest, plain, relation_properties
from schema.relations import Predicate


def properties_with(kind: Predicate, stored: Mapping[str, Any], gained: Mapping[str, Claim]) -> dict[str, Any]:
    """The properties to set so that a relationship with the properties `stored` shows the claims in `gained` too.

    What they leave as it is need not be among them; None stands for a property to be absent. Together with the stored ones they
    are what `relation_properties` makes of all claims.
    """
    rank = {_article(text): at for at, text in enumerate(stored.get("claims") or ())}
    if not _fits(stored, rank, gained):
        claims = parse_claims(stored)
        for claim in gained.values():
            add(claims, claim)
        return relation_properties(kind, claims)
    new = in_order(gained.values())
    places = [bisect_left(stored["claims"], (c.date or "", c.article), key=_order) for c in new]
    out = _latest(stored, new, places)
    dates = sorted(d for d in (stored.get("first_seen"), stored.get("last_seen"), *(c.date for c in new)) if d)
    out["first_seen"], out["last_seen"] = (dates[0], dates[-1]) if dates else (None, None)
    out["confidence"] = max(stored["confidence"], *(c.confidence for c in new))
    alone = [relation_properties(kind, {c.article: c}) for c in new]
    for name, spots in _spots(stored, rank, places).items():
        pieces = [shown.get(name) or [] for shown in alone]
        if any(pieces):
            out[name] = _between(stored.get(name) or (), zip(spots, pieces, strict=True))
    return out


def _fits(stored: Mapping[str, Any], rank: Mapping[str, int], gained: Mapping[str, Claim]) -> bool:
    """Whether claims can be put between the stored ones: none of them pooled or of an article that claims already, and
    the stored lists as this program writes them."""
    return (
        bool(rank)
        and not stored.get("support")
        and len(rank) == len(stored["claims"])
        and not any(c.count or c.article in rank for c in gained.values())
        and rank.keys() >= set(stored.get("articles") or ())
        and rank.keys() >= {_article(text) for text in stored.get("describes") or ()}
    )


def _article(text: str) -> str:
    """The article of an entry of `claims` or `describes`: the first string of a JSON list."""
    name = text[2 : text.index('"', 2)]
    return str(json.loads(text)[0]) if "\\" in name else name


def _order(text: str) -> tuple[str, str]:
    """What an entry of `claims` is sorted by."""
    article, date, *_ = json.loads(text)
    return date or "", article


def _latest(stored: Mapping[str, Any], new: Sequence[Claim], places: Sequence[int]) -> dict[str, Any]:
    """What new claims change of all but evidence: `status` the furthest, the rest as the latest article says it."""
    held = stored["claims"]
    last = {name: _last(held, name) for name in {name for claim in new for name, _ in claim.properties}}
    out: dict[str, Any] = {}
    for claim, at in zip(new, places, strict=True):
        for name, value in claim.properties:
            if name == "status":
                out[name] = furthest(out.get(name, stored.get(name)), value)
            elif at > last[name]:
                out[name] = plain(value)
    return out


def _last(held: Sequence[str], name: str) -> int:
    """The place of the last claim that has the property; -1 if none has. In JSON no string holds such quotes unescaped."""
    return next((at for at in reversed(range(len(held))) if f'"{name}":' in held[at]), -1)


def _spots(stored: Mapping[str, Any], rank: Mapping[str, int], places: Sequence[int]) -> dict[str, Sequence[int]]:
    """Where in each stored list the entries of claims belong that have these places among the claims."""
    evidence = [bisect_left(stored.get("articles") or (), at, key=rank.__getitem__) for at in places]
    said = [bisect_left(stored.get("describes") or (), at, key=lambda text: rank[_article(text)]) for at in places]
    return {"claims": places, "articles": evidence, "sentences": evidence, "offsets": evidence, "describes": said}


def _between(held: Sequence[str], pieces: Iterable[tuple[int, list[str]]]) -> list[str]:
    """A list with pieces put in before places of it, which ascend."""
    out: list[str] = []
    last = 0
    for at, piece in pieces:
        out += held[last:at]
        out += piece
        last = at
    return [*out, *held[last:]]
