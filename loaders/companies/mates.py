"""Firms by the company that they keep: what stands in a list between firms, and what rules read in a list with one."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from itertools import pairwise

from loaders.companies.lists import RULE, no_firm
from loaders.lexicons import longest_first
from loaders.model import Document, Mention
from loaders.segment import word_flags
from loaders.text.spans import Covered
from schema.nodes import Label

_JOINT = r"(?:、|和|与|及|以及)"
_NEXT = re.compile(rf"{_JOINT}(?P<name>[A-Za-z0-9一-鿿·]{{2,10}}?)(?={_JOINT}|等)")
_JOINED = re.compile(_JOINT)
_SURE = 0.75
_WORD = 2
"""Length of the word that ends a quality of something (职责|明晰), in characters."""

Span = tuple[int, int]


@cache
def _closing() -> re.Pattern[str]:
    """等知名企业, 等12家企业, 等企业: what sums a list of firms up."""
    heads = "|".join(longest_first("organizations", "list_heads"))
    return re.compile(rf"等[^，。；：、]{{0,10}}?(?:{heads})")


def list_mates(
    doc: Document,
    firms: Sequence[Span],
    others: Sequence[Span],
    listed: Sequence[Mention],
    is_known: Callable[[str], bool],
) -> Iterator[Mention]:
    """Items of lists of firms that are named nowhere else.

    `firms`: names that are firms; `others`: all other names; `listed`: what rules read in lists; `is_known`: whether
    words name a branch.
    """
    taken = Covered([*firms, *others])
    read = {(m.start, m.end) for m in listed if m.rule == RULE and not taken.overlaps(m.start, m.end)}
    found = read & _beside(doc.text, sorted({*firms, *read}), set(firms))
    starts = {start for start, _ in firms}
    for _, end in firms:
        found |= set(_between(doc.text, end, starts, taken))
    for start, end in sorted(found):
        name = doc.text[start:end]
        quality = len(name) > _WORD and word_flags().get(name[-_WORD:], "").startswith("a")  # 职责明晰
        if not (quality or no_firm(name) or is_known(name)):
            yield Mention(start, end, Label.COMPANY, name, RULE, _SURE)


def _beside(text: str, spans: Sequence[Span], firms: set[Span]) -> set[Span]:
    """The spans of all lists that hold a firm."""
    runs: list[list[Span]] = [[span] for span in spans[:1]]
    for one, other in pairwise(spans):
        if _JOINED.fullmatch(text, one[1], other[0]):
            runs[-1].append(other)
        else:
            runs.append([other])
    return {span for run in runs if not firms.isdisjoint(run) for span in run}


def _between(text: str, end: int, starts: set[int], taken: Covered) -> Iterator[Span]:
    """甲科技|、乙实业、丙化工|、丁股份: the items behind a firm up to another one, or up to 等企业."""
    items: list[Span] = []
    while (item := _NEXT.match(text, end)) and not taken.overlaps(*item.span("name")):
        items.append(item.span("name"))
        end = item.end()
    joint = _JOINED.match(text, end)
    if joint and joint.end() in starts or _closing().match(text, end):
        yield from items
