"""The only door to jieba: its word list as data, and an own tokenizer for open-class boundaries and questions."""

from __future__ import annotations

import importlib
import logging
import math
import warnings
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import ModuleType


@cache
def _jieba() -> ModuleType:
    """jieba, imported where it is first needed: commands that only ask do not pay for it."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # jieba imports pkg_resources, which tells every user of it
        module = importlib.import_module("jieba")
    module.setLogLevel(logging.WARNING)
    return module


@cache
def word_frequencies() -> tuple[dict[str, int], int]:
    """jieba's dictionary: word → frequency, and the sum of all frequencies."""
    path = Path(str(_jieba().__file__)).parent / "dict.txt"
    table: dict[str, int] = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        word, _, rest = line.partition(" ")
        table[word] = int(rest.split(" ")[0])
    return table, sum(table.values())


class WordModel:
    """Log-probability of a Simplified text as its likeliest segmentation into dictionary words (nats)."""

    MAX_WORD = 6
    UNKNOWN = 1.5
    """Penalty in nats for a Chinese character that no word explains, beyond that of a word seen once."""

    def __init__(self) -> None:
        self._table, total = word_frequencies()
        self._log_total = math.log(total)

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
        best = [0.0] + [-math.inf] * len(text)
        for i in range(len(text)):
            if best[i] == -math.inf:
                continue
            for j in range(i + 1, min(len(text), i + self.MAX_WORD) + 1):
                value = self.word(text[i:j])
                if value is not None and best[i] + value > best[j]:
                    best[j] = best[i] + value
        return best[-1]


@cache
def word_flags() -> dict[str, str]:
    """jieba's dictionary: word → part of speech (n, v, vn, …) of the word by itself."""
    path = Path(str(_jieba().__file__)).parent / "dict.txt"
    rows = (line.split(" ") for line in path.read_text(encoding="utf-8").splitlines())
    return {row[0]: row[2] for row in rows if len(row) == 3}


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
        self._tokenizer = _jieba().Tokenizer()
        self._added = frozenset(words)
        for word in words:
            self._tokenizer.add_word(word)

    def cut(self, text: str) -> list[str]:
        """Words in order."""
        return list(self._tokenizer.cut(text, HMM=True))

    def words(self, text: str, offset: int = 0) -> tuple[Word, ...]:
        """Words with spans that count from `offset`; unknown characters stay by themselves."""
        flags = word_flags()
        out = []
        pos = offset
        for piece in self._tokenizer.cut(text, HMM=False):
            flag = "n" if piece in self._added else flags.get(piece, "")
            out.append(Word(pos, pos + len(piece), piece, flag))
            pos += len(piece)
        return tuple(out)
