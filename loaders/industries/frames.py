"""Frames that name branches by their part: 把A作为首位产业, 打造A基地, 一是A，二是B, 26家A企业."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from itertools import islice

from loaders.industries.items import Item, Reader
from loaders.industries.vocabulary import branch_rules, compounded, is_known, stemmed
from loaders.lexicons import longest_first, words
from loaders.model import Mention, Sentence
from schema.nodes import Label
from schema.taxonomy import Taxonomy

SURE, KNOWN, BARE = 0.9, 0.8, 0.5
IN_ORDER = re.compile(r"(?:依序|依次|分别)(?:是|为)")
IN_FIELDS = re.compile(r"在((?:[^，。；：、]{2,12}、)+[^，。；：]{2,24}?)(?:等)?(?:上|方面|等方面|领域|等领域)")
_ENUMERATED = re.compile(
    r"(?:^|[，。；：？、])(?:第?[一二三四五六七八九十](?:是|为|、)|一[个条类]是)(?P<item>[^，。；：？]{2,24})"
)
_SET = re.compile(r"(?P<count>[二三四五六七八九十两\d])(?:大|个)[^，。；：、]{0,8}产业")
_GOAL = re.compile(
    r"(?:打造|建成|争创|成为|建设成)[^，。；]{0,16}?(?:级|一流|领先|知名|闻名|影响力|最大|重要)的?(?P<item>[^，。；：的]{2,14}?)(?:产业)?"
    r"(?:基地|高地|名城|之都|之城|集聚地|集聚区|新高地|示范区|先行区|中心|产业园)"
)
_WORKS = re.compile(
    r"(?:扩建|技改|产业化|生产|制造|研发|加工|示范|配套|[一二三四]期|建设|扩产)*(?:项目|工程|生产线|产线|工厂|基地|产业园|科技园|工业园|园区|中心|电站|专区|小镇|[一二三四]期)"
)
"""Heads of the names of works and parks, with what may stand between them and the branch."""
_SHORTEST_MADE, _LONGEST_MADE = 2, 4
"""Length of what an unknown division makes, in characters."""
_MANY = 40
"""So many heads of one sentence are read."""
_TAKEN = re.compile(
    r"(?:做成|打造成为|建成|发展成|发展为|作为|列入|列为|视作|写进了?|划入|归入|列进|放进|居(?=[首主支第前于])|培育成|培育为|确定为|定为|摆上|摆在|放在|打造成|纳入|视为|当作)"
    r"[^，。；]{0,8}?(?:支柱|主导|重点|新兴|传统|未来|优势|首位|首要|特色)"
)
_TAKEN_AS = re.compile(
    rf"(?P<item>[^，。；：]{{2,40}}?)(?:则|也|都|等|均|已|被|仍|依然|依旧|始终|一直|长期){{0,3}}{_TAKEN.pattern}"
)
_ROLE_FIRST = re.compile(
    r"作为[^，。；]{0,4}(?:支柱|主导|重点|新兴|传统|未来|优势|特色)产业，"
    r"|(?:支柱|主导|重点|新兴|传统|未来|优势|特色)产业[^，。；：]{0,6}的，?(?:是|还有|有|包括)"
    r"|(?:支柱|主导|重点|新兴|传统|未来|优势|特色)产业[^，。；：]{0,10}：(?!“)"
)
_CLASSES = re.compile(
    r"(?P<items>[^，。；：]{4,30}?)(?:等)?(?:[两三四五六七八\d]类企业"
    r"|[两三四五六七八](?:大|条|个|块)(?:重点|主攻|发展|细分|新)?(?:路子|方向|赛道|业务|主线|版块|主业))"
)
_NEXT_POINT = re.compile(r"(?:重点|方向|主攻方向|发力点|突破口|着力点|增长点)(?:是|为|包括|放在|瞄准|锁定)")
_FIRMS_OF = re.compile(
    r"(?:\d+(?:余|多)?家|一批|集聚|聚集|相关|规上|培育|引进)(?:了)?(?P<items>[^，。；：\d]{2,24}?)(?:类|领域|行业|产业)?(?:龙头)?企业"
)
IS_PILLAR = re.compile(
    r"(?:产业|业)?(?:，(?:这些|它们|两者|三者)?(?:都|均))?(?:早已|已经|已|如今|逐渐|逐步|正|曾经|曾|一直|历来|则|也|又|仍)*"
    r"(?:[两三四五]项|[两三四五]个|[两三四五]大块)?(?:是|成为|成了|为|算是|算|属于|当属|属)(?:[^，。；：]{0,18}?(?:支柱|主导|特色|优势|首位|传统|重点|龙头|主攻|主要|未来|新兴|[一1]号)”?(?:产业|方向|领域|行业|工程)(?=[，。；、：！”的之]|$)"
    r"|(?:其|当地)?(?:支柱|主导|传统|特色|优势|重点|主导地位)(?=[，。；、])|(?:挑)?大梁)"
    r"|(?:产业|业)?(?:做|当|唱|挑)(?:主导|支柱|主角|龙头|大梁)(?=[，。；、])"
)


def tier_in(text: str) -> str | None:
    return next((tier for tier, words_of in _tiers() if words_of.search(text)), None)


@cache
def _tiers() -> tuple[tuple[str, re.Pattern[str]], ...]:
    tiers = words("industries")["tiers"]
    order = ("pillar", "leading", "emerging", "traditional", "future", "key")
    return tuple((tier, re.compile("|".join(map(re.escape, str(tiers[tier]).split())))) for tier in order)


def mention_of(item: Item, taxonomy: Taxonomy, context: str, tier: str | None, trigger: str = "") -> Mention:
    attributes = [("context", context)]
    if tier:
        attributes.append(("tier", tier))
    if trigger:
        attributes.append(("trigger", trigger))
    known = is_known(item.name, taxonomy) or stemmed(item.name, taxonomy) or compounded(item.name, taxonomy)
    if known:
        attributes.append(("known", "yes"))
    return Mention(
        item.start,
        item.end,
        Label.INDUSTRY,
        item.name,
        f"industry-{context}",
        SURE if known or context == "list" else KNOWN,
        None,
        tuple(attributes),
    )


def named_after(sentence: Sentence, reader: Reader) -> Iterator[Mention]:
    """改性聚丙烯项目, 轮毂电机生产线: the branch that a project or works is named after."""
    for match in islice(_WORKS.finditer(sentence.text), _MANY):
        for item in reader.before(sentence.start + match.start(), closed=False):
            if item.end == sentence.start + match.start() and compounded(item.name, reader.taxonomy):
                yield replace(mention_of(item, reader.taxonomy, "head", None), confidence=BARE)


def divisions(sentence: Sentence, reader: Reader) -> Iterator[Mention]:
    """塑胶制品制造业, 铁矿采选业: a division of industry is named by what it makes."""
    for match in islice(_division().finditer(sentence.text), _MANY):
        end = sentence.start + match.end()
        for item in reader.before(end, closed=True, sure=True):
            named = _made(item, len(match.group()), reader.taxonomy) if item.end == end else None
            if named is not None:
                yield mention_of(named, reader.taxonomy, "head", None)


def _made(item: Item, tail: int, taxonomy: Taxonomy) -> Item | None:
    """工厂中|金属制品制造业: a division from the known branch on that it is named after; a short unknown one whole."""
    made = item.name[:-tail]
    if not made or made in branch_rules().front:
        return None
    if is_known(item.name, taxonomy):
        return item
    at = next((k for k in range(len(made) - 1) if is_known(made[k:], taxonomy)), None)
    if at is not None:
        return Item(item.start + at, item.end, item.name[at:], item.listed)
    return item if _SHORTEST_MADE <= len(made) <= _LONGEST_MADE and made[-1] not in "中内里的" else None


@cache
def _division() -> re.Pattern[str]:
    return re.compile("|".join(longest_first("industries", "divisions")))


def framed(sentence: Sentence, reader: Reader) -> Iterator[Mention]:
    """把A作为首位产业 / A、B两类企业 / 打造A基地 / 下一步的重点是A和B / 26家A、B企业."""
    yield from _roles(sentence, reader)
    yield from divisions(sentence, reader)
    for match in _CLASSES.finditer(sentence.text):
        items = reader.before(sentence.start + match.end("items"), closed=True)
        for item in items if match.group().endswith("企业") else half_known(reader, items):
            yield mention_of(item, reader.taxonomy, "list", None)
    for match in _GOAL.finditer(sentence.text):
        start = sentence.start + match.start("item")
        for item in reader.before(start + len(match["item"]), closed=False):
            if item.start >= start - 4:
                yield mention_of(item, reader.taxonomy, "trigger", None, "打造")
    for match in _NEXT_POINT.finditer(sentence.text):
        yield from mostly_known(reader, reader.after(sentence.start + match.end(), open_list=True))
    for match in _FIRMS_OF.finditer(sentence.text) if "企业" in sentence.text else ():
        start = sentence.start + match.start("items")
        for item in reader.after(start, open_list=True, stop=start + len(match["items"])):
            if reader.is_branch(item.name, lenient=False):
                yield mention_of(item, reader.taxonomy, "list", None)


def _roles(sentence: Sentence, reader: Reader) -> Iterator[Mention]:
    for match in _TAKEN_AS.finditer(sentence.text) if _TAKEN.search(sentence.text) else ():
        for item in reader.before(sentence.start + match.end("item"), closed=True, sure=True):
            yield mention_of(item, reader.taxonomy, "list", tier_in(match.group()))
    for match in _ROLE_FIRST.finditer(sentence.text):
        for item in reader.after(sentence.start + match.end(), open_list=True, sure=True):
            yield mention_of(item, reader.taxonomy, "list", tier_in(match.group()))


def enumerated(text: str, sentence: Sentence, reader: Reader) -> Iterator[Mention]:
    """四大主导产业是哪四个？一是A，二是B和C: the items of a count of branches that the text has announced."""
    announced = _SET.search(text, max(0, sentence.start - 60), sentence.end)
    if announced is None:
        return
    items: list[Item] = []
    for match in _ENUMERATED.finditer(sentence.text):
        start = sentence.start + match.start("item")
        items += reader.after(start, open_list=True, stop=start + len(match["item"]))
    if 2 * sum(is_known(i.name, reader.taxonomy) for i in items) >= len(items) > 1:
        for item in items:
            yield mention_of(item, reader.taxonomy, "list", tier_in(announced.group()))


def half_known(reader: Reader, items: Iterator[Item]) -> list[Item]:
    """信息共享、人才交流等领域: a list that may be of anything, of whose items those are branches that are known; all if
    half of them are."""
    found = list(items)
    known = [i for i in found if reader.is_branch(i.name, lenient=False)]
    return found if 2 * len(known) >= len(found) else known


def mostly_known(reader: Reader, items: Iterator[Item]) -> Iterator[Mention]:
    """A list that may hold anything is one of branches where the taxonomy knows half of it."""
    found = list(items)
    if 2 * sum(is_known(i.name, reader.taxonomy) for i in found) >= len(found) > 1:
        for item in found:
            yield mention_of(item, reader.taxonomy, "list", None)
