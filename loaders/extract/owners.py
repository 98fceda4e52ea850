"""Whose a figure is: what follows it, what stands before it, what the sentence has introduced, or its clause's subject."""

from __future__ import annotations

import re
from bisect import bisect_left

from loaders.entities import Occurrence, is_place
from loaders.extract.claims import Context
from loaders.extract.scope import Clause
from loaders.lexicons import word_list
from loaders.model import Figure
from schema.nodes import PLACE_LABELS, Label

_OWNERS = (Label.PROJECT, Label.PARK, Label.COMPANY, Label.ORGANIZATION, Label.INDUSTRY, Label.POLICY, *PLACE_LABELS)
_MONEY_OWNERS = (Label.PROJECT, Label.PARK, Label.INDUSTRY, Label.POLICY)
_LIES_IN = re.compile(r"(?:布局在|位于|落在|集中在|分布在|落户|归属|归|属于|在)")
_SHARE = re.compile(r"(?:则)?(?:有)?\d+个(?:项目|亿元)|金额|合计|共|带来|总额|投资额|揽金|占|吸引|签约额|其中")
_SURE = 0.75
_BRANCH_SUBJECT = re.compile(
    r"[，。；\s]*(?:其中|目前|此外|同时|全[市省区县]|(?:19|20)\d\d年|今年|去年|[^，。；：]{0,5}的?)"
)


def owners_of(ctx: Context, figure: Figure, clause: Clause, investment: bool) -> list[int]:
    """Whose the figure is; several where 各 shares it out over the items of a heading."""
    shared = _respectively(ctx, figure, clause)
    if shared is not None:
        return [shared]
    if (
        clause.heading
        and len(clause.topics) > 1
        and "各" in ctx.text[max(clause.start, figure.start - 2) : figure.start]
    ):
        return list(clause.topics)
    owner = _owner(ctx, figure, clause, investment)
    return [owner] if owner is not None else []


def _respectively(ctx: Context, figure: Figure, clause: Clause) -> int | None:
    """A、B先后签约，两家企业分别投资3亿元、2亿元: the n-th sum belongs to the n-th of as many names."""
    sentence = ctx.sentence_at(figure.start)
    at = ctx.text.rfind("分别", sentence.start, figure.start)
    if at < 0 or "。" in ctx.text[at : figure.start]:
        return None
    low, high = (bisect_left(ctx.figures, x, key=lambda f: f.start) for x in (at, clause.end))
    figures = [
        f for f in ctx.figures[low:high] if at < f.start < clause.end and bool(f.currency) == bool(figure.currency)
    ]
    for label in (Label.COMPANY, Label.PROJECT, Label.PARK, Label.INDUSTRY, *PLACE_LABELS):
        named = [o for o in ctx.table.within(sentence.start, at, label) if o.role == "name"]
        refs = list(dict.fromkeys(o.ref for o in named))
        if len(refs) == len(figures) > 1 and figure in figures:
            return refs[figures.index(figure)]
    return None


def _owner(ctx: Context, figure: Figure, clause: Clause, investment: bool) -> int | None:
    following = _following(ctx, figure, clause, investment)
    if following is not None:
        return following
    placed = _placed_after(ctx, figure)
    if placed is not None:
        return placed
    before = _before(ctx, figure, clause, investment)
    if before is not None:
        return before
    branch = _branch_before(ctx, figure, clause)
    if branch is not None:
        return branch
    introduced = _introduced(ctx, figure, clause)
    if introduced is not None:
        return introduced
    for topic in clause.topics:
        if ctx.table[topic].label is Label.COMPANY and (investment or _of_facility(ctx, figure)):
            target = _built(ctx, figure)
            if target is None and clause.focus is not None:
                target = clause.focus
            if target is None and not clause.carried:
                return topic
            return target if target is not None else (clause.place if clause.place is not None else topic)
        return topic
    return clause.place


def _branch_before(ctx: Context, figure: Figure, clause: Clause) -> int | None:
    """新材料、新能源领域，13个项目揽金366亿元: the branches that the clause before names."""
    sentence = ctx.sentence_at(figure.start)
    if not _SHARE.match(ctx.text, clause.start) or clause.own:
        return None
    found = [
        o
        for o in ctx.table.within(max(sentence.start, clause.start - 40), figure.start, Label.INDUSTRY)
        if o.mention is not None and o.mention.confidence >= _SURE and o.role == "name"
    ]
    return found[0].ref if found and not _named_between(ctx, found[0], figure) else None


def _named_between(ctx: Context, branch: Occurrence, figure: Figure) -> bool:
    return any(
        o.role == "name" for o in ctx.table.within(branch.end, figure.start, Label.PROJECT, Label.PARK, *PLACE_LABELS)
    )


def _of_facility(ctx: Context, figure: Figure) -> bool:
    """Areas and capacities belong to what is built, not to the firm that builds it."""
    return figure.unit in word_list("units", "facility")


def _placed_after(ctx: Context, figure: Figure) -> int | None:
    """2000万千瓦布局在阳江市: the place that the figure lies in."""
    match = _LIES_IN.match(ctx.text, figure.end)
    if match is None:
        return None
    if ctx.text.startswith(("这里", "此", "当地"), match.end()):
        return ctx.scopes.home
    found = ctx.table.within(match.end(), match.end() + 1, *PLACE_LABELS, Label.PARK)
    return found[0].ref if found else None


def _following(ctx: Context, figure: Figure, clause: Clause, investment: bool) -> int | None:
    """总投资30亿元的金赛国际医药产业园 / 19家特色产业园区 does not count: the owner follows 的 or a building verb."""
    sentence = ctx.sentence_at(figure.start)
    tail = ctx.text[figure.end : sentence.end]
    labels = _MONEY_OWNERS if investment else (Label.PROJECT, Label.PARK)
    for o in ctx.table.within(figure.end, min(sentence.end, figure.end + 45), *labels):
        if o.role != "name" or ctx.table[o.ref].get("generic"):
            continue
        gap = tail[: o.start - figure.end]
        if gap.endswith(("在", "于")):
            continue
        if (
            re.fullmatch(r"(?:、[^，。]{0,16})?的", gap)
            or investment
            and re.fullmatch(
                r"(?:，)?(?:左右|以上)?(?:元)?(?:人民币)?(?:，)?(?:用于|投资|建设|新建|打造|投向|兴建|投入|实施|扩建|的|设立|增设|上马|盖|蓋|设置|(?:将|拟)?在[^，。]{2,22}(?:建设|新建|打造|兴建|投建|上马|设立))[^，。]{0,4}",
                gap,
            )
        ):
            if ctx.table[o.ref].label is Label.INDUSTRY and o.mention is not None and o.mention.confidence < 0.75:
                continue
            return o.ref
        break
    return None


def _before(ctx: Context, figure: Figure, clause: Clause, investment: bool) -> int | None:
    """A project or park named before the figure in its own clause, or the subject of the sentence so far."""
    found = [
        o
        for o in ctx.table.within(clause.start, figure.start, *_OWNERS)
        if o.role in ("name", "anaphor", "abbreviation")
    ]
    specific = [o for o in found if _may_own(ctx, o, investment)]
    if specific:
        if clause.own and specific[0].ref in clause.topics and not _narrower(ctx, specific):
            return specific[0].ref
        return _narrowest(ctx, specific)
    built = any(ctx.table[t].label in (Label.PROJECT, Label.PARK) for t in clause.topics) and not clause.carried
    if investment and not clause.own and not built:
        return _built(ctx, figure)
    return None


def _introduced(ctx: Context, figure: Figure, clause: Clause) -> int | None:
    """规划建设X基地，占地50公顷: what is built measures belong to the park or project that the sentence has just named."""
    if clause.own or clause.focus is None or not all(is_place(ctx.table[t]) for t in clause.topics):
        return None
    settled = figure.unit == "家" and re.search("入驻|进驻|落户|厂商", ctx.clause_text(figure.start))
    if not _of_facility(ctx, figure) and not settled:
        return None
    sentence = ctx.sentence_at(figure.start)
    near = any(o.ref == clause.focus for o in ctx.table.within(sentence.start, figure.start))
    return clause.focus if near or clause.carried else None


def _may_own(ctx: Context, o: Occurrence, investment: bool) -> bool:
    entity = ctx.table[o.ref]
    if ctx.text[o.start - 1 : o.start] == "占":
        return False  # 占全省三成: the whole is not whose share it is
    if entity.label is Label.INDUSTRY:
        opens = ctx.scopes.at(o.start).start
        subject = _BRANCH_SUBJECT.fullmatch(ctx.text, opens, o.start) is not None
        return subject and o.mention is not None and o.mention.confidence >= _SURE
    if entity.label is Label.POLICY:
        return False
    if investment:
        return entity.label in (Label.PROJECT, Label.PARK) or is_place(entity)
    return True


def _narrower(ctx: Context, found: list[Occurrence]) -> bool:
    return any(ctx.table[o.ref].label in (Label.PROJECT, Label.PARK) for o in found[1:])


def _narrowest(ctx: Context, found: list[Occurrence]) -> int:
    order = {Label.PROJECT: 0, Label.PARK: 1, Label.COMPANY: 2, Label.ORGANIZATION: 2, Label.INDUSTRY: 3}
    return min(found, key=lambda o: (order.get(ctx.table[o.ref].label, 4), -o.start)).ref


def _built(ctx: Context, figure: Figure) -> int | None:
    """The last project or park named before the figure in its sentence, else the paragraph's topic."""
    sentence = ctx.sentence_at(figure.start)
    found = [
        o
        for o in ctx.table.within(sentence.start, figure.start, Label.PROJECT, Label.PARK)
        if o.role == "name" and not ctx.table[o.ref].get("generic")
    ]
    return found[-1].ref if found else None
