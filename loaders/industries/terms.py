"""Known branches wherever they stand in running text, and where the words around them make them part of something else."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache, lru_cache

from loaders.industries.frames import BARE
from loaders.industries.items import Reader
from loaders.industries.vocabulary import trim
from loaders.lexicons import Matcher, longest_first, matcher, word_list
from loaders.model import Mention, Sentence
from schema.nodes import Label
from schema.taxonomy import Taxonomy

TERM = "industry-term"
"""Rule of a known branch that stands in running text, in no frame of its own."""
INSIDE = "industry-inside"
"""Rule of a known term that a longer reading covers: it counts within a name only."""
_SHORT = 3
"""Longest term that must begin and end with a word, lest 建筑 be read out of 建筑面积."""
_SUPPLY = re.compile(
    r"(?:[、和及与][^，。；：、\n]{1,6}){0,9}?等?(?:配套|公共|各项|各类|基础|市政){0,3}(?:设施|管网|管线|条件)"
)
"""电力、通讯等基础设施; 供水和供热管网: a list of what a place is supplied with."""
_LENGTH = re.compile(r"(?:管线|线路|管道)?[\d.]+(?:公里|千米)")
_LATIN = re.compile("[A-Za-z]{2}")
_STEP_JOINTS = "、和与及"
_STEP_WORD = 3
"""Length of the words for steps with what joins them, in characters."""
_LIST_AFTER = 60
"""So far behind a term the end of its list is looked for, in characters."""


@cache
def _automaton(taxonomy: Taxonomy) -> tuple[Matcher, tuple[str, ...]]:
    surfaces = tuple(sorted({s for s, _ in taxonomy.names() if len(s) >= 2}))
    return matcher(surfaces), surfaces


def bare_terms(sentence: Sentence, reader: Reader) -> Iterator[Mention]:
    """Known branches wherever they stand, where a word begins and ends; two that touch are one (玉米|制种)."""
    last: Mention | None = None
    for term in _terms(sentence, reader):
        if last is not None and _are_one(last, term):
            yield replace(last, end=term.end, name=last.name + term.name)
        yield term
        last = term


def _are_one(first: Mention, second: Mention) -> bool:
    """水泥|罐车; not 泵阀|智能制造, which says how, nor 石化|弹性体, a firm's trade and what it makes."""
    touch = first.end == second.start and {first.rule, second.rule} == {TERM}
    trades = word_list("industries", "of_firms")
    return touch and first.name not in trades and second.name not in word_list("industries", "manners")


def _terms(sentence: Sentence, reader: Reader) -> Iterator[Mention]:
    automaton, surfaces = _automaton(reader.taxonomy)
    attributes = (("context", "bare"), ("known", "yes"))
    for index, a, b in automaton.find_matches_as_indexes(sentence.text):
        start, end = sentence.start + a, sentence.start + b
        name = trim(surfaces[index])
        if (
            name
            and not _in_latin_word(sentence.text, a, b)
            and (b - a > _SHORT or (reader.at_boundary(start) and reader.at_boundary(end)))
        ):
            rule = INSIDE if name == surfaces[index] and _is_other(sentence.text, a, b) else TERM
            yield Mention(start, end, Label.INDUSTRY, name, rule, BARE, None, attributes)


def is_step(text: str, start: int, end: int) -> bool:
    """苹果的|种植, 种植|、采摘和销售, 分拣|包装: a step of making or selling something, no branch by itself."""
    if text[start:end] not in _steps():
        return False
    before = text[max(0, start - _STEP_WORD) : start]
    beside = before.rstrip(_STEP_JOINTS).endswith(_step_neighbours())
    follows = end + (text[end : end + 1] in _STEP_JOINTS)
    return before.endswith("的") or beside or text.startswith(_step_neighbours(), follows)


def _in_latin_word(text: str, start: int, end: int) -> bool:
    """S|IC: a term of Latin letters that a longer word holds."""
    return any(_LATIN.fullmatch(text, at - 1, at + 1) for at in (start, end) if at)


def _is_other(text: str, start: int, end: int) -> bool:
    """锅炉|钢架, 文化旅游|节, 产业健康|壮大, 254|家居次: the words around a term make it no branch by itself."""
    if text.startswith(_followers(), end):
        return True
    if text[start] == "家" and text[start - 1 : start].isdigit() or _LENGTH.match(text, end):
        return True
    return _is_adverb(text, start, end) or _is_supply(text, start, end)


def _is_adverb(text: str, start: int, end: int) -> bool:
    beside = text[start - 1 : start] + text[end : end + 1]
    return text[start:end] in word_list("industries", "not_alone") and not any(c in "、产行领企业" for c in beside)


def _is_supply(text: str, start: int, end: int) -> bool:
    supplies = _supplies()
    return text[start:end] in supplies and _SUPPLY.match(text, end, min(len(text), end + _LIST_AFTER)) is not None


@cache
def _followers() -> tuple[str, ...]:
    return longest_first("industries", "followers")


@cache
def _steps() -> frozenset[str]:
    return frozenset(word_list("industries", "steps"))


@cache
def _step_neighbours() -> tuple[str, ...]:
    return longest_first("industries", "step_neighbours")


@lru_cache(maxsize=1)
def _supplies() -> frozenset[str]:
    return frozenset(word_list("industries", "supplies"))
