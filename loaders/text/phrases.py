"""Where a name begins: reading from a head word (产业园, 项目, 基金) to the left over tagged tokens.

A Chinese name is announced by its end. What stands before the head belongs to it until a verb, a function word or a
clause mark; the part-of-speech tags decide the ordinary cases and `lexicon/phrases.yaml` the words they get wrong.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from loaders.lexicons import words
from loaders.model import Token
from loaders.text.tokens import Tokens

_POWER = re.compile(r"\d+(?:英寸|吋|寸|纳米|微米|千伏|kV|KV|兆瓦|MW|吉瓦|GW)")
_NUMBERED = re.compile(r"\d{1,3}[号#]")
_ITEM = re.compile(r"[（(][0-9一二三四五六七八九十]{1,3}[）)]")
_NAME_TAGS = frozenset({"n", "nz", "nw", "vn", "an", "a", "LOC", "ORG", "PER", "s", "f", "b", "ns", "nt", "nr"})
_CLOSERS = {"”": "“", "）": "（", "’": "‘", "》": "《", "】": "【"}
_CUT_AMONG = ("在地", "当中", "其中")
"""在地|商会, 当中|X科技: a name does not begin with the second character."""
_KEPT = ("将军", "将台", "各庄", "及第", "和平", "和田", "和县", "和顺", "好望", "等离", "整车", "整机", "整装")
"""Words that open names with a character that is otherwise cut."""
_MAX_NAME = 40
"""Longest name read, in characters: beyond it something else was swallowed."""
_ORDINALS = ("第", "一期", "二期", "三期", "四期", "五期")
_TIME_IN_NAMES = frozenset({"现代", "未来", "新时代", "世纪", "新世纪", "千年"})


@dataclass(frozen=True, slots=True)
class PhraseRules:
    """The lexicon of `phrases.yaml`, ready to use."""

    stop_words: frozenset[str]
    never_first: frozenset[str]
    name_words: frozenset[str]
    name_marks: str


@cache
def phrase_rules() -> PhraseRules:
    """The packaged rules, read once."""
    data = words("phrases")
    return PhraseRules(
        frozenset(str(data["stop_words"]).split()),
        frozenset(str(data["never_first"]).split()),
        frozenset(str(data["name_words"]).split()),
        str(data["name_marks"]),
    )


def _belongs(token: Token, rules: PhraseRules) -> bool:
    word = token.text
    if word in rules.name_words:
        return True
    if word in rules.stop_words:
        return False
    if _POWER.fullmatch(word) or _NUMBERED.fullmatch(word):
        return True
    if token.tag in ("m", "q"):
        return word.startswith(_ORDINALS[0]) or word in _ORDINALS or word.isascii()
    if token.tag in ("TIME", "t"):
        return word in _TIME_IN_NAMES
    if word.isascii() and word.isalnum():
        return True
    if token.tag == "xc" or token.tag == "w":
        return False
    return token.tag in _NAME_TAGS or word.isascii()


def left_boundary(text: str, tokens: Tokens, head: int, floor: int, *, joined: bool = False) -> int:
    """Offset at which the name with its head at `head` begins, not before `floor`.

    `joined`: 与/和/及 are part of the name (the item is bounded by 、 on its left, so they do not end the list).
    """
    rules = phrase_rules()
    pos = head
    limit = max(floor, head - _MAX_NAME)
    while pos > limit:
        mark = text[pos - 1]
        if mark in _CLOSERS:
            opened = text.rfind(_CLOSERS[mark], limit, pos - 1)
            if opened < 0 or any(c in "，。；：" for c in text[opened:pos]):
                break
            pos = opened
            continue
        if mark in rules.name_marks:
            run = pos - 1
            while run > limit and text[run - 1] in "—-":
                run -= 1
            if run == limit or pos - run > 1 or not _is_word(text[run - 1]):
                break
            pos = run
            continue
        token = tokens.at(pos - 1)
        if token is not None and token.start < limit == floor and token.tag in ("ORG", "LOC", "nz"):
            pos = limit  # one token over two names: the first has taken its part
            break
        if token is None or token.start < limit:
            break
        if not _belongs(token, rules) and not (joined and token.text in "与和及"):
            break
        pos = token.start
    return trim_left(text, pos, head, rules)


def _is_word(char: str) -> bool:
    return char.isalnum() or char in "”）"


def trim_left(text: str, start: int, head: int, rules: PhraseRules) -> int:
    """Drop the number of a list item, stop words and closing marks that still open the name."""
    item = _ITEM.match(text, start, head)
    start = item.end() if item else start
    start += text.startswith(_CUT_AMONG, max(0, start - 1))
    changed = True
    while changed and start < head:
        changed = False
        for size in (4, 3, 2):
            piece = text[start : min(start + size, head)]
            left = head - start - size
            if len(piece) == size and (piece in rules.stop_words or (piece in rules.never_first and left > 0)):
                start += size
                changed = True
                break
        while (
            start < head
            and text[start] in "的了等、，·-—+和与及好将把该各某整是被由签"
            and text[start : start + 2] not in _KEPT
        ):
            start += 1
            changed = True
    return start
