"""Firms by their short names: those that every reader knows, and those that the words of a name give away."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from functools import cache

from loaders.firm_cues import after_role
from loaders.lexicons import Matcher, longest_first, matcher, word_list, words
from loaders.model import Mention, Sentence, Token
from loaders.segment import word_flags
from loaders.spans import Taken
from loaders.tokens import Tokens
from schema.nodes import Label

_NAME_TAGS = frozenset({"ORG", "PER", "LOC", "nz"})
_PREDICATE = frozenset({"v", "vd", "d", "ad", "p", "u", "c", "xc"})
"""What follows a subject: no noun that the name would only describe."""
_SHORT = 3
"""Names of so many characters are found inside other words."""
_PLACE_TAIL = re.compile(r"区(?!域)|县|市(?!场)|镇|乡|村|路(?!由)|街|大道|机场|车站|海关")
_MIN_TAGGED, _MAX_TAGGED = 4, 14
"""Shortest and longest name that the tagger alone vouches for, in characters."""
_MIN_BRAND, _MAX_BRAND = 2, 5
_HAN = re.compile(r"[一-鿿]+")
_BREAKS = "，。；、：）”！？"
"""Marks behind which a subject or a list goes on."""
_OPENS = "，。；：、的“由”\n（"
"""What stands before a name that no predicate follows."""
_JOINTS = "、和与及"
_NUMERAL = re.compile(r"[十百千万]+[亿万亩吨级]")
"""百亿铝业, 千亩光伏: sizes of branches."""
_COUNT = re.compile(r"[两三四五六七八九十百多几][余多]?[家个]")
_OTHER_BODY = re.compile(r"大学|学院|医院|研究[院所]|政府|委员会|[局厅署]")
_MONEY = re.compile(r"\d[\d,.]*[万亿]|[数近约逾超]")


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


def known_firms(sentence: Sentence, tokens: Tokens) -> Iterator[Mention]:
    """Firms of the lexicon; ambiguous names only beside a sign that makes them firms."""
    automaton, patterns = _known()
    found = [
        (patterns[index], a, b)
        for index, a, b in automaton.find_matches_as_indexes(sentence.text)
        if _is_whole(sentence, tokens, a, b)
    ]
    for k, (name, a, b) in enumerate(found):
        if name in _ambiguous() and not _beside(sentence.text, found, k) and not _signed(sentence, tokens, a, b):
            continue
        alias = words("companies")["aliases"].get(name)
        attributes = (("alias_of", alias),) if alias else ()
        start, end = sentence.start + a, sentence.start + b
        yield Mention(start, end, Label.COMPANY, name, "company-lexicon", 0.8, None, attributes)


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
        i = tokens.covering(offset)
        if i >= 0 and tokens[i].start < offset and tokens[i].tag not in _NAME_TAGS:
            return False
    return True


def _signed(sentence: Sentence, tokens: Tokens, a: int, b: int) -> bool:
    """The tagger calls exactly this word a body and no noun follows, or 集团, 公司 does."""
    if sentence.text.startswith(("集团", "公司"), b):
        return True
    i = tokens.covering(sentence.start + a)
    token = tokens[i]
    if sentence.text[a:b] in _place_names() and sentence.text[b : b + 1] in _JOINTS:
        return False
    exact = (token.start, token.end) == (sentence.start + a, sentence.start + b)
    return token.tag == "ORG" and exact and _predicated(tokens, i + 1)


def _predicated(tokens: Sequence[Token], i: int) -> bool:
    """Whether a predicate, a mark or nothing follows: the words before are a whole subject."""
    return i >= len(tokens) or tokens[i].tag in _PREDICATE or tokens[i].tag == "w" and tokens[i].text in _BREAKS


def tagged_firms(text: str, sentence: Sentence, tokens: Tokens, places: AbstractSet[int]) -> Iterator[Mention]:
    """What the tagger calls a body: with a firm's trade at its end, or of unknown words before a predicate."""
    weak = word_list("organizations", "company_weak")
    for i, token in enumerate(tokens) if _HAN.search(sentence.text) else ():
        if token.tag != "ORG" or len(token.text) > _MAX_TAGGED:
            continue
        start, end = _trimmed(text, tokens, i)
        name = text[start:end]
        if _NUMERAL.match(name):
            continue
        if name.endswith(weak) and len(name) >= _SHORT:
            if not text.startswith(word_list("organizations", "not_after_firm"), end):
                yield Mention(start, end, Label.COMPANY, name, "company-tagged", 0.7)
            continue
        holds_post = text.startswith(word_list("titles", "links"), end)
        whole = _predicated(tokens, i + 1 if end == token.end else i)
        if start not in places and _unknown_body(name) and whole and not holds_post:
            yield Mention(start, end, Label.COMPANY, name, "company-tagged", 0.6)


def _trimmed(text: str, tokens: Tokens, i: int) -> tuple[int, int]:
    """An ORG token without the 商 of 荷兰商X, the 与 behind it, and the 投资 before a sum."""
    end = tokens[i].end
    start = after_role(text, tokens[i].start, end)
    start += text.startswith(("当中", "其中"), max(0, start - 1))
    if text[start] == "商" and i and tokens[i - 1].tag == "LOC":
        start += 1
    if text[end - 1] in "与和及":
        end -= 1
    if text.startswith("投资", end - 2) and _MONEY.match(text, end):
        end -= 2
    return start, end


def _unknown_body(name: str) -> bool:
    if len(name) < _MIN_TAGGED or not _HAN.fullmatch(name) or name in word_flags():
        return False
    if _COUNT.search(name) or _OTHER_BODY.search(name):
        return False
    return not name.endswith(word_list("organizations", "no_firm_tail")) and not name.startswith(
        word_list("organizations", "no_firm_head")
    )


@cache
def _trades() -> Matcher:
    return matcher(longest_first("organizations", "trades"))


def _chained(text: str) -> Iterator[tuple[int, int]]:
    """Spans of trades; such as follow each other are one (精密|化学)."""
    start, end = -1, -1
    for _, a, b in _trades().find_matches_as_indexes(text):
        if a != end and end > 0:
            yield start, end
        start, end = a if a != end else start, b
    if end > 0:
        yield start, end


def traded_firms(
    text: str, sentence: Sentence, tokens: Tokens, known: Sequence[Mention], places: AbstractSet[int]
) -> Iterator[Mention]:
    """瑞科生物, 昆曜硅材: an odd word before a trade, as the subject of what firms do or the owner of a plant.

    `known` are the sentence's firms of the lexicon, which open such names too; at `places` names of places begin.
    """
    taken = Taken()
    opened = {m.end: m.start for m in known}
    for a, b in _chained(sentence.text):
        head, end = sentence.start + a, sentence.start + b
        i = tokens.covering(head - 1) if a else -1
        if i < 0 or tokens[i].end != head:
            continue
        end += 2 if text.startswith("制造", end) else 0
        start = opened.get(head, tokens[i].start)
        after = tokens.covering(end)
        if after >= 0 and tokens[after].start < end and tokens[after].text in word_flags() or start in places:
            continue
        vouched = tokens[i].tag in ("ORG", "PER") or head in opened
        if not (head in opened or _is_brand(tokens[i], vouched=vouched)) or not _acts(
            text, tokens, start, end, after, vouched=vouched
        ):
            continue
        if taken.add(start, end):
            yield Mention(start, end, Label.COMPANY, text[start:end], "company-traded", 0.65)


def _is_brand(token: Token, *, vouched: bool) -> bool:
    """No word of the dictionary, unless as a name, and no place."""
    if token.text[0] in "不未非无":
        return False
    if not _MIN_BRAND <= len(token.text) <= _MAX_BRAND or not _HAN.fullmatch(token.text) or token.tag in ("LOC", "m"):
        return False
    if _NUMERAL.match(token.text) or token.text.endswith(
        ("系", "基", "型", "级", "类", "性", "式", "用", "化", "市", "县", "省", "区", "镇")
    ):
        return False
    flag = word_flags().get(token.text)
    return flag is None or vouched and flag.startswith(("nr", "nt", "nz"))


@cache
def _firm_acts() -> re.Pattern[str]:
    verbs = "|".join(longest_first("organizations", "firm_acts"))
    return re.compile(
        rf"(?:[则也已将拟正均都再又还先另便就]|正在|已经|计划|决定|先后|去年|今年|年初|累计|同步|率先){{0,2}}(?:{verbs})"
    )


_OWNED = re.compile(
    r"的[^，。；：、的]{0,14}(?:项目|工厂|基地|产线|生产线|车间|厂房|厂区|总部|[一二三四]期|投资|园区|产业园|中心)"
)
_ESTABLISHED = ("投资", "建设", "设立", "设厂", "建厂", "投产", "兴建", "增设", "新设", "扩建", "扩产", "落户")
_THERE = re.compile(r"(?:[则也已将拟]|去年|今年)?[在于把为][^，。；：、]{1,10}")


def _acts(text: str, tokens: Tokens, start: int, end: int, after: int, *, vouched: bool) -> bool:
    if _OWNED.match(text, end) or _firm_acts().match(text, end):
        return True
    there = _THERE.match(text, end)
    if there and any(text.find(v, end, end + 16) >= 0 for v in _ESTABLISHED):
        return True
    if not vouched or after < 0 or tokens[after].start != end:
        return False
    return tokens[after].tag in _PREDICATE or tokens[after].text in _BREAKS and text[start - 1 : start] in _OPENS
