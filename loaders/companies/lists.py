"""Short names of firms in lists: A、B、C等企业; 五家企业，分别是A、B和C."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from functools import cache

from loaders.companies.roles import after_role
from loaders.lexicons import longest_first
from loaders.model import Mention, Sentence
from loaders.segment import word_flags
from loaders.text.phrases import phrase_rules, trim_left
from loaders.text.tokens import Tokens
from schema.nodes import Label

_LIST_AFTER = re.compile(
    r"(?:分别是|分别为|包括|有|是|为|包含|：)(?P<items>(?!一[家个座种批]|集)(?:[^，。；：、（）等]{2,16}、)+[^，。；：、（）等]{2,16}?"
    r"(?:(?:和|与|及|以及)[^，。；：、等]{2,16})?)(?=[，。；等]|$)"
)
_NO_FIRM = (
    *("产业", "行业", "领域", "企业", "市", "县", "省", "区", "镇", "乡", "村", "医院", "学校", "中学", "小学"),
    *(
        "大学",
        "学院",
        "研究院",
        "研究所",
        "科学院",
        "工研院",
        "协会",
        "学会",
        "商会",
        "联盟",
        "中心",
        "局",
        "委",
        "政府",
    ),
)
"""Ends of items that are branches, places and other bodies."""
RULE = "company-list"
_ITEM = re.compile(r"^[A-Za-z0-9一-鿿·\-&.]{2,14}$")
_MANY = re.compile(r"\d+余?多?[家名个位]")
"""26家公司, 4200名技工: how many, not who."""
_CAME = re.compile(
    r"来到|走进|走访了?|前往|参观了?|考察了?|深入|引进了?|吸引了?|拥有|汇聚了?|集聚了?|培育了?|包括|涵盖"
)
_COUNTED = re.compile(
    r"(?:\d+|[一二两三四五六七八九十多几]+)(?:余|多)?(?:家|大|个)(?=.{0,6}(?:公司|企业|业者|厂商|品牌|集团|巨头)|$)"
)


def no_firm(name: str) -> bool:
    """Whether the end of an item says that it is a branch, a place or another body."""
    return name.endswith(_NO_FIRM)


@cache
def _list_before() -> re.Pattern[str]:
    tails = "|".join(longest_first("organizations", "list_heads"))
    return re.compile(
        rf"(?P<items>(?:[^，。；：、！？]{{2,30}}、)+[^，。；：、！？]{{2,24}}?)等(?!(?:地|国|国家|地区|省|市|县|区|省市|城市)(?:的|企业|客商|知名))(?:\d+|[一二两三四五六七八九十多几]+)?(?:余|多)?(?:家|个|大|间)?(?:[^，。；：、]{{0,8}}?)(?P<tail>{tails})"
        r"|(?P<items3>(?:[^，。；：、！？]{2,30}、)+[^，。；：、！？等]{2,24}?)[两三四五六七八九十\d]+(?:家|大)[^，。；：、的]{0,6}?(?:公司|企业|业者|厂商|巨头|药企|车企)"
        r"|(?P<items2>(?:[^，。；：、！？]{2,30}、)+[^，。；：、！？]{2,24}?)等(?:\d+|[一二两三四五六七八九十]+)(?:余|多)?家(?!银行)"
    )


def listed_firms(text: str, sentence: Sentence, tokens: Tokens) -> Iterator[Mention]:
    """The items of lists that firms are announced in; A、B等地的企业 names places."""
    listing = "、" in sentence.text and ("等" in sentence.text or "家" in sentence.text or "大" in sentence.text)
    for match in _list_before().finditer(sentence.text) if listing else ():
        key = next(k for k in ("items", "items2", "items3") if match[k])
        yield from _items(text, sentence, tokens, match.start(key), match.end(key), first_open=True)
    if _counted_firms().search(sentence.text):
        for match in _LIST_AFTER.finditer(sentence.text):
            yield from _items(text, sentence, tokens, match.start("items"), match.end("items"), first_open=False)


@cache
def _counted_firms() -> re.Pattern[str]:
    """8家业者, 首批五家企业, 代表企业, 的厂商: what a list of firms is announced by."""
    heads = "|".join(longest_first("organizations", "list_heads"))
    return re.compile(rf"(?:家|个|批|的|代表|骨干|龙头|重点|领军|链主|知名)[^，。；]{{0,6}}(?:{heads})")


def _items(
    text: str,
    sentence: Sentence,
    tokens: Tokens,
    a: int,
    b: int,
    *,
    first_open: bool,
) -> Iterator[Mention]:
    begin, end = sentence.start + a, sentence.start + b
    cuts = [begin] + [k + 1 for k in range(begin, end) if text[k] == "、"] + [end + 1]
    spans: list[tuple[int, int]] = []
    for k, (start, stop) in enumerate(itertools.pairwise(cuts)):
        stop -= 1
        came = _CAME.search(text, start, stop) if first_open else None
        if came and k:  # 张三、李四一行来到甲、乙、丙等企业: the list begins behind the verb
            spans, start = [], came.end()
        for part in _conjuncts(text, tokens, start, stop):
            spans.append(_opened(text, tokens, *part) if k == 0 and first_open else part)
    for start, stop in spans:
        start, stop = _named_part(text, start, stop)
        name = text[start:stop]
        if _ITEM.match(name) and not no_firm(name) and not _MANY.match(name) and _nameable(tokens, start, stop):
            yield Mention(start, stop, Label.COMPANY, name, RULE, 0.85)


def _named_part(text: str, start: int, stop: int) -> tuple[int, int]:
    """An item without 做光刻胶的, 独立供应商 before its name and 两家公司 after it."""
    counted = _COUNTED.search(text, start + 2, stop)
    stop = counted.start() if counted else stop
    stop -= text[stop - 1] in "及和与"
    described = text.rfind("的", start, stop)
    if described > start and text[described - 1] != "美" and stop - described > 2:
        start = described + 1
    return trim_left(text, after_role(text, start, stop, least=2), stop, phrase_rules()), stop


def _nameable(tokens: Tokens, start: int, stop: int) -> bool:
    """No verb of its own, no common noun alone: a firm's short name is a name or an odd word."""
    inside = list(tokens.touching(start, stop))
    if any(t.tag in ("p", "d", "u", "r") and len(t.text) > 1 for t in inside):
        return False
    if any(t.tag == "v" and word_flags().get(t.text, "").startswith("v") and len(t.text) > 1 for t in inside):
        return False
    return not (len(inside) == 1 and inside[0].tag in ("v", "vn", "m", "q", "TIME"))


def _conjuncts(text: str, tokens: Tokens, start: int, stop: int) -> list[tuple[int, int]]:
    """A和B at the end of a list are two items."""
    for k in range(start + 2, stop - 1):
        token = tokens.at(k) if text[k] in "和与及" else None
        if token is not None and token.text in ("和", "与", "及", "以及"):
            return [(start, token.start), *_conjuncts(text, tokens, token.end, stop)]
    return [(start, stop)]


def _opened(text: str, tokens: Tokens, start: int, stop: int) -> tuple[int, int]:
    """The first item without the words that introduce the list: from the last function word or verb on."""
    begin = start
    for token in tokens.inside(start, stop):
        if token.end < stop and token.tag in ("v", "p", "d", "u", "r", "f", "w", "c", "m") and not token.text.isascii():
            begin = token.end
    return begin, stop
