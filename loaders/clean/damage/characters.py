"""A character model of Chinese prose: how likely a character is after the four before it.

The probabilities come from data/characters.xz, made by scripts/build_characters.py: n-grams with modified Kneser-Ney
smoothing. Traditional and Simplified forms count as one character, as do the two widths of a mark, all digits, all letters.
"""

from __future__ import annotations

import json
import lzma
from array import array
from bisect import bisect_left
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources
from typing import Any

import numpy as np
from numpy.typing import NDArray
from opencc import OpenCC

BASE = 6144
"""Greatest number of symbols; an n-gram is a number in this base."""
ORDER = 5
STEP = 1 / 8
"""Nats to a step of what is kept."""
BLANK = -1
NUMBER, LETTER, OTHER = "0", "A", "\0"
LOST = "□"
"""Stands for a character that is gone for good, most often a digit."""
_WIDE = str.maketrans(",!?:;()", "，！？：；（）")
_LATER = str.maketrans("裏麼説於後", "里么说于后")
_CONTEXTS = BASE ** (ORDER - 1)
_BLANKS = -2.0
_OTHERS = -22.0
"""For a character outside the model's own: there are many of them."""
_REMEMBERED = 100_000
"""So many results are kept at most: what is asked for again is asked for soon, and more of them would be megabytes."""
_PIECE = 1 << 17

Numbers = NDArray[np.int64]
Scaled = NDArray[np.uint8]


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


def pack(alphabet: str, tables: list[tuple[Numbers, Scaled, Scaled]]) -> bytes:
    """A file of the model: for each length the n-grams, ascending, as differences, then what is known of each.

    That is its improbability, and what backing off from it as a context costs; both in steps of `STEP`.
    """
    parts: list[bytes] = []
    sizes: list[list[int]] = []
    for keys, costs, backs in tables:
        differences = bytearray()
        for value in np.diff(keys, prepend=0).tolist():
            while value >= 0x80:
                differences.append(value & 0x7F | 0x80)
                value >>= 7
            differences.append(value)
        parts += [bytes(differences), costs.tobytes(), backs.tobytes()]
        sizes.append([len(differences), len(costs), len(backs)])
    head = json.dumps({"alphabet": alphabet, "sizes": sizes}, ensure_ascii=False).encode()
    return lzma.compress(b"\n".join((head, b"".join(parts))), preset=9 | lzma.PRESET_EXTREME)


@dataclass(frozen=True, slots=True)
class _Table:
    """The n-grams of one length, ascending, with their improbabilities and what backing off from them costs."""

    keys: array[int]
    costs: bytes
    backs: bytes

    def find(self, key: int, first: int, last: int) -> int:
        """Where an n-gram stands between two places, or -1."""
        at = bisect_left(self.keys, key, first, last)
        return at if at < last and self.keys[at] == key else -1


def _unpack(data: bytes) -> tuple[str, list[_Table]]:
    head, _, rest = lzma.decompress(data).partition(b"\n")
    info: dict[str, Any] = json.loads(head)
    tables = []
    at = 0
    for length, count, backs in info["sizes"]:
        costs = at + length
        at = costs + count + backs
        tables.append(
            _Table(_ascending(rest, costs - length, costs), rest[costs : costs + count], rest[costs + count : at])
        )
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


class CharacterModel:
    """`log_p(context, number)` in nats; a context is the numbers of the last characters in base `BASE`, 0 for none."""

    def __init__(self, data: bytes) -> None:
        alphabet, self._tables = _unpack(data)
        self._numbers = {"": BLANK} | {c: i + 1 for i, c in enumerate(alphabet)}
        self._contexts: list[dict[int, tuple[int, int, float] | None]] = [{} for _ in range(ORDER)]
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
            found = self._memory[key] = self._log_p(context, number)
        return found

    def _log_p(self, context: int, number: int) -> float:
        total = 0.0
        for order in range(ORDER - 1, 0, -1):
            known = context % BASE**order
            followed = self._context(order, known) if known >= BASE ** (order - 1) else None
            if followed is not None:
                first, last, back = followed
                at = self._tables[order].find(known * BASE + number, first, last)
                if at >= 0:
                    return total - self._tables[order].costs[at] * STEP
                total -= back
        single = self._tables[0]
        at = single.find(number, 0, len(single.keys))
        return total - single.costs[at] * STEP if at >= 0 else total + _OTHERS

    def _context(self, order: int, known: int) -> tuple[int, int, float] | None:
        """Where the followers of the characters `known` stand and what backing off costs; None without followers."""
        contexts = self._contexts[order]
        if known not in contexts:
            if len(contexts) >= _REMEMBERED:
                contexts.clear()
            contexts[known] = self._followed(order, known)
        return contexts[known]

    def _followed(self, order: int, known: int) -> tuple[int, int, float] | None:
        above, keys = self._tables[order - 1], self._tables[order].keys
        at = above.find(known, 0, len(above.keys))
        if at < 0:
            return None
        first = bisect_left(keys, known * BASE)
        last = bisect_left(keys, (known + 1) * BASE, first)
        return (first, last, above.backs[at] * STEP) if last > first else None

    def followers(self, number: int, most: int) -> list[int]:
        """Characters seen after a character, the likeliest first."""
        keys, costs = self._tables[1].keys, self._tables[1].costs
        first, last = bisect_left(keys, number * BASE), bisect_left(keys, (number + 1) * BASE)
        found = sorted(range(first, last), key=lambda i: costs[i])
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
