"""Firms with odd short names by what is theirs and whose they are: 岫溪科技的储能电池项目, 岫溪电气智能电表项目, 旗下岫溪科技."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from loaders.companies.acts import NAME, RULE, is_odd
from loaders.entities.rivals import OPENING
from loaders.lexicons import consists_of, longest_first
from loaders.model import Mention, Sentence
from schema.nodes import Label

_SURE = 0.8
_OPENS = r"(?:(?<![^，；：、。“（）])|(?<=\n))(?:其中|例如|比如|目前|如今|此外|[一二三四五六]是)?"
_OWN = "[^，。；：、！？“”（）的]{2,24}?"
"""What stands between the firm and the word that ends its work's name."""
_ON = "(?!园|城|港|谷|馆|小镇|大厦|产业|工业|孵化|企业|创新|成果|基地|项目|[和与及、])"
"""科技|园, 科技|企业孵化器: where the word goes on, it ends no firm's name."""
_WORKS = ("基地", "产业园", "园区")


@cache
def _owning() -> tuple[re.Pattern[str], ...]:
    ends = "|".join(longest_first("companies", "firm_ends"))
    trades = f"{'|'.join(longest_first('marks', 'trades'))}|{ends}"
    works = "|".join((*longest_first("projects", "heads"), *_WORKS))
    called = "|".join(longest_first("marks", "called"))
    return (
        re.compile(rf"{_OPENS}(?P<name>{NAME}(?:{trades}))的{_OWN}(?:{works})"),
        re.compile(rf"(?:{_OPENS}|的)(?P<name>{NAME}(?:{ends})){_ON}{_OWN}(?:{works})"),
        re.compile(rf"(?:{called})的?(?P<name>{NAME}(?:{trades})){_ON}"),
    )


def owning_firms(sentence: Sentence) -> Iterator[Mention]:
    """Owners of works, and firms right behind what they are called, whose names open with no word."""
    for pattern in _owning():
        for match in pattern.finditer(sentence.text):
            name = match["name"]
            if is_odd(name) and not consists_of(name, "marks", "trades"):
                start = sentence.start + match.start("name")
                yield Mention(start, start + len(name), Label.COMPANY, name, RULE, _SURE, None, (OPENING,))
