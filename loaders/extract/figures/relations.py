"""FUNDS and HAS_INDICATOR: where a sum of money goes, and whose any other figure is."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from loaders.extract.claims import Context, FigureClaim
from loaders.extract.figures.measures import measures
from loaders.extract.figures.owners import SPELT_OUT, Choose, Owners, by_weights, certain, grown_of, spelt_out, standing
from loaders.extract.scope import Clause
from loaders.lexicons import longest_first, word_list
from loaders.model import Figure
from schema.relations import Status
from schema.values import Bound

Told = dict[tuple[float, str | None], list[tuple[int, bool]]]
_NOT_FIGURES = re.compile(r"^(?:年|月|日|时|点|届|期|号|次会议|岁|周年|世纪|版|页|楼|层|路|站)$")
_DEGREES = 1000
"""Fewer 度 are degrees or an angle, not electricity."""
_FUND = re.compile(r"的[^，。；]{0,16}基金")
_FUND_SIZE = re.compile(r"基金[^。；]{0,24}规模[^，。；\d]{0,4}$")
"""设立某基金，总规模50亿元: what is put together, not how large a branch is."""
_GROWN = re.compile(r"，?(?:同比|比上年|较上年|比去年|年均)?(?:增长|增幅|增速|下降|减少|上升)")
"""A sum without a cue of its own that grew or fell is what was made, not what was put in."""
_THRESHOLD = re.compile(
    r"^(?:及以[上下]|(?:以上|以下|以内|元)?(?:以上|以下|以内)(?:的[^，。]{0,4}|产业|工业|重点|重大)?(?:项目|企业|新建|贷款))"
)
_CLASS = re.compile(
    r"^(?:的(?:[^，。；、\d]{0,8}?(?:企业|项目|酒企|车企|药企|公司|园区))?|[^，。；、\d]{0,8}?(?:企业|项目|园区))[^，。；、\d]{0,6}\d[\d,.]*多?[家户个项]"
)
"""年产值过10亿元的企业5家, 过5亿元项目9个, 10亿元以上的有7个: a sum that makes a class."""
_CLASS_ITEM = re.compile(r"(?<=以[上下内])的?(?:[有达共]|项目|企业)?\d[\d,.]*多?[家户个项]")
"""其中10亿元以上18个: an item in a list of such classes."""
_FOR_ANY = re.compile(r"(?:凡|凡是|对|对于|符合|单个|单体)(?=[^，。；]{2})")
_WHICH = re.compile(r"^(?:及?以上|以内)?的[^，。；、\d]{0,8}?(?:企业|项目|单位|商户|人才)")
"""对纳税超500万元的企业: whom a rule is for."""
_GOAL = re.compile(r"(?:做到|冲上|冲刺|冲击|迈向|剑指|站上|迈上|跃上|跨过|跨上|逼近)[^，。；\d]{0,2}$")
"""A sum that is reached by growing, where nothing says that it is put in."""
_AIM = re.compile(r"(?:力争|争取|有望)[^，。；]{0,14}$")
"""争取到年底超过万亿元: what is to be reached, where nothing in the sentence says that it is put in."""
_PRICE = re.compile(
    r"每(?:坪|亩|吨|股|度|台|套|斤|公斤|平方米|立方米)[^，。；\d投税产]{0,4}$|(?:单价|售价|租金|票价|房价|地价)[^，。；\d]{0,4}$"
)
_AGAIN = re.compile(r"(?:^|的|这|这笔|上述)$")
_NEAR = 0.05
"""A headline rounds so much."""
_LEAST_SUM = 10_000
"""A smaller sum is a price or a wage, in units of the currency."""


def figure_claims(ctx: Context, choose: Choose = by_weights) -> list[FigureClaim]:
    """One claim a figure and owner, or none where nobody owns it or it is a mere count of what the text lists."""
    telling = list(telling_figures(ctx))
    spelt = [spelt_out(ctx, figure, clause) for figure, clause, _ in telling]
    left = [one for one, owners in zip(telling, spelt, strict=True) if not owners]
    chosen = iter(choose([(figure, standing(ctx, figure, clause, invested)) for figure, clause, invested in left]))
    out: list[FigureClaim] = []
    given: Owners = {}
    for (figure, clause, investment), said in zip(telling, spelt, strict=True):
        likeliest = [(ref, SPELT_OUT) for ref in said] or certain(*next(chosen))
        owners = grown_of(ctx, figure, given) or likeliest
        given[figure.end] = figure, owners
        status = _status(ctx, figure)
        out += [
            FigureClaim(figure, owner, investment, measures(ctx, figure, clause), None, status, confidence)
            for owner, confidence in owners
        ]
    return out


def telling_figures(ctx: Context) -> Iterator[tuple[Figure, Clause, bool]]:
    """Figures that may say something, with their clause and whether they are sums put into something."""
    told = _told(ctx)
    title = len(ctx.doc.article.title)
    body = [f for f in ctx.figures if f.start >= title]
    first: dict[tuple[float, str | None], int] = {}
    for f in body:
        first.setdefault((f.value, f.currency), f.start)
    for figure in ctx.figures:
        money = figure.currency is not None
        if not money and not _telling(ctx, figure) or figure.start < title and _said(figure, body):
            continue
        clause = ctx.scopes.at(figure.start)
        if money and (figure.value < _LEAST_SUM or _makes_class(ctx, figure, clause)):
            continue
        if _aside(ctx, figure, clause) or _again(ctx, figure, clause, first):
            continue
        yield figure, clause, money and is_investment(ctx, figure, clause, told)


def _said(figure: Figure, others: Sequence[Figure]) -> bool:
    """Whether one of the others says it, perhaps more exactly: what a headline says, the text says again."""
    return any(
        f.unit == figure.unit and f.currency == figure.currency and abs(f.value - figure.value) <= _NEAR * figure.value
        for f in others
    )


def _again(ctx: Context, figure: Figure, clause: Clause, first: Mapping[tuple[float, str | None], int]) -> bool:
    """50亿元从何而来？ A sum that a clause begins with or 的 points at, and that the text has said before.

    `first` says where the text has each value first.
    """
    if figure.currency is None or not _AGAIN.search(ctx.text[clause.start : figure.start].strip()):
        return False
    return first.get((figure.value, figure.currency), figure.start) < figure.start


def _makes_class(ctx: Context, figure: Figure, clause: Clause) -> bool:
    """Whether a sum only says which projects or firms are counted (500万元以上项目132项)."""
    return bool(
        _THRESHOLD.search(_after(ctx, figure))
        or _CLASS_ITEM.match(ctx.text, figure.end)
        or _THRESHOLD.match(ctx.text[figure.end : figure.end + 16])
        or (figure.bound is not Bound.EXACT and _CLASS.match(ctx.text[figure.end : figure.end + 24]))
        or (_FOR_ANY.match(ctx.text, clause.start) and _WHICH.match(ctx.text[figure.end : figure.end + 20]))
    )


def _aside(ctx: Context, figure: Figure, clause: Clause) -> bool:
    """Whether a figure is of visitors or of the stock exchange, the value left behind, or what a grant pays."""
    before, after = ctx.text[clause.start : figure.start], ctx.text[figure.end : clause.end]
    if before.endswith(word_list("units", "visitors")) or _priced(figure, before):
        return True
    if figure.currency is None and any(w in before for w in word_list("units", "bourse")):
        return True
    return _moved(before, after, figure) or _granted(before, after, figure)


def _priced(figure: Figure, before: str) -> bool:
    """Whether a sum is what one of something costs; no less than so much an acre is asked of investors."""
    return figure.currency is not None and figure.bound is not Bound.AT_LEAST and bool(_PRICE.search(before))


def _moved(before: str, after: str, figure: Figure) -> bool:
    """从45%提高到70%: how it was."""
    return before.endswith(("从", "由")) and bool(re.match(_moves(), after)) and figure.bound is not Bound.RANGE


@cache
def _moves() -> str:
    return rf"[^，。；\d]{{0,4}}?(?:{'|'.join(longest_first('units', 'moves'))})(?:到|至|为|了)"


def _granted(before: str, after: str, figure: Figure) -> bool:
    """按投资额的8%给予补助, 最高奖励2000万元: what a rule promises to anybody."""
    grants = "|".join(longest_first("units", "grants"))
    if figure.unit == "%":
        return bool(
            re.search(rf"(?:{grants})[^，。；]{{0,3}}$", before)
            or re.match(rf"(?:的比例|比例)?(?:给予|予以)?[^，。；\d]{{0,4}}(?:{grants})", after)
        )
    return "最高" in before and bool(
        re.search(rf"最高[^，。；\d]{{0,4}}(?:{grants})[^，。；\d]{{0,3}}$", before)
        or re.search(r"最高[^，。；\d]{0,6}$", before)
        and re.match(rf"[^，。；\d]{{0,3}}(?:{grants})", after)
    )


def _after(ctx: Context, figure: Figure) -> str:
    return figure.surface[-2:] + ctx.text[figure.end : figure.end + 8]


def _telling(ctx: Context, figure: Figure) -> bool:
    """Whether a figure is no ordinal, date or number in a quoted name (“1+N”)."""
    if _NOT_FIGURES.match(figure.unit) or figure.unit == "度" and figure.value < _DEGREES:
        return False
    return not (ctx.text[figure.end : figure.end + 1] in "”’" and ctx.text[figure.start - 1 : figure.start] in "“‘")


def is_investment(ctx: Context, figure: Figure, clause: Clause, told: Told) -> bool:
    """Whether a sum is put into something: the nearest cue word decides, the sentence breaks a tie."""
    before = ctx.text[clause.start : figure.start]
    after = ctx.text[figure.end : clause.end]
    sentence = ctx.sentence_at(figure.start)
    if _FUND.match(after) or _FUND_SIZE.search(ctx.text, sentence.start, figure.start):
        return True
    scored = []
    for cues, verdict in (
        (longest_first("relations", "money_in"), True),
        (longest_first("relations", "money_out"), False),
    ):
        for cue in cues:
            at = before.rfind(cue)
            if at >= 0:
                scored.append((len(before) - at - len(cue), -len(cue), verdict))
            at = after.find(cue)
            if at >= 0:
                scored.append((at + 3, -len(cue), verdict))
    if scored:
        return min(scored)[2]
    if _GROWN.match(ctx.text, figure.end) or _GOAL.search(before):
        return False
    earlier = ctx.text[sentence.start : figure.start]
    positions = [
        (earlier.rfind(c), verdict)
        for verdict, cues in (
            (True, longest_first("relations", "money_in")),
            (False, longest_first("relations", "money_out")),
        )
        for c in cues
        if c in earlier
    ]
    if positions:
        return max(positions)[1]
    return not _AIM.search(before) and _elsewhere(figure, told)


def _told(ctx: Context) -> Told:
    """Each sum → the first two places where its clause says whether it is put into something, and what it says."""
    out = longest_first("relations", "money_out")
    into = longest_first("relations", "money_in")
    found: Told = defaultdict(list)
    verdicts: dict[int, tuple[bool, bool]] = {}
    for figure in ctx.figures:
        known = found[(figure.value, figure.currency)]
        if figure.currency is not None and len(known) < 2:
            at = ctx.scopes.at(figure.start).start
            if at not in verdicts:
                clause = ctx.clause_text(figure.start)
                verdicts[at] = (any(c in clause for c in into), any(c in clause for c in out))
            invested, given = verdicts[at]
            if invested != given:
                known.append((figure.start, invested))
    return found


def _elsewhere(figure: Figure, told: Told) -> bool:
    """A sum without cues is what the same sum is where the text says more; put into something where it never does."""
    others = told[(figure.value, figure.currency)]
    return next((invested for start, invested in others if start != figure.start), True)


def _status(ctx: Context, figure: Figure) -> Status | None:
    clause = ctx.scopes.at(figure.start)
    i = bisect_left(ctx.statuses, clause.end, key=lambda c: c.start)
    return ctx.statuses[i - 1].status if i and ctx.statuses[i - 1].start >= clause.start else None
