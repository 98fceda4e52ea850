"""What the words of a clause put where: X落户Y, 位于Y的X, X在Y开工, A在Y建设X, 把X放到这里.

`sitings` gives for each park, project, company and organisation the places that the text names for it, each with a
weight and the offset that says so. Which of them is the answer is decided in `loaders.extract.locations.relations`.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from itertools import cycle

from loaders.entities.article import Occurrence
from loaders.extract.claims import Context
from loaders.extract.locations.enumerated import enumerated
from loaders.extract.locations.grounds import THINGS, coordinated, is_joint, lists, site_after, sites_listed, sites_of
from loaders.extract.locations.pointed import all_of, one_of_two, this_one
from loaders.extract.locations.tenants import tenants
from loaders.extract.scope import Clause
from loaders.lexicons import longest_first
from schema.nodes import Label

Siting = tuple[float, int, int]
"""Weight, ref of the place or park, offset."""
Found = Iterator[tuple[int, float, int, int]]
"""Ref of the thing, then a `Siting`."""
_WITHIN = re.compile(
    r"(?:内|里|境内|范围内|辖区内|上)?的(?:[^，。；：、]{0,8}(?:有|是|为|包括|企业|项目|大厂|厂商|公司))?[“‘]?"
)
_BUILDS = re.compile(
    r"动土|新厂|厂房|厂区|车间|奠基|盖|投资|投建|建设|兴建|新建|设立|设有|设置|设厂|开设|开办|建有|建成|建厂|动工|扩建|打造|上马|布局|摘得|拿地|租下|投产|办了|合办|建(?!议)|设(?!会场|宴|想)"
)
_EVENT = re.compile(
    r"[^，。；：、]{0,5}?(?:奠基|开工|动工|动土|打下|打桩|沉桩|破土|进场|施工|投产|试产|竣工|落成|启用|投用|投运|建成|点火|试车|封顶)"
)
_DENIED = re.compile(r"(?:没有|没|未能|未|不|原本|曾想|曾要|差点|并非|不再|拒绝|赴)[^，。；]{0,4}$")
_PLANNED = re.compile(r"(?:将|拟|计划|打算|准备|有意|意向|规划)[^，。；]{0,3}$")
_ELIDED = re.compile(
    r"(?:后者|项目|工程|企业|公司|园区|其|它|均|都|则|就|便|也|已|正|将|拟|目前|主要|现|同样|分别|全部|一期|首期|同|占地[^，。；]{0,10})*"
)
_WORKS = re.compile(r"(?:生产线|产线|工厂|厂房|厂区|厂址|车间|总部|基地|院址|地界|落点|选址)[^，。；]{0,2}")
_PREMISES = re.compile(r"的(?:厂区|工厂|厂房|基地|总部|车间|园区|生产线)")
_CALLED = re.compile("(?:园区|开发区|产业园|工业园|基地)(?:名叫|叫做|叫|是|为)")
_JUST = re.compile(r"(?:就|也|都|均|则|全|同样|一同|正|便)?")
_RESPECTIVELY = re.compile(r"(?:分别|分头|依次)[^，。；：]{0,2}$")
_LONGEST = 400
"""A longer clause is no sentence that somebody wrote, in characters."""
_REACH = 14
"""Farthest a subject stands before its verb, in characters."""


@cache
def _lies() -> re.Pattern[str]:
    words = "|".join(re.escape(w) for w in longest_first("relations", "lies"))
    spots = "|".join(re.escape(w) for w in longest_first("relations", "spots"))
    be = "(?:也|都|均|就|则|正|全|最终|已)?(?:是|为|在|位于|设在|选在|定在|选定在|落在|落户|锁定)"
    return re.compile(rf"(?:的?(?:{spots}){be}|(?:{words})(?:于|在|到|了)?)")


def sitings(ctx: Context) -> Mapping[int, list[Siting]]:
    """Every place that the text names for a thing, by the thing's ref."""
    out: defaultdict[int, list[Siting]] = defaultdict(list)
    for clause in ctx.scopes.clauses:
        if clause.end - clause.start > _LONGEST:
            continue
        for ref, weight, site, at in _of_clause(ctx, clause):
            if ref != site and ctx.table[site].get("generic") is None:
                out[ref].append((weight, site, at))
    for ref, weight, site, at in enumerated(ctx):
        out[ref].append((weight, site, at))
    return out


def _of_clause(ctx: Context, clause: Clause) -> Found:
    things = [o for o in ctx.table.within(clause.start, clause.end, *THINGS) if o.role in ("name", "anaphor")]
    if things or clause.topics:
        for match in _lies().finditer(ctx.text, clause.start, clause.end):
            yield from _lying(ctx, clause, things, match)
        at = ctx.text.find("在", clause.start, clause.end)
        while at >= 0:
            yield from _at(ctx, clause, things, at)
            at = ctx.text.find("在", at + 1, clause.end)
    yield from _among(ctx, clause, things)
    yield from _seat(ctx, clause, things)
    yield from tenants(ctx, clause, [o for o in things if ctx.table[o.ref].label is Label.COMPANY])


def _lying(ctx: Context, clause: Clause, things: Sequence[Occurrence], match: re.Match[str]) -> Found:
    """X、Y落户Z; 落户Z的X、Y; X扩建位于Z的厂区."""
    site = site_after(ctx, match.end(), clause.end)
    if site is None or _DENIED.search(ctx.text, clause.start, match.start()):
        return
    place, stop = site
    pointed = this_one(ctx, clause, match.start(), stop)
    subjects = [pointed] if pointed is not None else subjects_of(ctx, clause, things, match.start())
    apart = len(subjects) > 1 and _RESPECTIVELY.search(ctx.text, clause.start, match.start())
    places = sites_listed(ctx, match.end(), clause.end) if apart else [place]
    subjects = sorted(subjects, key=lambda ref: _last_named(ctx, ref, match.start())) if apart else subjects
    if len(places) in (1, len(subjects)):
        for ref, where in zip(subjects, cycle(places), strict=False):
            yield ref, 0.97, where, match.start()
    if _PREMISES.match(ctx.text, stop, clause.end):
        firms = [o for o in things if o.end <= match.start() and ctx.table[o.ref].label is Label.COMPANY]
        yield from ((o.ref, 0.95, place, o.start) for o in firms[-1:])
    presented = _WITHIN.match(ctx.text, stop, clause.end)
    first = presented and next((o for o in things if 0 <= o.start - presented.end() <= 2), None)
    for o in coordinated(ctx, first, things) if first else ():
        yield o.ref, 0.97, place, o.start


def _last_named(ctx: Context, ref: int, verb: int) -> int:
    """Where a thing is named last before a verb."""
    return max((o.start for o in ctx.table.of(ref) if o.start < verb), default=-1)


def _at(ctx: Context, clause: Clause, things: Sequence[Occurrence], at: int) -> Found:
    """X在Y开工; A在Y建设X: the project, and the firm where it does so already."""
    site = site_after(ctx, at + 1, clause.end)
    if site is None or _DENIED.search(ctx.text, clause.start, at):
        return
    place, stop = site
    if _EVENT.match(ctx.text, stop, clause.end) or _is_there(ctx, clause, things, at, stop):
        for ref in subjects_of(ctx, clause, things, at):
            if ctx.table[ref].label in (Label.PROJECT, Label.PARK):
                yield ref, 0.97, place, at
    there = [o for o in things if ctx.text[stop : o.start] in ("的", "的“", "里的", "内的")]
    yield from ((o.ref, 0.93, place, o.start) for o in there if ctx.table[o.ref].label in (Label.PROJECT, Label.PARK))
    if not _BUILDS.search(ctx.text, stop, min(clause.end, stop + 12)):
        return
    built = [
        o
        for o in things
        if o.start >= stop and ctx.table[o.ref].label in (Label.PROJECT, Label.ORGANIZATION, Label.PARK)
    ]
    built = [o for o in built if o.ref != place and "的" not in ctx.text[stop : o.start][:2]]
    yield from ((o.ref, 0.93, place, o.start) for o in built[:1])
    if _PLANNED.search(ctx.text, clause.start, at):
        return
    firms = [o for o in things if o.end <= at and ctx.table[o.ref].label is Label.COMPANY]
    topic = next((t for t in clause.topics if ctx.table[t].label is Label.COMPANY), None)
    if firms and at - firms[-1].end <= _REACH:
        for o in next(run for run in lists(ctx, firms) if firms[-1] in run):
            yield o.ref, 0.85, place, o.start
    begin = ctx.doc.sentences[clause.sentence].start
    if not firms and topic is not None and not re.search("将|拟|计划", ctx.text[begin:at]):
        yield topic, 0.8, place, at


def _is_there(ctx: Context, clause: Clause, things: Sequence[Occurrence], at: int, stop: int) -> bool:
    """X就在Y，: nothing but the place follows, and nothing but 就 or 也 stands before."""
    if ctx.text[stop : stop + 1] not in ("，", "。", "；", ""):
        return False
    before = [o for o in things if o.end <= at]
    return _JUST.fullmatch(ctx.text, before[-1].end if before else clause.start, at) is not None


def _among(ctx: Context, clause: Clause, things: Sequence[Occurrence]) -> Found:
    """X高新区产值…，其中Y工业园占一半: a part of what the clause before speaks of."""
    first = things[0] if things else None
    if first is None or ctx.text[clause.start : first.start] != "其中" or ctx.table[first.ref].label is not Label.PARK:
        return
    earlier = ctx.scopes.at(max(0, clause.start - 1))
    if earlier.sentence == clause.sentence:
        yield from ((first.ref, 0.9, site, first.start) for site in sites_of(ctx, earlier)[:1])


def _seat(ctx: Context, clause: Clause, things: Sequence[Occurrence]) -> Found:
    """X所在的Y园区."""
    at = ctx.text.find("所在的", clause.start, clause.end)
    owner = next((o for o in things if o.end == at), None) if at >= 0 else None
    called = _CALLED.match(ctx.text, at + len("所在的"), clause.end)
    site = site_after(ctx, called.end() if called else at + len("所在的"), clause.end) if owner else None
    if owner and site:
        yield owner.ref, 0.95, site[0], at


def subjects_of(ctx: Context, clause: Clause, things: Sequence[Occurrence], verb: int) -> list[int]:
    """What lies there: the thing right before the verb with its list, or what the sentence goes on about."""
    either = one_of_two(ctx, clause, verb)
    meant = [either] if either is not None else all_of(ctx, clause, verb)
    if meant:
        return meant
    before = [o for o in things if o.end <= verb]
    if before and ctx.text[before[-1].start : before[-1].end] != "后者":
        return _before(ctx, before, verb)
    just = _just_named(ctx, clause)
    if just is not None and _ELIDED.fullmatch(ctx.text, clause.start, verb):
        return [just]
    sentence = ctx.doc.sentences[clause.sentence]
    focus = clause.focus
    within = focus is not None and any(sentence.start <= o.start < verb for o in ctx.table.of(focus))
    if _WORKS.fullmatch(ctx.text, clause.start, verb):
        firms = [
            o for o in ctx.table.within(sentence.start, verb, Label.COMPANY, Label.ORGANIZATION) if o.role == "name"
        ]
        return [firms[-1].ref] if firms else [focus] if within and focus is not None else []
    if not _ELIDED.fullmatch(ctx.text, clause.start, verb):
        return []
    spoken = [t for t in clause.topics if ctx.table[t].label in THINGS]
    if within and focus is not None and (not spoken or ctx.table[focus].label is Label.PROJECT):
        return [focus]
    return spoken


def _just_named(ctx: Context, clause: Clause) -> int | None:
    """共建X研究院，落户Y: what the clause before ends with."""
    end = clause.start - 1
    named = [o for o in ctx.table.within(max(0, end - 40), end, *THINGS) if o.role == "name" and o.end == end]
    return named[-1].ref if named and ctx.text[end] == "，" and ctx.text[named[-1].start - 1] != "、" else None


def _before(ctx: Context, before: Sequence[Occurrence], verb: int) -> list[int]:
    last = before[-1]
    gap = ctx.text[last.end : verb]
    if len(gap) > _REACH or gap.endswith("的"):
        return []
    refs, head = [last.ref], last
    for o in reversed(before[:-1]):
        taken = ctx.text[o.end : head.start].endswith("把")
        if ctx.table[o.ref].label is not ctx.table[last.ref].label or not is_joint(ctx.text[o.end : head.start]):
            return [*refs, o.ref] if taken else refs
        refs.append(o.ref)
        head = o
    return refs
