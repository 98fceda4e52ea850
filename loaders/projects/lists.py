"""Projects that stand in a list without 项目 of their own: A、B和C等项目; 项目3个，包括A、B、C; 3个是续建项目（A、B、C）.

A list of that form may also name kinds (道路、供水、供电等项目). It names projects where its members do what only names
do: they tell a capacity or a phase, open with a name, or end in a head of works.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from functools import cache

from loaders.lexicons import consists_of, longest_first, word_list
from loaders.model import Document, Mention, Sentence
from loaders.parks.mentions import clean_name
from loaders.projects.items import without_openers
from loaders.text.anchors import after_firm
from loaders.text.numerals import COUNT
from loaders.text.tokens import Tokens, TokenSource
from schema.nodes import Label

Span = tuple[int, int]
_SHORTEST, _LONGEST = 3, 34
"""Shortest and longest member of a list, in characters."""
_ALONE = 4
"""Shortest name that stands before 等项目 alone, and shortest rest that words before a name leave of it."""
_NO_FIRM = 9
"""Shortest member that is longer than a firm's short name, in characters."""
_BEFORE = re.compile(
    rf"(?:(?<![高中初同平上])等(?!离子|静压|级|温|规)(?:一批)?(?P<count>{COUNT}(?:个|大|项|宗))?|(?P<bare>{COUNT}个))"
    r"(?P<kind>[^，。；：、\n等的]{0,10}?)(?:项目|工程)(?!化|经理|库|资金|负责人|方|部)"
)
_SUMS = r"(?:，[^，。；：、]{0,20}\d[^，。；：、]{0,12}元[^，。；：、]{0,6}){0,3}"
_AFTER = re.compile(
    rf"(?:项目(?:共|有|共有|共计|总数)?(?:（{COUNT}个）|{COUNT}个)|{COUNT}(?:个|项)[^，。；：、（）]{{0,14}}项目(?:（{COUNT}个）)?)"
    rf"{_SUMS}(?:(?P<opened>（)|，?(?:即|分别是|分别为|分别有|包括|包含|主要有|主要是|主要包括|有|为|是|：)|\s*)"
    r"(?=[^，。；：、]{3,34}、|(?<=（)[^（）。；]{4,34}项目）)"
)
_SUM = re.compile(rf"\d[^，。；：、]*元$|{COUNT}[个家项]$|\d%$")
_CAPACITY = re.compile(
    r"\d[\d.]*(?:百|千|万|亿)*(?:吨|套|辆|台|只|片|平方米|立方米|立方|千瓦|兆瓦|吉瓦|千伏|安时|GW|MW|kW|kV|米|公里|头|羽|张|支|条|颗|艘|架|亩)"
)
_WORTH = re.compile(r"(?:(?:计划)?总?投资|投入|斥资)?(?:约|近|超|达)?[\d.]+[万亿]+多?元的?")
_VALUED = re.compile(r"(?:投资|投入|斥资)(?:约|近|超|达)?[\d.]+[万亿]+多?元的?(?=[^，。；、]{4,})")
"""投资5亿元的X等项目: what has a sum of its own is a project, even one alone."""
_PHASE = re.compile(r"[一二三四五]期")
_FIELDS = ("领域", "方面", "行业", "环节", "企业", "公司", "园区", "地区", "类")
"""等…领域项目: a list of branches."""
_NO_PROJECT = (
    "公司",
    "集团",
    "企业",
    "产业",
    "领域",
    "行业",
    "省",
    "市",
    "区",
    "县",
    "局",
    "委",
    "政府",
    "银行",
    "大学",
)
_JOINED = ("和", "以及")
_BOUNDS = "，。；：！？\n"
_ENDS = ("有", "的", "各", "共", "了", "榜", "为", "是", "以")
"""Ends of words before a number, which are no name (甲县、乙县各有3个项目)."""
_OWN_PROJECT = re.compile(r".*(?:项目|工程)(?:共|有|为|是|即|带来|包括|中)")


def listed_projects(doc: Document, tokens: TokenSource, is_branch: Callable[[str], bool]) -> Iterator[Mention]:
    """The members of every list of projects; `is_branch` knows the names of branches."""
    for sentence in doc.sentences:
        if "项目" not in sentence.text and "工程" not in sentence.text:
            continue
        words = tokens(sentence)
        for members, counted in (*_lists_before(doc.text, words, sentence), *_lists_after(doc.text, words, sentence)):
            named = [_trimmed(doc.text, *m) for m in members]
            if not _are_projects(doc.text, words, named, is_branch, counted=counted):
                continue
            works = any(_is_work(doc.text[a:b]) or b - a >= _NO_FIRM for a, b in named)
            if not works and not counted:
                continue  # 引来甲科技、乙农业等产业项目: firms
            rule = "listed-project" if works else "counted-list"
            for start, end in named:
                name = doc.text[start:end]
                if _SHORTEST <= len(name) <= _LONGEST and not is_branch(name) and not name.endswith(_NO_PROJECT):
                    yield Mention(start, end, Label.PROJECT, clean_name(name), rule, 0.85)


def _lists_before(text: str, tokens: Tokens, sentence: Sentence) -> Iterator[tuple[list[Span], bool]]:
    """A、B和C等3个项目, with whether the list says how many there are."""
    for match in _BEFORE.finditer(sentence.text):
        end = sentence.start + match.start()
        start = _clause_start(text, sentence.start, end)
        members = _after_speaker(text, _members(text, tokens, start, end))
        lone = match["bare"] and "、" not in text[start:end]
        if match["kind"].endswith(_FIELDS) or lone or text.endswith(_ENDS + _verbs(), start, end):
            continue
        members[0] = _opened(text, tokens, *members[0])
        yield members, bool(match["count"] or match["bare"] or _VALUED.search(text, start, end))


def _lists_after(text: str, tokens: Tokens, sentence: Sentence) -> Iterator[tuple[list[Span], bool]]:
    """项目3个，包括A、B和C; 3个是续建项目（A、B、C）."""
    for match in _AFTER.finditer(sentence.text):
        start = sentence.start + match.end()
        end = _closing(text, start, sentence.end) if match["opened"] else _clause_end(text, start, sentence.end)
        among = text.rfind("等", start, end)
        if among > start and "、" not in text[among:end]:
            if text[among:end].endswith(_FIELDS) or text.startswith(_FIELDS, among + 1):
                continue
            end = among
        yield _members(text, tokens, _spoken(text, start, end), end), True


def _clause_start(text: str, floor: int, end: int) -> int:
    """Where the clause begins that a list stands in; a bracket that is open at the list begins one too."""
    depth = 0
    for k in range(end - 1, floor - 1, -1):
        depth += (text[k] == "）") - (text[k] == "（")
        if depth < 0 or text[k] in _BOUNDS:
            return k + 1
    return floor


def _clause_end(text: str, start: int, limit: int) -> int:
    return min((k for c in "，。；：！？\n" if (k := text.find(c, start, limit)) >= 0), default=limit)


def _closing(text: str, start: int, limit: int) -> int:
    """Where the bracket closes that is open at `start`."""
    depth = 1
    for k in range(start, limit):
        depth += (text[k] == "（") - (text[k] == "）")
        if not depth:
            return k
    return start


def _members(text: str, tokens: Tokens, start: int, end: int) -> list[Span]:
    """The list parted at 、 outside of brackets, its last member also at 和."""
    cuts, depth = [start], 0
    for k in range(start, end):
        depth += (text[k] in "（“《") - (text[k] in "）”》")
        if text[k] == "、" and depth <= 0:
            cuts.append(k + 1)
    spans = [(a, b - 1) for a, b in zip(cuts, [*cuts[1:], end + 1], strict=True)]
    return [*spans[:-1], *_conjuncts(text, tokens, *spans[-1])]


def _conjuncts(text: str, tokens: Tokens, start: int, end: int) -> list[Span]:
    """A和B at the end of a list are two; 保护和利用 is one, for 利用 alone is no name."""
    for k in range(start + _SHORTEST, end - _ALONE):
        token = tokens.at(k) if text[k] in "和以" else None
        if (
            token is None
            or token.start != k
            or token.text not in _JOINED
            or text.count("（", start, k) != text.count("）", start, k)
        ):
            continue
        _, stop = _trimmed(text, token.end, end)
        right = text[token.end : stop]
        if len(right) < _ALONE or consists_of(right, "projects", "generic"):
            continue
        if text[start:k].endswith(_heads()) or _is_proper(text, tokens, token.end, stop):
            return [(start, k), (token.end, end)]
    return [(start, end)]


@cache
def _announces() -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, ("宣布", *longest_first("relations", "visit")))))


def _after_speaker(text: str, members: list[Span]) -> list[Span]:
    """市委常委、市长李某宣布|A、B等项目开工: the list begins behind the verb."""
    for k, (start, end) in enumerate(members[1:], 1):
        verb = _announces().search(text, start + 1, end - _ALONE)
        if verb:
            return [(verb.end(), end), *members[k + 1 :]]
    return members


def _spoken(text: str, start: int, end: int) -> int:
    """Where the first member begins behind a project that the clause speaks of: 4个基础设施项目即|A."""
    found = _OWN_PROJECT.match(text, start, end - _SHORTEST)
    return found.end() if found else start


@cache
def _verbs() -> tuple[str, ...]:
    words = {*longest_first("projects", "builders"), *longest_first("projects", "openers")}
    return tuple(sorted((w for w in words if len(w) > 1), key=lambda w: (-len(w), w)))


@cache
def _openers() -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, _verbs())) + "|[如即有是为建到在]")


def _opened(text: str, tokens: Tokens, start: int, end: int) -> Span:
    """The first member without what introduces the list: 加快推进|A."""
    begin = _spoken(text, start, end)
    for match in _openers().finditer(text, begin, end - _ALONE):
        first, last = tokens.at(match.start()), tokens.at(match.end() - 1)
        opens, closes = first is not None and first.start == match.start(), last is not None and last.end == match.end()
        if opens and closes or (opens or closes) and len(match.group()) > 1:
            begin = match.end() + text.startswith(("了", "的"), match.end())
    return begin, end


def _trimmed(text: str, start: int, end: int) -> Span:
    """A member without 总投资5亿元(的) and a firm's name before its own, and without 项目 at its end."""
    worth = _WORTH.match(text, start, end)
    start = worth.end() if worth else start
    while start < end and text[end - 1] in " \t":
        end -= 1
    for tail in ("建设项目", "项目"):
        if text.endswith(tail, start, end):
            end -= len(tail)
            break
    of = text.rfind("的", start, end)
    if of > start and end - of > _SHORTEST:
        start = of + 1
    start = after_firm(text, start, end, _SHORTEST)
    return without_openers(text, start, end), end


def _are_projects(
    text: str, tokens: Tokens, members: Sequence[Span], is_branch: Callable[[str], bool], *, counted: bool
) -> bool:
    """Whether the members of a list are names: enough of them look like names, and few like kinds."""
    names = [text[a:b] for a, b in members]
    if any(_SUM.search(n) for n in names) or not all(names):
        return False
    plain = sum(is_branch(n) or consists_of(n, "projects", "generic") for n in names)
    able = [s for s, n in zip(members, names, strict=True) if _is_proper(text, tokens, *s) and not is_branch(n)]
    sized = any(_CAPACITY.search(n) for n in names)
    if len(names) == 1:
        return bool(able) and len(names[0]) >= _ALONE and (counted or sized)
    if 2 * plain > len(names):
        return False
    return sized or 2 * len(able) >= len(names) or counted and bool(able)


@cache
def _heads() -> tuple[str, ...]:
    return tuple({*word_list("projects", "heads"), *word_list("marks", "works"), *word_list("projects", "listed")})


def _is_work(name: str) -> bool:
    """Whether a name tells what is built: 100万吨乙烯, 城北二期, 滨江新区污水处理厂; 宏达新材 might be a firm's."""
    if _CAPACITY.search(name) or _PHASE.search(name) or name.startswith("“"):
        return True
    head = next((h for h in _heads() if name.endswith(h)), None)
    return (
        head is not None and len(name) - len(head) >= 2 and not consists_of(name[: -len(head)], "projects", "generic")
    )


def _is_proper(text: str, tokens: Tokens, start: int, end: int) -> bool:
    """Whether a member looks like a name: of works, or one that opens with a place's or a firm's."""
    if _is_work(text[start:end]):
        return True
    token = tokens.at(start)
    opens = token is not None and token.start >= start and token.tag in ("ORG", "LOC", "PER", "nz")
    return opens and end - start >= _ALONE
