"""The only door to jieba: its word list as data, and an own tokenizer for open-class boundaries and questions."""

from __future__ import annotations

import importlib
import logging
import math
import re
import sys
import warnings
from bisect import bisect_left, bisect_right
from collections import ChainMap
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from types import ModuleType

_BLOCK = re.compile(r"[\u4E00-\u9FD5a-zA-Z0-9+#&._%\-]+")
"""What jieba cuts as a whole; other characters are words by themselves."""


@cache
def _jieba() -> ModuleType:
    """jieba, imported where it is first needed: commands that only ask do not pay for it.

    It finds its files without pkg_resources too, which takes much time and memory to import.
    """
    unneeded = "pkg_resources"
    known = unneeded in sys.modules
    if not known:
        sys.modules[unneeded] = None  # type: ignore[assignment]
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # where pkg_resources is known, it tells every user of it
            module = importlib.import_module("jieba")
    finally:
        if not known:
            del sys.modules[unneeded]
    module.setLogLevel(logging.WARNING)
    return module


@dataclass(frozen=True, slots=True)
class _Dictionary:
    """jieba's dictionary, read once: its words are many, and so kept as one object each."""

    frequencies: dict[str, int]
    """Word → frequency; 0 for what only begins words."""
    flags: dict[str, str]
    total: int


@cache
def _dictionary() -> _Dictionary:
    frequencies: dict[str, int] = {}
    flags: dict[str, str] = {}
    total = 0
    with (Path(str(_jieba().__file__)).parent / "dict.txt").open(encoding="utf-8") as lines:
        for line in lines:
            word, many, flag = line.split()
            frequencies[word] = frequency = int(many)
            flags[word] = sys.intern(flag)
            total += frequency
            for size in range(1, len(word)):
                frequencies.setdefault(word[:size], 0)
    return _Dictionary(frequencies, flags, total)


class WordModel:
    """Log-probability of a Simplified text as its likeliest segmentation into dictionary words (nats)."""

    MAX_WORD = 6
    UNKNOWN = 1.5
    """Penalty in nats for a Chinese character that no word explains, beyond that of a word seen once."""

    def __init__(self) -> None:
        self._table = _dictionary().frequencies
        self._log_total = math.log(_dictionary().total)

    def word(self, text: str) -> float | None:
        """Log-probability of one word, None where it is unknown and longer than a character."""
        frequency = self._table.get(text, 0)
        if frequency:
            return math.log(frequency) - self._log_total
        if len(text) > 1:
            return None
        if "一" <= text <= "鿿":
            return -self._log_total - self.UNKNOWN
        return -4.5 if text in "，。、”“：；？！（）《》 " else -6.0 if text.isascii() else -14.0

    def score(self, text: str) -> float:
        """Best segmentation's log-probability."""
        return self._best(text)[0]

    def cut(self, text: str) -> list[str]:
        """The likeliest segmentation."""
        starts = self._best(text)[1]
        out: list[str] = []
        end = len(text)
        while end:
            out.append(text[starts[end] : end])
            end = starts[end]
        return out[::-1]

    def _best(self, text: str) -> tuple[float, list[int]]:
        best = [0.0] + [-math.inf] * len(text)
        starts = [0] * (len(text) + 1)
        for i in range(len(text)):
            if best[i] == -math.inf:
                continue
            for j in range(i + 1, min(len(text), i + self.MAX_WORD) + 1):
                value = self.word(text[i:j])
                if value is not None and best[i] + value > best[j]:
                    best[j], starts[j] = best[i] + value, i
        return best[-1], starts


def word_flags() -> dict[str, str]:
    """jieba's dictionary: word → part of speech (n, v, vn, …) of the word by itself."""
    return _dictionary().flags


@dataclass(frozen=True, slots=True)
class Word:
    """A word of the text: its span, and the part of speech that the dictionary gives it, empty where unknown."""

    start: int
    end: int
    text: str
    flag: str


class Segmenter:
    """jieba with a private dictionary: words added here stay here. Never calls del_word, which leaks."""

    def __init__(self, words: tuple[str, ...] = ()) -> None:
        known = _dictionary()
        self._frequencies = known.frequencies
        self._own: dict[str, int] = {}
        """Frequencies of the words added and of what begins them; they go before those of the dictionary."""
        self._tokenizer = _jieba().Tokenizer()
        self._tokenizer.FREQ = ChainMap(self._own, self._frequencies)
        self._tokenizer.total = known.total
        self._tokenizer.initialized = True
        self._added = frozenset(words)
        for word in words:
            self._tokenizer.add_word(word)
        total = math.log(self._tokenizer.total)
        self._costs = {f: math.log(f or 1) - total for f in {0, *self._frequencies.values(), *self._own.values()}}
        """Frequency → log-probability; few frequencies differ."""
        self._pieces = lru_cache(maxsize=2000)(self._cut_block)

    def cut(self, text: str) -> list[str]:
        """Words in order."""
        return list(self._tokenizer.cut(text, HMM=True))

    def words(self, text: str, offset: int = 0) -> tuple[Word, ...]:
        """Words with spans that count from `offset`; unknown characters stay by themselves."""
        return tuple(Words(self, text, offset).within(offset, offset + len(text)))

    def block(self, text: str, offset: int) -> tuple[Word, ...]:
        """The same of a stretch without blanks and punctuation."""
        flags = word_flags()
        out = []
        for piece in self._pieces(text):
            flag = "n" if piece in self._added else flags.get(piece, "")
            out.append(Word(offset, offset + len(piece), piece, flag))
            offset += len(piece)
        return tuple(out)

    def _cut_block(self, text: str) -> tuple[str, ...]:
        """The likeliest words of the dictionary, as jieba's cut without its model finds them, in one pass."""
        own, frequencies, costs, unknown = self._own, self._frequencies, self._costs, self._costs[0]
        size = len(text)
        score = [0.0] * (size + 1)
        ends = list(range(1, size + 2))
        for start in range(size - 1, -1, -1):
            best: float | None = None
            for end in range(start + 1, size + 1):
                piece = text[start:end]
                frequency = own[piece] if piece in own else frequencies.get(piece)
                if frequency is None:
                    break
                if frequency:
                    value = costs[frequency] + score[end]
                    if best is None or value >= best:
                        best, ends[start] = value, end
            score[start] = unknown + score[start + 1] if best is None else best
        out = []
        at = 0
        while at < size:
            out.append(text[at : ends[at]])
            at = ends[at]
        return _letters_joined(out)


def _letters_joined(pieces: list[str]) -> tuple[str, ...]:
    """Letters and digits that no word explains stay together."""
    out: list[str] = []
    run = ""
    for piece in pieces:
        if len(piece) == 1 and piece.isascii() and piece.isalnum():
            run += piece
            continue
        if run:
            out.append(run)
            run = ""
        out.append(piece)
    return (*out, run) if run else tuple(out)


class Words:
    """The words of one sentence, found a stretch between marks at a time, where somebody asks for them."""

    def __init__(self, segmenter: Segmenter, text: str, offset: int) -> None:
        self._segmenter = segmenter
        self._text = text
        self._offset = offset
        spans: list[tuple[int, int]] = []
        for match in _BLOCK.finditer(text):
            spans += [(i, i + 1) for i in range(spans[-1][1] if spans else 0, match.start())]
            spans.append(match.span())
        spans += [(i, i + 1) for i in range(spans[-1][1] if spans else 0, len(text))]
        self._starts = [offset + a for a, _ in spans]
        self._ends = [offset + b for _, b in spans]
        self._found: dict[int, tuple[Word, ...]] = {}

    def _block(self, i: int) -> tuple[Word, ...]:
        if i not in self._found:
            start, end = self._starts[i], self._ends[i]
            piece = self._text[start - self._offset : end - self._offset]
            self._found[i] = self._segmenter.block(piece, start)
        return self._found[i]

    def within(self, start: int, end: int) -> list[Word]:
        """The words that begin in `start:end`."""
        first = max(0, bisect_right(self._starts, start) - 1)
        blocks = range(first, bisect_left(self._starts, end))
        out: list[Word] = []
        for i in blocks:
            words = self._block(i)
            inside = start <= self._starts[i] and self._ends[i] <= end
            out += words if inside else (w for w in words if start <= w.start < end)
        return out

    def begins(self, offset: int) -> bool:
        """Whether a word begins at an offset."""
        i = bisect_right(self._starts, offset) - 1
        if i < 0 or offset >= self._ends[i]:
            return False
        return self._starts[i] == offset or any(w.start == offset for w in self._block(i))
