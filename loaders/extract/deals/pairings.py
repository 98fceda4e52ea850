"""Pairing assistance: who helps whom (A结对帮扶B, B由A对口支援), and the side of an agreement that a clause leaves out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from loaders.entities.article import Occurrence, is_place
from loaders.extract.claims import Context
from loaders.extract.deals.parties import ADVERBS, HERE, LEFT_OUT, joined, negated_at, parties
from loaders.extract.subjects import opens_at
from loaders.lexicons import longest_first
from loaders.model import Sentence
from schema.nodes import PLACE_LABELS, Label

PARTIES = (*PLACE_LABELS, Label.COMPANY, Label.ORGANIZATION, Label.PARK)
_GROUNDS = (*PLACE_LABELS, Label.PARK)
_VENTURE = re.compile(r"合资|合营")
_BY = re.compile(r"(?:由|受到?|得到|获得?)$")
_HELPER_IS = re.compile(r"的?(?:对口|结对|定点)(?:支援|帮扶|协作|合作)(?:方|单位|地区|城市|省市|省份)?(?:是|为|系)$")
_HELP = re.compile(r"的?(?:对口|结对|定点)(?:支援|帮扶|协作|合作)(?:下|之下|资金|项目|干部|工作队|工作组|力度)")

Pair = tuple[Occurrence, Occurrence]


@cache
def cues(key: str) -> re.Pattern[str]:
    """The words of a list of the lexicon, the longest first."""
    return re.compile("|".join(re.escape(w) for w in longest_first("relations", key)))


def helped(ctx: Context, sentence: Sentence, found: Sequence[Occurrence]) -> Iterator[Pair]:
    """A、B结对帮扶C, 定点帮扶C的A: a verb of pairing between the two."""
    for k, other in enumerate(found):
        start = max(sentence.start, other.start - 8)
        verb = next(
            (m for m in cues("help").finditer(ctx.text, start, other.start) if m.end() >= other.start - 1), None
        )
        if verb is None or negated_at(ctx, max(sentence.start, verb.start() - 4), verb.start()):
            continue
        before = [o for o in found[max(0, k - 6) : k] if o.end <= verb.start()]
        behind = next((o for o in found[k + 1 : k + 2] if ctx.text[other.end : o.start] == "的"), None)
        if behind is not None:
            yield behind, other
        elif before and ADVERBS.fullmatch(ctx.text, before[-1].end, verb.start()):
            yield from ((one, other) for one in _helpers(ctx, before))
        else:
            yield from ((o, other) for o in left_out(ctx, sentence, verb.start(), other))


def _helpers(ctx: Context, before: Sequence[Occurrence]) -> list[Occurrence]:
    """The list that stands before the verb, without whom another helps: 甲市结对乙县、丙市结对丁县."""
    out: list[Occurrence] = []
    for one in reversed(joined(ctx, before[-1], before)):
        if any(m.end() == one.start for m in cues("help").finditer(ctx.text, one.start - 4, one.start)):
            break
        out.append(one)
    return out[::-1]


def helped_by(ctx: Context, sentence: Sentence, found: Sequence[Occurrence]) -> Iterator[Pair]:
    """C由A、B对口支援, C的帮扶单位是A: the one that is helped stands before, or is what the clause speaks of."""
    for k, one in enumerate(found):
        members = joined(ctx, one, found[k:])
        start = max(sentence.start, one.start - 16)
        by = _BY.search(ctx.text, start, one.start)
        if by is not None:
            behind = ADVERBS.match(ctx.text, members[-1].end)
            by = by if behind is not None and cues("help").match(ctx.text, behind.end()) else None
        by = by or _HELPER_IS.search(ctx.text, start, one.start)
        if by is None and is_place(ctx.table[one.ref]) and _HELP.match(ctx.text, members[-1].end):
            yield from _in_help_of(ctx, sentence, one, found)
        if by is None or negated_at(ctx, ctx.scopes.at(one.start).start, by.start()):
            continue
        before = [o for o in found[:k] if o.end <= by.start()][-1:]
        if before and ADVERBS.fullmatch(ctx.text, before[0].end, by.start()):
            yield from ((member, before[0]) for member in members)
        else:
            yield from ((member, o) for member in members for o in left_out(ctx, sentence, by.start(), member))


def _in_help_of(ctx: Context, sentence: Sentence, one: Occurrence, found: Sequence[Occurrence]) -> Iterator[Pair]:
    """在A的对口支援下，B…: the place that opens the next clause, that the clause speaks of, or where the article is."""
    clause = ctx.scopes.at(one.start)
    opens = next((o for o in found if o.start == clause.end and is_place(ctx.table[o.ref])), None)
    if opens is not None:
        yield one, opens
        return
    spoken = (*ctx.scopes.at(sentence.start).topics, *clause.topics, clause.place, ctx.scopes.home)
    other = next((r for r in spoken if r is not None and r != one.ref and is_place(ctx.table[r])), None)
    if other is not None:
        yield one, Occurrence(one.end, one.end, other, "anaphor")


def left_out(ctx: Context, sentence: Sentence, at: int, other: Occurrence) -> list[Occurrence]:
    """Who agrees where the clause does not say: whom 由 has named, what is spoken of, else where the article is."""
    clause = ctx.scopes.at(at)
    if not LEFT_OUT.fullmatch(ctx.text, clause.start, at):
        return []
    named = [o for o in parties(ctx, sentence.start, at, Label.COMPANY) if ctx.text[o.start - 1 : o.start] == "由"]
    if named:
        return named[-1:]
    opened = opens_at(ctx.text, sentence.start, at)
    bodies = [o for o in parties(ctx, opened, at, Label.ORGANIZATION) if o.start == opened and o.ref != other.ref]
    if bodies and clause.start > bodies[0].end:
        return bodies
    here = HERE.search(ctx.text, clause.start, at)
    topics = [t for t in clause.topics if here is None or ctx.table[t].label in _GROUNDS]
    refs = [t for t in topics if ctx.table[t].label in PARTIES and t != other.ref]
    if ctx.table[other.ref].label is Label.COMPANY and _VENTURE.search(ctx.text, other.end, clause.end):
        firms = parties(ctx, ctx.text.rfind("\n", 0, at) + 1, at, Label.COMPANY)
        refs = [r for r in refs if ctx.table[r].label is Label.COMPANY] or [o.ref for o in firms[-1:]]
    elif not refs:
        refs = [r for r in (clause.place,) if r is not None and r != other.ref]
    return [Occurrence(at, at, ref, "anaphor") for ref in refs[:1]]
