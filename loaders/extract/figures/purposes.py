"""What a sum is for, by the words between it and what they build: 投资3亿元，在甲园区新建乙工厂."""

from __future__ import annotations

import re
from functools import cache

from loaders.lexicons import longest_first

_AMOUNT = r"(?:左右|以上|以内)?元?(?:人民币)?"
"""What may belong to the sum itself."""
_HELPED = r"(?:给[^，。；]{2,10}，)?"
_PLACED = r"(?:、?分(?:[一二两三四五]|\d)期)?(?:在[^，。；]{1,22}?)?"
_NOT_YET = r"(?!设?(?:成|期|后|主体|单位|方))"
"""建成后, 建设期, 建设单位: not what is built."""
_EACH = r"(?:(?:第?[一二两三四五六七八九十]{1,2}|\d{1,3})[条座个家处栋期套]|年产[^，。；]{1,14}的)?[^，。；]{0,4}"
"""How many are built, or how much they make, before their name: 一座, 年产2万吨的."""


@cache
def _after_a_sum() -> re.Pattern[str]:
    before = "|".join(longest_first("units", "before_builds"))
    helps = "|".join(longest_first("units", "helps_build"))
    builds = "|".join(longest_first("units", "builds"))
    built = "|".join(longest_first("units", "built_at_once"))
    clause = rf"，?{_HELPED}(?:{before})*{_PLACED}(?:(?:{helps})[^，。；]{{0,12}}?)?(?:{builds}){_NOT_YET}"
    return re.compile(rf"{_AMOUNT}(?:{clause}|{_PLACED}(?:{built})){_EACH}")


def builds(text: str, start: int, end: int) -> bool:
    """Whether the words between a sum and a name say that the sum builds it."""
    return _after_a_sum().fullmatch(text, start, end) is not None
