"""Whose a figure is: spelt out by 分别 and 各, else the likeliest of the candidates that `owner_features` finds."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Sequence
from functools import cache

from loaders.entities.article import Occurrence
from loaders.extract.claims import Context
from loaders.extract.figures.measures import grown
from loaders.extract.figures.owner_features import candidates
from loaders.extract.figures.paired import beside, opening
from loaders.extract.figures.profiles import profiled
from loaders.extract.figures.purposes import builds
from loaders.extract.figures.totals import examples, of_several
from loaders.extract.scope import Clause
from loaders.model import Figure
from loaders.ranking import Candidate, best, weights
from schema.nodes import PLACE_LABELS, Label

_LEAST = 0.35
"""A less likely owner is not named: of cross-validated choices below it most are wrong."""
_RATES = frozenset({"%", "成", "倍", "个百分点", "百分点"})
_GAP = 16
"""So many characters may stand between a figure and its growth."""
Owners = dict[int, tuple[Figure, list[tuple[int, float]]]]
"""Where each figure ends that has been given its owners → the figure and they."""
Open = tuple[Figure, Sequence[Candidate]]
"""A figure and who may own it."""
Choose = Callable[[Sequence[Open]], Sequence[tuple[Candidate, float]]]
"""The likeliest owner of each figure, and its probability."""
SPELT_OUT = 0.95
"""Confidence of what 各 and 分别 say in so many words, and the most that any choice gets."""


def by_weights(figures: Sequence[Open]) -> list[tuple[Candidate, float]]:
    """The likeliest owners by features alone."""
    return [best(found, weights("figure_owners")) for _, found in figures]


def spelt_out(ctx: Context, figure: Figure, clause: Clause) -> list[int]:
    """Whose the figure is where the text says so in so many words: several where 各 shares it out over a list."""
    return list(
        _respectively(ctx, figure, clause)
        or _each(ctx, figure, clause)
        or _of_the_two(ctx, figure)
        or beside(ctx, figure)
        or opening(ctx, figure)
        or profiled(ctx, figure)
    )


def standing(ctx: Context, figure: Figure, clause: Clause, investment: bool) -> list[Candidate]:
    """Who may own the figure, and nobody."""
    found = candidates(ctx, figure, clause, investment)
    if of_several(ctx, figure):
        found = [c for c in found if c.ref is None or ctx.table[c.ref].label is not Label.PROJECT]
    if shown := examples(ctx, figure):
        found = [c for c in found if c.ref not in shown]
    return found


def certain(chosen: Candidate, probability: float) -> list[tuple[int, float]]:
    """The owner and how sure that is; none where nobody owns the figure, or too many might."""
    if chosen.ref is None or probability < _LEAST:
        return []
    return [(chosen.ref, round(min(probability, SPELT_OUT), 2))]


def grown_of(ctx: Context, figure: Figure, given: Owners) -> list[tuple[int, float]]:
    """产值6.8亿元，同比增长12%: growth is of whom the figure right before it is."""
    if figure.unit not in _RATES:
        return []
    match = _growth().search(ctx.text, max(0, figure.start - _GAP), figure.start)
    earlier, owners = given.get(match.start(), (None, [])) if match else (None, [])
    return owners if earlier is not None and earlier.unit not in _RATES else []


@cache
def _growth() -> re.Pattern[str]:
    return re.compile(
        rf"[，、（]?\s*(?:[比较](?:去年|上年)?同期|名义|可比|实际)?(?:{grown().pattern})(?:了|约|为|达|达到)?\Z"
    )


def _respectively(ctx: Context, figure: Figure, clause: Clause) -> list[int]:
    """A、B先后签约，两家企业分别投资3亿元、2亿元: the n-th sum belongs to the n-th of as many names.

    Where more are named, the last list before 分别 counts (甲居首，乙、丙分别有…).
    """
    sentence = ctx.sentence_at(figure.start)
    at = max(ctx.text.rfind(word, sentence.start, figure.start) for word in ("分别", "依次", "各有", "各为", "各达"))
    if at < 0 or "。" in ctx.text[at : figure.start]:
        return []
    low, high = (bisect_left(ctx.figures, x, key=lambda f: f.start) for x in (at, clause.end))
    figures = [
        f for f in ctx.figures[low:high] if at < f.start < clause.end and bool(f.currency) == bool(figure.currency)
    ]
    for label in (Label.COMPANY, Label.PROJECT, Label.PARK, Label.INDUSTRY, *PLACE_LABELS):
        named = [o for o in ctx.table.within(sentence.start, at, label) if o.role == "name"]
        for refs in (list(dict.fromkeys(o.ref for o in named)), [o.ref for o in _listed(ctx, named)]):
            if len(refs) == len(figures) > 1 and figure in figures:
                return [refs[figures.index(figure)]]
    return []


def _of_the_two(ctx: Context, figure: Figure) -> list[int]:
    """甲和乙各有所长，前者投资3亿元，后者年产5万吨: of the last two firms, parks or places, the first or the second."""
    sentence = ctx.sentence_at(figure.start)
    first, second = (ctx.text.rfind(word, sentence.start, figure.start) for word in ("前者", "后者"))
    at = max(first, second)
    if at < 0 or ctx.table.within(at, figure.start, Label.PROJECT) or _is_for_works(ctx, figure):
        return []
    begin = ctx.text.rfind("\n", 0, at) + 1
    end = ctx.text.find("前者", begin, at + 2)
    for label in (Label.COMPANY, Label.PARK, Label.PROJECT, *PLACE_LABELS):
        named = [o.ref for o in ctx.table.within(begin, end, label) if o.role == "name"] if end >= 0 else []
        two = list(dict.fromkeys(reversed(named)))[:2]
        if len(two) > 1:
            return [two[0] if second > first else two[1]]
    return []


def _is_for_works(ctx: Context, figure: Figure) -> bool:
    """前者投资3亿元建设乙项目: the sum is of what it builds."""
    works = ctx.table.within(figure.end, ctx.sentence_at(figure.start).end, Label.PROJECT, Label.PARK)
    return figure.currency is not None and any(builds(ctx.text, figure.end, o.start) for o in works)


def _each(ctx: Context, figure: Figure, clause: Clause) -> list[int]:
    """丙县、丁县各6家 / 黑河市、绥化市，各100亿元: all of the list before 各, or of the heading."""
    at = ctx.text.rfind("各", max(clause.start, figure.start - 2), figure.start)
    if at < 0:
        return []
    sentence = ctx.sentence_at(figure.start)
    for label in (*PLACE_LABELS, Label.COMPANY, Label.PROJECT, Label.PARK, Label.INDUSTRY):
        found = [o for o in ctx.table.within(sentence.start, at, label) if o.role == "name"]
        listed = _listed(ctx, found)
        if len(listed) > 1 and ctx.text[listed[-1].end : at] in ("", "，"):
            return [o.ref for o in listed]
    return list(clause.topics) if clause.heading and len(clause.topics) > 1 else []


def _listed(ctx: Context, named: Sequence[Occurrence]) -> list[Occurrence]:
    """The last of these names with those that stand in one list with it."""
    out = list(named[-1:])
    for o in reversed(named[:-1]):
        if ctx.text[o.end : out[0].start] not in ("、", "和", "与", "及", "以及"):
            break
        out.insert(0, o)
    return out
