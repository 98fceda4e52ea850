"""INVESTS_IN where 由 says whose doing it is: X由A、B投资建设, 由A承建的X, Y园，由A负责."""

from __future__ import annotations

import re
from collections.abc import Iterator

from loaders.entities.article import Occurrence
from loaders.extract.claims import Context
from loaders.extract.deals.agents import AT, REACH, WORKS, named_after, named_before, verb_in
from loaders.extract.deals.parties import LEFT_OUT, SPOKEN, joined, negated_at
from loaders.lexicons import word_list
from loaders.model import Sentence
from schema.nodes import Label

UPGRADED = re.compile(r"(?:项目)?(?:实施|进行|开展)[^，。；：]{0,10}(?:改造|技改|升级|扩建|扩能|改建)")
_BY = re.compile(r"由(?:[^，。；：、由]{0,8}(?:国企|央企|企业|民企|龙头|旗下|的))?")
_STOP = re.compile(r"[，。；：！？]")
_IN_CHARGE = re.compile(r"[^，。；：]{0,6}?(?:承担|负责)(?=[，。；）]|$)")
_SHORTEST_SUBJECT = 4
"""Shortest subject that must be the name of something, in characters."""
_SAME = re.compile(r"项目|工程|投资|[一二三四五两]期|基金|其|它|该|这")
"""What shows that the words before 由 go on about what has been named."""
_ADVERB = re.compile(r"(?:目前|现|将|拟|全部|主要|统一|均|也|则|已)+$")
_OBJECT = re.compile(r"[约近超]?[\d.,]+[万亿]*(?:美元|元)的(?P<what>[^，。；：、]{3,})")
"""A sum, and what it is put into."""

Found = tuple[Occurrence, int, float]
"""An investor, what it invests in, and how sure that is."""


def by_whom(ctx: Context, sentence: Sentence) -> Iterator[Found]:
    """X由A、B投资建设 / 由A承建的X: what 由 names as done by them."""
    for by in _BY.finditer(ctx.text, sentence.start, sentence.end):
        first = next(iter(ctx.table.within(by.end(), by.end() + 1, Label.COMPANY, Label.ORGANIZATION)), None)
        if first is None or first.role not in SPOKEN or ctx.table[first.ref].get("generic"):
            continue
        members = joined(ctx, first, named_after(ctx, sentence, first.end, Label.COMPANY, Label.ORGANIZATION))
        end = members[-1].end
        closes = ctx.scopes.at(end).end
        verb = verb_in(ctx, end, min(end + REACH, closes)) or _IN_CHARGE.match(ctx.text, end, closes)
        if verb is None or negated_at(ctx, end, verb.start()):
            continue
        target = _done_by(ctx, sentence, by.start(), end)
        if target is not None:
            yield from ((o, target, 0.85) for o in members)


def _done_by(ctx: Context, sentence: Sentence, by: int, end: int) -> int | None:
    """What 由A… speaks of: the object behind it, else the last work before it, else what the clause is about."""
    following = next(iter(named_after(ctx, sentence, end, *WORKS)), None)
    if following is not None and following.start - end <= REACH:
        gap = ctx.text[end : following.start]
        upgraded = gap.endswith("，对") and UPGRADED.match(ctx.text, following.end)
        joint = not _STOP.search(gap) and not AT.search(gap)
        if upgraded or joint or gap.endswith("的") and "，" not in gap:
            return following.ref
    if _unread(ctx, by, end):
        return None
    return last_work(ctx, sentence, by)


def last_work(ctx: Context, sentence: Sentence, offset: int) -> int | None:
    """What was named last before, but where something lies (X位于Y园，由A…), else what the clause is about."""
    built = [w for w in named_before(ctx, sentence, offset, *WORKS) if not _lies_in(ctx, w)]
    return built[-1].ref if built else spoken_of(ctx, sentence, offset)


def _unread(ctx: Context, by: int, end: int) -> bool:
    """山脚的康养小院由A投资, 由A设立20亿元的产业基金: what is done by them is named, but not read as a name."""
    clause = ctx.scopes.at(by)
    if _OBJECT.search(ctx.text, end, ctx.scopes.at(end).end):
        return True
    if LEFT_OUT.fullmatch(ctx.text, clause.start, by) or ctx.table.within(clause.start, by, *WORKS):
        return False
    said = _ADVERB.sub("", ctx.text[clause.start : by])
    return len(said) >= _SHORTEST_SUBJECT and _SAME.search(said) is None


def _lies_in(ctx: Context, work: Occurrence) -> bool:
    """Whether the clause says that something lies in the park: 落子长春新区下辖的X."""
    before = ctx.text[ctx.scopes.at(work.start).start : work.start]
    return AT.search(before[-4:]) is not None or before.startswith(word_list("scope", "lies"))


def spoken_of(ctx: Context, sentence: Sentence, offset: int) -> int | None:
    """The project or park that the clause is about, unless the sentence names one that nobody has recognised."""
    topic = next((t for t in ctx.scopes.at(offset).topics if ctx.table[t].label in WORKS), None)
    before = ctx.text[max(sentence.start, offset - 2 * REACH) : offset]
    unknown = "项目" in before and not named_before(ctx, sentence, offset, *WORKS)
    return None if unknown else topic
