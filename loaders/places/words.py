"""Names of the gazetteer that stand where two words meet: 海城市 in 上海城市规划, 林园区 in 员林园区, 南部县 in 南部县域."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from loaders.lexicons import Matcher, matcher, word_list
from loaders.places.gazetteer import Gazetteer

_MASK = "□"
"""Stands for a character that no name holds."""
_SHORT = 2
"""Length of a place's short name, in characters."""
_NUMERALS = "一二两三四五六七八九十0123456789多各几“"
_COUNTY_WORDS = "域区"
"""县域, 县区: words that begin like a county's last character."""


@cache
def _words() -> tuple[Matcher, tuple[str, ...]]:
    known = word_list("places", "words_over")
    return matcher(known), known


def without_words_over(text: str) -> str:
    """The text, as long, without the words that hold a place's name by chance: 沿海城市, 复合肥, 其中 in 其中山西.

    Their first character stays, which may end the name before (合肥市郊区), and so does what follows.
    """
    automaton, _ = _words()
    parts, done = [], 0
    for _, start, end in automaton.find_matches_as_indexes(text):
        parts += [text[done : start + 1], _MASK * (end - start - 1)]
        done = end
    return "".join([*parts, text[done:]])


def meets_a_word(text: str, start: int, end: int, gazetteer: Gazetteer) -> bool:
    """Whether an official name begins with the end of another name or a number and goes on as a word."""
    surface = text[start:end]
    if surface[1:] not in word_list("places", "words_behind"):
        return False
    if surface[0] == "大" and text[start - 1 : start] in _NUMERALS:
        return True  # 九大园区
    return start > 0 and bool(gazetteer.candidates(text[start + 1 - _SHORT : start + 1]))


def of_counties(text: str, start: int, end: int) -> bool:
    """南部县域经济: a direction and 县域, where the short name is a word."""
    name = text[start:end]
    return name[-1] == "县" and name[:-1] in word_list("places", "ordinary") and text[end : end + 1] in _COUNTY_WORDS


def of_an_officer(text: str, start: int, codes: Sequence[str]) -> bool:
    """县长沙宗平: 长 of a head of office, and a name; 福州市长乐 is a place behind its own."""
    if text[start] != "长" or text[start - 1 : start] not in word_list("places", "headed"):
        return False
    gazetteer = Gazetteer.load()
    above = (p for code in codes for p in gazetteer.ancestors(code))
    return not any(text.endswith(gazetteer.names_of(p), 0, start) for p in above)
