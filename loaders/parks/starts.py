"""Where a park's name begins when the words before it cling to it: 南接|嘉陵新城, 高于|一般工业区, 华科和|龙潭工业园区."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from loaders.lexicons import longest_first

_PREPOSITIONS = tuple(
    "相较 其间 期间 串起 串联 串接 串连 含 较 比 距 离 自 由 从 到 与 和 赴 在 对 同 被 及 往 向 即 待 经".split()
)
_DATELINE = re.compile(r"[一-鿿]{1,6}报讯|(?<=日)电(?=[一-鿿])")
_BOUNDS = re.compile(r"[东南西北](?:接|连|临|邻|靠|依|望|至|抵|距|达|起|与|倚|通)")
"""南接嘉陵新城, 西连…: what lies around."""
_JOINS = "和与及暨"
_BUILDS = re.compile(r"(?<=[县区市旗镇乡村里内旁])(?:新建|建起|建成|建|设)(?![设立计备始水阳德宁瓯湖])")
"""云溪县|建|电商直播基地."""
_MARKS = "“（《‘"
"""Marks that a name may begin with."""
_TOGETHER = ("合作", "共建", "协作", "飞地")
"""In the name of a park that two places have together: 甲市与乙市合作产业园."""


def park_start(text: str, start: int, head: int, places: Mapping[int, int]) -> int:
    """The start of a name that was read from `start` to the head at `head`, behind what is no part of it."""
    start = _after_preposition(text, start, head, places)
    dateline = _DATELINE.match(text, start, head)
    start = dateline.end() if dateline else start
    bounds = _BOUNDS.match(text, start, head)
    start = bounds.end() if bounds and bounds.end() < head else start
    builds = _BUILDS.match(text, start, head)
    start = builds.end() if builds and builds.end() < head else start
    while start < head and not text[start].isalnum() and text[start] not in _MARKS:
        start += 1
    for match in _verbs().finditer(text, start, head):
        start = match.end()
    return _after_joined(text, start, head, places)


def _after_preposition(text: str, start: int, head: int, places: Mapping[int, int]) -> int:
    """高雄 in 较高雄兴达港: one word for the tagger, a preposition and a place for the gazetteer."""
    word = next((w for w in _PREPOSITIONS if text.startswith(w, start)), "")
    return start + len(word) if start + len(word) in places and start + len(word) < head else start


def _after_joined(text: str, start: int, head: int, places: Mapping[int, int]) -> int:
    """龙潭工业园区 in 华科和龙潭工业园区: behind 和 a place begins, and what stands before is no place that shares the park."""
    if any(w in text[start:head] for w in _TOGETHER):
        return start
    joined = (i + 1 for i in range(start + 1, head - 1) if text[i] in _JOINS and i + 1 in places)
    return max((i for i in joined if places.get(start) != i - 1), default=start)


@cache
def _verbs() -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, longest_first("parks", "never_within"))))
