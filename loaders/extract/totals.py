"""Figures of several projects at once, which none of these owns: how many they are, and what they cost together."""

from __future__ import annotations

import re
from bisect import bisect_left

from loaders.extract.claims import Context
from loaders.lexicons import word_list
from loaders.model import Figure
from schema.nodes import Label

_COUNTS = frozenset({"个", "项", "宗", "件", "大"})
_PROJECTS = r"(?<![子单分])(?:项目|工程)"
_AFTER = re.compile(rf"[^，。；、\d]{{0,12}}?{_PROJECTS}")
_BEFORE = re.compile(rf"(?:{_PROJECTS}|类)[^，。；、\d]{{0,6}}$|{_PROJECTS}等?，?(?:一共|总共|共计|合计|共)[有计]?$")
_BACK = 24
"""So many characters before a count may say that it counts projects."""
_FEWEST = 2


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
