"""Places that a thing's own name opens with: 福清市江阴工业区, 广东（阳江）…, 上饶—义乌合作产业园."""

from __future__ import annotations

import re

from loaders.entities.article import Occurrence, is_place
from loaders.extract.claims import Context
from loaders.extract.locations.containers import is_near_home
from schema.nodes import Label

_BRACKET = 10
"""So far behind the begin of a name the bracket may open that says where the thing lies, in characters."""
_WITH = re.compile(r"[—\-–－·~～]{1,2}")
"""Between two places that build a park together."""
_NEAR = 4
"""So far behind the begin of a name a place may begin that says where the thing lies, in characters."""
ORIGIN = 0.58
"""Weight of a province that a name opens with: it may only say where the firm comes from."""


def in_name(ctx: Context, o: Occurrence) -> list[tuple[float, int]]:
    """(weight, place or park) of what the name opens with."""
    shared = _host(ctx, o)
    if shared is not None:
        return [(0.95, shared)]
    out, opens = [], o.start
    fund = ctx.table[o.ref].name.endswith("基金")
    for p in ctx.table.within(o.start, o.end):
        park = ctx.table[p.ref].label is Label.PARK and p.ref != o.ref and p.role == "prefix" and p.start <= o.start + 1
        if park and not fund:
            out.append((1.0, p.ref))
        bracketed = ctx.text[p.start - 1 : p.start] == "（" and p.start <= o.start + _BRACKET
        if is_place(ctx.table[p.ref]) and (bracketed or p.start <= o.start + _NEAR):
            if bracketed:
                out = [(w, r) for w, r in out if not is_place(ctx.table[r])]  # 惠东（城步）产业园 lies in the second
            origin = ctx.table[p.ref].label is Label.PROVINCE and not bracketed  # 广西振辉精细盐项目: its firm's
            out.append((ORIGIN if origin else 0.9 if p.start == opens or bracketed else 0.7, p.ref))
            opens = p.end if origin else opens
    return out


def _host(ctx: Context, o: Occurrence) -> int | None:
    """上饶—义乌合作产业园: of two that build it the article's own, else the second."""
    pair = [p for p in ctx.table.within(o.start, o.end) if is_place(ctx.table[p.ref])][:2]
    if len(pair) < len(("上饶", "义乌")) or pair[0].start > o.start + 1:
        return None
    first, second = pair
    if not _WITH.fullmatch(ctx.text, first.end, second.start):
        return None
    return first.ref if is_near_home(ctx, first.ref) and not is_near_home(ctx, second.ref) else second.ref
