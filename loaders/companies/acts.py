"""Firms with odd short names by what they do: 棠溪精机斥资3亿元扩厂, 岫川食品在清河县增建二厂."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from loaders.lexicons import longest_first, word_list
from loaders.model import Mention, Sentence
from loaders.segment import word_flags
from schema.nodes import Label

RULE = "company-acting"
_SURE = 0.8
_NAMES = (None, "nr", "nrt", "nz")
"""Parts of speech of what names open with: no word at all, or another name."""


NAME = "(?:(?![的了在将对向由把被是为与和及等该本这那也还都已曾就让使从其可有以])[一-鿿]){2,4}?"
"""No function word stands in a firm's short name."""
_BEHIND_PLACE = 5
"""A name that its place opens has more characters than that: two of the place, two of its own, two of its trade."""


@cache
def _acting() -> re.Pattern[str]:
    lists = [longest_first("companies", key) for key in ("trades", "firm_ends", "acts")]
    called = "|".join(longest_first("marks", "called"))
    trades, ends, acts = ("|".join(words) for words in lists)
    opens = r"(?:(?<![^，；：。、“])|(?<=\n))(?:另有|还有|其中|例如|比如|有)?"
    name = rf"(?P<name>(?!{called}){NAME}(?:{trades}|{ends}))”?"
    aside = (
        r"(?:也|要|还|则|又|再|将|拟|已|计划|预计|规划|准备|随后|今年|去年|宣布|决定|，)*(?:在[^，。；：、]{2,16}?)?"
    )
    return re.compile(rf"{opens}{name}{aside}(?:{acts}|(?:投资|投入|砸下?)[逾超约近]?\d)")


@cache
def _kinds() -> frozenset[str]:
    return frozenset(word_list("companies", "kinds"))


def is_odd(name: str) -> bool:
    """Whether a name opens with no word, be it behind a place (清河|棠恒新材料), and tells no kind of firm."""
    if not _kinds().isdisjoint(name[:-2]):
        return False
    flags = word_flags()
    if flags.get(name[:2]) == "ns" and len(name) > _BEHIND_PLACE:
        return flags.get(name[2:4]) in _NAMES
    return flags.get(name[:2]) in _NAMES


def acting_firms(sentence: Sentence) -> Iterator[Mention]:
    """Subjects of such verbs whose names open with no word and do not tell a kind of firm."""
    for match in _acting().finditer(sentence.text):
        name = match["name"]
        if is_odd(name):
            start = sentence.start + match.start("name")
            yield Mention(start, start + len(name), Label.COMPANY, name, RULE, _SURE)
