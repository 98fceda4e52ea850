"""Which firms, parks and projects belong to which branch, where the text says so beside them.

Under a heading (1.化工。… 【汽车】… 氢能方面，…) all that are named belong to its branch. In a sentence, firms belong to
the branch that they are said to make (做封测的A, A主攻红外芯片), to represent (龙头为A, 代表企业有A、B) or that sums them up
(A、B等装备制造企业).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from loaders.entities.article import Occurrence
from loaders.extract.claims import Claim, Context
from loaders.extract.scope import Clause
from loaders.industries.headings import HEADING, TOPIC
from loaders.lexicons import longest_first, word_list
from schema.nodes import PLACE_LABELS, Label
from schema.relations import Predicate

CONFIDENCE = 0.8
_NAMED = (Label.COMPANY, Label.PARK, Label.PROJECT)
_JOINT = re.compile(r"(?:、|和|与|及|以及)")
_REACH = 80
"""So far may firms stand from the branch that they belong to, in characters."""
_SUMS_UP = re.compile(
    r"(?:、[^，。；：、]{2,12}){0,2}(?:等|在内的?)?(?:[一二三四五六七八九十两\d]+(?:余|多)?(?:家|户|大))?(?:一批|一大批|多家|众多)?(?:国内|国际|知名|重点|规上|行业){0,2}$"
)
_FIRMS = re.compile(
    r"(?:产业|行业|领域|类)?(?:龙头|骨干|重点|头部|领军|配套|生产|制造|规上|上下游)?(?:企业|厂商|公司|厂家|业者|巨头|龙头|大厂|独角兽"
    r"|上市公司)[“]?"
)
_OF = re.compile(
    r"(?:产品|业务|设备)?的(?:企业|公司|厂商|龙头|上市公司|巨头|国企|央企|民企|外企|老牌企业|民营企业|[一-鿿]{1,2}[企商])?$"
)


def member_claims(ctx: Context) -> list[Claim]:
    """Claims of firms, parks and projects beside a branch."""
    return [*_under_headings(ctx), *_beside(ctx)]


def _under_headings(ctx: Context) -> Iterator[Claim]:
    heads = [
        o
        for o in ctx.table.occurrences
        if o.role == "name" and o.mention is not None and o.mention.rule in (HEADING, TOPIC)
    ]
    for i, head in enumerate(heads):
        following = next((h for h in heads[i + 1 :] if not _JOINT.fullmatch(ctx.text, head.end, h.start)), None)
        single = head.mention is not None and head.mention.rule == TOPIC
        end = ctx.sentence_at(head.start).end if single else _paragraph_end(ctx, head.end)
        for o in ctx.table.within(head.end, min(end, following.start) if following else end, *_NAMED):
            if o.role == "name" and not _denied(ctx, o):
                yield from _claim(ctx, o, head)
        yield from _places(ctx, head, min(end, following.start) if following else end)


def _places(ctx: Context, head: Occurrence, end: int) -> Iterator[Claim]:
    """7.智能家电。合肥、滁州、芜湖三市构成“金三角”: places of the article's own that a headed part speaks of."""
    home = ctx.scopes.home
    for o in ctx.table.within(head.end, end, *PLACE_LABELS):
        clause = ctx.scopes.at(o.start)
        code = ctx.table[o.ref].code or ""
        below = home is not None and ctx.table[home].code in ctx.above.get(code, ())
        if o.role == "name" and below and clause.own and not _denied(ctx, o) and _opens(ctx, clause, o):
            yield Claim(Predicate.PRIORITIZES, o.ref, head.ref, o.start, CONFIDENCE)


def _opens(ctx: Context, clause: Clause, o: Occurrence) -> bool:
    """Whether nothing but other places stands before it in its clause."""
    pos = clause.start
    for p in ctx.table.within(clause.start, o.start, *PLACE_LABELS):
        pos = max(pos, p.end) if not _JOINT.sub("", ctx.text[pos : p.start]) else pos
    return not _JOINT.sub("", ctx.text[pos : o.start])


def _paragraph_end(ctx: Context, offset: int) -> int:
    """End of the paragraph; of the next one where the heading stands alone."""
    end = ctx.text.find("\n", offset)
    if end >= 0 and len(ctx.text[offset:end].strip("】。：:）) ")) == 0:
        end = ctx.text.find("\n", end + 1)
    return end if end >= 0 else len(ctx.text)


def _denied(ctx: Context, o: Occurrence) -> bool:
    clause = ctx.clause_text(o.start)
    return any(w in clause for w in (*word_list("relations", "negated"), *word_list("scope", "contrast")))


def _claim(ctx: Context, member: Occurrence, branch: Occurrence) -> Iterator[Claim]:
    entity = ctx.table[member.ref]
    if entity.get("generic") is not None:
        return
    predicate = Predicate.FOCUSES_ON if entity.label is Label.PARK else Predicate.IN_INDUSTRY
    yield Claim(predicate, member.ref, branch.ref, member.start, CONFIDENCE)


def _beside(ctx: Context) -> Iterator[Claim]:
    for branch in ctx.table.occurrences:
        if ctx.table[branch.ref].label is not Label.INDUSTRY or branch.role != "name" or branch.mention is None:
            continue
        if ctx.table[branch.ref].name in word_list("industries", "vague"):
            continue
        for firm in firms_beside(ctx, branch):
            if not _denied(ctx, firm):
                yield from _claim(ctx, firm, branch)


def firms_beside(ctx: Context, branch: Occurrence) -> list[Occurrence]:
    """The firms that the words around a branch give it to."""
    return [*_before(ctx, branch), *_after(ctx, branch)]


def _before(ctx: Context, branch: Occurrence) -> list[Occurrence]:
    """A主攻红外芯片; A、B等装备制造企业."""
    sentence = ctx.sentence_at(branch.start)
    start = max(sentence.start, branch.start - _REACH)
    firms = [o for o in ctx.table.within(start, branch.start, Label.COMPANY) if o.role == "name"]
    if not firms:
        return []
    last = firms[-1]
    gap = ctx.text[last.end : branch.start]
    if _works_in().fullmatch(gap):
        return [last]
    if _SUMS_UP.fullmatch(gap) and gap and _FIRMS.match(ctx.text, branch.end):
        return _list(ctx, firms[::-1])
    return []


def _after(ctx: Context, branch: Occurrence) -> list[Occurrence]:
    """做封测的A; 体外诊断有A、B两家; 装备制造居首位，…，代表企业有A、B."""
    sentence = ctx.sentence_at(branch.start)
    firms = [
        o
        for o in ctx.table.within(branch.end, min(sentence.end, branch.end + _REACH), Label.COMPANY)
        if o.role == "name"
    ]
    if not firms:
        return []
    first = firms[0]
    gap = ctx.text[branch.end : first.start]
    clause = ctx.scopes.at(branch.start)
    verb = _making().search(ctx.text, max(clause.start, branch.start - 6), branch.start)
    if verb and verb.end() == branch.start and _OF.fullmatch(gap) or _FIRMS.fullmatch(gap):
        return [first]
    nearer = [
        o
        for o in ctx.table.within(branch.end, first.start, Label.INDUSTRY)
        if o.role == "name" and o.ref != branch.ref and o.mention is not None
    ]
    topical = branch.mention is not None and branch.mention.rule == TOPIC
    if nearer and not topical and ctx.text[sentence.start : branch.start].strip():
        return []
    return _list(ctx, firms) if _represents().fullmatch(gap) else []


def _list(ctx: Context, firms: Sequence[Occurrence]) -> list[Occurrence]:
    """The first of these firms and those that 、 or 和 join to it, one after the other, in either direction."""
    out = [firms[0]]
    for o in firms[1:]:
        left, right = sorted((out[-1], o), key=lambda x: x.start)
        if not _JOINT.fullmatch(ctx.text, left.end, right.start):
            break
        out.append(o)
    return out


@cache
def _making() -> re.Pattern[str]:
    verbs = "|".join(longest_first("industries", "firm_verbs"))
    return re.compile(rf"(?:{verbs})(?:[一-鿿]{{0,2}}?)")


@cache
def _works_in() -> re.Pattern[str]:
    verbs = "|".join(longest_first("industries", "firm_verbs"))
    return re.compile(
        rf"(?:（[^（）]{{1,12}}）)?(?:则|也|还|均|都|是|一直|长期|主要|多年来|多年|，)*(?:{verbs})(?:了|着|于)?"
    )


@cache
def _represents() -> re.Pattern[str]:
    cues = "|".join(longest_first("industries", "representing"))
    firms = r"(?:产业|行业|领域|板块|方面)?(?:企业)?"
    return re.compile(
        rf"{firms}(?:[^。；]{{0,40}}，)?[^，。；：、]{{0,8}}?(?:{cues})(?:[^，。；：、]{{1,6}}旗下的)?(?:[^，。；：、]{{2,10}}、){{0,5}}"
    )
