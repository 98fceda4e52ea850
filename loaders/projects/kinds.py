"""Words that look like a project's name and are none: kinds of projects, equipment that is bought, floors that are counted."""

from __future__ import annotations

import re
from functools import cache

from loaders.lexicons import consists_of, longest_first, word_list
from loaders.segment import word_flags
from loaders.text.anchors import after_firm
from loaders.text.numerals import COUNT

_PROJECT = ("建设项目", "项目")
_LONGEST_PLACE = 6
"""Longest name of a place in the dictionary that may open a kind, in characters."""
_LONGEST_PURCHASE = 24
"""So far before what is bought its verb may stand, in characters."""
_LEVELS = ("省", "市", "县", "区", "州", "旗")
_OWN = ("总部", "期")
"""Words for every project that make one with a place's name (成都总部项目, 天津二期项目)."""
_OF_MANY = re.compile(rf"{COUNT}个(?:[^，。；、]{{0,6}})项目")
_FLOOR = re.compile(r"(?:共|约|近|超|达)?\d[\d.]*(?:余|多)?[万亿]?(?:余|多)?(?:平方米|平米|㎡|m2)")
_INSIDE = re.compile(r"内(?!蒙|江|设)|里|中控室|外景")
_SOME = re.compile(r"某[一-鿿]{0,2}\Z")
"""某外资|乙二醇项目: somebody's, who is not named."""
_OPENS = re.compile(
    r"(?:[一-鿿]{1,5}[省市县区州旗](?:（[^（）]{1,12}）)?)?有(?![机色限轨线氧声为])|像(?!素)|即(?![墨时食])|继(?![电续])"
)
"""隆城县有|X项目, 像|X项目: what the words before a name leave of it."""
_SPENT = re.compile(r"(?:[\d.]+[万亿]+元)?(?:用于)?(?:正在|计划)?(?:扩建|新建|兴建|投建|改造|建设|在建|拟建|续建|修建)")
_AMOUNT = re.compile(r"\d[\d.]*[百千]?[万亿]?[一-鿿]{1,4}的\Z")
_OF_FIRM = re.compile(r"[（(旗下]|[^，。；]{0,6}总部")
"""What follows a firm's name within a longer one: X公司（合肥）Y, X集团华东总部."""
_LEAST = 4
_LONGEST_ONCE = 12
"""So far before a name 曾 may stand."""


def no_project(text: str, start: int, end: int) -> bool:
    """Whether the words `start:end` name no project, by what they are and what stands around them."""
    name = text[start:end].strip("“”")
    for tail in _PROJECT:
        if name.endswith(tail):
            name = name.removesuffix(tail)
            break
        if text.startswith(tail, end):
            end += len(tail)
            break
    unnamed = _SOME.search(text, max(0, start - 3), start) is not None
    once = _once().search(text, max(0, start - _LONGEST_ONCE), start) is not None
    return unnamed or once or _is_kind(name) or _is_bought(text, start, name) or _is_part(text, start, end, name)


@cache
def _once() -> re.Pattern[str]:
    """曾参与|X项目: somebody's past."""
    verbs = "|".join(longest_first("projects", "taken_part"))
    return re.compile(rf"曾经?(?:先后|多次)?(?:{verbs})[过了]?\Z")


def name_begins(text: str, start: int, end: int) -> int:
    """Where a name begins behind 有 and 像 and the place that has it (青溪县有|远山光伏发电项目), a verb, 的 and a firm's name."""
    opened = _OPENS.match(text, start, end)
    start = opened.end() if opened and end - opened.end() >= _LEAST else start
    start = _behind_verb(text, start, end)
    cut = after_firm(text, start, end, _LEAST)
    plain = text[cut:end] in word_list("projects", "heads") or _OF_FIRM.match(text, cut)
    return start if plain or consists_of(text[cut:end], "projects", "generic") else cut


def _behind_verb(text: str, start: int, end: int) -> int:
    """Behind a sum and the verb that it builds by (3000万元用于改造|水厂), and behind who has it (长溪电子的|飞轮储能装备)."""
    spent = _SPENT.match(text, start, end - _LEAST)
    start = spent.end() if spent else start
    of = text.rfind("的", start, end) + 1
    if of <= start or end - of < _LEAST or _AMOUNT.search(text, start, of):
        return start
    return start if text[of:end] in word_list("projects", "heads") else of


def _is_kind(name: str) -> bool:
    """重大产业, 江苏省产业, 优质资源向大(项目集中): a name of a place and words that tell of every project."""
    if name.endswith(("老", "旧", "大", "好")) or consists_of(name, "projects", "generic"):
        return True
    place = next((k for k in range(_LONGEST_PLACE, 1, -1) if word_flags().get(name[:k]) == "ns"), 0)
    rest = name[place:]
    if not place or any(word in rest for word in _OWN):
        return False
    return consists_of(rest, "projects", "generic") if rest else name.endswith(_LEVELS)


@cache
def _purchase() -> re.Pattern[str]:
    verbs = "|".join(map(re.escape, longest_first("projects", "acquired")))
    return re.compile(rf"(?:{verbs})[^，。；]*\Z")


def _is_bought(text: str, start: int, name: str) -> bool:
    """添置口服液灌装生产线, 采用循环流化床锅炉: equipment."""
    return (
        name.endswith(word_list("projects", "equipment"))
        and _purchase().search(text, max(0, start - _LONGEST_PURCHASE), start) is not None
    )


def _is_part(text: str, start: int, end: int, name: str) -> bool:
    """Whether what follows makes it a part, a kind or one of many: 标准厂房3万平方米, 车间内, 产业项目集中签约, 高速公路网."""
    floors = name.endswith(word_list("projects", "floors"))
    if floors and (_FLOOR.match(text, end) or _INSIDE.match(text, end)) or _OF_MANY.match(text, end):
        return True
    if text.startswith(word_list("projects", "kinds"), end):
        return True
    listed = text[start - 1 : start] in ("、", "和", "与", "及")
    return not listed and text.startswith(word_list("projects", "jointly"), end)
