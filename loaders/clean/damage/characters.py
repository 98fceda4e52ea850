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
_WIDE = str.maketrans(",!?:;()", "，！？：；（）")
_LATER = str.maketrans("裏麼説於後", "里么说于后")
_CONTEXTS = BASE ** (ORDER - 1)
_DISCOUNT = 0.85
_STEPS = 4
"""Quantised counts: so many steps to a doubling."""
_BLANKS = -2.0
_OTHERS = -7.0
"""Added for a character outside the model's own: there are many of them."""

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


def _unpack(data: bytes) -> tuple[str, list[tuple[Numbers, NDArray[np.float64]]]]:
    head, _, rest = lzma.decompress(data).partition(b"\n")
    info: dict[str, Any] = json.loads(head)
    tables = []
    at = 0
    for length, count in info["sizes"]:
        keys = np.cumsum(_numbers(np.frombuffer(rest, np.uint8, length, at), count))
        scaled = np.frombuffer(rest, np.uint8, count, at + length)
        tables.append((keys, np.exp2(scaled / _STEPS)))
        at += length + count
    return info["alphabet"], tables


def _numbers(data: NDArray[np.uint8], count: int) -> Numbers:
    """Numbers written seven bits a byte, the low ones first."""
    last = np.flatnonzero(data < 0x80)
    starts = np.concatenate(([0], last[:-1] + 1))
    out = np.zeros(count, np.int64)
    for k in range(int((last - starts).max(initial=0)) + 1):
        has = starts + k <= last
        out[has] |= (data[starts[has] + k].astype(np.int64) & 0x7F) << (7 * k)
    return out


class CharacterModel:
    """`log_p(context, number)` in nats; a context is the numbers of the last three characters in base `BASE`, 0 for none."""

    def __init__(self, data: bytes) -> None:
        alphabet, tables = _unpack(data)
        self._numbers = {"": BLANK} | {c: i + 1 for i, c in enumerate(alphabet)}
        self._keys = [array("q", keys.tobytes()) for keys, _ in tables]
        self._shares: list[array[float]] = []
        self._left: list[array[float]] = []
        total = float(tables[0][1].sum())
        for order, (keys, counts) in enumerate(tables):
            above = tables[order - 1] if order else None
            at = np.searchsorted(above[0], keys // BASE) if above else np.zeros(len(keys), np.int64)
            whole = above[1] if above else np.array([total])
            kept = np.maximum(counts - _DISCOUNT, 0.02)
            used = np.bincount(at, weights=kept, minlength=len(whole))
            whole = np.maximum(whole, used + _DISCOUNT)
            self._shares.append(array("d", (kept / whole[at]).tobytes()))
            self._left.append(array("d", (1 - used / whole).tobytes()))
        self._memory: dict[int, float] = {}
        self._known: dict[str, int] = {}

    def number(self, char: str) -> int:
        """The number of a character, 0 for one outside the model, `BLANK` for one that is passed over."""
        found = self._known.get(char)
        if found is None:
            found = self._known[char] = self._numbers.get(symbol(char), 0)
        return found

    def log_p(self, context: int, number: int) -> float:
        """How likely the character is after the context."""
        if number < 0:
            return _BLANKS
        key = context * BASE + number
        found = self._memory.get(key)
        if found is None:
            if len(self._memory) > 2_000_000:
                self._memory.clear()
            found = self._memory[key] = math.log(self._p(context, number)) + (0.0 if number else _OTHERS)
        return found

    def _p(self, context: int, number: int) -> float:
        p = self._left[0][0] / BASE
        at = self._find(0, number)
        if at >= 0:
            p += self._shares[0][at]
        for order in range(1, ORDER):
            known = context % BASE**order
            if known < BASE ** (order - 1):
                break
            above = self._find(order - 1, known)
            if above < 0:
                break
            at = self._find(order, known * BASE + number)
            p = self._left[order][above] * p + (self._shares[order][at] if at >= 0 else 0.0)
        return p

    def _find(self, order: int, key: int) -> int:
        keys = self._keys[order]
        at = bisect_left(keys, key)
        return at if at < len(keys) and keys[at] == key else -1

    def followers(self, number: int, most: int) -> list[int]:
        """Characters seen after a character, the likeliest first."""
        keys = self._keys[1]
        first, last = bisect_left(keys, number * BASE), bisect_left(keys, (number + 1) * BASE)
        found = sorted(range(first, last), key=lambda i: -self._shares[1][i])
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
