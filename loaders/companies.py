"""Companies: legal names, groups, short names in lists of firms, and firms that every reader knows."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from functools import cache

from loaders.bodies import disjoint, heads, is_whole, made_of, read_name
from loaders.lexicons import Matcher, longest_first, matcher, word_list, words
from loaders.model import Document, Mention, PlaceMention, Sentence
from loaders.phrases import phrase_rules, token_at, trim_left
from loaders.segment import word_flags
from loaders.tokens import Tokens, TokenSource
from schema.nodes import Label

_LEGAL = ("有限公司", "有限责任公司", "股份有限公司", "集团有限公司", "控股有限公司", "总公司", "分公司")
_LIST_AFTER = re.compile(
    r"(?:分别是|分别为|包括|有|是|为|包含|：)(?P<items>(?:[^，。；：、（）]{2,16}、)+[^，。；：、（）]{2,16}?(?:(?:和|与|及|以及)[^，。；：、]{2,16})?)(?=[，。；等]|$)"
)
_FOREIGN_NAME = re.compile(r"[一-鿿A-Za-z]{3,8}?(?=则|将|也|已|决定|计划|拟|在|以|公司|与|和|，)")
_MIN_APPOSED, _APPOSED = 3, 8
"""Shortest and longest name read after what a firm is (设备商X), in characters."""
_ITEM = re.compile(r"^[A-Za-z0-9一-鿿·\-&.]{2,14}$")


@cache
def _known() -> tuple[Matcher, tuple[str, ...], frozenset[str], dict[str, str]]:
    data = words("companies")
    names = str(data["names"]).split()
    ambiguous = str(data["ambiguous"]).split()
    aliases = {str(k): str(v) for k, v in data["aliases"].items()}
    patterns = sorted({*names, *ambiguous, *aliases})
    automaton = matcher(patterns)
    return automaton, tuple(patterns), frozenset(ambiguous), aliases


@cache
def _list_before() -> re.Pattern[str]:
    tails = "|".join(longest_first("organizations", "list_heads"))
    return re.compile(
        rf"(?P<items>(?:[^，。；：、！？]{{2,30}}、)+[^，。；：、！？]{{2,24}}?)等(?:\d+|[一二两三四五六七八九十多几]+)?(?:余|多)?(?:家|个|大|间)?(?:[^，。；：、]{{0,8}}?)(?P<tail>{tails})"
        r"|(?P<items3>(?:[^，。；：、！？]{2,30}、)+[^，。；：、！？]{2,24}?)[两三四五六七八九十\d]+家(?:公司|企业|业者|厂商)"
        r"|(?P<items2>(?:[^，。；：、！？]{2,30}、)+[^，。；：、！？]{2,24}?)等(?:\d+|[一二两三四五六七八九十]+)(?:余|多)?家(?!银行)"
    )


def find_companies(doc: Document, tokens: TokenSource, places: Sequence[PlaceMention] = ()) -> tuple[Mention, ...]:
    """Every company named in the document, in order, not overlapping."""
    found: list[Mention] = []
    place_spans = {(p.start, p.end) for p in places}
    for sentence in doc.sentences:
        tagged = tokens(sentence)
        found += _named(doc.text, sentence, tagged)
        found += _listed(doc.text, sentence, tagged)
        found += _known_in(doc.text, sentence)
        found += _tagged(doc.text, sentence, tagged)
        found += _appositive(doc.text, sentence, tagged)
        found += _arrived(doc.text, sentence, tagged)
        found += _beside(doc.text, sentence, tuple(found))
    return disjoint([m for m in found if (m.start, m.end) not in place_spans])


def _named(text: str, sentence: Sentence, tokens: Tokens) -> Iterator[Mention]:
    automaton, patterns = heads("company")
    for index, a, b in automaton.find_matches_as_indexes(sentence.text):
        head, end = sentence.start + a, sentence.start + b
        if not is_whole(text, end):
            continue
        start, name = read_name(text, tokens, sentence, head, end)
        modifier = text[start:head]
        if len(modifier) < 2 or made_of(modifier, "company_generic") or name in word_list("organizations", "never"):
            continue
        sure = patterns[index] in _LEGAL
        yield Mention(start, end, Label.COMPANY, name, "company-head", 0.95 if sure else 0.85)


def _listed(text: str, sentence: Sentence, tokens: Tokens) -> Iterator[Mention]:
    """A、B、C等企业 / 五家企业，分别是A、B和C."""
    listing = "、" in sentence.text and ("等" in sentence.text or "家" in sentence.text)
    for match in _list_before().finditer(sentence.text) if listing else ():
        key = next(k for k in ("items", "items2", "items3") if match[k])
        yield from _items(text, sentence, tokens, match.start(key), match.end(key), first_open=True)
    if _counted_firms().search(sentence.text):
        for match in _LIST_AFTER.finditer(sentence.text):
            yield from _items(text, sentence, tokens, match.start("items"), match.end("items"), first_open=False)


@cache
def _counted_firms() -> re.Pattern[str]:
    """8家业者, 首批五家企业, 的厂商: what a list of firms is announced by."""
    return re.compile(rf"(?:家|个|批|的)[^，。；]{{0,6}}(?:{'|'.join(longest_first('organizations', 'list_heads'))})")


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
        for part in _conjuncts(text, tokens, start, stop):
            spans.append(_opened(text, tokens, *part) if k == 0 and first_open else part)
    for start, stop in spans:
        start = trim_left(text, start, stop, phrase_rules())
        name = text[start:stop]
        if (
            _ITEM.match(name)
            and not name.endswith(("产业", "行业", "领域", "市", "县", "省", "区", "镇"))
            and _nameable(tokens, start, stop)
        ):
            yield Mention(start, stop, Label.COMPANY, name, "company-list", 0.85)


def _nameable(tokens: Tokens, start: int, stop: int) -> bool:
    """No verb of its own, no common noun alone: a firm's short name is a name or an odd word."""
    inside = [t for t in tokens if t.start < stop and start < t.end]
    if any(t.tag in ("p", "d", "u", "r") and len(t.text) > 1 for t in inside):
        return False
    if any(t.tag == "v" and word_flags().get(t.text, "").startswith("v") and len(t.text) > 1 for t in inside):
        return False
    return not (len(inside) == 1 and inside[0].tag in ("v", "vn", "m", "q", "TIME"))


def _conjuncts(text: str, tokens: Tokens, start: int, stop: int) -> list[tuple[int, int]]:
    """A和B at the end of a list are two items."""
    for k in range(start + 2, stop - 1):
        i = token_at(tokens, k)
        if text[k] in "和与及" and i >= 0 and tokens[i].text in ("和", "与", "及", "以及"):
            return [(start, tokens[i].start), *_conjuncts(text, tokens, tokens[i].end, stop)]
    return [(start, stop)]


def _opened(text: str, tokens: Tokens, start: int, stop: int) -> tuple[int, int]:
    """The first item without the words that introduce the list: from the last function word or verb on."""
    begin = start
    for token in tokens:
        if (
            start <= token.start
            and token.end < stop
            and token.tag in ("v", "p", "d", "u", "r", "f", "w", "c", "m")
            and not token.text.isascii()
        ):
            begin = token.end
    return begin, stop


def _known_in(text: str, sentence: Sentence) -> Iterator[Mention]:
    """Firms of the lexicon; ambiguous names only beside a word that makes them firms."""
    automaton, patterns, ambiguous, aliases = _known()
    for index, a, b in automaton.find_matches_as_indexes(sentence.text):
        name = patterns[index]
        before, after = sentence.text[max(0, a - 1) : a], sentence.text[b : b + 2]
        if name in ambiguous and not (
            before in ("、", "“", "由", "与")
            and after[:1] in ("、", "等", "”", "和", "，")
            or after in ("集团", "公司")
        ):
            continue
        if name.isascii() and (before.isascii() and before.isalnum() or after[:1].isascii() and after[:1].isalnum()):
            continue
        attributes = (("alias_of", aliases[name]),) if name in aliases else ()
        yield Mention(
            sentence.start + a, sentence.start + b, Label.COMPANY, name, "company-lexicon", 0.8, None, attributes
        )


def _tagged(text: str, sentence: Sentence, tokens: Tokens) -> Iterator[Mention]:
    """What the tagger calls a body and what ends like a firm (金风科技, 江苏中车电机)."""
    automaton, _ = heads("company_weak")
    if not automaton.find_matches_as_indexes(sentence.text):
        return
    weak = word_list("organizations", "company_weak")
    for token in tokens:
        if token.tag == "ORG" and token.text.endswith(weak) and 3 <= len(token.text) <= 14:
            if text.startswith(("产业", "项目", "园", "装备", "基地", "局", "厅", "学院"), token.end):
                continue
            yield Mention(token.start, token.end, Label.COMPANY, token.text, "company-tagged", 0.7)


@cache
def _apposed() -> re.Pattern[str]:
    return re.compile("|".join(longest_first("organizations", "appositives")))


def _appositive(text: str, sentence: Sentence, tokens: Tokens) -> Iterator[Mention]:
    """外资医疗设备商瓦里安医疗准备…: the name between what a firm is and what it does."""
    for match in _apposed().finditer(sentence.text):
        begin = sentence.start + match.end()
        i = token_at(tokens, begin)
        if i < 0 or tokens[i].start != begin:
            continue
        end = begin
        while (
            i < len(tokens)
            and tokens[i].tag in ("nz", "ORG", "LOC", "PER", "n", "nr")
            and tokens[i].end - begin <= _APPOSED
        ):
            end = tokens[i].end
            i += 1
        name = text[begin:end]
        named = any(t.tag in ("nz", "ORG", "LOC", "PER", "nr") for t in tokens if begin <= t.start < end)
        foreign = match.group() in word_list("organizations", "nationalities")
        if foreign:  # 日商三枝精工则…: whatever the tagger makes of the name
            plain = _FOREIGN_NAME.match(text, begin)
            end = plain.end() if plain else begin
            if plain:
                yield Mention(begin, end, Label.COMPANY, text[begin:end], "company-apposed", 0.7)
            continue
        if i < len(tokens) and tokens[i].tag in ("v", "d", "ad", "p", "vd") and len(name) >= _MIN_APPOSED and named:
            yield Mention(begin, end, Label.COMPANY, name, "company-apposed", 0.75)


_ARRIVED = re.compile(
    r"(?:另一家|(?:投产|落户|签约|引进|入驻|落地|开工|达产|投运|量产|搬迁来|迁入)的(?:企业|公司)?)(?P<name>[一-鿿A-Za-z]{3,8})(?=，|则|将|也|从|已|正|拟|计划|一期|总投资|年产|负责人)"
)


def _arrived(text: str, sentence: Sentence, tokens: Tokens) -> Iterator[Mention]:
    """最近投产的川锦铜箔，…: a name that only its arrival tells to be a firm."""
    for match in _ARRIVED.finditer(sentence.text):
        start, end = sentence.start + match.start("name"), sentence.start + match.end("name")
        name = match["name"]
        inside = tokens.inside(start, end)
        odd = any(t.tag in ("nz", "ORG", "LOC", "PER", "nr") or t.text not in word_flags() for t in inside)
        plain = name.endswith(("项目", "企业", "公司", "园区", "产业园", "基地", "产业", "园", "集团"))
        if inside and odd and not plain and not any(t.tag in ("v", "u", "p", "d") for t in inside):
            yield Mention(start, end, Label.COMPANY, name, "company-arrived", 0.65)


_NEIGHBOUR = re.compile(
    r"(?:^|[，。；：])(?:[^，。；：、]{0,6}[，]|不到[^，。]{0,4}，)?(?P<name>[一-鿿A-Za-z]{4,8})、$"
)


def _beside(text: str, sentence: Sentence, known: Sequence[Mention]) -> Iterator[Mention]:
    """湘锐精密制造、株洲云霄航空部件有限公司先后签约: what is listed with a firm's legal name is a firm."""
    for firm in known:
        if not firm.name.endswith(_LEGAL) or not sentence.start <= firm.start < sentence.end:
            continue
        match = _NEIGHBOUR.search(text[sentence.start : firm.start])
        if match and not match["name"].endswith(("公司", "集团", "项目", "园区", "市", "区", "县", "产业")):
            start = sentence.start + match.start("name")
            yield Mention(start, start + len(match["name"]), Label.COMPANY, match["name"], "company-beside", 0.7)
