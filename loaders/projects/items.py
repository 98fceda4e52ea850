"""Projects whose names what stands around them bounds on both sides.

In A项目、B项目 all of a later item is a name, and so is what 投资5亿元的 opens and 项目 closes, or what stands between a
comma and what happens to works (董家河大桥|建成通车).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from loaders.lexicons import consists_of, longest_first, word_list
from loaders.model import Document, Mention
from loaders.parks.mentions import clean_name
from loaders.text.anchors import after_firm
from loaders.text.numerals import COUNT
from loaders.text.phrases import phrase_rules, trim_left
from schema.nodes import Label

_SHORTEST = 4
_NAME = r"(?P<name>[^，。；：、“”\n]{4,40}?)"
_ITEM = re.compile(
    r"(?:(?<=项目[、；和])|(?<=项目以及)|(?:总?投资|投入|斥资)[^，。；、（]{0,6}[\d.]+[万亿]+多?元(?:（[^（）]{1,12}）)?的)"
    rf"{_NAME}(?:建设)?项目(?=[、，。；：）和及与以]|$|总投资|投资|建设|开工|签约|落户|投产|已|正|将|主要|占地|由|在)"
)
_QUOTED = re.compile(
    r"“(?P<name>[^“”，。；：、！？\n]{4,30}?)(?:建设)?项目”|项目“(?P<works>[^“”，。；：、！？\n]{5,30})”"
    r"|“(?P<opened>[^“”，。；：、！？\n0-9一二两三四五六七八九十百千万双]{5,20})”项目"
    r"(?=(?:在[^，。；]{2,10})?(?:正式|同日|当天|已)?(?:开工|启动|签约|落户|投产|奠基|总投资|选址))"
)
_SO_MANY = rf"了?{COUNT}[所个座条处栋家项]"
"""中心小学建成3所: kinds of works and how many of them."""
_NO_NAME = re.compile(
    rf"是|{COUNT}[个项家批]|(?<![高中初同平])等(?!离子|级|温|静压|规)|项目|如下|方面|认为|先于|表示|指出"
)


def item_projects(doc: Document) -> Iterator[Mention]:
    """X项目、Y项目; 投资5亿元的Z项目."""
    for match in _ITEM.finditer(doc.text):
        yield from _named(doc.text, *match.span("name"), match.end(), "project-item")


def quoted_projects(doc: Document) -> Iterator[Mention]:
    """“和美生物质发电项目”总投资2亿元, 重点项目“东岭风电场”, “云河人之家”项目启动: all of what is quoted is the name."""
    for match in _QUOTED.finditer(doc.text):
        kind = next(k for k in ("name", "works", "opened") if match[k])
        name, (start, end) = match[kind].removesuffix("项目"), match.span(kind)
        if kind == "works" and not name.endswith(_ends()) or consists_of(name, "projects", "generic"):
            continue
        if kind == "opened":
            start, end = match.span()
        yield Mention(start, end, Label.PROJECT, clean_name(name), "project-item", 0.85)


@cache
def _ends() -> tuple[str, ...]:
    return (*word_list("projects", "heads"), *word_list("projects", "listed"))


def works_done(doc: Document) -> Iterator[Mention]:
    """董家河大桥建成通车, 城南污水处理厂扩建工程开工: works that something happens to at the beginning of a clause."""
    for match in _works().finditer(doc.text):
        start, end = match.span("name")
        head = end - len(match["head"])
        if end - start > _SHORTEST and not consists_of(doc.text[start:head], "projects", "generic"):
            yield from _named(doc.text, start, end, end, "works-done")


@cache
def _works() -> re.Pattern[str]:
    parks = {*word_list("parks", "strong"), *word_list("parks", "weak")}
    heads = "|".join(re.escape(w) for w in longest_first("projects", "listed") if w not in parks)
    events = "|".join(map(re.escape, longest_first("projects", "events")))
    when = "正式|顺利|全面|如期|全线|已经|已|均|相继|先后|即将|将|近日|今日|昨日|今天|昨天|日前"
    return re.compile(
        rf"(?:^|(?<=[，。；：、】\n]))(?P<name>[^，。；：、“”【】\n的]{{2,24}}?(?P<head>{heads}))(?=(?:{when})*(?:{events})(?!{_SO_MANY}))",
        re.MULTILINE,
    )


def without_openers(text: str, start: int, end: int) -> int:
    """Where a name begins behind words that open none; 年产 opens one that tells a capacity."""
    trimmed = trim_left(text, start, end, phrase_rules())
    capacity = text.find("年产", start, trimmed)
    return capacity if capacity >= 0 else trimmed


def _named(text: str, start: int, end: int, stop: int, rule: str) -> Iterator[Mention]:
    """The mention of a name without a sum, a firm and introducing words before it, where any name is left."""
    of = text.rfind("的", start, end)
    if of >= start and end - of > _SHORTEST:
        start = of + 1
    start = after_firm(text, start, end, _SHORTEST)
    start = without_openers(text, start, end)
    name = text[start:end]
    if len(name) < _SHORTEST or _NO_NAME.search(name) or consists_of(name, "projects", "generic"):
        return
    if name.startswith(word_list("projects", "builders")) and rule == "works-done":
        return
    yield Mention(start, stop, Label.PROJECT, clean_name(name), rule, 0.85)
