"""Firms that only a frame tells: a stock code, what they make (做纸箱的X则…), a plant's capacity (X年产5万吨…项目).

What stands in such a frame is a firm if it has a trade at its end behind an odd word, or is an odd word throughout.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from itertools import pairwise

from loaders.bodies import made_of
from loaders.firm_cues import after_role
from loaders.lexicons import longest_first, word_list
from loaders.model import Mention, Sentence
from loaders.segment import word_flags
from loaders.spans import Taken
from loaders.tokens import Tokens
from schema.nodes import Label

_NAME = r"(?P<name>(?![该本这那其另此])(?:(?![的了是有把由把])[一-鿿A-Za-z]){2,8}?)"
"""No function word stands in a firm's short name."""
_OPENS = r"(?:^|[，。；：、\s“）/])"
_SUBJECT = (
    r"(?=[，、。（]|则|也|都|均|将|正|已|从|拟|要|与|同|和|早在|自\d|\d{4}年|\d{1,2}月|去年|今年|上月|本月|目前|准备|计划|决定|宣布"
    r"|负责|斥|投资|年产|[一二三四]期|的(?:[^，。；的]{2,16}?)项目)"
)
_CODED = re.compile(
    rf"{_NAME}（(?:股票代码|证券代码|股票代号|代码|代号)?[：:]?(?:[036489]\d{{5}}|\d{{4,5}})(?:[-.](?:TWO?|SZ|SH|BJ|HK))?[，、；）]"
)
_CAPACITY = (
    r"(?:[一二三四]期)?(?:在[^，。；]{2,12})?的?年(?:产|处理|加工|屠宰|出栏|拆解)[\d.]"
    r"|(?:早在|于)?\d{4}年(?:就|便|才|底|初|\d+月)*(?:来到|落户|搬到|搬来|迁来|迁到|入驻|进驻|在[一-鿿]{2,6}(?:安家|建厂|设厂|投产))"
    r"|的(?:[^，。；的]{2,16})项目(?:，|总?投资|已|正|[今去]年|\d|刚|动|开|拟)"
    r"|在[^，。；]{1,8}的(?:新厂|工厂|老厂|分厂|厂区|生产基地)"
    r"|(?:从|由)[一-鿿]{2,10}(?:搬来|迁来|搬迁来)"
)
_STOPS = frozenset({"u", "p", "r", "c", "q", "TIME", "w", "xc"})
_ODD = ("nz", "ORG", "PER", "nr")
_SHORT = (*_ODD, "n", "a")
"""Parts of speech of what may be a name of two characters."""
_SHORTEST, _MIN_ODD = 2, 3
"""Shortest name, and shortest one where nothing but oddness vouches, in characters."""
_OF_PLACE = re.compile(rf"{_NAME}{_SUBJECT}")
_TRADER = re.compile(r"[一-鿿]{1,10}(?:[厂商]|业者|企业|公司|龙头|巨头)(?=[一-鿿]{2})")


@cache
def _frames() -> tuple[re.Pattern[str], ...]:
    """What stands around the names of firms."""
    makes = "|".join(longest_first("organizations", "makes"))
    stands = "|".join(longest_first("organizations", "stands"))
    built = "|".join(longest_first("organizations", "built_by"))
    frames = (
        rf"(?:{makes})[^，。；：的]{{2,12}}的{_NAME}{_SUBJECT}",
        rf"(?:{stands})的{_NAME}{_SUBJECT}",
        rf"{_OPENS}(?:其中|此外|另外)?{_NAME}(?:{_CAPACITY})",
        rf"(?:的|一家)是{_NAME}(?=，其|，年产|，前者|。(?:这家|该)[^，。]{{0,14}}(?:公司|企业)|，一家是|，后者)",
        rf"由{_NAME}(?=(?:公司)?(?:{built}))",
        rf"{_OPENS}{_NAME}(?=(?:是|的)[^。；]{{4,40}}。(?:该|这家)(?:公司|企业))",
        rf"{_OPENS}{_NAME}(?:与|同|和)(?:[^，。；]{{0,8}})(?:政府|管委会)(?=[^，。；]{{0,4}}(?:签|敲定|达成))",
    )
    return tuple(map(re.compile, frames))


def framed_firms(text: str, sentence: Sentence, tokens: Tokens, places: Mapping[int, int]) -> Iterator[Mention]:
    """Every firm that a frame of the sentence names; `places` are spans of names of places."""
    taken = Taken()
    for match in _CODED.finditer(sentence.text):
        start, end = _cut(text, tokens, sentence.start + match.start("name"), sentence.start + match.end("name"))
        if end - start >= _SHORTEST and taken.add(start, end):
            yield Mention(start, end, Label.COMPANY, text[start:end], "company-coded", 0.85)
    spans = [(*span, True) for span in _framed(sentence)]
    spans += [(a, b, False) for a, b in _of_places(sentence, tokens) if _trade_at(text[a:b]) > 0]
    for start, end, strong in spans:
        start = after_role(text, start, end, least=_SHORTEST)
        if firm_like(text, tokens, start, end, places, strong=strong) and taken.add(start, end):
            yield Mention(start, end, Label.COMPANY, text[start:end], "company-framed", 0.65)


def _framed(sentence: Sentence) -> Iterator[tuple[int, int]]:
    """Spans that stand where nothing but a firm does."""
    for frame in _frames():
        for match in frame.finditer(sentence.text):
            yield sentence.start + match.start("name"), sentence.start + match.end("name")


def _of_places(sentence: Sentence, tokens: Tokens) -> Iterator[tuple[int, int]]:
    """朝阳区的X、…: what a place has."""
    if "的" not in sentence.text:
        return
    for token, following in pairwise(tokens):
        if token.tag == "LOC" and following.text == "的":
            match = _OF_PLACE.match(sentence.text, following.end - sentence.start)
            if match:
                yield sentence.start + match.start("name"), sentence.start + match.end("name")


def _cut(text: str, tokens: Tokens, start: int, end: int) -> tuple[int, int]:
    """A name before a stock code, from what the firm is and the last function word on."""
    described = _TRADER.match(text, start, end)
    start = described.end() if described else after_role(text, start, end, least=_SHORTEST)
    for token in tokens.inside(start, end):
        if token.end <= end - _SHORTEST and token.tag in (*_STOPS, "v", "d", "m"):
            start = token.end
    return start, end


@cache
def _trade() -> re.Pattern[str]:
    return re.compile(rf"(?:{'|'.join(longest_first('organizations', 'trades'))})$")


def firm_like(
    text: str, tokens: Tokens, start: int, end: int, places: Mapping[int, int], *, strong: bool = False
) -> bool:
    """Whether the words may be a firm's short name: an odd word, alone or before a trade.

    In a `strong` frame any word may be the brand before a trade, and two characters are enough.
    """
    name = text[start:end]
    inside = tokens.inside(start, end)
    if (
        name in word_flags()
        and not name.endswith("公司")
        or name.startswith(word_list("organizations", "no_firm_head"))
    ):
        return False
    if not inside or any(t.tag in _STOPS and len(t.text) > 1 for t in inside) or places.get(start, start) >= end:
        return False
    exact = len(inside) == 1 and (inside[0].start, inside[0].end) == (start, end)
    if exact and inside[0].tag == "ORG" and len(name) > _MIN_ODD:
        return not name.endswith(word_list("organizations", "no_firm_tail")) or _trade_at(name) > 0
    brand = text[places.get(start, start) : start + _trade_at(name)]
    if _trade_at(name) > 0 and len(brand) >= _SHORTEST and not made_of(brand, "company_generic"):
        flag = word_flags().get(brand)
        return flag is None or strong or flag.startswith(("nr", "nt", "nz"))
    if start in places or name.endswith(word_list("organizations", "no_firm_tail")):
        return False
    if len(name) < _MIN_ODD:
        return strong and (inside[0].start, inside[-1].end) == (start, end) and all(t.tag in _SHORT for t in inside)
    odd = any(t.tag in _ODD or t.text not in word_flags() for t in inside)
    plain = any(t.tag in ("d", "m", "u", "p", "LOC") or t.tag == "v" and t.text in word_flags() for t in inside)
    return odd and not plain


def _trade_at(name: str) -> int:
    """Where the trades at the end of a name begin (精细|化工), or -1."""
    at = len(name)
    while (match := _trade().search(name, 0, at)) and match.start() >= _SHORTEST:
        at = match.start()
    return at if at < len(name) else -1
