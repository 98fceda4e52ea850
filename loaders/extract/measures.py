"""What a figure measures, in the words of the text: 入驻企业, 规划面积, 工业投资额增长."""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import cache

from loaders.extract.claims import Context
from loaders.extract.scope import Clause
from loaders.lexicons import longest_first, word_list
from loaders.model import Figure
from schema.nodes import PLACE_LABELS, Label

_SPAN = 18
"""How many characters before a figure may say what it measures."""
_LONGEST = 10
"""Most characters of what follows a figure that name what is counted."""
_NAMED = (Label.PARK, Label.PROJECT, Label.COMPANY, Label.ORGANIZATION, *PLACE_LABELS)
_DATE_END = r"年(?![产加处均营销交吞发纳出用总收能])|月(?!产)|日(?![产处均本资])"
"""What is left of a date before the words; 年产 says what is measured."""
_PARTS = re.compile(r"[，。；：、“”（）《》\d的]")
_FOLLOWED = re.compile(r"[，。；：、“”（）《》\d\n]|的(?!士)")


def measures(ctx: Context, figure: Figure, clause: Clause) -> str:
    """The words before the figure in its clause, without times and scopes, else those after it.

    Growth is growth of what was measured just before: 完成工业投资额42亿元，比增67%.
    """
    before = _before(ctx, figure, clause)
    if re.fullmatch(_grown(), before):
        earlier = _grows(ctx, figure)
        return f"{earlier}{before}" if earlier and not earlier.endswith(before) else before
    after = _FOLLOWED.split(ctx.text[figure.end : figure.end + 2 * _LONGEST])[0].strip()[:_LONGEST]
    if len(before) < 2 or before in word_list("units", "verbs"):
        return before + after if len(after) > 1 else before + after or figure.unit
    return before


def _before(ctx: Context, figure: Figure, clause: Clause) -> str:
    """The words that lead to a figure, without times, scopes and the names of what is measured before them."""
    text = ctx.text[max(clause.start, figure.start - _SPAN) : figure.start]
    words = _PARTS.split(text)[-1].rstrip()
    at = figure.start - len(text) + len(text.rstrip()) - len(words)
    words = re.sub(rf"(?:{_any('reaches')})+$", "", words)
    end = at + len(words)
    while at < end:
        scope = re.compile(rf"{_any('scopes')}|{_DATE_END}").match(ctx.text, at, end)
        named = [o.end for o in ctx.table.within(at, end, *_NAMED) if o.start == at and o.end <= end]
        if scope is None and not named:
            break
        at = max(scope.end() if scope else at, *named, at)
    return ctx.text[at:end]


def _grows(ctx: Context, figure: Figure) -> str:
    """What the figure before it in the sentence measures, unless that grew too."""
    start = ctx.sentence_at(figure.start).start
    at = bisect_left(ctx.figures, figure.start, key=lambda f: f.start)
    for earlier in reversed(ctx.figures[:at]):
        if earlier.start < start:
            break
        words = _before(ctx, earlier, ctx.scopes.at(earlier.start))
        if len(words) > 1 and not re.fullmatch(_grown(), words):
            return words
    return ""


@cache
def _any(key: str) -> str:
    return "|".join(re.escape(w) for w in longest_first("units", key))


@cache
def _grown() -> str:
    return rf"(?:{_any('compared')})?(?:{_any('grown')})"
