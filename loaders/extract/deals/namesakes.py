"""INVESTS_IN by name: whose a project is that carries a firm's name (瑞禾股份年产3万吨电解液项目, 瑞禾新材料产业园)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from loaders.entities.article import ArticleEntity
from loaders.entities.names import company_key, plain, without_trade
from loaders.extract.claims import Claim, Context
from loaders.extract.deals.agents import WORKS
from loaders.lexicons import word_list
from loaders.segment import word_flags
from schema.nodes import PLACE_LABELS, Label
from schema.relations import Predicate

_SHORTEST = 2
"""Length of a name that must be an odd word, in characters: 东方 opens many names."""
_SHORTEST_CUT = 3
"""Shortest name that is left of a longer one whatever word it is, in characters."""
_SURE = 0.8


def namesake_claims(ctx: Context, claims: Iterable[Claim]) -> Iterator[Claim]:
    """Firms with the works whose names theirs open, unless `claims` say whose those are; the longest name decides.

    Parks that a firm's own name opens (瑞禾产业园) are left to the weights, which know when one name holds another.
    """
    brands = _brands(ctx)
    owned = {c.end for c in claims if c.predicate is Predicate.INVESTS_IN}
    grounds = word_list("scope", "grounds")
    sizes = sorted({len(b) for b in brands}, reverse=True)
    for work in ctx.table.entities:
        spoken = ctx.table.of(work.ref)
        if work.label not in WORKS or work.get("generic") is not None or not spoken or work.ref in owned:
            continue
        if work.name.endswith(grounds):
            continue
        name = _without_seat(ctx, work)
        firm = next((brands[name[:n]] for n in sizes if n < len(name) and name[:n] in brands), None)
        if firm is not None and not (work.label is Label.PARK and name.startswith(_own_names(ctx.table[firm]))):
            yield Claim(Predicate.INVESTS_IN, firm, work.ref, spoken[0].start, _SURE)


def _without_seat(ctx: Context, work: ArticleEntity) -> str:
    """云南瑞禾年产11万吨隔膜: what follows the place that opens a project's name."""
    name = plain(work.name)
    at = ctx.table.of(work.ref)[0].start
    seats = [o for o in ctx.table.within(at, at + 1, *PLACE_LABELS) if o.role in ("prefix", "inside")]
    seat = plain(ctx.text[at : max(o.end for o in seats)]) if seats and work.label is Label.PROJECT else ""
    return name.removeprefix(seat)


def _brands(ctx: Context) -> Mapping[str, int]:
    """What firms are called by, without place and legal form too; no place and no park is called so."""
    places = {plain(n) for e in ctx.table.entities if e.label in PLACE_LABELS for n in _called(e)}
    zones = (*word_list("scope", "zones"), *word_list("scope", "grounds"))
    out: dict[str, int] = {}
    for firm in ctx.table.entities:
        if firm.label is not Label.COMPANY or firm.get("generic") is not None:
            continue
        for brand in _shortened(ctx, firm):
            if brand not in places and not brand.endswith(zones):
                out.setdefault(brand, firm.ref)
    return out


def _own_names(firm: ArticleEntity) -> tuple[str, ...]:
    return tuple(plain(n) for n in (firm.name, *firm.aliases))


def _called(place: ArticleEntity) -> Iterator[str]:
    for name in (place.name, *place.aliases):
        yield name
        yield name[:-1]


def _shortened(ctx: Context, firm: ArticleEntity) -> Iterator[str]:
    """浙江瑞禾科技集团: 浙江瑞禾科技, 瑞禾科技, 瑞禾."""
    spoken = ctx.table.of(firm.ref)
    seats = ctx.table.within(spoken[0].start, spoken[0].start + 1, *PLACE_LABELS) if spoken else []
    place = ctx.text[seats[0].start : seats[0].end] if seats else ""
    yield from _own_names(firm)
    for name in (firm.name, *firm.aliases):
        key = company_key(name)
        for core in (key, key.removeprefix(place)):
            if len(core) >= _SHORTEST_CUT:
                yield core
            brand = without_trade(core)
            if len(brand) == _SHORTEST and word_flags().get(brand) is None:
                yield brand
