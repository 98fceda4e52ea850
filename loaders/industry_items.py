"""The items of a list of branches: where each begins and ends, and whether it can be a branch at all."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from loaders.lexicons import longest_first
from loaders.model import Sentence
from schema.taxonomy import Taxonomy

_MIN, _MAX = 2, 14
"""Shortest and longest name of a branch, in characters (水稻 … 软件和信息技术服务业)."""
_BRACKET = re.compile(r"（[^（）]{1,12}）")
_FORBIDDEN = re.compile(r"[，。；：！？“”《》\n0-9]|[的是在被把将已了着过]")
_VERBISH = re.compile(r"(?:达到|实现|完成|超过|成为|加强|提高|位于|开展|举行|参加|出席|推出|成立|签订|入驻|认定|排名|融合发展|协同发展|联动|转变|走出)")
_STOPS = "，。；：！？\n"


@dataclass(frozen=True, slots=True)
class Item:
    """One item: span, bare name, whether it stood in a list of several."""

    start: int
    end: int
    name: str
    listed: bool


@cache
def _sets() -> tuple[frozenset[str], tuple[str, ...], tuple[str, ...], tuple[str, ...]]:
    return (
        frozenset(longest_first("industries", "never")),
        longest_first("industries", "strip_front"),
        longest_first("industries", "strip_back"),
        longest_first("industries", "suffixes"),
    )


def trim(name: str) -> str:
    """The bare name: heads, ranks and verbs cut from both ends; empty where nothing is left."""
    never, front, back, _ = _sets()
    name = _BRACKET.sub("", name).strip(" 、“”")
    changed = True
    while changed and name:
        changed = False
        for word in back:
            if name.endswith(word) and len(name) - len(word) >= _MIN and name not in never:
                name, changed = name[: -len(word)], True
                break
    changed = True
    while changed and name:
        changed = False
        for word in front:
            if name.startswith(word) and len(name) - len(word) >= _MIN:
                name, changed = name[len(word) :], True
                break
    return "" if name in never or len(name) < _MIN else name


def is_branch(name: str, taxonomy: Taxonomy, *, lenient: bool) -> bool:
    """Whether a trimmed item can be a branch: a known name, a known ending, or (in a sure list) a plain noun."""
    never, _, _, suffixes = _sets()
    if name in never or not _MIN <= len(name) <= _MAX or _FORBIDDEN.search(name):
        return False
    if taxonomy.find(name) is not None:
        return True
    if _VERBISH.search(name):
        return False
    if name.endswith(suffixes) and name not in suffixes[:0]:
        return True
    return lenient and len(name) <= 10


def items_before(text: str, sentence: Sentence, end: int, taxonomy: Taxonomy, *, closed: bool) -> Iterator[Item]:
    """The items of the list that ends at `end`, nearest last; one item where no 、 parts them."""
    start = max((text.rfind(c, sentence.start, end) for c in _STOPS), default=-1) + 1
    start = max(start, sentence.start)
    quote = max(text.rfind(c, start, end) for c in "“”")
    start = max(start, quote + 1)
    yield from _split(text, start, end, taxonomy, lenient=closed, leading=True)


def items_after(
    text: str, sentence: Sentence, start: int, taxonomy: Taxonomy, *, open_list: bool, stop: int | None = None
) -> Iterator[Item]:
    """The items of the list that begins at `start`, up to the clause's end or the word that closes the list."""
    end = min([p for c in _STOPS if (p := text.find(c, start, sentence.end)) >= 0] + [sentence.end])
    end = min(end, stop) if stop is not None else end
    span = text[start:end]
    quote = next((k for k, c in enumerate(span) if c in "“”《"), None)
    if quote is not None:
        end = start + quote
    closing = re.search(r"等|(?:[两二三四五六七八九十\d]{1,2}大)", text[start:end])
    closed = closing is not None
    if closing:
        end = start + closing.start()
    several = "、" in text[start:end]
    lenient = (open_list and several) or (closed and several)
    yield from _split(text, start, end, taxonomy, lenient=lenient, leading=False, strict=not open_list and not several)


def _split(
    text: str, start: int, end: int, taxonomy: Taxonomy, *, lenient: bool, leading: bool, strict: bool = False
) -> Iterator[Item]:
    cuts = _cuts(text, start, end, taxonomy)
    several = len(cuts) > 2
    for k, (begin, stop) in enumerate(zip(cuts, cuts[1:], strict=False)):
        first = k == 0
        item = _item(text, begin + (0 if first else 1), stop, taxonomy, first=first and leading)
        if item is None:
            continue
        name = item[2]
        if strict and taxonomy.find(name) is None and not _has_head(text, stop):
            continue
        if is_branch(name, taxonomy, lenient=lenient and several):
            yield Item(item[0], item[1], name, several)


def _has_head(text: str, end: int) -> bool:
    return text.startswith(longest_first("industries", "list_tails"), end) or text[max(0, end - 2) : end] in (
        "产业",
        "行业",
    )


def _cuts(text: str, start: int, end: int, taxonomy: Taxonomy) -> list[int]:
    """Where the items part: 、 always; 和/及/与/以及 where both sides stand by themselves."""
    cuts = [start]
    depth = 0
    for k in range(start, end):
        char = text[k]
        depth += (char == "（") - (char == "）")
        if depth > 0:
            continue
        if char == "、" or char in "和及与" and _parts(text, start, k, end, taxonomy):
            cuts.append(k)
    cuts.append(end)
    return cuts


def _parts(text: str, start: int, at: int, end: int, taxonomy: Taxonomy) -> bool:
    left_start = max(text.rfind(c, start, at) for c in "、和及与") + 1
    left = trim(text[max(left_start, start) : at].removesuffix("以"))
    right_end = min([p for c in "、和及与" if (p := text.find(c, at + 1, end)) >= 0] + [end])
    right = trim(text[at + 1 : right_end])
    if not left or not right:
        return False
    whole = text[max(left_start, start) : right_end]
    if taxonomy.find(trim(whole)) is not None:
        return False
    if taxonomy.find(left) is not None and taxonomy.find(right) is not None:
        return True
    listed = "、" in text[start:at] and "、" not in text[at:end]
    return listed and (text[at] == "和" or right_end == end and text[at] != "及" or len(left) > 4)


def _item(
    text: str, begin: int, stop: int, taxonomy: Taxonomy, *, first: bool
) -> tuple[int, int, str] | None:
    raw = text[begin:stop]
    shown = _BRACKET.sub("", raw)
    if first:
        cut = _opening(shown, taxonomy)
        begin += cut
        raw, shown = raw[cut:], shown[cut:]
    name = trim(shown)
    if not name:
        return None
    at = raw.find(name)
    if at < 0:
        return None
    return begin + at, begin + at + len(name), name


def _opening(piece: str, taxonomy: Taxonomy) -> int:
    """How much of the first item is what introduces the list: up to the last development verb or function word."""
    triggers = longest_first("industries", "triggers")
    best = 0
    for match in re.finditer("|".join(map(re.escape, triggers)) + "|[以的为是在对将把于]", piece):
        rest = piece[match.end() :]
        if match.start() < best or len(rest) < _MIN:
            continue
        inside = taxonomy.find(trim(piece[best:]))
        if inside is not None:
            break
        best = match.end()
    return best
