"""Firms that only the words around them tell: what they are called (龙头企业X), what they did (X斥资2亿元)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from loaders.lexicons import longest_first, word_list
from loaders.model import Mention, Sentence
from loaders.phrases import token_at
from loaders.segment import word_flags
from loaders.tokens import Tokens
from schema.nodes import Label

LEGAL = ("有限公司", "有限责任公司", "股份有限公司", "集团有限公司", "控股有限公司", "总公司", "分公司")
_FOREIGN_NAME = re.compile(
    r"[一-鿿A-Za-z·]{3,8}?(?=则|将|也|已|决定|计划|拟|在|以|公司|与|和|，|、|斥资|投资|进驻|设立)"
)
_MIN_APPOSED, _APPOSED = 3, 8
"""Shortest and longest name read after what a firm is (设备商X), in characters."""
_FUNCTION_WORDS = "将在和与及的等于对从为是有更不已也都把被向由可会要以并就还又"
_ANY_FIRM = ("企业", "旗下")
"""Words before all sorts of names: what follows must have a trade."""
_ODD = ("nz", "ORG", "LOC", "PER", "nr")


@cache
def _apposed() -> re.Pattern[str]:
    return re.compile("|".join(longest_first("organizations", "appositives")))


@cache
def _role() -> re.Pattern[str]:
    words = "|".join(longest_first("organizations", "roles"))
    return re.compile(rf"(?:{words})(?!有限|股份|集团|管理|服务|发展|咨询)")


def after_role(text: str, start: int, end: int, *, least: int = _MIN_APPOSED) -> int:
    """Where the name begins behind what the firm is: 市属国企|X集团, 园区运营商|Y公司, 甲旗下|乙公司."""
    last = start
    for match in _role().finditer(text, start, end):
        if end - match.end() >= least and text[match.end() : end] not in LEGAL:
            last = match.end()
    return last


def apposed(text: str, sentence: Sentence, tokens: Tokens) -> Iterator[Mention]:
    """外资医疗设备商瓦里安医疗准备…: the name between what a firm is and what it does."""
    for match in _apposed().finditer(sentence.text):
        begin = sentence.start + match.end()
        if match.group() in word_list("organizations", "nationalities"):
            plain = _FOREIGN_NAME.match(text, begin)  # 日商三枝精工则…: whatever the tagger makes of the name
            if plain:
                yield Mention(begin, plain.end(), Label.COMPANY, plain.group(), "company-apposed", 0.7)
            continue
        branded = _branded().match(text, begin)
        if branded and word_flags().get(branded["brand"]) is None:
            yield Mention(begin, branded.end(), Label.COMPANY, branded.group(), "company-apposed", 0.7)
            continue
        i = -1 if match.group() in _ANY_FIRM else token_at(tokens, begin)
        if i < 0 or tokens[i].start != begin:
            continue
        end = begin
        while i < len(tokens) and tokens[i].tag in (*_ODD, "n") and tokens[i].end - begin <= _APPOSED:
            end = tokens[i].end
            i += 1
        named = any(t.tag in _ODD for t in tokens.inside(begin, end))
        acts = i < len(tokens) and tokens[i].tag in ("v", "d", "ad", "p", "vd")
        if acts and end - begin >= _MIN_APPOSED and named:
            yield Mention(begin, end, Label.COMPANY, text[begin:end], "company-apposed", 0.75)


@cache
def _branded() -> re.Pattern[str]:
    """Two odd characters and a trade, at once after 企业: no function word among them."""
    trades = "|".join(longest_first("organizations", "trades"))
    after = r"[，。；、的则也已将拟再投斥在落入签总年]|计划|决定"
    return re.compile(rf"(?P<brand>[^\W\d_a-zA-Z{_FUNCTION_WORDS}]{{2,3}}?)(?:{trades})+(?={after})")


_ARRIVED = re.compile(
    r"(?:另一家|(?:投产|落户|签约|引进|入驻|落地|开工|达产|投运|量产|搬迁来|迁入)的(?:企业|公司)?)(?P<name>[一-鿿A-Za-z]{3,8})(?=，|则|将|也|从|已|正|拟|计划|一期|总投资|年产|负责人)"
)


def arrived(text: str, sentence: Sentence, tokens: Tokens) -> Iterator[Mention]:
    """最近投产的川锦铜箔，…: a name that only its arrival tells to be a firm."""
    for match in _ARRIVED.finditer(sentence.text):
        start, end = sentence.start + match.start("name"), sentence.start + match.end("name")
        name = match["name"]
        plain = name.endswith(("项目", "企业", "公司", "园区", "产业园", "基地", "产业", "园", "集团"))
        if not plain and _is_odd(tokens, start, end):
            yield Mention(start, end, Label.COMPANY, name, "company-arrived", 0.65)


def _is_odd(tokens: Tokens, start: int, end: int) -> bool:
    """Words that are no phrase: one is a name or unknown, and none is a verb or a function word."""
    inside = tokens.inside(start, end)
    odd = any(t.tag in _ODD or t.text not in word_flags() for t in inside)
    return bool(inside) and odd and not any(t.tag in ("v", "u", "p", "d", "m") for t in inside)


_PAID = re.compile(
    r"(?:^|[，。；：、”\n])(?P<name>[一-鿿A-Za-z·]{3,10}?)(?:则|也|再|另|已|拟|将|计划|累计|先后|分别|各|均|共同|合计|拟再|计划再)?总?"
    r"(?:斥资|砸下|豪掷|增资|注资|出资|加码|投资|投入|投)(?:约|近|逾|超|超过|不少于|达|上)?[\d,.]+(?:万|亿)"
)


def paying(text: str, sentence: Sentence, tokens: Tokens) -> Iterator[Mention]:
    """汉民测试系统斥资18亿元: the odd subject of a clause that puts in a sum of money."""
    for match in _PAID.finditer(sentence.text):
        end = sentence.start + match.end("name")
        start = after_role(text, sentence.start + match.start("name"), end)
        name = text[start:end]
        if name.endswith((*word_list("organizations", "no_firm_tail"), "投资")):
            continue
        inside = tokens.inside(start, end)
        odd = any(t.tag in ("nz", "ORG", "PER") or t.text not in word_flags() for t in inside)
        whole = bool(inside) and inside[0].start == start
        plain = any(t.tag in ("u", "p", "r", "m", "TIME", "LOC", "q") for t in inside)
        plain = plain or bool(inside) and inside[0].tag in ("v", "d", "c")
        if odd and whole and not plain and not name.startswith(word_list("organizations", "no_firm_head")):
            yield Mention(start, end, Label.COMPANY, name, "company-paying", 0.65)


_NEIGHBOUR = re.compile(
    r"(?:^|[，。；：])(?:[^，。；：、]{0,6}[，]|不到[^，。]{0,4}，)?(?P<name>[一-鿿A-Za-z]{4,8})、$"
)


def beside(text: str, sentence: Sentence, known: Sequence[Mention]) -> Iterator[Mention]:
    """湘锐精密制造、株洲云霄航空部件有限公司先后签约: what is listed with a firm's legal name is a firm."""
    for firm in known:
        if not firm.name.endswith(LEGAL) or not sentence.start <= firm.start < sentence.end:
            continue
        match = _NEIGHBOUR.search(text[sentence.start : firm.start])
        if match and not match["name"].endswith(("公司", "集团", "项目", "园区", "市", "区", "县", "产业")):
            start = sentence.start + match.start("name")
            yield Mention(start, start + len(match["name"]), Label.COMPANY, match["name"], "company-beside", 0.7)
