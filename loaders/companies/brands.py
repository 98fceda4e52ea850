"""Firms by their short names: those that every reader of such news knows."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence, Set
from functools import cache

from loaders.entities.rivals import OPENING
from loaders.lexicons import Matcher, longest_first, matcher, word_list, words
from loaders.model import Mention, Sentence, Token
from loaders.segment import word_flags
from loaders.text.tokens import Tokens
from schema.nodes import Label

RULE = "company-lexicon"
_NAME_TAGS = frozenset({"ORG", "PER", "LOC", "nz"})
_DESCRIBES = frozenset({"n", "vn", "an", "a"})
_WHO = ("企业", "商", "巨头", "公司", "客户", "龙头", "业者", "药企", "车企", "家", "品牌", "集团", "者", "方")
"""Nouns that say what a firm is, before its name (手机厂商|小米)."""
_PREDICATE = frozenset({"v", "vd", "d", "ad", "p", "u", "c", "xc"})
"""What follows a subject: no noun that the name would only describe."""
_SHORT = 3
"""Names of so many characters are found inside other words."""
_COUNTED = re.compile(r"\d|[一二三四五]期|年产|全球|[东西南北]部|中国")
"""What no firm's name goes on with: 美的|二期厂房, 百度|西部研发基地."""
_PLACE_TAIL = re.compile(r"区(?!域)|县|市(?!场)|镇|乡|村|路(?!由)|街|大道|机场|车站|海关")
_BREAKS = "，。；、：）”！？"
"""Marks behind which a subject or a list goes on."""
_JOINTS = "、和与及"


@cache
def _known() -> tuple[Matcher, tuple[str, ...]]:
    names = [name for group in words("companies")["names"].values() for name in str(group).split()]
    patterns = sorted({*names, *_ambiguous(), *words("companies")["aliases"]})
    return matcher(patterns), tuple(patterns)


@cache
def _ambiguous() -> frozenset[str]:
    return frozenset(word_list("companies", "ambiguous")) | _place_names()


@cache
def _place_names() -> frozenset[str]:
    return frozenset(word_list("companies", "place_names"))


def known_firms(sentence: Sentence, tokens: Tokens, places: Set[int] = frozenset()) -> Iterator[Mention]:
    """Firms of the lexicon; ambiguous names only beside a sign that makes them firms. `places`: where places begin."""
    automaton, patterns = _known()
    found = [
        (patterns[index], a, b)
        for index, a, b in automaton.find_matches_as_indexes(sentence.text)
        if _is_whole(sentence, tokens, a, b)
    ]
    for k, (name, a, b) in enumerate(found):
        if whole := _with_trade(sentence.text, name, b):
            yield Mention(
                sentence.start + a, sentence.start + a + len(whole), Label.COMPANY, whole, RULE, 0.8, None, (OPENING,)
            )
            continue
        if name in _ambiguous() and not _beside(sentence.text, found, k) and not _signed(sentence, tokens, a, b):
            continue
        alias = words("companies")["aliases"].get(name)
        attributes = (("alias_of", alias),) if alias else ()
        start, end = sentence.start + a, sentence.start + b
        if len(name) >= _SHORT or end in places or _COUNTED.match(sentence.text, b):
            attributes = (*attributes, OPENING)
        yield Mention(start, end, Label.COMPANY, name, RULE, 0.8, None, attributes)


@cache
def _trade() -> re.Pattern[str]:
    return re.compile(rf"(?:{'|'.join(longest_first('companies', 'firm_ends'))})(?![园城港谷馆])")


def _with_trade(text: str, name: str, end: int) -> str:
    """北大荒|米业, 吉利|科技: a brand and the word for a trade are another firm's name; no word (现代|种业) is a brand so."""
    if text[end - _SHORT + 1 : end] in _trades() and text[end - _SHORT + 1 : end + 1] in _trades():
        return name + text[end]  # 厦钨新能|源
    trade = _trade().match(text, end)
    if (
        not trade
        or name in _ambiguous()
        and trade[0] != "股份"
        or name.endswith(longest_first("companies", "firm_ends"))
    ):
        return ""
    branded = word_flags().get(name, "nz").startswith(("nr", "nz", "nt", "ns"))
    return name + trade[0] if branded else ""


def _beside(text: str, found: Sequence[tuple[str, int, int]], k: int) -> bool:
    """Whether another firm of the lexicon stands beside in a list (大唐、国电), for a place's name one beyond doubt."""
    name, start, end = found[k]
    unsure = _ambiguous() if name in _place_names() else _place_names()
    before, after = found[k - 1] if k else None, found[k + 1] if k + 1 < len(found) else None
    joined_before = before and before[2] == start - 1 and text[start - 1] in _JOINTS and before[0] not in unsure
    joined_after = after and after[1] == end + 1 and text[end] in _JOINTS and after[0] not in unsure
    return bool(joined_before or joined_after)


def _is_whole(sentence: Sentence, tokens: Tokens, a: int, b: int) -> bool:
    """No part of a Latin word, of a place's name, or of ordinary words (中化 in 其中化工)."""
    text = sentence.text
    if text[a].isascii() and text[a - 1 : a].isascii() and text[a - 1 : a].isalnum():
        return False
    if text[b - 1].isascii() and text[b : b + 1].isascii() and text[b : b + 1].isalnum():
        return False
    if _PLACE_TAIL.match(text, b) or text.startswith(("业", "卡"), b):
        return False
    if b - a > _SHORT or text[a:b].isascii():
        return True
    for offset in (sentence.start + a, sentence.start + b):
        token = tokens.at(offset)
        if token is not None and token.start < offset and token.tag not in _NAME_TAGS:
            return False
    return True


@cache
def _trades() -> frozenset[str]:
    return frozenset(word_list("marks", "trades"))


def _signed(sentence: Sentence, tokens: Tokens, a: int, b: int) -> bool:
    """The tagger calls exactly this word a body and no noun follows, or 集团, 公司 does."""
    if sentence.text.startswith(("集团", "公司"), b):
        return True
    if sentence.text[a:b] in _place_names() and sentence.text[b : b + 1] in _JOINTS:
        return False
    token = tokens.at(sentence.start + a)
    if token is None or (token.start, token.end) != (sentence.start + a, sentence.start + b):
        return False
    before = tokens.before(token)
    if before is not None and before.tag in _DESCRIBES and not before.text.endswith(_WHO):
        return False  # 高科技|浪潮: what a noun before it describes
    return token.tag == "ORG" and _is_subject(tokens, token)


def _is_subject(tokens: Tokens, token: Token) -> bool:
    """Whether a predicate, a mark or nothing follows: the word is a whole subject."""
    following = tokens.after(token)
    return following is None or following.tag in _PREDICATE or following.tag == "w" and following.text in _BREAKS
