"""The vocabulary of branches, ready for use: what stands in their names, what ends them, what is none."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from loaders.lexicons import longest_first
from loaders.segment import Segmenter
from schema.taxonomy import Taxonomy

MIN_BRANCH, MAX_BRANCH = 2, 14
"""Shortest and longest name of a branch, in characters (水稻 … 软件和信息技术服务业)."""
_NARROWING = frozenset(("b", "vn", "an"))
"""Parts of speech of what narrows a branch down; a plain noun before it may be a firm's name (远景 + 动力电池)."""
_LONGEST = 60
"""No name of the taxonomy is longer, in any language."""
_CONJUNCTION = re.compile("[、和与及]")
_CONJUNCT = re.compile("[^、和与及]+")
FORBIDDEN = re.compile(r"[，。；：！？“”《》\n0-9]")


@dataclass(frozen=True, slots=True)
class BranchRules:
    never: frozenset[str]
    listed_only: frozenset[str]
    never_ends: tuple[str, ...]
    never_starts: tuple[str, ...]
    front: frozenset[str]
    back: tuple[str, ...]
    known_back: tuple[str, ...]
    suffixes: tuple[str, ...]
    triggers: frozenset[str]
    inside: frozenset[str]
    vague: frozenset[str]
    governing: frozenset[str]


@cache
def branch_rules() -> BranchRules:
    return BranchRules(
        frozenset(longest_first("industries", "never")),
        frozenset(longest_first("industries", "listed_only")),
        longest_first("industries", "never_ends"),
        longest_first("industries", "never_starts"),
        frozenset(longest_first("industries", "strip_front")),
        longest_first("industries", "strip_back"),
        longest_first("industries", "strip_known"),
        longest_first("industries", "suffixes"),
        frozenset(longest_first("industries", "triggers")),
        frozenset(longest_first("industries", "inside")),
        frozenset(longest_first("industries", "vague")),
        frozenset(longest_first("industries", "governing")),
    )


@cache
def branch_segmenter(taxonomy: Taxonomy) -> Segmenter:
    back = branch_rules().back
    names = {n for n, _ in taxonomy.names() if not n.endswith(back)}
    names |= {*longest_first("parks", "strong"), *branch_rules().suffixes, *branch_rules().inside}
    return Segmenter(tuple(sorted(names)))


@cache
def headwords() -> tuple[str, ...]:
    return longest_first("industries", "list_tails")


@lru_cache(maxsize=20_000)
def is_known(name: str, taxonomy: Taxonomy) -> bool:
    """Whether the taxonomy has the branch, by any of its names."""
    return len(name) <= _LONGEST and taxonomy.find(name) is not None


@lru_cache(maxsize=20_000)
def stemmed(name: str, taxonomy: Taxonomy) -> bool:
    """A known branch and a common ending make a known one: 白酒 + 配套."""
    return any(
        name.endswith(s) and len(name) - len(s) >= MIN_BRANCH and is_known(name[: -len(s)], taxonomy)
        for s in branch_rules().suffixes
    )


@lru_cache(maxsize=20_000)
def compounded(name: str, taxonomy: Taxonomy) -> bool:
    """A known branch that other words of branches narrow down: 改性 + 聚丙烯, 有机 + 稻米."""
    words = branch_segmenter(taxonomy).words(name)
    head = next((w for w in words[1:] if is_known(name[w.start :], taxonomy)), None)
    if head is None or len(name) - head.start < MIN_BRANCH or name[head.start :] in branch_rules().vague:
        return False
    rules = branch_rules()
    first = words[0]
    kind = is_known(first.text, taxonomy) and taxonomy.named(first.text) is None
    narrows = first.flag in _NARROWING or first.text in rules.inside or kind
    alone = first.end == head.start and len(first.text) > 1
    return narrows and alone and first.text not in rules.front | rules.never


@lru_cache(maxsize=20_000)
def conjuncts(name: str, taxonomy: Taxonomy) -> tuple[tuple[int, int], ...]:
    """储能|和|氢能: where known branches stand that conjunctions join; the whole name where it is one (软件和信息服务)."""
    whole = ((0, len(name)),)
    if _CONJUNCTION.search(name) is None or is_known(name, taxonomy):
        return whole
    parts = tuple((m.start(), m.end()) for m in _CONJUNCT.finditer(name))
    return parts if all(_is_made_of_known(name[a:b], taxonomy) for a, b in parts) else whole


def _is_made_of_known(name: str, taxonomy: Taxonomy) -> bool:
    """健身器材, 碳纤维|自行车: a known branch, or two in a row."""
    cuts = range(MIN_BRANCH, len(name) - MIN_BRANCH + 1)
    return is_known(name, taxonomy) or any(is_known(name[:k], taxonomy) and is_known(name[k:], taxonomy) for k in cuts)


@lru_cache(maxsize=20_000)
def trim(name: str) -> str:
    """A known surface without 产业, 行业 … at its end; empty where it is no branch by itself."""
    for word in headwords():
        if name.endswith(word) and len(name) - len(word) >= MIN_BRANCH:
            name = name[: -len(word)]
            break
    return "" if name in branch_rules().never or len(name) < MIN_BRANCH else name
