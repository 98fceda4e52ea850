"""Places and parks as the words of a clause name them: after a verb of lying, by 这里, in lists."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from loaders.entities.article import Occurrence
from loaders.extract.claims import Context
from loaders.extract.scope import Clause
from schema.nodes import PLACE_LABELS, Label

THINGS = (Label.PARK, Label.PROJECT, Label.COMPANY, Label.ORGANIZATION)
SITES = (Label.PARK, *PLACE_LABELS)
_JOINED = re.compile(
    r"(?:（[^（）]{0,20}）)?[”’]?(?:建设)?(?:项目|工程)?(?:、|和|与|及|以及)(?:[^，。；：、]{0,6}的)?[“‘]?"
)
_AND = re.compile("、|和|与|及|以及")
_CHAIN = re.compile(r"(?:下辖|境内|辖区|所辖|辖内|内|市|县|区)?的?")
_HERE = re.compile(r"(?:这里|那里|此处|此地|当地|此|这儿|园里|园内|园中|(?:这座|这个|该)(?:园区|产业园|小镇|园子))")
_NEXT_TO = re.compile(r"(?:相邻|邻近|毗邻|隔壁|附近|旁边|同市|同省|同县|本地|当地)的")
_FAR = 600
"""So far back in a paragraph 这里 points, in characters."""
_GAP = 6
"""Farthest a place stands after its verb, in characters."""


def names(ctx: Context, o: Occurrence) -> bool:
    """Whether a place or park is meant there, not a part of another name."""
    if ctx.table[o.ref].get("generic") is not None or o.role == "inside":
        return False
    if o.role != "prefix":
        return True
    return ctx.table[o.ref].label is not Label.PARK and not any(
        p.start <= o.start and o.end <= p.end and p.role == "name"
        for p in ctx.table.within(o.start - 30, o.end, *THINGS)
    )


def site_after(ctx: Context, start: int, end: int) -> tuple[int, int] | None:
    """The place that the words from `start` on name (重庆市永川区凤凰湖产业园: the park): its ref, and where it ends."""
    pointed = _HERE.match(ctx.text, start)
    if pointed:
        site = here(ctx, start)
        return (site, pointed.end()) if site is not None else None
    beside = _NEXT_TO.match(ctx.text, start, end)
    start = beside.end() if beside else start
    found = [o for o in ctx.table.within(start, min(end, start + _GAP + 1), *SITES) if names(ctx, o)]
    if not found or re.search(r"[，。；：、与和的]", ctx.text[start : found[0].start]):
        return None
    last = found[0]
    for o in ctx.table.within(last.end, end, *SITES):
        if o.start < last.end or not names(ctx, o):
            continue
        if not _CHAIN.fullmatch(ctx.text, last.end, o.start) or ctx.table[o.ref].label is Label.PROVINCE:
            break
        last = o
    return last.ref, last.end


def sites_listed(ctx: Context, start: int, end: int) -> list[int]:
    """甲县、乙产业园和丙区: every place of a list that the words from `start` on name."""
    out: list[int] = []
    while (site := site_after(ctx, start, end)) is not None:
        out.append(site[0])
        joint = _AND.match(ctx.text, site[1], end)
        if joint is None:
            break
        start = joint.end()
    return out


def here(ctx: Context, at: int) -> int | None:
    """这里, 此: the place or park that the paragraph spoke of last, else what it is about, else what it named last."""
    begin = max(ctx.text.rfind("\n", 0, at) + 1, at - _FAR)
    clause = ctx.scopes.at(at)
    named = [o for o in ctx.table.within(begin, at, *SITES) if names(ctx, o) and _counts(ctx, o)]
    spoken = [o for o in named if o.ref in ctx.scopes.at(o.start).topics and ctx.scopes.at(o.start).own]
    if spoken:
        return spoken[-1].ref
    if named and ctx.table[named[-1].ref].label is Label.PARK:
        return named[-1].ref
    topics = sites_of(ctx, clause)
    return topics[0] if topics else named[-1].ref if named else None


def _counts(ctx: Context, o: Occurrence) -> bool:
    """A firm's own 基地 is no place that 这里 points to."""
    return not (
        ctx.table[o.ref].label is Label.PARK
        and ctx.table[o.ref].name.endswith("基地")
        and ctx.text[o.start - 1] == "的"
    )


def sites_of(ctx: Context, clause: Clause) -> list[int]:
    """Places and parks that a clause speaks of."""
    return [t for t in clause.topics if ctx.table[t].label in SITES and ctx.table[t].get("generic") is None]


def is_joint(gap: str) -> bool:
    """Whether the words between two names join them in a list."""
    return _JOINED.fullmatch(gap) is not None


def coordinated(ctx: Context, first: Occurrence, things: Sequence[Occurrence]) -> list[Occurrence]:
    """The members of the list that `first` opens."""
    run = [first]
    for o in things:
        if o.start >= run[-1].end and ctx.table[o.ref].label is ctx.table[first.ref].label:
            if not is_joint(ctx.text[run[-1].end : o.start]):
                break
            run.append(o)
    return run


def lists(ctx: Context, things: Sequence[Occurrence]) -> Iterator[list[Occurrence]]:
    """Lists among things of one label, in order; what stands alone is a list of one."""
    done = -1
    for o in things:
        if o.start >= done:
            run = coordinated(ctx, o, things)
            done = run[-1].end
            yield run
