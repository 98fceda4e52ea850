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
    inside_name,
    invest_verbs,
    named_after,
    named_before,
    verb_in,
)
from loaders.extract.deals.parties import SPOKEN, fell_through, joined, negated_at, parties
from loaders.lexicons import longest_first, word_list
from loaders.model import Sentence
from schema.nodes import PLACE_LABELS, Label
from schema.relations import Predicate

_STOP = re.compile(r"[，。；：！？]")
_OWN = re.compile(
    r"(?:（[^（）]{1,24}）)?(?:[\s｜]*|旗下|(?:位于|在)[^，。；：]{1,16}|总投资[^，。；：]{1,14})的?(?:年产[^，。；：]{1,16})?"
)
_BY = re.compile(r"由(?:[^，。；：、由]{0,8}(?:国企|央企|企业|民企|龙头|旗下|的))?")
_HOLDS = re.compile(r"(?:内|里|中)?的|内|里")
_ITEM_OPENS = re.compile(r"[\s\d（）()、.．一二三四五六七八九十●◆■▲•·｜\-—]{0,8}[^，。；：的由]{0,4}")
_PAIRED = re.compile(r"(?:项目|工程)?(?:[，\s｜：]+|[—－]{1,2}|（)(?:由|投资方|业主|为|：)*")
_ROW_ENDS = re.compile(r"(?:合资|独资|共同|联合)?(?:投资|兴建|建设|新建|承建|投建|出资)*[\s｜]*(?:[，。；）—－\d]|$)")
_HELD = re.compile(r"[^，。；]{0,6}(?:举行|举办|召开)[^，。；]{0,20}(?:会|论坛)|[^，。；]{0,4}会见")
_BUILD = re.compile(r"(?:投资)?(?:兴建|新建|建设|建厂|设厂|扩建|上马|投建|投资)")
_UPGRADED = re.compile(r"(?:项目)?(?:实施|进行|开展)[^，。；：]{0,10}(?:改造|技改|升级|扩建|扩能|改建)")
_ITS = re.compile(r"(?:而|目前|眼下|如今)?其")
_OF_THEM = re.compile(r"其中(?:的|，)?")
_LAND = re.compile(r"\d亩|用地|地块")
_PLACED = re.compile(r"(?:在|于|到|落户|入驻|进驻|落地|落子|对|向|来)$")
_CARD = 8
"""So many lines of a card may stand between what it is about and who invests."""
_HEADED = 60
"""Longest line that heads a card, in characters."""
_ITEM_TAIL = 3
"""What may follow the name that is all of a list item (法兰锻件项目。), in characters."""

Found = tuple[Occurrence, int, float]
"""An investor, what it invests in, and how sure that is."""


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
    found = [*_in_roles(ctx, sentence), *_by_whom(ctx, sentence)]
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
    firms = agents(ctx, sentence, verb) if verb is not None else []
    if any(o.start == o.end or o.end <= clause.start for o in firms) and ctx.text[work.start - 1] == "的":
        return []  # 总部在此，投资3亿元的X: a subject left out does not reach into a modifier
    if len(firms) < 2 or "分别" not in ctx.text[firms[-1].end : work.start]:
        return firms
    works = joined(ctx, work, parties(ctx, firms[-1].end, clause.end, *WORKS))
    return [firms[works.index(work)]] if len(works) == len(firms) else firms


def _governing(ctx: Context, sentence: Sentence, start: int, work: Occurrence) -> re.Match[str] | None:
    """The verb of investing or building whose object the work is."""
    text = ctx.text
    upgraded = text[work.start - 1 : work.start] == "对" and _UPGRADED.match(text, work.end)
    if work.role != "name" or _HOLDS.match(text, work.end):
        return None
    if not upgraded and AT.search(text[max(start, work.start - 4) : work.start]):
        return None
    start = max(sentence.start, work.start - REACH) if upgraded else start
    verbs = [m for m in invest_verbs(signs=True).finditer(text, start, work.start) if not inside_name(ctx, m)]
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


def _by_whom(ctx: Context, sentence: Sentence) -> Iterator[Found]:
    """X由A、B投资建设 / 由A承建的X: what 由 names as done by them."""
    for by in _BY.finditer(ctx.text, sentence.start, sentence.end):
        first = next(iter(ctx.table.within(by.end(), by.end() + 1, Label.COMPANY, Label.ORGANIZATION)), None)
        if first is None or first.role not in SPOKEN or ctx.table[first.ref].get("generic"):
            continue
        members = joined(ctx, first, named_after(ctx, sentence, first.end, Label.COMPANY, Label.ORGANIZATION))
        end = members[-1].end
        verb = verb_in(ctx, end, min(end + REACH, ctx.scopes.at(end).end))
        if verb is None or negated_at(ctx, end, verb.start()):
            continue
        target = _done_by(ctx, sentence, first, end)
        if target is not None:
            yield from ((o, target, 0.85) for o in members)


def _done_by(ctx: Context, sentence: Sentence, first: Occurrence, end: int) -> int | None:
    """What 由A… speaks of: the object behind it, else the last work before it, else what the clause is about."""
    following = next(iter(named_after(ctx, sentence, end, *WORKS)), None)
    if following is not None and following.start - end <= REACH:
        gap = ctx.text[end : following.start]
        upgraded = gap.endswith("，对") and _UPGRADED.match(ctx.text, following.end)
        joint = not _STOP.search(gap) and not AT.search(gap)
        if upgraded or joint or gap.endswith("的") and "，" not in gap:
            return following.ref
    earlier = named_before(ctx, sentence, first.start, *WORKS)
    built = [w for w in earlier if not _lies_in(ctx, w)]
    return (built or earlier)[-1].ref if earlier else _spoken_of(ctx, sentence, first.start)


def _lies_in(ctx: Context, work: Occurrence) -> bool:
    """Whether the clause says that something lies in the park: 落子长春新区下辖的X."""
    before = ctx.text[ctx.scopes.at(work.start).start : work.start]
    return AT.search(before[-4:]) is not None or before.startswith(word_list("scope", "lies"))


def _spoken_of(ctx: Context, sentence: Sentence, offset: int) -> int | None:
    """The project or park that the clause is about, unless the sentence names one that nobody has recognised."""
    topic = next((t for t in ctx.scopes.at(offset).topics if ctx.table[t].label in WORKS), None)
    before = ctx.text[max(sentence.start, offset - 2 * REACH) : offset]
    unknown = "项目" in before and not named_before(ctx, sentence, offset, *WORKS)
    return None if unknown else topic


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
    target = _spoken_of(ctx, sentence, match.start()) if target is None else target
    if target is not None:
        yield from ((o, target, 0.8) for o in behind)


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
            yield from ((o, target, 0.7) for o in agents(ctx, sentence, verb))


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
    found = [o for o in found if not _HELD.match(ctx.text, o.end)]
    placed = [o for o in found if _PLACED.search(ctx.text[max(sentence.start, o.start - 3) : o.start])]
    if placed:
        builds = _BUILD.match(ctx.text, verb.start()) and placed[-1].end <= verb.start()
        return placed[-1].ref if paid or builds else None
    home = ctx.scopes.home
    return home if paid and home is not None and ctx.table[home].label is Label.PARK else None


def _item_of(ctx: Context, sentence: Sentence) -> int | None:
    """The project that is all that the paragraph's first sentence names (● 法兰锻件项目。)."""
    first = ctx.sentence_at(ctx.text.rfind("\n", 0, sentence.start) + 1)
    if first.start == sentence.start:
        return None
    works = parties(ctx, max(first.start, first.end - REACH), first.end, Label.PROJECT)
    return works[0].ref if works and first.end - works[0].end <= _ITEM_TAIL else None
