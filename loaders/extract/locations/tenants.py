"""Firms of a place or park: Y有A、B和C, 龙头为A, A、B等9家企业入驻, Y的A, Y里，A…, 园区有企业63家。其中，A…"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from loaders.entities.article import Occurrence, is_place
from loaders.extract.claims import Context
from loaders.extract.locations.grounds import SITES, lists, names, sites_of
from loaders.extract.scope import Clause
from schema.nodes import Label

_HAS = re.compile(
    r"(?<!旗下)(?<!股东)(?<!客户)(?<!品牌)(?<!对手)(?<!买家)(?<!还没)(?<!没)(?:有|拥有|集聚|聚集|汇聚|聚起|吸引|引进|引来|落户|入驻|进驻|涌现出|培育出|"
    r"落户的有|家(?:企业|公司|业者|厂商)?(?:分别)?(?:为|是))了?$"
)
_LEADS = re.compile(
    r"(?:代表|龙头|骨干|链主|领军|头部|重点|最大|入驻|落户|进园|入园)的?(?:[^，。；：]{0,4}企业|公司)?(?:是|为|有|包括|当然是|就是|如)?$"
)
_AS_LEADER = re.compile(r"(?:[一两三四五六七八九十\d]*家?[^，。；]{0,6})?(?:为|作为)(?:龙头|链主|代表|引领|骨干)")
_SETTLED = re.compile(
    r"等?(?:[一两三四五六七八九十百\d]*(?:余|多)?家)?[^，。；、]{0,8}?(?:相继|先后|纷纷|陆续|组团|已|均|都|也)*(?:入驻|落户|进驻|落地|扎根|安家|建有|进园|集聚|聚集)"
)
_BROUGHT = re.compile(
    r"(?:等[^，。；：、]{0,10})?(?:相继|先后|纷纷|陆续|已|均|都|也|被)*(?:成功引进|成功引入|(?<=被)引进)(?=[，。；]|落户|落地)"
    r"|(?:等|是)[^，。；：、]{0,8}引进的[^，。；：、]{0,8}(?:企业|公司)"
)
_WORKS = re.compile(r"的?(?:生产)?(?:车间|厂区|厂房|工厂|展厅|生产线)")
_ENTERS = re.compile(r"入园|入驻|进驻|进园|进区")
_LOCAL = re.compile(
    r"(?P<word>本地|本土|当地|本市|本县|本区|我市|我县)(?:的)?(?:老牌|知名|最大的|骨干|龙头|民营|重点|上市)?(?:企业|公司|民企|国企|龙头)?[——“]{0,2}$"
)
_INSIDE = re.compile(r"(?:内|里|中|上|区内|园内)，$")
_IN = re.compile(r"(?:在|走进|来到)[^，。；：]{0,16}$")
_COUNTED = re.compile(r"\d(?:余|多)?[家户]|企业\d")
_ELSEWHERE = re.compile(
    "终止|退出|搬离|没有|未能|别处|客户|订单|股东|基金|传闻|同行|相比|初创|国企|另设|合作|签署|授信|捐赠"
)
_OUTSIDE = re.compile("(?:集团)?(?:旗下|控股|的子公司|[^，。；]{0,6}(?:介绍|表示|说))")
_FAR = 600
"""So far back in a paragraph a park is still the one meant, in characters."""
_BACK = 60
"""So far before 其中 the firms are counted of which it picks one, in characters."""

Found = Iterator[tuple[int, float, int, int]]


def tenants(ctx: Context, clause: Clause, firms: Sequence[Occurrence]) -> Found:
    """(firm, weight, place or park, offset) for every firm that the clause puts into one."""
    if not firms:
        return
    yield from _in_park(ctx, clause, firms)
    yield from _of_here(ctx, clause, firms)
    for run in lists(ctx, firms):
        yield from _listed(ctx, clause, run)
    yield from _at_home(ctx, clause, firms)
    yield from _picked(ctx, clause, firms[0])


def _in_park(ctx: Context, clause: Clause, firms: Sequence[Occurrence]) -> Found:
    """Firms of a sentence that speaks of entering a park (首批五家企业签下入园协议，分别是…), or of their workshops there."""
    sentence = ctx.doc.sentences[clause.sentence]
    entering = _ENTERS.search(sentence.text) is not None
    for o in firms:
        works = _WORKS.match(ctx.text, o.end)
        if not entering and not works:
            continue
        begin = max(ctx.text.rfind("\n", 0, o.start) + 1, o.start - _FAR)
        parks = [p.ref for p in ctx.table.within(begin, o.start, Label.PARK) if names(ctx, p)]
        park = parks[-1] if parks else None if works else clause.park or ctx.scopes.main_park
        if park is not None:
            yield o.ref, 0.75, park, o.start


def _of_here(ctx: Context, clause: Clause, firms: Sequence[Occurrence]) -> Found:
    """本地企业A, 本土龙头A: a firm of the article's own place, 当地的A of the place spoken of."""
    home = ctx.scopes.home
    for o in firms:
        local = _LOCAL.search(ctx.text, clause.start, o.start)
        place = clause.place if local and local["word"] == "当地" else home
        if local and place is not None and is_place(ctx.table[place]):
            yield o.ref, 0.8, place, o.start


def _listed(ctx: Context, clause: Clause, run: Sequence[Occurrence]) -> Found:
    """Y有A、B; Y的龙头为A; 以A、B为龙头; A、B等9家企业入驻; Y的A and Y里，A."""
    before = ctx.text[clause.start : run[0].start]
    stop = run[-1].end
    cue = _HAS.search(before) or _LEADS.search(before) or _SETTLED.match(ctx.text, stop, clause.end)
    leader = before.endswith("以") and not before.endswith("分别以") and _AS_LEADER.match(ctx.text, stop, clause.end)
    sites = sites_of(ctx, clause) if cue or leader else []
    brought = _BROUGHT.match(ctx.text, stop, clause.end)
    if not sites and brought and clause.park is not None:
        sites = [clause.park]
    if sites:
        yield from ((o.ref, 0.8, sites[0], o.start) for o in run)
    begin = max(ctx.doc.sentences[clause.sentence].start, run[0].start - _FAR)
    for site in ctx.table.within(begin, run[0].start, *SITES):
        gap = ctx.text[site.end : run[0].start]
        inside = _INSIDE.fullmatch(gap) or gap == "，" and _IN.search(ctx.text, begin, site.start)
        if names(ctx, site) and (gap == "的" and _local(ctx, site.ref) or inside):
            yield run[0].ref, 0.85, site.ref, run[0].start


def _picked(ctx: Context, clause: Clause, first: Occurrence) -> Found:
    """园区有企业63家。其中，A公司…: one of the firms just counted."""
    opener = ctx.text[clause.start - 3 : first.start]
    if not opener.lstrip("。；，").startswith("其中") or first.start - clause.start > 3:
        return
    earlier = ctx.text[max(0, clause.start - _BACK) : clause.start]
    counted = list(_COUNTED.finditer(earlier))
    sites = sites_of(ctx, ctx.scopes.at(max(0, clause.start - _BACK) + counted[-1].start())) if counted else []
    if sites:
        yield first.ref, 0.85, sites[0], first.start


def _at_home(ctx: Context, clause: Clause, firms: Sequence[Occurrence]) -> Found:
    """In an article about a park: the firm that a clause is about works there, unless the sentence says otherwise."""
    home = ctx.scopes.home
    sentence = ctx.doc.sentences[clause.sentence].text
    if home is None or clause.park != home or _ELSEWHERE.search(sentence):
        return
    for o in firms:
        opens = o.ref in clause.topics or ctx.text[o.start - 1] in "，。；：、\n"
        if opens and not _OUTSIDE.match(ctx.text, o.end):
            yield o.ref, 0.62, home, o.start


def _local(ctx: Context, ref: int) -> bool:
    """Whether the place is the article's own or within it: elsewhere a place says where a firm comes from."""
    home, entity = ctx.scopes.home, ctx.table[ref]
    if entity.label is Label.PARK:
        return True
    if home is None or not entity.code or not is_place(ctx.table[home]):
        return False
    return home == ref or ctx.table[home].code in ctx.above.get(entity.code, ())
