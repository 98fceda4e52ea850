"""What the words before a park's head say: a name, or a kind of park, a goal, a wish, all parks of a place."""

from __future__ import annotations

import re
from collections.abc import Mapping, Set

from loaders.lexicons import consists_of, word_list

_ONE = re.compile(r"(?:一个|一座|一处|一片|个|第[二三四五]座|第[二三四五]个|另一座)$")
_GOAL = re.compile(
    r"(?:知名的?|闻名的?|有影响力的|世界级|国际级|世界一流|国内一流|国际一流|一流|领先的?|最大的?|重要的?|全球|具有[^，。]{0,6}的)$"
)


def is_named(modifier: str, start: int, head: int, full_names: Set[tuple[int, int]]) -> bool:
    """上海 + 新城: a place's name alone makes no name of a weak head."""
    return (start, head) in full_names or len(modifier) <= 2 and modifier in word_list("parks", "big_places")


def mere_part(text: str, start: int, head: int, end: int, places: Mapping[int, int]) -> bool:
    """濠江片区: a place's name makes a part of a town, and of a park only after that park's name (X园区隆阳片区)."""
    if text[head:end] != "片区" or not only_place(text[start:head], start, places):
        return False
    return not text.endswith(("园区", "区的", "区下辖的", "园的", "开发区"), 0, start)


def only_place(modifier: str, start: int, places: Mapping[int, int]) -> bool:
    """湛江产业园区, 全市园区: all parks of a place, not one."""
    end = start + len(modifier)
    return places.get(start) == end or (places.get(start) == end - 1 and modifier[-1] in "市县区省")


def hypothetical(text: str, start: int) -> bool:
    """有企业提出，应建设一个大豆食品产业园: what somebody would like to see does not exist."""
    begin = max(text.rfind(c, 0, start) for c in "。；！？\n") + 1
    before = text[begin:start]
    return bool(_ONE.search(before)) and any(w in before for w in word_list("parks", "hypothetical"))


def goal(text: str, start: int) -> bool:
    """打造世界级海上风电基地: what a place wants to become is not a park."""
    return bool(_GOAL.search(text[max(0, start - 8) : start]))


def designation(text: str, start: int, end: int) -> bool:
    """首批8个“…示范园区”: what is counted or awarded is a kind, not a park."""
    quote = start if text[start : start + 1] == "“" else start - 1
    return text[quote : quote + 1] == "“" and text[quote - 1 : quote] in ("个", "批", "家")


def is_generic(modifier: str) -> bool:
    """Whether the words before the head say only what kind of park it is (重点, 省级特色, 高品质) or is a title it bears (省级食品特色)."""
    if modifier.startswith(word_list("parks", "honours")):
        return True
    if any(s in modifier for s in word_list("parks", "specific")):
        return False
    return consists_of(modifier.strip("“”"), "parks", "generic")
