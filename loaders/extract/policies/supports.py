"""SUPPORTS: the branches and parks that a policy is for, in its title and in the clauses that say what it promotes."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from loaders.entities.article import Occurrence
from loaders.extract.claims import Claim, Context
from loaders.model import Sentence
from loaders.policies.titles import TITLE_BRANCH
from schema.nodes import Label
from schema.relations import Predicate, Tier

_FRAMED = re.compile(r"(?:按照|按|根据|依据|依|对照|依照|遵照|在)[^，。；：]{0,24}$")
_SAYS = re.compile(
    r"(?:（[^（）]*）)?[^，。；：]{0,8}(?:里|中|内)?，?(?:则|也|还|又|并|逐项|进一步|首次)?"
    r"(?:明确|提出|要求|列出|聚焦|锁定|瞄准|规定|确定|把|将|重点|优先|主攻|支持|鼓励|以附表)"
)
_WRITTEN_INTO = re.compile(r"(?:写入|写进|列入|纳入|写到)[^，。；：]{0,10}$")
_BUILT = re.compile(r"(?:扩充|扩建|建设|发展|规划|提升|振兴|整治|更新|改造|开发)")
_ITEM = re.compile(
    r"\s*(?:[（(]?[0-9一二三四五六七八九十]{1,3}[）)、.．：:]|[●◆■▲•·]|[一二三四五六七八九十]是|首先|其中)"
)
_TIERS = {"主导": Tier.LEADING, "支柱": Tier.PILLAR, "新兴": Tier.EMERGING, "未来": Tier.FUTURE}
_RANKED = re.compile("(主导|支柱|新兴|未来)产业")
_GAP = 4
"""So much may stand between a quoted programme and the branch behind it (“1+3+3”海上风电), in characters."""
_LONGEST_BRANCH = 16
"""So long is the name of a branch before it, in characters."""
_LIST = 30
"""So many items of a list are followed."""


def support_claims(ctx: Context, policy: int, prioritized: Sequence[Claim]) -> list[Claim]:
    """What one policy is for; `prioritized`, by offset, are the claims that someone develops a branch."""
    found: dict[int, int] = {}
    for o in [o for o in ctx.table.of(policy) if o.role == "name"][:6]:
        named = (*_in_title(ctx, o), *_beside(ctx, o), *_promoted(ctx, o, prioritized), *_taken_up(ctx, o))
        for ref, at in (*named, *_of_rank(ctx, o, prioritized)):
            if ctx.table[ref].get("generic") is None:
                found.setdefault(ref, at)
    return [Claim(Predicate.SUPPORTS, policy, ref, at, 0.8) for ref, at in found.items()]


Target = tuple[int, int]
"""A branch or park, and the offset that says so."""


def _in_title(ctx: Context, o: Occurrence) -> Iterator[Target]:
    for p in ctx.table.within(o.start, o.end, Label.INDUSTRY):
        if p.mention is not None and p.mention.rule == TITLE_BRANCH:
            yield p.ref, o.start
    for p in ctx.table.within(o.start, o.end, Label.PARK):
        if p.end < o.end and _BUILT.match(ctx.text, p.end):
            yield p.ref, o.start


def _beside(ctx: Context, o: Occurrence) -> Iterator[Target]:
    """“1+3+3”海上风电生态体系, 茶产业“一叶千金”行动: the branch right behind or before the quoted name."""
    for p in ctx.table.within(o.end, o.end + _GAP + 1, Label.INDUSTRY):
        if not any(c in ctx.text[o.end : p.start] for c in "，。；：、"):
            yield p.ref, o.start
    quoted = o.mention is not None and ("kind", "document") not in o.mention.attributes and ctx.text[o.start] in "“‘"
    for p in ctx.table.within(o.start - _LONGEST_BRANCH, o.start, Label.INDUSTRY) if quoted else ():
        if p.role == "name" and ctx.text[p.end : o.start] in ("", "产业", "行业", "领域"):
            yield p.ref, o.start


def _promoted(ctx: Context, o: Occurrence, prioritized: Sequence[Claim]) -> Iterator[Target]:
    """按照《…》，A、B是支柱产业 / 《…》提出，重点发展A: branches that the sentence, or the list it opens, goes on to name."""
    clause = ctx.scopes.at(o.start)
    if not _FRAMED.search(ctx.text, clause.start, o.start) and not _SAYS.match(ctx.text, o.end):
        return
    sentence = ctx.sentence_at(o.start)
    for c in _between(prioritized, o.end, sentence.end):
        yield c.end, c.at
    for item in _items(ctx, sentence):
        end = ctx.scopes.at(item.start).end
        yield from ((c.end, c.at) for c in _between(prioritized, item.start, end))
        for p in ctx.table.within(item.start, end, Label.INDUSTRY):
            if p.role == "name":
                yield p.ref, p.start


def _between(claims: Sequence[Claim], start: int, end: int) -> Sequence[Claim]:
    low, high = (bisect_left(claims, x, key=lambda c: c.at) for x in (start, end))
    return claims[low:high]


def _items(ctx: Context, sentence: Sentence) -> Iterator[Sentence]:
    """The items that open with a number behind a sentence: its list after a colon, or 一是…, 二是…."""
    number = ctx.scopes.at(sentence.start).sentence
    colon = sentence.text.rstrip().endswith("：")
    last = sentence.paragraph
    for s in ctx.doc.sentences[number + 1 : number + 1 + 4 * _LIST]:
        opens = _ITEM.match(s.text) is not None
        if not opens and s.paragraph != last or not colon and s.paragraph != sentence.paragraph:
            return
        if opens:
            yield s
            last = s.paragraph


def _taken_up(ctx: Context, o: Occurrence) -> Iterator[Target]:
    """绿能产业被写入该县“工业强县”行动."""
    clause = ctx.scopes.at(o.start)
    if _WRITTEN_INTO.search(ctx.text, clause.start, o.start):
        for p in ctx.table.within(clause.start, o.start, Label.INDUSTRY):
            if p.role == "name":
                yield p.ref, o.start


def _of_rank(ctx: Context, o: Occurrence, prioritized: Sequence[Claim]) -> Iterator[Target]:
    """《关于加快四大主导产业发展的实施意见》: the branches that the article gives that rank, the article's own place's."""
    rank = _RANKED.search(ctx.text, o.start, o.end)
    if rank is None or o.mention is None or ("kind", "document") not in o.mention.attributes:
        return
    tier = ("tier", _TIERS[rank[1]].value)
    yield from ((c.end, c.at) for c in prioritized if tier in c.properties and c.start == ctx.scopes.home)
