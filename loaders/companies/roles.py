"""What firms are called before their names: 市属国企X集团, 园区运营商Y公司."""

from __future__ import annotations

import re
from functools import cache

from loaders.lexicons import longest_first

LEGAL = ("有限公司", "有限责任公司", "股份有限公司", "集团有限公司", "控股有限公司", "总公司", "分公司")
_SHORTEST = 3
"""Shortest name read after what a firm is, in characters."""


@cache
def _role() -> re.Pattern[str]:
    words = "|".join(longest_first("organizations", "roles"))
    return re.compile(rf"(?:{words})(?!有限|股份|集团|管理|服务|发展|咨询)")


def after_role(text: str, start: int, end: int, *, least: int = _SHORTEST) -> int:
    """Where the name begins behind what the firm is: 市属国企|X集团, 园区运营商|Y公司, 甲旗下|乙公司."""
    last = start
    for match in _role().finditer(text, start, end):
        if end - match.end() >= least and text[match.end() : end] not in LEGAL:
            last = match.end()
    return last
