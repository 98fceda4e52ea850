"""The smallest of the places that a thing likely lies in: the park, where the city that holds it is likely as well."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from loaders.extract.claims import Context
from loaders.extract.zones import is_zone
from schema.nodes import Label

_LIKELY = 0.45
"""Least probability of a park within the likeliest place that is the better answer …"""
_SHARE = 0.6
"""… and the least share of the likeliest place's probability that it needs."""
_DEEP = 3
"""A park in a park in a zone: so many steps at most."""

Weighed = tuple[float, int, int]
"""Probability that a thing lies in a place, the thing, the place."""


def smallest(ctx: Context, likely: Sequence[Weighed], said: Mapping[int, int]) -> dict[int, int]:
    """Where each thing lies: the likeliest place, or a park within it that is nearly as likely.

    `likely` has the likeliest first; `said` is where things lie that nobody doubts.
    """
    found: defaultdict[int, list[Weighed]] = defaultdict(list)
    for weighed in likely:
        found[weighed[1]].append(weighed)
    located = {thing: places[0][2] for thing, places in found.items()} | dict(said)
    for thing, places in found.items():
        if thing not in said:
            located[thing] = _smaller(ctx, places, located)
    return located


def _smaller(ctx: Context, places: Sequence[Weighed], located: Mapping[int, int]) -> int:
    best, thing, chosen = places[0]
    park = ctx.table[thing].label is Label.PARK
    if park and is_zone(ctx, thing):
        return chosen
    for _ in range(_DEEP):
        parks = (
            place
            for probability, _, place in places
            if ctx.table[place].label is Label.PARK
            and probability >= max(_LIKELY, _SHARE * best)
            and (not park or is_zone(ctx, place))
        )
        smaller = next((p for p in parks if p != chosen and _lies_in(ctx, p, chosen, thing, located)), None)
        if smaller is None:
            break
        chosen = smaller
    return chosen


def _lies_in(ctx: Context, park: int, place: int, thing: int, located: Mapping[int, int]) -> bool:
    """Whether a park lies in a place or park, and not in the thing itself."""
    holders = list(_holders(park, located))
    if thing in (park, *holders):
        return False
    code = ctx.table[place].code
    return any(h == place or code is not None and code in ctx.above.get(ctx.table[h].code or "", ()) for h in holders)


def _holders(ref: int, located: Mapping[int, int]) -> Iterator[int]:
    """What a thing lies in, the nearest first."""
    seen = {ref}
    while (ref := located.get(ref, -1)) >= 0 and ref not in seen:
        seen.add(ref)
        yield ref
