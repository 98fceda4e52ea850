"""Figures of several projects at once, which none of these owns: how many they are, and what they cost together."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator

from loaders.extract.claims import Context
from loaders.lexicons import word_list
from loaders.model import Figure
from schema.nodes import PLACE_LABELS, Label

_COUNTS = frozenset({"个", "项", "宗", "件", "大"})
_PROJECTS = r"(?<![子单分])(?:项目|工程)"
_AFTER = re.compile(rf"[^，。；、\d]{{0,12}}?{_PROJECTS}")
_BEFORE = re.compile(rf"(?:{_PROJECTS}|类)[^，。；、\d]{{0,6}}$|{_PROJECTS}等?，?(?:一共|总共|共计|合计|共)[有计]?$")
_BACK = 24
"""So many characters before a count may say that it counts projects."""
_FEWEST = 2
_NAMED = (Label.PROJECT, Label.PARK, Label.COMPANY, Label.ORGANIZATION, *PLACE_LABELS)
_SUMMED = frozenset({*_COUNTS, "家", "户", "处", "座"})
_JOINT = re.compile(r"、|和|与|及|以及")
_ALL = re.compile(r"等(?:一共|总共|共计|合计|共)?$")


def of_several(ctx: Context, figure: Figure) -> bool:
    """Whether a figure counts projects or adds up what so many of them cost: 16个重点项目集中开工，总投资21亿元."""
    return _counts_projects(ctx, figure) or figure.currency is not None and _adds_up(ctx, figure)


def _counts_projects(ctx: Context, figure: Figure) -> bool:
    """签约项目12个, 43个重点工程, 产业类6个; 5个子项目 are parts of one."""
    if figure.unit not in _COUNTS or figure.value < _FEWEST:
        return False
    begin = max(ctx.sentence_at(figure.start).start, figure.start - _BACK)
    return bool(_AFTER.match(ctx.text, figure.end) or _BEFORE.search(ctx.text[begin : figure.start]))


def _adds_up(ctx: Context, figure: Figure) -> bool:
    """Whether the last count of projects in the sentence leads to a sum, with nothing named in between that may cost it.

    两个项目是投资3亿元的甲项目和… tells what one of them costs.
    """
    if ctx.text.startswith("的", figure.end):
        return False
    start = ctx.sentence_at(figure.start).start
    at = bisect_left(ctx.figures, figure.start, key=lambda f: f.start)
    for earlier in reversed(ctx.figures[:at]):
        between = ctx.table.within(earlier.end, figure.start, Label.PROJECT, Label.COMPANY)
        if earlier.start < start or any(o.role != "anaphor" for o in between):
            return False
        if _counts_projects(ctx, earlier):
            clause = ctx.text[ctx.scopes.at(figure.start).start : figure.start]
            return any(word in clause for word in word_list("relations", "money_in"))
    return False


def examples(ctx: Context, figure: Figure) -> frozenset[int]:
    """Names that only stand for so many: 甲园、乙园等19个，总投资32亿元 is of neither, as is what follows them."""
    at = bisect_left(ctx.figures, figure.end, key=lambda f: f.start)
    start = ctx.sentence_at(figure.start).start
    for count in reversed(ctx.figures[:at]):
        if count.start < start or count is not figure and ctx.table.within(count.end, figure.start, *_NAMED):
            break
        before = _ALL.search(ctx.text, start, count.start) if count.unit in _SUMMED else None
        if before is not None:
            return frozenset(_list_before(ctx, start, before.start()))
    return frozenset()


def _list_before(ctx: Context, start: int, end: int) -> Iterator[int]:
    """The names of a list that ends there, from the last to the first."""
    for o in reversed(ctx.table.within(start, end, *_NAMED)):
        if o.end <= end and (o.end == end or _JOINT.fullmatch(ctx.text, o.end, end)):
            yield o.ref
            end = o.start
