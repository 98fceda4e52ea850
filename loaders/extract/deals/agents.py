"""The subject of a verb of investing: the firms that stand before it, or that the clauses before have left behind."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from loaders.entities.article import Occurrence
from loaders.extract.claims import Context
from loaders.extract.deals.parties import ADVERBS, joined, parties
from loaders.lexicons import longest_first
from loaders.model import Sentence
from schema.nodes import PLACE_LABELS, Label

WORKS = (Label.PROJECT, Label.PARK)
AT = re.compile(r"(?:在|于|到|落户|入驻|进驻|来到|落地|落子|选址|对|为|与|和|同|赴|向|了解|依托|围绕|服务|毗邻|紧邻)$")
"""Before a park these make it the place of something else."""
ASIDE = re.compile(r"(?:向|对|给|把|围绕|依托|毗邻|紧邻|临近|靠近|服务|对接|比|除|来自|赴|成为|供应|收购)(?:了)?$")
"""Before a firm these make it somebody else's object."""
REACH = 45
"""How far a verb may stand before what it is about, in characters."""
_FAR = 120
"""How far apart in a sentence an investor and what it invests in may stand, in characters."""
_OBJECT = re.compile(r"(?:与|和|同|跟|携手|联合|联手)(?:[^，。；：、]{1,5}的?)?$")
_BESIDE = re.compile(r"毗邻|紧邻|邻近|临近|靠近|参观|调研|考察|走访|配套|供货|供应")
_TOGETHER = re.compile(r"合资|合作|共同|联合|携手|联手|共建|合建|合办|签约|签订|签署|签下")
_PAYS = re.compile(r"(?<!总)(?:投资|出资|投入|斥资|拿出|注资)(?=[约近超逾]?[\d一二两三五十百千])")
_SIGNS = ("合作", "签约", "签下", "签订", "签署")
_LEAD = re.compile(
    r"(?:[，\s\d年月日]|并|还|又|再|也|已|则|均|都|其|分别|共同|同时|此外|随后|拟|将|计划|规划|准备|预计|正|[今去明]年|目前"
    r"|当前|当天|同日|首期|[一二三]期|[上下]半年|年内|年底|第[一二三四]季度|累计|先后|另外?|联合|再次|继续|追加|一次性|自主|宣布|决定"
    r"|(?:[两三四五六七八九]|\d+)家(?:企业|公司)|双方|(?:在|于|落户|入驻|来到|与|和|同|跟|携手|联手)[^，]{0,24})*+"
)
"""What may open a clause that has left out its subject, before the verb."""


@cache
def invest_verbs(*, signs: bool = False) -> re.Pattern[str]:
    """Verbs whose subject puts money into what follows; `signs`: those of signing for it too."""
    words = "|".join(re.escape(w) for w in (*longest_first("relations", "invest"), *(_SIGNS if signs else ())))
    return re.compile(rf"(?<!总)(?:{words}|投了?(?=[约近超逾]?[\d一二两三五十百千])|设(?=\d|[一二两三五]个))")


def verb_in(ctx: Context, start: int, end: int) -> re.Match[str] | None:
    """The first verb of investing or building in a stretch."""
    return next((m for m in invest_verbs().finditer(ctx.text, start, end) if not inside_name(ctx, m)), None)


def inside_name(ctx: Context, verb: re.Match[str]) -> bool:
    """建设 in 重庆建设集团 is no verb."""
    near = ctx.table.within(verb.start() - REACH, verb.start() + 1)
    return any(o.start <= verb.start() and verb.end() <= o.end and o.role != "inside" for o in near)


def named_before(ctx: Context, sentence: Sentence, offset: int, *labels: Label) -> list[Occurrence]:
    """What the sentence speaks of up to an offset, as far as a subject may stand from its verb."""
    return parties(ctx, max(sentence.start, offset - _FAR), offset, *labels)


def named_after(ctx: Context, sentence: Sentence, offset: int, *labels: Label) -> list[Occurrence]:
    """What the sentence speaks of from an offset on, as far as an object may stand from its verb."""
    return parties(ctx, offset, min(sentence.end, offset + _FAR), *labels)


def agents(ctx: Context, sentence: Sentence, verb: re.Match[str]) -> list[Occurrence]:
    """The firms that a verb has for its subject, in its own clause or left out there."""
    clause = ctx.scopes.at(verb.start())
    own = [o for o in named_before(ctx, sentence, verb.start(), Label.COMPANY) if o.start >= clause.start]
    return _subjects(ctx, own, verb) if own else _elided(ctx, sentence, verb)


def bodies(ctx: Context, sentence: Sentence, verb: re.Match[str]) -> list[Occurrence]:
    """X大学投资6亿元，在Y建设Z: a body that pays for what is built."""
    start = max(sentence.start, verb.start() - 2 * REACH)
    paying = [m for m in _PAYS.finditer(ctx.text, start, verb.end()) if not inside_name(ctx, m)]
    if not paying or re.search("[；：]", ctx.text[paying[-1].start() : verb.start()]):
        return []
    found = parties(ctx, start, paying[-1].start(), Label.COMPANY, Label.ORGANIZATION)
    pays = found and ADVERBS.fullmatch(ctx.text, found[-1].end, paying[-1].start())
    return joined(ctx, found[-1], found) if pays else []


def _subjects(ctx: Context, before: Sequence[Occurrence], verb: re.Match[str]) -> list[Occurrence]:
    """The list of firms that stands nearest before the verb, or the one that 与 joins to it."""
    last = before[-1]
    members = joined(ctx, last, before)
    lead = ctx.text[max(0, members[0].start - 8) : members[0].start]
    if ASIDE.search(lead) or _BESIDE.search(ctx.text, last.end, verb.start()):
        return []
    if not _OBJECT.search(lead):
        return members
    if _TOGETHER.search(ctx.text, last.end, verb.end()):
        return [*members, *(t for t in _topics(ctx, members[0].start) if t.ref != last.ref)]
    earlier = [o for o in before if o.end <= members[0].start]
    return _subjects(ctx, earlier, verb) if earlier else _topics(ctx, members[0].start)


def _elided(ctx: Context, sentence: Sentence, verb: re.Match[str]) -> list[Occurrence]:
    """规模最大的是A，斥资5亿元兴建X: the firm that the clauses before have left as subject."""
    clause = ctx.scopes.at(verb.start())
    first = verb_in(ctx, clause.start, verb.start()) or verb
    if not _LEAD.fullmatch(ctx.text, clause.start, first.start()):
        return []
    named = named_before(ctx, sentence, clause.start, Label.COMPANY)
    while named and ctx.text.startswith("作为", ctx.scopes.at(named[-1].start).start):
        named.pop()  # 作为A的子公司，它投资…
    floor = named[-1].end if named else max(sentence.start, verb.start() - _FAR)
    for o in parties(ctx, floor, verb.start(), *PLACE_LABELS, *WORKS):
        opens = ctx.scopes.at(o.start)
        if opens.own and o.ref in opens.topics and not AT.search(ctx.text[max(floor, o.start - 4) : o.start]):
            return []
    if named:
        return _subjects(ctx, named, verb)
    if clause.carried:
        return []
    opened = () if ctx.text.startswith("作为", sentence.start) else _topics(ctx, sentence.start)
    return _topics(ctx, verb.start()) or list(opened)


def _topics(ctx: Context, offset: int) -> list[Occurrence]:
    """The firms that the clause at an offset speaks of without naming them."""
    refs = [t for t in ctx.scopes.at(offset).topics if ctx.table[t].label is Label.COMPANY]
    return [Occurrence(offset, offset, ref, "anaphor") for ref in refs]
