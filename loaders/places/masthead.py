"""The place whose news a page carries, by what stands around the article: 首页 > 建始新闻, 来源：望都微言, 沅江市统计局."""

from __future__ import annotations

import re
from functools import cache

from loaders.lexicons import longest_first, word_list
from loaders.model import Document
from loaders.places.gazetteer import Gazetteer

_PARTS = re.compile(r"[>》|｜\s:：/·—•，。；-]+")
_RANK = "市县区旗州盟"
_COUNTIES = "县旗"
"""Ranks whose names count even where they are words: few papers are called 望都新闻 for another reason."""


def masthead_place(doc: Document, gazetteer: Gazetteer) -> str | None:
    """Code of the smallest place that the page's head and source name, where they name no two apart.

    Only an article that speaks of itself by that place's rank (全县, 我市, 县委) can be of it.
    """
    parts = {p for line in doc.article.masthead for p in _PARTS.split(line) if p}
    codes = {code for part in parts if (code := _of_column(part, gazetteer)) is not None}
    deepest = max(codes, key=lambda c: (len(gazetteer.ancestors(c)), c), default=None)
    if deepest is None or any(c != deepest and not gazetteer.is_ancestor(c, deepest) for c in codes):
        return None
    place = gazetteer.by_code(deepest)
    return deepest if place is not None and _speaks(doc.text, place.name[-1]) else None


def _of_column(part: str, gazetteer: Gazetteer) -> str | None:
    """建始 of 建始新闻: a place before the kind of a paper, a column or an office."""
    if part in gazetteer.official or gazetteer.is_upper(part):
        return _alone(part, gazetteer)
    office = _office().fullmatch(part)
    if office is not None and office["place"] in gazetteer.official:
        return _alone(office["place"], gazetteer)
    match = _column().fullmatch(part)
    if match is None:
        return None
    codes = gazetteer.candidates(match["place"])
    upper = [c for c in codes if len(gazetteer.ancestors(c)) == 1 and gazetteer.children(c)]
    codes = codes if len(codes) == 1 else tuple(upper)
    place = gazetteer.by_code(codes[0]) if len(codes) == 1 else None
    if place is None or place.parent is None:
        return None
    word = match["place"] in word_list("places", "ordinary") and place.name[-1] not in _COUNTIES
    return None if word else place.code


def _alone(part: str, gazetteer: Gazetteer) -> str | None:
    """鄂州 in 首页 > 鄂州 > 正文: the section of a city, or of a county by its official name."""
    codes = [c for c in gazetteer.candidates(part) if gazetteer.ancestors(c)]
    upper = [c for c in codes if gazetteer.children(c)]
    codes = codes if len(codes) == 1 else upper
    return codes[0] if len(codes) == 1 and part not in word_list("places", "ordinary") else None


def _speaks(text: str, rank: str) -> bool:
    return rank in _RANK and re.search(rf"[我全本]{rank}(?!域)|(?<![一-鿿]){rank}(?:委|政府|长|领导)", text) is not None


@cache
def _column() -> re.Pattern[str]:
    kinds = "|".join(re.escape(w) for w in longest_first("places", "columns"))
    return re.compile(rf"(?P<place>[一-鿿]{{2,10}}?)(?:{kinds})")


@cache
def _office() -> re.Pattern[str]:
    offices = "|".join(re.escape(w) for w in longest_first("places", "offices"))
    return re.compile(rf"(?P<place>[一-鿿]{{1,9}}?[{_RANK}])(?![市县])[一-鿿]{{2,10}}(?:{offices})")
