"""Where a branch is said to be: 株洲的A产业, A、B集中于甲县、乙县, A的承载地为丙园区, 园区主攻A."""

from __future__ import annotations

import re

from loaders.entities.article import Occurrence, is_place
from loaders.extract.claims import Context
from loaders.extract.scope import Clause
from loaders.lexicons import word_list
from schema.nodes import PLACE_LABELS, Label

_JOINT = re.compile(r"(?:、|和|与|及|以及|等)?")
_LISTED = re.compile(r"(?:、|和|与|及)")
_LIST = 12
"""So many members of a list are passed over."""
_MEMBER = 16
"""So far before a member of a list the one before it may begin, in characters."""
_BESIDE = 12
"""So far before a list the place may begin, in characters."""
_LIES_AT = re.compile(
    r"(?:是[^，。；：]{0,8}产业，)?(?:[、和与及][^，。；：]{2,12}){0,4}(?:等)?(?:产业链|产业|企业|行业|板块|领域|集群)?(?:，)?(?:的|其)?(?:主要|则|多|也|都|重点|分别|大多|已|就)?"
    r"(?:集中(?:布局|摆放|摆|分布|集聚)?|集聚|聚集|分布|扎堆|布局|扎根|承载地|承载园区|主要承载地|承载平台|主要载体|载体|主战场|主阵地|落子)(?:摆|放)?(?:在|于|到|为|是)[^，。；：、]{0,8}?"
)
_GATHERS = re.compile(r"(?:[、和与及][^，。；：]{2,12}){0,4}(?:等)?(?:产业|企业|行业)?(?:则|正|加快|加速)?(?:向|往)")
_TOWARDS = re.compile(r"(?:等地|等市|等县|等)?(?:集聚|集中|聚集|汇聚|靠拢)")
_PARK_SPEAKS = re.compile(
    r"(?:目前|其中|如今|未来|今后|现在|眼下|近年来|下一步|据介绍|整个|这座|这个|该)?"
    r"(?:园区|园内|园里|园方|产业园|工业园|科技园|高新区|开发区|经开区|工业区|保税区|综保区|产业城|基地|小镇)"
)
_NEAR = 60


def named_before(ctx: Context, occurrence: Occurrence) -> int | None:
    """围绕株洲的轨道交通、航空动力两个产业集群: the place that a list of branches names as its own."""
    start = occurrence.start
    if not ctx.table.within(max(0, start - _LIST * _MEMBER - _BESIDE), start, *PLACE_LABELS):
        return None
    for _ in range(_LIST):
        near = reversed(ctx.table.within(max(0, start - _MEMBER), start, Label.INDUSTRY))
        beside = (o for o in near if o.role == "name" and o.end < start and _LISTED.fullmatch(ctx.text, o.end, start))
        left = next(beside, None)
        if left is None:
            break
        start = left.start
    for p in ctx.table.within(max(0, start - _BESIDE), start, *PLACE_LABELS):
        if p.role == "name" and ctx.text[p.end : start] in ("", "的"):
            before = ctx.text[max(0, p.start - 6) : p.start]
            above = {code for t in ctx.scopes.at(start).topics for code in ctx.above.get(ctx.table[t].code or "", ())}
            if ctx.table[p.ref].code in above:
                return None  # 台中是台湾精密机械的重镇: the larger place only says where
            if not before.endswith((*word_list("scope", "objects"), "、", "和", "与")):
                return p.ref
    return None


def sites_of(ctx: Context, occurrence: Occurrence, *labels: Label) -> list[int]:
    """Places or parks that the same sentence says the branch lies in, all of a list."""
    sentence = ctx.sentence_at(occurrence.start)
    stop = min(sentence.end, occurrence.end + _NEAR)
    found = [o for o in ctx.table.within(occurrence.end, stop, *labels) if o.role == "name"]
    if not found:
        return []
    gap = ctx.text[occurrence.end : found[0].start]
    members = [found[0]]
    for o in found[1:]:
        if not _JOINT.fullmatch(ctx.text, members[-1].end, o.start):
            break
        members.append(o)
    towards = _GATHERS.fullmatch(gap) and _TOWARDS.match(ctx.text, members[-1].end)
    if not towards and not _LIES_AT.fullmatch(gap):
        return []
    return [o.ref for o in members if ctx.table[o.ref].get("generic") is None]


def spoken_park(ctx: Context, clause: Clause, occurrence: Occurrence) -> int | None:
    """园区主攻A: the park that a bare 园区 means, where the clause has no subject of its own."""
    if clause.own:
        return None
    sentence = ctx.sentence_at(occurrence.start)
    referred = [o for o in ctx.table.within(clause.start, occurrence.start, Label.PARK) if o.role == "anaphor"]
    if referred:
        return referred[-1].ref
    if not _PARK_SPEAKS.match(ctx.text, clause.start) and not _PARK_SPEAKS.match(ctx.text, sentence.start):
        return None
    if any(is_place(ctx.table[t]) and t != ctx.scopes.home and t != clause.place for t in clause.topics):
        return None
    before = [
        o
        for o in ctx.table.before(occurrence.start, Label.PARK)
        if o.role in ("name", "anaphor") and ctx.table[o.ref].get("generic") is None
    ]
    paragraph = ctx.text.rfind("\n", 0, occurrence.start)
    near = [o for o in before if o.start > paragraph]
    if near:
        return near[-1].ref
    return ctx.scopes.main_park if ctx.scopes.main_park is not None else (before[-1].ref if before else None)
