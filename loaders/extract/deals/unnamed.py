"""Agreements whose one side no name says: 双方签约, 两县共建X, 甲公司和我们签了约."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from loaders.entities.article import Occurrence
from loaders.extract.claims import Context
from loaders.extract.deals.pairings import PARTIES, Pair
from loaders.extract.deals.parties import ADVERBS, joined, negated_at, parties
from loaders.model import Sentence
from schema.nodes import PLACE_LABELS, Label

_AGREES = (
    r"(?:签(?:约(?!项目)|署|订|下|了|成|过|有|(?=[^，。；]{0,8}(?:协议|合同|备忘录)))|达成|订立|缔结|商定|约定|结成|结为|结对"
    r"|共建|合建|合办|[协合]作(?=[，。；：了的在建办开设推]|打造|成立))"
)
_TWO = re.compile(rf"(?:双方|两(?P<places>[地市县区省州旗])(?:政府)?){ADVERBS.pattern}{_AGREES}")
_LEVELS = {
    "省": (Label.PROVINCE,),
    "州": (Label.CITY,),
    "县": (Label.DISTRICT,),
    "区": (Label.DISTRICT,),
    "旗": (Label.DISTRICT,),
}
_WITH_US = re.compile(rf"(?:与|和|同|跟)(?:我们|咱们|我[市县区]|县里|市里|区里|当地)(?:正式|也|已)?{_AGREES}")


def both_of(ctx: Context, sentence: Sentence, found: Sequence[Occurrence]) -> Iterator[Pair]:
    """甲县也是大县，今年两县签了协议: the two that are named before, or the one and what is spoken of or where the article is."""
    two = _TWO.search(ctx.text, sentence.start, sentence.end)
    if two is None or negated_at(ctx, two.start(), two.end()):
        return
    kinds = _LEVELS.get(two["places"], PLACE_LABELS) if two["places"] else PARTIES
    named = {o.ref: o for o in found if o.end <= two.start() and ctx.table[o.ref].label in kinds}
    if len(named) == 2:
        first, second = named.values()
        yield first, second
    elif len(named) == 1:
        (other,) = named.values()
        clause, opening = ctx.scopes.at(two.start()), ctx.scopes.at(sentence.start)
        near = parties(ctx, ctx.text.rfind("\n", 0, sentence.start) + 1, sentence.start, *kinds)[-1:]
        spoken = (*opening.topics, *clause.topics, clause.place, ctx.scopes.home, *(o.ref for o in near))
        one = next((r for r in spoken if r is not None and r != other.ref and ctx.table[r].label in kinds), None)
        if one is not None:
            yield Occurrence(two.start(), two.start(), one, "anaphor"), other


def with_us(ctx: Context, sentence: Sentence, found: Sequence[Occurrence]) -> Iterator[Pair]:
    """甲公司去年和我们签了约: who speaks is of the place or park that the article is about."""
    us = _WITH_US.search(ctx.text, sentence.start, sentence.end)
    home = ctx.scopes.home
    if us is None or home is None or ctx.table[home].label not in (*PLACE_LABELS, Label.PARK):
        return
    before = [o for o in found if o.end <= us.start() and o.ref != home]
    if before and ADVERBS.fullmatch(ctx.text, before[-1].end, us.start()):
        here = Occurrence(us.start(), us.start(), home, "anaphor")
        yield from ((one, here) for one in joined(ctx, before[-1], before))
