"""What lies somewhere where its name is not said again: 前者, 后者, 这座位于X的专业园, 两个项目都建在X."""

from __future__ import annotations

import re
from collections.abc import Sequence

from loaders.entities.article import Occurrence
from loaders.extract.claims import Context
from loaders.extract.locations.grounds import THINGS, lists
from loaders.extract.scope import Clause
from loaders.text.numerals import parse_number
from schema.nodes import Label

_ONE_OF_TWO = re.compile(r"(?P<which>前|后)者(?:则|也|将|已|主要|计划|拟)?")
_THIS = re.compile(r"[^，。；：]{0,4}(?:这|该)(?P<measure>[座家个片处一项]?)")
_GROUNDS = "座片处"
"""Measure words of parks."""
_HEADS = (
    (
        Label.PARK,
        re.compile(r"的[^，。；：]{0,12}?(?:园|园区|基地|新区|开发区|高新区|新城|城|谷|港|小镇)(?=[，。；：]|$)"),
    ),
    (Label.PROJECT, re.compile(r"的[^，。；：]{0,12}?(?:项目|工程)(?=[，。；：]|$)")),
    (Label.COMPANY, re.compile(r"的[^，。；：]{0,12}?(?:企业|公司|集团|厂|工厂)(?=[，。；：]|$)")),
    (
        Label.ORGANIZATION,
        re.compile(r"的[^，。；：]{0,12}?(?:研究院|研究所|实验室|院所|机构|高校|医院)(?=[，。；：]|$)"),
    ),
)
"""Heads of what 这座, 这家 mean, by label."""
_ALL = re.compile(r"[^，。；：]{0,8}?(?:都|均|全部|皆|全都|统统)[^，。；：]{0,2}")
_COUNTED = re.compile(r"(?P<count>[两二三四五六七八九十]|\d{1,2})(?:个|大|宗|项)[^，。；：]{0,6}?项目")
_BACK = 160
"""So far back 前者 and 这座 look for what they mean, in characters."""


def one_of_two(ctx: Context, clause: Clause, verb: int) -> int | None:
    """前者落在A, 后者落在B: the first or second of the two that stand together before."""
    match = _ONE_OF_TWO.fullmatch(ctx.text, clause.start, verb)
    if match is None:
        return None
    begin = max(ctx.text.rfind("\n", 0, clause.start) + 1, clause.start - _BACK)
    things = [o for o in ctx.table.within(begin, clause.start, *THINGS) if o.role == "name"]
    ends = [run[-1] for label in THINGS if (run := _runs(ctx, things, label))]
    pairs = [run for run in ends if len(run) == len(("前者", "后者"))]
    last = max(pairs, key=lambda run: run[-1].end, default=None)
    return last[match["which"] == "后"].ref if last else None


def _runs(ctx: Context, things: Sequence[Occurrence], label: Label) -> list[list[Occurrence]]:
    """Lists of things of a label, in order."""
    return list(lists(ctx, [o for o in things if ctx.table[o.ref].label is label]))


def this_one(ctx: Context, clause: Clause, verb: int, stop: int) -> int | None:
    """这座位于A的专业园: the park, firm or project, as the word says, that the paragraph named last."""
    this = _THIS.fullmatch(ctx.text, clause.start, verb)
    if this is None:
        return None
    head = next((label for label, head in _HEADS if head.match(ctx.text, stop, clause.end)), None)
    label = Label.PARK if this["measure"] and this["measure"] in _GROUNDS else head
    if label is None:
        return None
    begin = max(ctx.text.rfind("\n", 0, clause.start) + 1, clause.start - _BACK)
    named = [o for o in ctx.table.within(begin, clause.start, label) if o.role in ("name", "anaphor")]
    return named[-1].ref if named and ctx.table[named[-1].ref].get("generic") is None else None


def all_of(ctx: Context, clause: Clause, verb: int) -> list[int]:
    """两个项目投资分别为…，都建在A: as many projects as the sentence counts."""
    if _ALL.fullmatch(ctx.text, clause.start, verb) is None:
        return []
    begin = ctx.doc.sentences[clause.sentence].start
    counted = list(_COUNTED.finditer(ctx.text, begin, verb))
    named = [o.ref for o in ctx.table.within(begin, verb, Label.PROJECT) if o.role == "name"]
    projects = [r for r in dict.fromkeys(named) if ctx.table[r].get("generic") is None]
    number = parse_number(counted[-1]["count"]) if counted else None
    return projects if number is not None and int(number.value) == len(projects) else []
