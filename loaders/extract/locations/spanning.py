"""Parks and projects that lie in several places at once: 横跨榆阳区、神木市, 位于甲县与乙县交界, 位于甲区、乙区一带的X."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping

from loaders.extract.claims import Context
from loaders.extract.locations.grounds import THINGS, sites_listed
from loaders.extract.locations.siting import subjects_of
from loaders.extract.scope import Clause
from schema.nodes import PLACE_LABELS, Label

_SPANS = re.compile(r"(?:横跨|地跨|分跨|跨越|纵贯|(?P<lies>位于|位在|地处|坐落于|坐落在))了?")
_BETWEEN = re.compile(r"(?:两[省市县区地]|[三四五][省市县区地])?(?:的)?(?:交界|交汇|之间|一带|结合部)(?:处)?")
_OF = re.compile(r"的[^，。；：]{0,4}$")
_SIZED = (Label.PARK, Label.PROJECT)


def spanning(ctx: Context) -> Mapping[int, list[tuple[int, int]]]:
    """(place, offset) of every place of the things that the text says to lie in several, by the thing's ref."""
    out: defaultdict[int, list[tuple[int, int]]] = defaultdict(list)
    for clause in ctx.scopes.clauses:
        for match in _SPANS.finditer(ctx.text, clause.start, clause.end):
            places = _places(ctx, match, clause.end)
            for ref in _things(ctx, clause, match.start(), places) if places else ():
                out[ref] += ((place, match.start()) for place in places if place not in (p for p, _ in out[ref]))
    return out


def _places(ctx: Context, match: re.Match[str], end: int) -> list[int]:
    """The administrative places of a list of several; after 位于 only where the words go on as 交界, 一带."""
    places = sites_listed(ctx, match.end(), end)
    if len(places) < len(("榆阳区", "神木市")) or any(ctx.table[p].label not in PLACE_LABELS for p in places):
        return []
    if match["lies"] is None:
        return places
    last = max(o.end for p in places for o in ctx.table.of(p) if match.end() <= o.start < end)
    return places if _BETWEEN.match(ctx.text, last, end) else []


def _things(ctx: Context, clause: Clause, verb: int, places: list[int]) -> list[int]:
    """What spans the places: what stands before the verb, or what 的 behind the last place presents."""
    things = [o for o in ctx.table.within(clause.start, clause.end, *THINGS) if o.role in ("name", "anaphor")]
    last = max(o.end for p in places for o in ctx.table.of(p) if verb < o.start < clause.end)
    presented = [o.ref for o in things if o.start >= last and _OF.search(ctx.text, last, o.start)][:1]
    found = presented or subjects_of(ctx, clause, things, verb)
    return [ref for ref in found if ctx.table[ref].label in _SIZED and ctx.table[ref].get("generic") is None]
