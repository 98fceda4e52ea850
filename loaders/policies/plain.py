"""Policies without marks around their names: programmes after a verb, strategies, documents, codes, national programmes.

实施工业倍增行动, 产业强市战略, 印发关于…的意见, …发展规划正式发布, 1+3+N产业体系, 西部大开发.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from loaders.lexicons import consists_of, longest_first, word_list
from loaders.model import Document, Mention, Sentence
from loaders.text.phrases import left_boundary
from loaders.text.tokens import TokenSource
from schema.nodes import Label

_UNITED = re.compile(r"(?:推进|推动|实施|加快|深化|促进)(?P<name>[一-鿿]{2,3}同城化)")
_MIN_OPEN = 4
"""Shortest programme name before its head, in characters."""
_CUT_OFF = "师院部局处的上书内委办赛款性类产"
"""计划|处, 工程|师: what the head is only the beginning of."""
_KINDS = r"(?:若干|实施|指导|行动|政策)?(?:意见|决定|通知|办法|措施|方案|规划)"
_END = r"(?=精神|要求|[，。；、（）\n]|$)"
_ABOUT = re.compile(
    r"(?:(?:印发|出台|公布|发布|下发|转发|通过)了?|(?:根据|按照|依据|贯彻|落实|执行)[^，。；：“”《》\n]{0,20}?)"
    rf"(?P<name>关于(?!印发|转发)[^，。；：“”《》\n]{{4,50}}?的{_KINDS}){_END}"
)
"""公布关于加快发展氢能产业的意见"""
_PASSED_ON = re.compile(r"关于(?:印发|转发|发布|公布)(?P<name>[^，。；：“”《》\n]{6,50}?)的(?:通知|公告)")
"""关于印发X省氢能产业发展规划的通知"""
_TITLE_LINE = re.compile(
    r"^(?P<name>[一-鿿]{2,12}?[省市县区州旗](?!委|政府|出台|印发|发布|编制|制定|解读|审议|公布|启动|推出)"
    r"[^，。；：“”《》\n]{4,50}?(?:行动计划|行动方案|实施方案|实施意见|若干措施|若干政策|若干意见|管理办法|发展规划|专项规划|规划纲要)"
    r"(?:[（(][^（）()\n]{2,14}[）)])?)$",
    re.M,
)
"""A line that is nothing but a document's title."""
_LATELY = r"(?:近日|日前|今日|昨日|已经|已|正式|全面|成功|获)*+"
_MADE_KNOWN = (
    rf"(?:[（(][^（()）]{{2,12}}[）)])?{_LATELY}(?:[由经][^，。；：]{{2,14}}?)?{_LATELY}"
    r"(?:印发|出台|发布|公布|颁布|下达|获批|批准|批复|审议通过)"
)
_DATE = re.compile(r"(?:[今去]年|\d{1,2}月|\d{1,2}日|近日|日前)+(?:起|上午|下午)?")
_STRATEGY = re.compile(
    r"(?P<base>[^\W\d_省市县区州旗A-Za-z]{2,12})[强兴立富][市省区县州镇旗企](?P<head>的?(?:主导|首位|核心|发展|总)?战略)?"
)
_CODE = re.compile(r"(?<![\dA-Za-z+“‘.])[1-9](?:[+＋](?:[1-9]|[NnXx](?![A-Za-z]))){1,5}(?=[一-鿿])")
_AIMS = ("建设", "打造", "建成", "成为", "迈向", "迈进", "争创", "创建")
"""打造产业强省 is an aim, no strategy."""
_PLACES = ("LOC", "ns")
_JOINT = "、和与及"
_LONGEST = 30
"""Longest name of a document without marks, in characters."""


def plain_policies(doc: Document, tokens: TokenSource) -> Iterator[Mention]:
    """Every policy that is named without quotation or title marks."""
    for sentence in doc.sentences:
        spans = (
            *_programmes(doc.text, sentence, tokens),
            *_anchored(doc.text, sentence),
            *_published(doc.text, sentence),
            *_strategies(doc.text, sentence, tokens),
        )
        yield from (_mention(doc.text, a, b) for a, b in spans)
    yield from (_mention(doc.text, *m.span("name")) for m in _UNITED.finditer(doc.text))
    for pattern in (_ABOUT, _PASSED_ON, _TITLE_LINE):
        yield from (_mention(doc.text, *m.span("name"), "document") for m in pattern.finditer(doc.text))
    yield from (_mention(doc.text, *m.span(), "code") for m in _codes(doc.text))
    yield from (_mention(doc.text, *m.span("name"), "code") for m in _layout().finditer(doc.text))
    yield from (_mention(doc.text, *m.span(), "national") for m in _national().finditer(doc.text))


def _mention(text: str, start: int, end: int, kind: str = "programme") -> Mention:
    name = "".join(text[start:end].split()).replace("（", "(").replace("）", ")")
    return Mention(start, end, Label.POLICY, name, "verb-programme", 0.75, None, (("kind", kind),))


def _programmes(text: str, sentence: Sentence, tokens: TokenSource) -> Iterator[tuple[int, int]]:
    """实施海上牧场工程, 五大产业策略: a head, read to the left."""
    for match in _alternatives("open_heads").finditer(sentence.text):
        head, end = sentence.start + match.start(), sentence.start + match.end()
        if text[end : end + 1] and text[end] in _CUT_OFF:
            continue
        start = left_boundary(text, tokens(sentence), head, sentence.start)
        counted = _counted(text, start)
        modifier, name = text[start:head], text[start:end]
        if len(modifier) < 2 and not (counted and len(name) >= _MIN_OPEN):
            continue
        if len(name) < _MIN_OPEN + 2 and not counted or "“" in name or "《" in name:
            continue
        if modifier and _generic(modifier):
            continue
        if counted or _verb_before(text, start, sentence.start):
            yield start - len(counted), end


def _anchored(text: str, sentence: Sentence) -> Iterator[tuple[int, int]]:
    """按照东部重点产业发展规划、海岸带协同发展规划: all between the verb and the head, and what is listed beside it."""
    for match in _anchors().finditer(text, sentence.start, sentence.end):
        start, end = match.span("name")
        found = _whole(text, start, end, match.end("name") - len(match["head"]))
        while found is not None:
            yield found
            joint = text[found[1] : found[1] + 1]
            follower = _named().match(text, found[1] + 1, sentence.end) if joint and joint in _JOINT else None
            found = _whole(text, *follower.span("name"), follower.start("head")) if follower is not None else None


def _published(text: str, sentence: Sentence) -> Iterator[tuple[int, int]]:
    """日前，X省氢能产业发展规划正式发布: a clause that says that a document is made known."""
    for match in _announced().finditer(text, sentence.start, sentence.end):
        start, end = match.span("name")
        dated = _DATE.match(text, start, end)
        found = _whole(text, dated.end() if dated else start, end, match.start("head"))
        if found is not None:
            yield found


def _whole(text: str, start: int, end: int, head: int) -> tuple[int, int] | None:
    """The span without what only leads up to the name; None if it is no name."""
    opener = next((w for w in longest_first("policies", "name_openers") if text.startswith(w, start)), "")
    start += len(opener)
    modifier = text[start:head]
    fits = len(modifier) >= 2 and end - start >= _MIN_OPEN + 2 and not _generic(modifier)
    broken = text[end : end + 1] and text[end] in _CUT_OFF
    return (start, end) if fits and not broken and not any(c in modifier for c in "的了其该此是将") else None


def _strategies(text: str, sentence: Sentence, tokens: TokenSource) -> Iterator[tuple[int, int]]:
    """落实产业强市战略, 坚持工业立县: a place is to become strong by something."""
    last = -1
    for match in _STRATEGY.finditer(text, sentence.start, sentence.end):
        verb = _last_verb(text, match.start("base"), match.end("base"))
        start = verb or match.start("base")
        after_verb = verb is not None or start == last and text[start - 1] == "、"
        end = match.end() - len(match["head"] or "")
        while opener := _opener(text, start):
            start += len(opener)
            after_verb = opener in word_list("policies", "strategy_verbs")
        place = tokens(sentence).at(start)
        if place is not None and place.start == start and place.tag in _PLACES and place.end + 4 <= end:
            start = place.end  # 镇江|产业强市
        if text.startswith(_AIMS, start):
            continue
        named = match["head"] is not None or after_verb
        if named and 2 <= end - 2 - start <= 5 and text[end - 3] not in "设建成创独百十千国":
            last = end + 1
            yield start, end


def _last_verb(text: str, start: int, end: int) -> int | None:
    """Where the last verb of carrying out ends: 会议要求坚持|工业立县."""
    ends = ((text.rfind(v, start, end), len(v)) for v in word_list("policies", "strategy_verbs"))
    return max((at + size for at, size in ends if at >= 0), default=None)


def _opener(text: str, start: int) -> str:
    words = (*word_list("policies", "strategy_verbs"), *word_list("policies", "strategy_openers"))
    return max((w for w in words if text.startswith(w, start)), key=len, default="")


def _codes(text: str) -> Iterator[re.Match[str]]:
    """1+3+N产业体系."""
    followers = word_list("policies", "code_followers")
    return (m for m in _CODE.finditer(text) if m.group() != "1+1" and text.startswith(followers, m.end()))


@cache
def _layout() -> re.Pattern[str]:
    """构建一核两带三区的产业空间布局: what a place is laid out as, in numbers."""
    words, heads = (longest_first("policies", key) for key in ("code_words", "layout_heads"))
    name = rf"(?P<name>(?:[一二三四五六七八九十两双多](?:{'|'.join(words)}){{1,2}}){{2,5}})"
    between = "|".join(longest_first("policies", "head_modifiers"))
    verbs = "构建|打造|形成|优化|完善|拉开|确立|谋划|提出"
    return re.compile(rf"(?:{verbs})了?{name}的?(?:{between})*(?:{'|'.join(heads)})")


@cache
def _alternatives(key: str) -> re.Pattern[str]:
    return re.compile("|".join(re.escape(h) for h in longest_first("policies", key)))


@cache
def _named() -> re.Pattern[str]:
    """A document or action, from where its name begins."""
    heads = "|".join(longest_first("policies", "plain_heads"))
    return re.compile(rf"(?P<name>[^，。；：、“”‘’《》（）\n]{{2,{_LONGEST}}}?(?P<head>{heads}))(?!方案|计划|意见)")


@cache
def _anchors() -> re.Pattern[str]:
    verbs = "|".join((*longest_first("policies", "open_verbs"), *longest_first("policies", "name_verbs")))
    return re.compile(rf"(?:{verbs})++了?{_named().pattern}")


@cache
def _announced() -> re.Pattern[str]:
    heads = "|".join(longest_first("policies", "plain_heads") + word_list("policies", "announced_heads"))
    name = rf"(?P<name>[^，。；：、“”‘’《》（）\n]{{4,{_LONGEST}}}?(?P<head>{heads}))"
    return re.compile(rf"(?:(?<=[，。；：\n])|(?<![\s\S])){name}{_MADE_KNOWN}")


@cache
def _national() -> re.Pattern[str]:
    return re.compile(f"(?:{'|'.join(longest_first('policies', 'national'))})(?![“”会论])")


def _counted(text: str, start: int) -> str:
    """五大 in 五大产业策略: a counted set of measures is named by its count."""
    piece = text[max(0, start - 2) : start]
    return piece if re.fullmatch(r"[二三四五六七八九十两]大", piece) else ""


def _generic(modifier: str) -> bool:
    return consists_of(modifier, "policies", "open_generic")


def _verb_before(text: str, start: int, floor: int) -> bool:
    before = text[max(floor, start - 10) : start].rstrip("了好以，的")
    return before.endswith(word_list("policies", "open_verbs"))
