"""One branch by two names in one article: 预制菜 and 预制菜加工, 文旅 and 文化旅游."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache

from loaders.entities.names import match_key
from loaders.lexicons import longest_first, word_list
from loaders.model import Mention
from schema.nodes import Label

_SURE = 0.75
"""Least confidence of a mention by which the article names the branch itself."""


def same_branches(mentions: Sequence[Mention]) -> Mapping[str, str]:
    """The key of the branch that each name stands for: of a name that means no more than a shorter one, the key of that.

    Without a vague one (生物制造 is more than 生物), and only where the shorter is said for certain.
    """
    keys = {match_key(Label.INDUSTRY, m.name): 0.0 for m in mentions}
    for m in mentions:
        key = match_key(Label.INDUSTRY, m.name)
        keys[key] = max(keys[key], m.confidence)
    vague = frozenset(word_list("industries", "vague")) - frozenset(word_list("industries", "named_short"))
    sure = {key for key, confidence in keys.items() if confidence >= _SURE and key not in vague}
    return {key: short if (short := _shorter(key)) in sure and short else key for key in keys}


def _shorter(key: str) -> str | None:
    """饲料 for 饲料加工, 煤化工 for 现代煤化工, 文旅 for 文化旅游; None for a name that has no shorter form."""
    if key in _synonyms():
        return _synonyms()[key]
    tail = next((w for w in longest_first("industries", "same_branch") if key.endswith(w)), None)
    if tail is not None:
        return key.removesuffix(tail)
    front = next((w for w in word_list("industries", "same_branch_front") if key.startswith(w)), None)
    return key.removeprefix(front) if front is not None else None


@cache
def _synonyms() -> Mapping[str, str]:
    pairs = (entry.split("=") for entry in word_list("industries", "synonyms"))
    return {match_key(Label.INDUSTRY, long): match_key(Label.INDUSTRY, short) for short, long in pairs}
