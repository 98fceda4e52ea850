"""Companies and other bodies: names read from their head (有限公司, 管委会, 研究院) to the left, and lists of firms."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from functools import cache

from loaders.lexicons import Matcher, consists_of, longest_first, matcher
from loaders.model import Mention, PlaceMention, Sentence
from loaders.parks.mentions import clean_name
from loaders.text.phrases import left_boundary, phrase_rules, trim_left
from loaders.text.spans import Taken
from loaders.text.tokens import Tokens

_BRACKETED = re.compile(r"（[一-鿿]{2,8}）[^\W与和及同、]{0,12}$")
_LONGEST_BRANCH = 22
"""东方空间技术（山东）有限公司: a place in brackets within a firm's name, and what may stand from it to the head."""
_NEVER_INSIDE = ("项目", "是")
"""X项目Y公司, X实业是Y集团: words that no name of a body holds."""
_BRANCHES = ("分公司", "分行", "支行")
"""Heads of names that do hold another firm's (X股份有限公司Y分公司)."""


@cache
def heads(kind: str) -> tuple[Matcher, tuple[str, ...]]:
    """Automaton over the heads of one kind."""
    patterns = longest_first("organizations", kind)
    return matcher(patterns), patterns


def read_name(
    text: str, tokens: Tokens, sentence: Sentence, head: int, end: int, *, joined: bool = False
) -> tuple[int, str]:
    """Start and cleaned name of the body whose head stands at `head:end`."""
    branch = _BRACKETED.search(text, max(sentence.start, head - _LONGEST_BRANCH), head)
    inner_head = branch.start() if branch and branch.start() > sentence.start else head
    start = left_boundary(text, tokens, inner_head, sentence.start, joined=joined)
    start = head if start == inner_head else start
    token = tokens.at(head)
    if token is not None and token.tag == "ORG" and sentence.start <= token.start < start:
        start = trim_left(text, token.start, head, phrase_rules())
    for word in _NEVER_INSIDE:
        if (at := text.rfind(word, start, head)) >= 0 and at + len(word) < head:
            start = trim_left(text, at + len(word), head, phrase_rules())
    inner = text.rfind("公司", start, head)
    if inner >= 0 and not text.startswith(_BRANCHES, head):  # 全资子公司X有限公司: a firm's name holds no other firm
        start = trim_left(text, inner + 2, head, phrase_rules())
    return start, clean_name(text[start:end])


def made_of(modifier: str, key: str) -> bool:
    """Whether a modifier consists of generic words only."""
    return consists_of(modifier.strip("“”"), "organizations", key)


def place_prefix(places: Sequence[PlaceMention], start: int, end: int) -> PlaceMention | None:
    """The last place that opens the span, if one does (福建省福州市… → 福州市)."""
    found = None
    for place in places:
        if start <= place.start < end and (place.start == start or found and place.start == found.end):
            found = place
    return found


def place_before(places: Sequence[PlaceMention], offset: int) -> PlaceMention | None:
    """The place that ends at an offset; `places` are in order."""
    last = bisect_left(places, offset, key=lambda p: p.start) - 1
    return places[last] if last >= 0 and places[last].end == offset else None


def disjoint(mentions: Sequence[Mention]) -> tuple[Mention, ...]:
    """The longest of overlapping mentions, in order."""
    taken = Taken()
    out = [m for m in sorted(mentions, key=lambda m: (m.start - m.end, m.start)) if taken.add(m.start, m.end)]
    return tuple(sorted(out, key=lambda m: m.start))


_AFTER_COMPANY = re.compile(r"^(?:们|业|卡|化|制|债|法|治理|总部大楼)")


def is_whole(text: str, end: int) -> bool:
    """Whether the head really ends the name there."""
    return not _AFTER_COMPANY.match(text[end : end + 4])
