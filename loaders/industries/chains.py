"""Frames of chains and directions: 从A到B的产业链, 上游补A，中游做B, 向A方向延伸, 以A见长, 把A做大做强, 茶叶大县."""

from __future__ import annotations

import re
from collections.abc import Iterator

from loaders.industries.frames import mention_of, mostly_known
from loaders.industries.items import Item, Reader
from loaders.lexicons import word_list
from loaders.model import Mention, Sentence

_FROM_TO = re.compile(
    r"从(?P<a>[^，。；：]{2,24}?)到(?P<b>[^，。；：]{2,24}?)(?=(?:的|等)?[^，。；：]{0,3}(?:产业链|链条|全链条|产业体系|集群)|，[^，。；]{0,12}(?:产业链|链条|产业))"
)
_CHAIN = re.compile(r"“(?P<items>[^“”，。；]{2,10}(?:(?:—+|-|－)[^“”，。；—\-]{2,10}){2,8})”(?:全|完整)?(?:的)?产业链")
_LINK = 8
"""Longest link of a chain written with dashes, in characters."""
_STAGE = re.compile(
    r"(?<![江河流域])(?P<stage>[上中下])游(?:环节|产业|企业|领域|端)?(?:则|主要|重点|着力|已|正|可|将|再|要){0,2}"
    r"(?:(?P<verb>补齐|补强|补|抓好|抓|做强|做大|做|接|强|攀|攻关|攻|引进|培育|发展|布局|聚焦|突破|延伸至|延伸到|延伸|拓展至|拓展|主攻|壮大|配套|瞄准|涵盖|覆盖|集聚|形成|招引"
    r"|生产|连|靠|主打|专注)(?:了|到|着)?|的|是|有|为|以|向|往)(?P<items>[^，。；：]{2,40})"
)
"""上游补A，中游做B和C，下游接D: the stages of one chain."""
_GROWN = re.compile(
    r"把(?P<items>[^，。；：]{2,40}?)(?:等)?(?:[一二三四五六七八九十两\d]+(?:类|大|个|条|种))?(?:特色|优势)?(?:产业链|产业集群|产业|行业|板块|链条)?"
    r"(?:做大做强|做强做优|做精做优|做强|做大|做优|做精|做实|培育起来|发展起来|做起来|培育壮大|发展壮大|壮大|培强)"
)
_TOWARDS = re.compile(
    r"(?:往|向|朝)(?P<items>[^，。；：]{2,40}?)(?:等)?(?:[一二三四五六七八九十两\d]+(?:个|大))?(?:方向|领域|产业|环节)?(?:延伸|拓展|拉长|铺开|进军|转型|迈进|攀升|延展|挺进|发展)"
)
"""把链条往储能、氢能方向拉长."""
_NOTED_FOR = re.compile(
    r"以(?P<items>[^，。；：]{2,30}?)(?:产业|业)?(?:见长|著称|闻名|起家|擅长|立[县市区]|兴[县市区])"
)
_TRIED = re.compile(r"(?:从|开展)(?P<items>[^，。；：]{2,20}?)(?:领域|产业|环节)?(?:切入|(?:应用)?(?:示范|试点))")
_SECOND = re.compile(
    r"以[^，。；：]{2,40}?为(?:主导|主|核心|龙头|重点)[、，](?:以)?(?P<items>[^，。；：]{2,30}?)为(?:配套|辅助|辅|支撑|补充|延伸|两翼|特色)"
)
"""以白酒为主导、有机高粱种植为配套."""
_IN_ONE = re.compile(r"集(?P<items>[^，。；：]{4,40}?)(?:等)?(?:产业|功能|业态)?(?:于一体|于一身|为一体|融合发展)")
_FAME = re.compile("重镇|大县|大市|大区|大省|大镇|强县|强市|强省|强镇|名县|第一县|之乡|之都|之城")
_KNOWN_FOR = re.compile(
    rf"(?P<item>[^，。；：的]{{2,10}}?)(?:产业|生产|种植|养殖|加工|调出|制造)?(?:的?{_FAME.pattern})"
)
"""一个茶叶大县, 中国木雕之都: what a place is known for."""


def chained(sentence: Sentence, reader: Reader) -> Iterator[Mention]:
    """The branches of a chain, of a direction, and those that a place grows or is known for."""
    yield from _chains(sentence, reader)
    yield from _stages(sentence, reader)
    yield from _directions(sentence, reader)
    for match in _GROWN.finditer(sentence.text) if "把" in sentence.text else ():
        for item in reader.before(sentence.start + match.end("items"), closed=False):
            yield mention_of(item, reader.taxonomy, "list", None)
    for match in _IN_ONE.finditer(sentence.text) if "集" in sentence.text else ():
        yield from mostly_known(reader, reader.before(sentence.start + match.end("items"), closed=True))
    for match in _KNOWN_FOR.finditer(sentence.text) if _FAME.search(sentence.text) else ():
        for item in reader.before(sentence.start + match.end("item"), closed=False):
            if item.name not in word_list("industries", "vague"):
                yield mention_of(item, reader.taxonomy, "head", None)


def _chains(sentence: Sentence, reader: Reader) -> Iterator[Mention]:
    """从A、B到C的产业链, “A—B—C”产业链."""
    for match in _FROM_TO.finditer(sentence.text) if "从" in sentence.text else ():
        for key in ("a", "b"):
            start = sentence.start + match.start(key)
            for item in reader.after(start, open_list=True, stop=start + len(match[key])):
                yield mention_of(item, reader.taxonomy, "list", None)
    for match in _CHAIN.finditer(sentence.text) if "产业链" in sentence.text else ():
        for piece in re.finditer(r"[^—\-－]+", match["items"]):
            start = sentence.start + match.start("items") + piece.start()
            if 2 <= len(piece.group()) <= _LINK:
                item = Item(start, start + len(piece.group()), piece.group(), True)
                yield mention_of(item, reader.taxonomy, "list", None)


def _stages(sentence: Sentence, reader: Reader) -> Iterator[Mention]:
    """上游补A，中游做B和C: at least two stages; after a verb that builds up even unknown nouns are branches."""
    stages = list(_STAGE.finditer(sentence.text)) if "游" in sentence.text else []
    if len({m["stage"] for m in stages}) < 2:
        return
    for match in stages:
        start = sentence.start + match.start("items")
        for item in reader.after(start, open_list=True, stop=start + len(match["items"]), sure=bool(match["verb"])):
            yield mention_of(item, reader.taxonomy, "list", None)


def _directions(sentence: Sentence, reader: Reader) -> Iterator[Mention]:
    for pattern, sure in ((_TOWARDS, False), (_NOTED_FOR, False), (_TRIED, False), (_SECOND, True)):
        for match in pattern.finditer(sentence.text):
            start = sentence.start + match.start("items")
            for item in reader.after(start, open_list=True, stop=start + len(match["items"]), sure=sure):
                if sure or reader.is_branch(item.name, lenient=False):
                    yield mention_of(item, reader.taxonomy, "list", None)
