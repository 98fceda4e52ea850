"""INVESTS_IN: who puts money into which project, park or place.

A project finds its investors by four frames: it is theirs (A的X项目), they do something to it (A投资3亿元建设X), it is
done by them (X由A承建, 投资方为A), or a list item pairs them (X项目，A公司，3亿元). A firm that invests without a named
project invests in the park or place where it does.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from functools import cache

from loaders.entities.article import Occurrence
from loaders.extract.claims import Claim, Context
from loaders.extract.deals.agents import (
    ASIDE,
    AT,
    REACH,
    WORKS,
    agents,
    bodies,
    inside_name,
    invest_verbs,
    named_after,
    named_before,
    verb_in,
)
from loaders.extract.deals.by_whom import UPGRADED, Found, by_whom, last_work, spoken_of
from loaders.extract.deals.parties import fell_through, joined, negated_at, parties
from loaders.lexicons import longest_first
from loaders.model import Sentence
from schema.nodes import PLACE_LABELS, Label
from schema.relations import Predicate

_OWN = re.compile(
    r"(?:（[^（）]{1,24}）)?(?:[\s｜]*|旗下|(?:位于|在)[^，。；：]{1,16}|总投资[^，。；：]{1,14})的?(?:年产[^，。；：]{1,16})?"
)
_DOES = re.compile(
    r"(?:建|盖|做|搞|办|设|修|开工|启动|推进|承担|承接|带来|投用|启用)(?:了|起)?"
    r"(?:的(?:还?是)?|[一两三四五][座个条处家期]|总投资[^，。；：]{1,14}的)?$"
)
"""What a firm does with a project that only counts right before it."""
_HOLDS = re.compile(r"(?:内|里|中)?的|内|里")
_ITEM_OPENS = re.compile(r"[\s\d（）()、.．一二三四五六七八九十●◆■▲•·｜\-—]{0,8}[^，。；：的由]{0,4}")
_PAIRED = re.compile(r"(?:项目|工程)?(?:[，\s｜：]+|[—－]{1,2}|（)(?:由|投资方|业主|为|：)*")
_ROW_ENDS = re.compile(r"(?:合资|独资|共同|联合)?(?:投资|兴建|建设|新建|承建|投建|出资)*[\s｜]*(?:[，。；）—－\d]|$)")
_HELD = re.compile(r"[^，。；]{0,6}(?:举行|举办|召开)[^，。；]{0,20}(?:会|论坛)|[^，。；]{0,4}会见")
_BUILD = re.compile(r"(?:投资)?(?:兴建|新建|建设|建厂|设厂|扩建|上马|投建|投资)")
_ITS = re.compile(r"(?:而|目前|眼下|如今)?其")
_OF_THEM = re.compile(r"其中(?:的|，)?")
_SHARE = re.compile(r"(?:则|将|拟|也|分别|各)*(?:认缴|出资|持股|占股|参股|入股)[约近超逾]?[\d一二三四五六七八九十两半]")
_OF_ALL = re.compile(r"(?:其中|由|余下|剩[余下])?(?:的|，)?(?:[^，。；：]{2,30}、)?")
_FACILITY = re.compile(
    r"(?:建|设立|打造|上马|的)[^，。；：]{2,24}(?:厂|中心|基地|园|线|项目|楼|馆|站|城|院|室|车间|平台|工程|库|基金)(?=[，。；已将正])"
)
"""Something that is built, whether or not it was read as a name."""
_LAND = re.compile(r"\d亩|用地|地块")
_IN_HERE = re.compile(r"在(?:园里|园内|园区|园中|区内|这里|此地?)")
"""Where a clause puts something that the paragraph has named."""
_PLACED = re.compile(r"(?:在|于|到|落户|入驻|进驻|落地|落子|对|向|来)$")
_CARD = 8
"""So many lines of a card may stand between what it is about and who invests."""
_HEADED = 60
"""Longest line that heads a card, in characters."""
_ITEM_TAIL = 3
"""What may follow the name that is all of a list item (法兰锻件项目。), in characters."""


@cache
def _roles() -> re.Pattern[str]:
    words = "|".join(re.escape(w) for w in longest_first("relations", "investors"))
    return re.compile(rf"(?:{words})(?:分别|依次)?(?:为|是|系|：)?(?:[^，。；：、]{{0,6}}(?:企业|国企|央企))?")


def investor_claims(ctx: Context) -> list[Claim]:
    """Every named investor and what it puts money into, sentence by sentence."""
    claims: list[Claim] = []
    for sentence in ctx.doc.sentences:
        found = () if fell_through(ctx, sentence.start, sentence.end) else _of_sentence(ctx, sentence)
        claims += [Claim(Predicate.INVESTS_IN, o.ref, target, o.start, sure) for o, target, sure in found]
    return claims


def _of_sentence(ctx: Context, sentence: Sentence) -> list[Found]:
    found = [*_in_roles(ctx, sentence), *by_whom(ctx, sentence), *_shares(ctx, sentence)]
    for work in parties(ctx, sentence.start, sentence.end, *WORKS):
        for frame in (_owners, _builders, _row):
            investors = frame(ctx, sentence, work)
            if investors:
                found += [(o, work.ref, 0.8) for o in investors]
                break
    done = {o.ref for o, _, _ in found}
    return [*found, *(f for f in _settlers(ctx, sentence) if f[0].ref not in done)]


def _owners(ctx: Context, sentence: Sentence, work: Occurrence) -> list[Occurrence]:
    """A公司的X项目, A公司在Y的X项目: whose it is."""
    if work.role != "name":
        return []
    referred = _referred(ctx, sentence, work)
    if referred:
        return referred
    firms = named_before(ctx, sentence, work.start, Label.COMPANY)
    if not firms or not _OWN.fullmatch(ctx.text, firms[-1].end, work.start):
        return []
    members = joined(ctx, firms[-1], firms)
    lead = ctx.text[max(sentence.start, members[0].start - 4) : members[0].start]
    return [] if ASIDE.search(lead) else members


def _referred(ctx: Context, sentence: Sentence, work: Occurrence) -> list[Occurrence]:
    """Whose project 其X or 其中X is: the firm named last before it, or the one that the sentence opens with."""
    clause = ctx.scopes.at(work.start)
    if _ITS.fullmatch(ctx.text, clause.start, work.start):
        opening = ctx.text.rfind("\n", 0, work.start) + 1
        return parties(ctx, max(opening, work.start - REACH), work.start, Label.COMPANY)[-1:]
    first = ctx.scopes.at(sentence.start)
    if first.own and first.end <= clause.start and _OF_THEM.fullmatch(ctx.text, clause.start, work.start):
        firms = [o for o in named_before(ctx, sentence, first.end, Label.COMPANY) if first.topics == (o.ref,)]
        return firms[:1]
    return []


def _builders(ctx: Context, sentence: Sentence, work: Occurrence) -> list[Occurrence]:
    """A投资3亿元建设X: the subject of the verb that governs what is built."""
    clause = ctx.scopes.at(work.start)
    verb = _governing(ctx, sentence, max(clause.start, work.start - REACH), work)
    firms = agents(ctx, sentence, verb) or bodies(ctx, sentence, verb) if verb is not None else []
    if any(o.start == o.end or o.end <= clause.start for o in firms) and ctx.text[work.start - 1] == "的":
        return []  # 总部在此，投资3亿元的X: a subject left out does not reach into a modifier
    if len(firms) < 2 or "分别" not in ctx.text[firms[-1].end : work.start]:
        return firms
    works = joined(ctx, work, parties(ctx, firms[-1].end, clause.end, *WORKS))
    return [firms[works.index(work)]] if len(works) == len(firms) else firms


def _governing(ctx: Context, sentence: Sentence, start: int, work: Occurrence) -> re.Match[str] | None:
    """The verb of investing or building whose object the work is."""
    text = ctx.text
    upgraded = text[work.start - 1 : work.start] == "对" and UPGRADED.match(text, work.end)
    if work.role != "name" or _HOLDS.match(text, work.end):
        return None
    if not upgraded and AT.search(text[max(start, work.start - 4) : work.start]):
        return None
    start = max(sentence.start, work.start - REACH) if upgraded else start
    verbs = list(invest_verbs(signs=True).finditer(text, start, work.start))
    verbs += [m for m in (_DOES.search(text, start, work.start),) if m and not (verbs and m.start() < verbs[-1].end())]
    verbs = [m for m in verbs if not inside_name(ctx, m)]
    if not verbs or negated_at(ctx, max(sentence.start, verbs[-1].start() - 6), verbs[-1].start()):
        return None
    between = parties(ctx, verbs[-1].end(), work.start, *WORKS)
    return verbs[-1] if len(joined(ctx, work, between)) == len(between) + 1 else None


def _row(ctx: Context, sentence: Sentence, work: Occurrence) -> list[Occurrence]:
    """3.X项目，A公司，20亿元: a list item that names both and nothing else but a sum."""
    firms = named_after(ctx, sentence, work.end, Label.COMPANY)
    if not firms or not _ITEM_OPENS.fullmatch(ctx.text, sentence.start, work.start):
        return []
    members = joined(ctx, firms[0], firms)
    paired = _PAIRED.fullmatch(ctx.text, work.end, firms[0].start)
    return members if paired and _ROW_ENDS.match(ctx.text, members[-1].end, sentence.end) else []


def _in_roles(ctx: Context, sentence: Sentence) -> Iterator[Found]:
    """投资方为A / 业主是A / 出资方有两家，一家是A，一家是B: firms that a role word names."""
    match = _roles().search(ctx.text, sentence.start, sentence.end)
    behind = named_after(ctx, sentence, match.end(), Label.COMPANY) if match is not None else []
    if match is None or not behind:
        return
    named = named_before(ctx, sentence, match.start(), Label.PROJECT)
    if len(named) == len(behind) > 1 and re.search(r"依次|分别", ctx.text[match.start() : behind[0].start]):
        yield from ((o, w.ref, 0.85) for o, w in zip(behind, named, strict=True))
        return
    if behind[0].start == match.end():
        behind = joined(ctx, behind[0], behind)
    target = named[-1].ref if named else _card_of(ctx, match.start())
    target = spoken_of(ctx, sentence, match.start()) if target is None else target
    if target is not None:
        yield from ((o, target, 0.8) for o in behind)


def _shares(ctx: Context, sentence: Sentence) -> Iterator[Found]:
    """X总投资20亿元，其中A出资12亿元、B持股四成: who bears how much of what has been named."""
    for firm in parties(ctx, sentence.start, sentence.end, Label.COMPANY):
        share = _SHARE.match(ctx.text, firm.end, sentence.end)
        clause = ctx.scopes.at(firm.start)
        if share is None or not _OF_ALL.fullmatch(ctx.text, clause.start, firm.start):
            continue
        if parties(ctx, firm.end, ctx.scopes.at(share.end()).end, *WORKS):
            continue
        target = last_work(ctx, sentence, clause.start)
        if target is not None:
            yield firm, target, 0.75


def _card_of(ctx: Context, offset: int) -> int | None:
    """1、X项目⏎建设地点：…⏎投资主体：A: what heads the labelled lines, of which a role opens one."""
    start = ctx.text.rfind("\n", 0, offset) + 1
    for _ in range(_CARD if offset == start else 0):
        end = start - 1
        start = ctx.text.rfind("\n", 0, max(0, end)) + 1
        works = parties(ctx, start, end, *WORKS) if end - start <= _HEADED else []
        if works and end - works[0].end <= _ITEM_TAIL and _ITEM_OPENS.fullmatch(ctx.text, start, works[0].start):
            return works[0].ref
        if end <= 0 or "：" not in ctx.text[start:end]:
            return None
    return None


def _settlers(ctx: Context, sentence: Sentence) -> Iterator[Found]:
    """A在Y投资3亿元: no project is named, so the money goes into the park or place, or into the item's heading."""
    start = sentence.start
    while start < sentence.end:
        clause = ctx.scopes.at(start)
        verb = verb_in(ctx, start, clause.end)
        start = clause.end
        if verb is None or negated_at(ctx, clause.start, verb.start()):
            continue
        paid = _sum_in(ctx, verb.start(), clause.end) or _LAND.search(ctx.text, verb.end(), clause.end)
        target = _where(ctx, sentence, verb, paid=bool(paid))
        if target is not None:
            sure = 0.6 if _FACILITY.search(ctx.text, verb.start(), clause.end) else 0.7
            yield from ((o, target, sure) for o in agents(ctx, sentence, verb))


def _sum_in(ctx: Context, start: int, end: int) -> bool:
    low, high = (bisect_left(ctx.figures, x, key=lambda f: f.start) for x in (start, end))
    return any(f.currency for f in ctx.figures[low:high])


def _where(ctx: Context, sentence: Sentence, verb: re.Match[str], *, paid: bool) -> int | None:
    """Where the money goes: the heading's project, the place that 在 or 落户 puts the verb in, or the article's park."""
    heading = _item_of(ctx, sentence) if paid else None
    if heading is not None:
        return heading
    clause = ctx.scopes.at(verb.start())
    start = max(sentence.start, verb.start() - 2 * REACH) if paid else clause.start
    found = parties(ctx, start, clause.end, Label.PARK, *PLACE_LABELS)
    if paid and not ctx.table.within(verb.end(), clause.end, *WORKS) and ctx.text.startswith("在", clause.end):
        beyond = parties(ctx, clause.end, clause.end + REACH, Label.PARK, *PLACE_LABELS)
        found += [o for o in beyond if o.start == clause.end + 1]  # 投资8亿元，在Y生产Z
    found = [o for o in found if not _HELD.match(ctx.text, o.end)]
    placed = [o for o in found if _PLACED.search(ctx.text[max(sentence.start, o.start - 3) : o.start])]
    if placed:
        builds = _BUILD.match(ctx.text, verb.start()) and placed[-1].end <= verb.start()
        return placed[-1].ref if paid or builds else None
    here = _IN_HERE.search(ctx.text, start, clause.end) if paid else None
    parks = parties(ctx, ctx.text.rfind("\n", 0, start) + 1, here.start(), Label.PARK)[-1:] if here else []
    if parks or here is not None and clause.park is not None:
        return parks[-1].ref if parks else clause.park
    home = ctx.scopes.home
    return home if paid and home is not None and ctx.table[home].label is Label.PARK else None


def _item_of(ctx: Context, sentence: Sentence) -> int | None:
    """The project that is all that the paragraph's first sentence names (● 法兰锻件项目。)."""
    first = ctx.sentence_at(ctx.text.rfind("\n", 0, sentence.start) + 1)
    if first.start == sentence.start:
        return None
    works = parties(ctx, max(first.start, first.end - REACH), first.end, Label.PROJECT)
    return works[0].ref if works and first.end - works[0].end <= _ITEM_TAIL else None
