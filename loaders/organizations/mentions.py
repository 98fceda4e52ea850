"""Other bodies: government offices, party committees, schools, hospitals, institutes, associations, alliances.

Attributes: ("kind", government|party|other|media), ("level", 省|市|区|县) for a bare 省工信厅.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from loaders.lexicons import longest_first, word_list
from loaders.model import Document, Mention, PlaceMention, Sentence
from loaders.organizations.bodies import disjoint, heads, made_of, place_before, place_prefix, read_name
from loaders.parks.mentions import clean_name
from loaders.text.phrases import left_boundary
from loaders.text.tokens import TokenSource
from schema.nodes import Label

_REACH = 16
"""So far before its head a name that opens a clause begins at most, with the mark before it."""
_SHORTEST_OWN = 2
"""Fewest characters before a head that make a body's own name."""
_LEVELS = "省市区县州旗"
_OFFICE_WORDS = "[^\\W\\d_a-zA-Z的了在将对向由被把是为与和及等各该本这那也还都已正要会就让使从其]"
_NO_OFFICE = "[布格大全开结新变破邮棋展餐客歌舞定残当僵时战赌示议告乐影宴]"
"""Before 局 and 厅 these make other words: 布局, 格局, 餐厅."""
_JOINTS = "和与及、"
_LONGER_WORDS = {("部", "门"), ("院", "所")}
"""工信部门, 高校院所: what a head and its next character make."""
_GOVERNMENT = (("kind", "government"),)


def find_organizations(doc: Document, tokens: TokenSource, places: Sequence[PlaceMention] = ()) -> tuple[Mention, ...]:
    """Every body named in the document, in order, not overlapping."""
    found: list[Mention] = []
    for sentence in doc.sentences:
        for kind in ("government", "other"):
            found += _bodies(doc.text, sentence, kind, tokens, places)
    found += _offices_behind(doc.text, places, _JOINED, _JOINED_OF_LEVEL, (0.9, 0.8))
    found += _offices_behind(doc.text, places, _PLAIN, _PLAIN_OF_LEVEL, (0.8, 0.7))
    found += _called(doc, tokens)
    return disjoint(found)


_CALLED = re.compile(
    r"(?P<head>办公室|委员会|管理局|[局厅署]|中心|[院会])（(?:(?:以下|下文)?(?:简称|下称|称))?[：:]?“?(?P<short>[一-鿿]{2,7})”?）"
    r"(?=(?:党组|党委)?(?:副?主任|副?书记|副?局长|副?厅长|副?署长|副?会长|副?院长|副?秘书长|副?理事长|负责人|发言人))"
)
"""X办公室（Y办）主任: a body, its short name and a post."""


_CLAUSE = re.compile(r"(?:^|[，。；：、“”【】\s])(?P<name>[^，。；：、“”【】\s的在向对由]{4,14})$")


def _called(doc: Document, tokens: TokenSource) -> Iterator[Mention]:
    for sentence in doc.sentences:
        for match in _CALLED.finditer(sentence.text):
            head, end = sentence.start + match.start(), sentence.start + match.end()
            start = left_boundary(doc.text, tokens(sentence), head, sentence.start, joined=True)
            opens = _CLAUSE.search(sentence.text[max(0, match.start() - _REACH) : match.start()])
            if opens and head - start < _SHORTEST_OWN + len(match["short"]):
                start = head - len(opens["name"])
            name = doc.text[start : sentence.start + match.end("head")]
            if head - start >= _SHORTEST_OWN and "（" not in name:
                kind = (("kind", "government" if name[-1] in "室局厅署" else "other"),)
                yield Mention(start, end, Label.ORGANIZATION, clean_name(name), "body-called", 0.9, None, kind)


_JOINED = re.compile(r"[一-鿿]{2,5}[和与][一-鿿]{2,7}?(?:局|厅|委员会)(?![面部])")
_JOINED_OF_LEVEL = re.compile(r"(?<![一-鿿])[省市区县](?=[一-鿿]{2,5}[和与])")


_PLAIN = re.compile(rf"{_OFFICE_WORDS}{{2,7}}?(?<!{_NO_OFFICE})(?:局|厅)(?![面部势限])")
_PLAIN_OF_LEVEL = re.compile(r"(?:(?<![一-鿿])|(?<=[和与及由经据对从向有]))[省市县州旗](?=[一-鿿]{3})")


def _offices_behind(
    text: str,
    places: Sequence[PlaceMention],
    names: re.Pattern[str],
    levels: re.Pattern[str],
    sure: tuple[float, float],
) -> Iterator[Mention]:
    """遵义市工业和能源局, 清江市金融工作局, 县商工局: an office right behind its place or level; `sure` of either."""
    for place in places:
        match = names.match(text, place.end) if place.full else None
        if match:
            name = text[place.start : match.end()]
            yield Mention(
                place.start, match.end(), Label.ORGANIZATION, name, "office", sure[0], place.code, _GOVERNMENT
            )
    for level in levels.finditer(text):
        match = names.match(text, level.end())
        if match:
            name = text[level.start() : match.end()]
            kind = (*_GOVERNMENT, ("level", level[0]))
            yield Mention(level.start(), match.end(), Label.ORGANIZATION, name, "office-of-level", sure[1], None, kind)


_NAMED_BEFORE = re.compile(r".*(?:办公室|委员会|中心|公司|集团|[局厅署院会])（[^（）]{2,12}）(?=.)")


def _bodies(
    text: str,
    sentence: Sentence,
    kind: str,
    tokens: TokenSource,
    places: Sequence[PlaceMention],
) -> Iterator[Mention]:
    automaton, patterns = heads(kind)
    for index, a, b in automaton.find_matches_as_indexes(sentence.text):
        head, end = sentence.start + a, sentence.start + b
        word = patterns[index]
        if (word[-1], text[end : end + 1]) in _LONGER_WORDS:
            continue
        if word.endswith("政府") and text.startswith("工作报告", end):
            continue  # 市政府工作报告: a report, whoever gives it
        if text[end : end + 1] in ("的" if word == "中心" and text[end - 3 : end - 2] == "以" else "\0", "学", "区"):
            continue
        start, name = read_name(text, tokens(sentence), sentence, head, end, joined=kind == "other")
        bracket = _NAMED_BEFORE.search(text, start, head)
        if bracket:  # X办公室（Y办）主任…Z局: another body, named before
            if text.startswith(longest_first("titles", "titles"), bracket.end()):
                continue
            start, name = bracket.end(), clean_name(text[bracket.end() : end])
        modifier = text[start:head]
        mention = _judge(text, start, end, head, name, modifier, word, kind, places)
        if mention is not None:
            yield mention


def _judge(
    text: str,
    start: int,
    end: int,
    head: int,
    name: str,
    modifier: str,
    word: str,
    kind: str,
    places: Sequence[PlaceMention],
) -> Mention | None:
    prefix = place_prefix(places, start, end)
    attributes: tuple[tuple[str, str], ...] = (("kind", kind),)
    complete = word in word_list("organizations", "complete")
    level = text[head - 1 : head]
    joined = text[max(0, head - 2) : max(0, head - 1)]
    if complete and level and level in _LEVELS and (modifier == level or joined and joined in _JOINTS):
        # 省国资委 is not the State's
        of_level = (*attributes, ("level", level))
        return Mention(head - 1, end, Label.ORGANIZATION, level + word, "office-of-level", 0.8, None, of_level)
    if complete and (prefix is None or modifier and prefix.end != head):
        return Mention(head, end, Label.ORGANIZATION, word, "office", 0.9, None, attributes)
    if kind == "government":
        own = place_before(places, head)
        if own is not None and own.full and own.start > start:  # 清江市委员会|清江市人民政府: right behind its place
            start, name, modifier, prefix = own.start, clean_name(text[own.start : end]), text[own.start : head], own
        return _office(text, start, end, name, modifier, word, prefix)
    if name in word_list("organizations", "never") or len(modifier) < 2 or made_of(modifier, "other_generic"):
        return None
    goal = re.search(r"(?:打造|建成|成为|建设成|影响力的|领先的)[^，。]{0,14}$", text[max(0, start - 18) : start])
    if word.endswith("中心") and prefix is None and (goal or "集群" in modifier):
        return None
    if word == "中心" and (len(modifier) < 4 or text[start - 1 : start] in "个家座"):
        return None
    if modifier.endswith("创会"):
        return None  # X联谊会|创会总会长
    if text.endswith("全国", 0, start) and word.endswith(("会", "工商联")):
        start, name = start - 2, "全国" + name
    return Mention(start, end, Label.ORGANIZATION, name, "body", 0.8, prefix.code if prefix else None, attributes)


def _office(
    text: str, start: int, end: int, name: str, modifier: str, word: str, prefix: PlaceMention | None
) -> Mention | None:
    """An office of a place, of a bare level (省工信厅), or with a name of its own."""
    attributes: tuple[tuple[str, str], ...] = (("kind", "government"),)
    level = text[start : start + 1]
    if "“" in text[start:end]:
        return None
    if prefix is None and level == "区" and text[start - 2 : start] in ("合作", "试验", "示范", "开发", "产业"):
        return None  # 合作|区执委会: the end of another name
    if prefix is None and len(modifier) <= 1 and level in _LEVELS and word[0] not in _LEVELS and "政府" not in word:
        of_level = (*attributes, ("level", level))
        return Mention(start, end, Label.ORGANIZATION, name, "office-of-level", 0.8, None, of_level)
    if name in word_list("organizations", "never"):
        return None
    if prefix is None and not modifier and text.startswith(longest_first("titles", "titles"), end):
        return Mention(start, end, Label.ORGANIZATION, name, "office", 0.75, None, attributes)  # 招商局负责人X
    if prefix is None:
        own = len(modifier) > 1 and not made_of(modifier, "other_generic")
        return Mention(start, end, Label.ORGANIZATION, name, "office", 0.7, None, attributes) if own else None
    if prefix.start > start:  # 福建省|福州市人民政府: an office is called by its own place
        start, name = prefix.start, clean_name(text[prefix.start : end])
    return Mention(start, end, Label.ORGANIZATION, name, "office", 0.9, prefix.code, attributes)
