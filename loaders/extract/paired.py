"""Names and figures in turn: 黄山市12家、宣城市9家、池州市7家 give each figure to the name right before it."""

from __future__ import annotations

import re
from bisect import bisect_left

from loaders.entities import Occurrence, is_place
from loaders.extract.claims import Context
from loaders.lexicons import word_list
from loaders.model import Figure
from schema.nodes import PLACE_LABELS, Label

_LINK = re.compile(r"(?:(?:地区|产业|行业)?(?:共有|共计|占比|达到|有|为|达|共|占|是|以|则)?)")
_BETWEEN = re.compile(r"[、，；]|[和与及]|以及")
_LONGEST = 24
"""A name stands so near before its figure, in characters."""
_BRANCHES = frozenset({"家", "户", "元", "%"})
"""What is counted of branches; so many tons are rather of the firm that makes them."""
_NAMED = (Label.COMPANY, Label.PARK, Label.PROJECT, Label.INDUSTRY, *PLACE_LABELS)


def beside(ctx: Context, figure: Figure) -> list[int]:
    """Whose the figure is where the one before or after it in the list stands in the same way behind another name."""
    if figure.unit in word_list("units", "distances"):
        return []
    own = _name(ctx, figure)
    if own is None:
        return []
    at = bisect_left(ctx.figures, figure.start, key=lambda f: f.start)
    for other, first in ((ctx.figures[at - 1] if at else None, False), (next(iter(ctx.figures[at + 1 :]), None), True)):
        name = _name(ctx, other) if other is not None and other.unit == figure.unit else None
        if other is None or name is None or name.ref == own.ref or not _alike(ctx, name, own):
            continue
        gap = (figure.end, name.start) if first else (other.end, own.start)
        if _BETWEEN.fullmatch(ctx.text, *gap):
            return [own.ref]
    return []


def _name(ctx: Context, figure: Figure) -> Occurrence | None:
    """The name that stands right before a figure, with 有 or 达 between them at most."""
    found = [o for o in ctx.table.within(figure.start - _LONGEST, figure.start, *_NAMED) if o.end <= figure.start]
    if not found or found[-1].role in ("inside", "prefix"):
        return None
    entity = ctx.table[found[-1].ref]
    if entity.get("generic") is not None or entity.label is Label.INDUSTRY and figure.unit not in _BRANCHES:
        return None
    return found[-1] if _LINK.fullmatch(ctx.text, found[-1].end, figure.start) else None


def _alike(ctx: Context, one: Occurrence, other: Occurrence) -> bool:
    a, b = ctx.table[one.ref], ctx.table[other.ref]
    return a.label is b.label or is_place(a) and is_place(b)
