"""Names and figures in turn: 黄山市12家、宣城市9家、池州市7家 give each figure to the name right before it.

Where the items have several figures (甲县3个项目，总投资8亿元；乙县2个项目，总投资5亿元), all go to the name that opens theirs.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator

from loaders.entities.article import Occurrence, is_place
from loaders.extract.claims import Context
from loaders.lexicons import word_list
from loaders.model import Figure
from schema.nodes import PLACE_LABELS, Label

_LINK = re.compile(r"(?:(?:地区|产业|行业)?(?:共有|共计|占比|达到|有|为|达|共|占|是|以|则)?)")
_ITEM = re.compile(r"[；。：\n]|其中，")
_OPENING = re.compile(r"\s*(?:其中，?|而)?\s*")
_COUNTED = re.compile(r"(?:(?:类|产业|行业)?(?:项目|企业)?)(?:共有|共计|有|共|计)?\Z")
_REACH = 100
"""So many characters may an item of a list be long."""
_BETWEEN = re.compile(r"[、，；]|[和与及]|以及")
_LONGEST = 24
"""A name stands so near before its figure, in characters."""
_BRANCHES = frozenset({"家", "户", "元", "%"})
"""What is counted of branches; so many tons are rather of the firm that makes them."""
_PROJECTS = frozenset({"个", "项", "宗"})
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


def opening(ctx: Context, figure: Figure) -> list[int]:
    """Whose the figure is in a list of items that each open with a name and its figure."""
    begin = max(ctx.sentence_at(figure.start).start, figure.start - _REACH)
    start = max((m.end() for m in _ITEM.finditer(ctx.text, begin, figure.start)), default=begin)
    own = _opens(ctx, start, figure.start)
    if own is None or ctx.text.startswith("的", figure.end) or _others(ctx, own.end, figure.end):
        return []
    others = (_opens(ctx, at, at + _REACH) for at in _items_beside(ctx, start, figure.end))
    return [own.ref] if any(o is not None and o.ref != own.ref and _alike(ctx, own, o) for o in others) else []


def _items_beside(ctx: Context, start: int, end: int) -> Iterator[int]:
    """Where the items after and before one begin that semicolons part from it."""
    sentence = ctx.sentence_at(end - 1)
    ahead = ctx.text.find("；", end, min(sentence.end, end + _REACH))
    if ahead >= 0:
        yield ahead + 1
    if ctx.text[start - 1 : start] == "；":
        low = max(sentence.start, start - _REACH)
        yield max((m.end() for m in _ITEM.finditer(ctx.text, low, start - 1)), default=sentence.start)


def _opens(ctx: Context, start: int, end: int) -> Occurrence | None:
    """The name that opens an item, right before its first figure."""
    start = _OPENING.match(ctx.text, start).end()  # type: ignore[union-attr]
    found = [o for o in ctx.table.within(start, start + 1, *_NAMED) if o.start == start and o.role == "name"]
    if not found or ctx.table[found[0].ref].get("generic") is not None:
        return None
    at = bisect_left(ctx.figures, found[0].end, key=lambda f: f.start)
    first = ctx.figures[at] if at < len(ctx.figures) else None
    if first is None or first.start > max(end, found[0].end + _LONGEST):
        return None
    if ctx.table[found[0].ref].label is Label.INDUSTRY and first.unit not in _BRANCHES | _PROJECTS:
        return None
    return found[0] if _COUNTED.fullmatch(ctx.text, found[0].end, first.start) else None


def _others(ctx: Context, start: int, end: int) -> bool:
    """Whether the item names anything else before the figure that it may be of."""
    return any(
        o.role != "inside"
        for o in ctx.table.within(start, end, Label.COMPANY, Label.PARK, Label.PROJECT, *PLACE_LABELS)
    )
