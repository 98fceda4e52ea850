"""What a figure measures, in the words of the text: 入驻企业, 规划面积, 工业投资额增长."""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import cache

from loaders.extract.claims import Context
from loaders.extract.scope import Clause
from loaders.lexicons import consists_of, longest_first, word_list, words
from loaders.model import Figure
from loaders.segment import Segmenter, Word
from schema.nodes import PLACE_LABELS, Label

_SPAN = 18
"""How many characters before a figure may say what it measures."""
_LONGEST = 10
"""Most characters of what follows a figure that name what is counted."""
_EMPTY = ("p", "c", "d", "u", "r", "m", "q", "t", "y", "f", "zg")
"""First letters of the parts of speech that name nothing: words of relation, manner, number, time and direction."""
_NOUNS = ("n", "vn", "an", "j", "l", "eng", "i", "s")
_NAMED = (Label.PARK, Label.PROJECT, Label.COMPANY, Label.ORGANIZATION, *PLACE_LABELS)
_DATE_END = r"年(?![产加处均营销交吞发纳出用总收能])|月(?!产)|日(?![产处均本资])"
"""What is left of a date before the words; 年产 says what is measured."""
_JOINS = re.compile(r"[、和与及]|以及|[，]?(?:一路)?[提升拉扩增降减][高升长大加到至低少]?[到至为]?")
_PARTS = re.compile(r"[，。；：、“”（）《》\d的]")
_FOLLOWED = re.compile(r"[，。；：、“”（）《》\d\n]|的(?!士)")


def measures(ctx: Context, figure: Figure, clause: Clause) -> str:
    """The words before the figure in its clause, without times and scopes, else those after it, else what the figure of
    the same unit before it measures, else what such a unit measures.

    Growth is growth of what was measured just before: 完成工业投资额42亿元，比增67%.
    """
    listed = _listed_after(ctx, figure)
    if listed is not None:
        return measures(ctx, listed, ctx.scopes.at(listed.start))
    before = _before(ctx, figure, clause)
    if grown().fullmatch(before):
        earlier = _grows(ctx, figure)
        return f"{earlier}{before}" if earlier and not earlier.endswith(before) else before
    verb = next((v for v in longest_first("units", "verbs") if before.endswith(v)), "")
    after = _counted(ctx, figure) if verb or _vague(before) else ""
    if verb and after:
        return verb + after
    if before == verb or _vague(before):
        return after or _same_unit(ctx, figure) or _general(figure)
    return before + _general(figure) if before.endswith(word_list("units", "part")) else before


def _counted(ctx: Context, figure: Figure) -> str:
    """What follows the figure up to the last noun: 日资企业 of 100多家日资企业落户."""
    after = _FOLLOWED.split(ctx.text[figure.end : figure.end + 2 * _LONGEST])[0].strip()[:_LONGEST]
    words = _segmenter().words(after)
    last = max((w.end for w in words if w.flag.startswith(_NOUNS) or not w.flag), default=len(after))
    return after[:last]


def _vague(text: str) -> bool:
    return len(text) < 2 or consists_of(text, "units", "vague")


def _general(figure: Figure) -> str:
    """What a figure of its unit measures where no word says so."""
    named = words("units")["general"]
    return next((name for name, units in named.items() if figure.unit in units.split()), figure.unit)


def _same_unit(ctx: Context, figure: Figure) -> str:
    """What the figure before it in the sentence measures, if it has the same unit: 有厂商26家，其中外资4家."""
    earlier = _like_before(ctx, figure)
    if earlier is None or earlier.start < ctx.sentence_at(figure.start).start:
        return ""
    before = _before(ctx, earlier, ctx.scopes.at(earlier.start))
    return "" if _vague(before) or grown().fullmatch(before) else before


def _listed_after(ctx: Context, figure: Figure) -> Figure | None:
    """The figure of the same unit that a list joins it to (2300亿元、1800亿元和700亿元), or that it rises from."""
    earlier = _like_before(ctx, figure)
    return earlier if earlier and _JOINS.fullmatch(ctx.text, earlier.end, figure.start) else None


def _like_before(ctx: Context, figure: Figure) -> Figure | None:
    """The figure just before, if it has the same unit."""
    at = bisect_left(ctx.figures, figure.start, key=lambda f: f.start)
    earlier = ctx.figures[at - 1] if at else None
    return earlier if earlier is not None and earlier.unit == figure.unit else None


def _before(ctx: Context, figure: Figure, clause: Clause) -> str:
    """The words that lead to a figure, without times, scopes and the names of what is measured before them."""
    begin = max(clause.start, figure.start - _SPAN)
    text = ctx.text[begin : figure.start].rstrip()
    last = _PARTS.split(text)[-1]
    at = begin + len(text) - len(last)
    end = at + len(_reaches().sub("", last))
    while at < end:
        scope = _scopes().match(ctx.text, at, end)
        ends = [o.end for o in ctx.table.within(at, end, *_NAMED) if o.start == at and o.end <= end]
        ends += [scope.end()] if scope else []
        if not ends:
            break
        at = max(ends)
    lead = max(clause.start, begin - _SPAN)
    return _tidied(ctx.text[lead:end], at - lead)


def _tidied(text: str, at: int) -> str:
    """The text from `at` on, in whole words, without words at either end that name nothing (内推进, 面积从, 产业链都有了自己)."""
    words = [w for w in _segmenter().words(text) if w.start >= at]
    while words and _is_empty(words[0], "scopes"):
        words = words[1:]
    while words and _is_empty(words[-1], "reaches"):
        words = words[:-1]
    return text[words[0].start : words[-1].end] if words else ""


def _is_empty(word: Word, key: str) -> bool:
    if word.text in word_list("units", "part"):
        return False
    return not word.text[0].isalnum() or word.text in word_list("units", key) or word.flag.startswith(_EMPTY)


@cache
def _segmenter() -> Segmenter:
    return Segmenter()


def _grows(ctx: Context, figure: Figure) -> str:
    """What the figure before it in the sentence measures, unless that grew too."""
    start = ctx.sentence_at(figure.start).start
    at = bisect_left(ctx.figures, figure.start, key=lambda f: f.start)
    for earlier in reversed(ctx.figures[:at]):
        if earlier.start < start:
            break
        before = _before(ctx, earlier, ctx.scopes.at(earlier.start))
        if len(before) > 1 and not grown().fullmatch(before):
            return before
    return ""


def _any(key: str) -> str:
    return "|".join(re.escape(w) for w in longest_first("units", key))


@cache
def _reaches() -> re.Pattern[str]:
    return re.compile(rf"(?:{_any('reaches')})+$")


@cache
def _scopes() -> re.Pattern[str]:
    return re.compile(rf"{_any('scopes')}|{_DATE_END}")


@cache
def grown() -> re.Pattern[str]:
    """同比增长, 比上年下降, 增幅: what comes before a rate of growth."""
    return re.compile(rf"(?:{_any('compared')})?(?:{_any('grown')})")
