"""A character model of Chinese prose: how likely a character is after the three before it.

The counts come from data/characters.xz, made by scripts/build_characters.py; probabilities are interpolated with absolute
discounting. Traditional and Simplified forms count as one character, as do the two widths of a mark, all digits, all letters.
"""

from __future__ import annotations

import json
import lzma
import math
from array import array
from bisect import bisect_left
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources
from typing import Any

import numpy as np
from numpy.typing import NDArray
from opencc import OpenCC

BASE = 8192
"""Greatest number of symbols; an n-gram is a number in this base."""
ORDER = 4
BLANK = -1
NUMBER, LETTER, OTHER = "0", "A", "\0"
LOST = "□"
"""Stands for a character that is gone for good, most often a digit."""
_WIDE = str.maketrans(",!?:;()", "，！？：；（）")
_LATER = str.maketrans("裏麼説於後", "里么说于后")
_CONTEXTS = BASE ** (ORDER - 1)
_DISCOUNT = 0.85
_STEPS = 4
"""Quantised counts: so many steps to a doubling."""
_BLANKS = -2.0
_OTHERS = -7.0
"""Added for a character outside the model's own: there are many of them."""
_REMEMBERED = 100_000
"""So many results are kept at most: what is asked for again is asked for soon, and more of them would be megabytes."""
_PIECE = 1 << 17

Numbers = NDArray[np.int64]


@cache
def _converter() -> OpenCC:
    return OpenCC("t2s")


@lru_cache(maxsize=40000)
def symbol(char: str) -> str:
    """What the model counts a character as; "" for a blank, which it passes over."""
    if char.isascii():
        if char.isdigit():
            return NUMBER
        if char.isalpha():
            return LETTER
        return "" if char in " \t\r" else char.translate(_WIDE)
    if char == LOST:
        return NUMBER
    if char in "　\xa0":
        return ""
    simple = str(_converter().convert(char)).translate(_LATER)
    return simple if len(simple) == 1 else char


def pack(alphabet: str, tables: list[tuple[Numbers, Numbers]]) -> bytes:
    """A file of the model: for each order the n-grams, ascending, as differences, and their counts on a log scale."""
    parts: list[bytes] = []
    sizes: list[list[int]] = []
    for keys, counts in tables:
        differences = bytearray()
        for value in np.diff(keys, prepend=0).tolist():
            while value >= 0x80:
                differences.append(value & 0x7F | 0x80)
                value >>= 7
            differences.append(value)
        scaled = np.minimum(np.round(np.log2(counts) * _STEPS), 255).astype(np.uint8)
        parts += [bytes(differences), scaled.tobytes()]
        sizes.append([len(differences), len(keys)])
    head = json.dumps({"alphabet": alphabet, "sizes": sizes}, ensure_ascii=False).encode()
    return lzma.compress(b"\n".join((head, b"".join(parts))), preset=9 | lzma.PRESET_EXTREME)


@dataclass(frozen=True, slots=True)
class _Table:
    """The n-grams of one length, ascending, and their counts on a log scale."""

    keys: array[int]
    scaled: bytes

    def find(self, key: int) -> int:
        """Where an n-gram stands, or -1."""
        at = bisect_left(self.keys, key)
        return at if at < len(self.keys) and self.keys[at] == key else -1


def _unpack(data: bytes) -> tuple[str, list[_Table]]:
    head, _, rest = lzma.decompress(data).partition(b"\n")
    info: dict[str, Any] = json.loads(head)
    tables = []
    at = 0
    for length, count in info["sizes"]:
        tables.append(_Table(_ascending(rest, at, at + length), rest[at + length : at + length + count]))
        at += length + count
    return info["alphabet"], tables


def _ascending(data: bytes, start: int, end: int) -> array[int]:
    """Numbers written as differences, seven bits a byte, the low ones first; read in pieces, which needs little memory."""
    out = array("q")
    last = 0
    while start < end:
        stop = min(start + _PIECE, end)
        while data[stop - 1] >= 0x80:
            stop += 1
        numbers = np.cumsum(_numbers(np.frombuffer(data, np.uint8, stop - start, start))) + last
        last = int(numbers[-1])
        out.frombytes(numbers.tobytes())
        start = stop
    return out


def _numbers(data: NDArray[np.uint8]) -> Numbers:
    last = np.flatnonzero(data < 0x80)
    starts = np.concatenate(([0], last[:-1] + 1))
    out = np.zeros(len(last), np.int64)
    for k in range(int((last - starts).max(initial=0)) + 1):
        has = starts + k <= last
        out[has] |= (data[starts[has] + k].astype(np.int64) & 0x7F) << (7 * k)
    return out


@dataclass(frozen=True, slots=True)
class _Followed:
    """What is known of a context: its followers' places in their table, their common count, what is left for others."""

    first: int
    last: int
    whole: float
    left: float


class CharacterModel:
    """`log_p(context, number)` in nats; a context is the numbers of the last three characters in base `BASE`, 0 for none.

    Kept are the counts; what follows from them for a context is worked out where it is asked for.
    """

    def __init__(self, data: bytes) -> None:
        alphabet, self._tables = _unpack(data)
        self._numbers = {"": BLANK} | {c: i + 1 for i, c in enumerate(alphabet)}
        counts = np.exp2(np.arange(256, dtype=np.uint8) / _STEPS)
        self._counts: list[float] = counts.tolist()
        self._kept: list[float] = np.maximum(counts - _DISCOUNT, 0.02).tolist()
        total = float(counts[np.frombuffer(self._tables[0].scaled, np.uint8)].sum())
        self._any = self._followed(0, 0, total)
        self._contexts: list[dict[int, _Followed | None]] = [{} for _ in range(ORDER)]
        self._memory: dict[int, float] = {}
        self._known: dict[str, int] = {}

    def number(self, char: str) -> int:
        """The number of a character, 0 for one outside the model, `BLANK` for one that is passed over."""
        found = self._known.get(char)
        if found is None:
            if len(self._known) >= _REMEMBERED:
                self._known.clear()
            found = self._known[char] = self._numbers.get(symbol(char), 0)
        return found

    def log_p(self, context: int, number: int) -> float:
        """How likely the character is after the context."""
        if number < 0:
            return _BLANKS
        key = context * BASE + number
        found = self._memory.get(key)
        if found is None:
            if len(self._memory) >= _REMEMBERED:
                self._memory.clear()
            found = self._memory[key] = math.log(self._p(context, number)) + (0.0 if number else _OTHERS)
        return found

    def _p(self, context: int, number: int) -> float:
        p = self._any.left / BASE + self._share(0, self._any, number)
        for order in range(1, ORDER):
            known = context % BASE**order
            if known < BASE ** (order - 1):
                break
            followed = self._context(order, known)
            if followed is None:
                break
            p = followed.left * p + self._share(order, followed, known * BASE + number)
        return p

    def _share(self, order: int, followed: _Followed, key: int) -> float:
        keys = self._tables[order].keys
        at = bisect_left(keys, key, followed.first, followed.last)
        if at == followed.last or keys[at] != key:
            return 0.0
        return self._kept[self._tables[order].scaled[at]] / followed.whole

    def _context(self, order: int, known: int) -> _Followed | None:
        """The context of the characters `known`; None where they were never seen."""
        contexts = self._contexts[order]
        if known not in contexts:
            if len(contexts) >= _REMEMBERED:
                contexts.clear()
            above = self._tables[order - 1]
            at = above.find(known)
            contexts[known] = self._followed(order, known, self._counts[above.scaled[at]]) if at >= 0 else None
        return contexts[known]

    def _followed(self, order: int, known: int, count: float) -> _Followed:
        table = self._tables[order]
        first = bisect_left(table.keys, known * BASE)
        last = bisect_left(table.keys, (known + 1) * BASE, first)
        used = 0.0
        for scaled in table.scaled[first:last]:
            used += self._kept[scaled]
        whole = max(count, used + _DISCOUNT)
        return _Followed(first, last, whole, 1 - used / whole)

    def followers(self, number: int, most: int) -> list[int]:
        """Characters seen after a character, the likeliest first."""
        keys, scaled = self._tables[1].keys, self._tables[1].scaled
        first, last = bisect_left(keys, number * BASE), bisect_left(keys, (number + 1) * BASE)
        found = sorted(range(first, last), key=lambda i: -scaled[i])
        return [keys[i] % BASE for i in found[:most]]

    def score(self, text: str, context: int = 0) -> float:
        """Log-probability of a text."""
        total = 0.0
        for char in text:
            number = self.number(char)
            total += self.log_p(context, number)
            context = shift(context, number)
        return total

    def context(self, text: str) -> int:
        """The context that a text leaves."""
        out = 0
        for char in text[-8:]:
            out = shift(out, self.number(char))
        return out


def shift(context: int, number: int) -> int:
    """The context one character further on."""
    return context if number < 0 else (context * BASE + number) % _CONTEXTS


@cache
def character_model() -> CharacterModel:
    """The model of the package's data, read where it is first needed."""
    return CharacterModel((resources.files("loaders") / "data" / "characters.xz").read_bytes())
