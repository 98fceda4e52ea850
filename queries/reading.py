"""A question cut into what it names, the words that say what is asked, stated values, and the rest."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from queries.catalog import PLACE_TYPES
from queries.lexicon import Cue, Lexicon, english_key, is_latin
from queries.names import Directory, Thing
from queries.values import find_values

Value: TypeAlias = str | float | int
_PAUSE = re.compile(r"[\s，。？！?!,;；:：、.…()（）/]")
_WORD = re.compile(r"[a-z0-9&.%+'-]*[a-z0-9%+]")
_ENGLISH_KINDS: dict[str, frozenset[str]] = {
    "group": frozenset({"Company"}), "company": frozenset({"Company"}), "corporation": frozenset({"Company"}),
    "town": frozenset({"Park"}), "park": frozenset({"Park"}), "industrial park": frozenset({"Park"}),
    "zone": frozenset({"Park"}), "base": frozenset({"Park"}), "project": frozenset({"Project"}),
    "policy": frozenset({"Policy"}), "district": frozenset({"District"}), "county": frozenset({"District"}),
    "city": frozenset({"City", "District"}), "province": frozenset({"Province"}), "municipality": PLACE_TYPES,
    "industry": frozenset({"Industry"}), "sector": frozenset({"Industry"}),
}  # fmt: skip
_COUNTED = re.compile(
    r"(?<![\d一二两三四五六七八九十百千万亿第前])(?:十?[一二两三四五六七八九十]|\d{1,2})(?:大|个|家|项|座|处|块|类|种|条|批|笔|样|方面)(?![月亿万千百])"
)
"""这四大产业: whoever asks knows how many there are."""
OPENING = frozenset({"which", "howmany", "yesno", "list", "all", "contain_name"})
"""Concepts after which things of a kind are asked for."""
_WORDS_OF_NAME = 6
_SHORTEST_SHORT, _LONGEST_SHORT = 4, 20
"""Characters of a shortened name."""
SLOT_FIRST = 0xE000
"""First private-use character; in examples each stands for one slot."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of the squeezed question and one reading of it."""

    start: int
    end: int
    weight: float
    things: tuple[Thing, ...] = ()
    cue: Cue | None = None
    values: tuple[tuple[str, Value], ...] = ()
    slot: int = -1

    @property
    def stated(self) -> tuple[tuple[str, Value], ...]:
        """All values by parameter name: its own, then those of its word."""
        return (*self.values, *(self.cue.values if self.cue else ()))

    @property
    def rest(self) -> bool:
        """Whether nothing is known about it."""
        return not self.things and self.cue is None and not self.values and self.slot < 0


@dataclass(frozen=True, slots=True)
class Reading:
    """The best way to cut a question."""

    text: str
    pieces: tuple[Piece, ...]

    @property
    def mentions(self) -> tuple[Piece, ...]:
        """Pieces that name things (in examples: slots)."""
        return tuple(p for p in self.pieces if p.things or p.slot >= 0)

    @property
    def concepts(self) -> tuple[str, ...]:
        """Concepts in the order of the words."""
        return tuple(c for p in self.pieces if p.cue for c in p.cue.concepts)


class Reader:
    """Cuts questions with a lexicon and directories of names."""

    def __init__(self, lexicon: Lexicon, directories: Sequence[Directory]) -> None:
        self._lexicon = lexicon
        self._directories = directories

    def read(self, text: str, *, named: bool = False) -> Reading:
        """Cut a squeezed question. The cheapest path over all readings of all its stretches wins.

        With `named`, names win that consist of nothing but words of questions (未来产业).
        """
        options: list[list[Piece]] = [[] for _ in range(len(text) + 1)]
        for piece in self._pieces(text, named=named):
            options[piece.start].append(piece)
        path = _best(text, options)
        if any(is_latin(text[p.start]) and (p.rest or p.things and not p.things[0].held) for p in path):
            for piece in self._latin(text, pinyin=True):
                options[piece.start].append(piece)
            path = _best(text, options)
        if any(p.rest and not is_latin(text[p.start]) for p in path):
            for piece in self._abbreviated(text, path):
                options[piece.start].append(piece)
            path = _best(text, options)
        return Reading(text, _join_rest(path))

    def _abbreviated(self, text: str, path: Sequence[Piece]) -> Iterator[Piece]:
        """Shortened names that explain something unknown."""
        unknown = [p.start for p in path if p.rest]
        asked = {p.end for p in path if p.cue and OPENING & set(p.cue.concepts)}  # 哪些智慧园区: any of that name
        for start in set(range(len(text))) - asked:
            for end in range(start + _SHORTEST_SHORT, min(len(text), start + _LONGEST_SHORT) + 1):
                if not any(start <= at < end for at in unknown) or _PAUSE.search(text, start, end):
                    continue
                things = tuple(t for d in self._directories for t in d.abbreviated(text[start:end]) if t.held)
                if things:
                    yield Piece(start, end, (end - start) * 0.9, things=things)

    def _pieces(self, text: str, *, named: bool) -> Iterator[Piece]:
        for i, char in enumerate(text):
            if SLOT_FIRST <= ord(char) < SLOT_FIRST + 64:
                yield Piece(i, i + 1, 9.0, slot=ord(char) - SLOT_FIRST)
            elif _PAUSE.match(char):
                yield Piece(i, i + 1, 0.9, cue=Cue())
        for count in _COUNTED.finditer(text):
            yield Piece(count.start(), count.end(), len(count.group()) * 0.93, cue=Cue())
        for value in find_values(text):
            yield Piece(value.start, value.end, (value.end - value.start) + 0.5, values=value.values)
        yield from self._chinese_cues(text)
        yield from self._names(text, named=named)
        yield from self._latin(text)

    def _chinese_cues(self, text: str) -> Iterator[Piece]:
        known = self._lexicon.chinese
        for start in range(len(text)):
            for end in range(start + 1, min(len(text), start + self._lexicon.longest) + 1):
                cue = known.get(text[start:end])
                if cue is not None:
                    empty = not cue.concepts and not cue.values
                    yield Piece(start, end, (end - start) * (0.93 if empty else 1.0), cue=cue)

    def _names(self, text: str, *, named: bool) -> Iterator[Piece]:
        longest = max((d.longest for d in self._directories), default=0)
        for start in range(len(text)):
            if is_latin(text[start]) and start and is_latin(text[start - 1]):
                continue
            for end in range(start + 2, min(len(text), start + longest) + 1):
                if end < len(text) and is_latin(text[end - 1]) and is_latin(text[end]):
                    continue
                form = text[start:end]
                things = self._find(form, latin=False)
                if things and (named or not self._ordinary(form, things)):
                    yield Piece(start, end, (end - start) * _worth(things, form) + 0.2, things=things)

    def _find(self, form: str, *, latin: bool) -> tuple[Thing, ...]:
        found: dict[str, Thing] = {}
        for directory in self._directories:
            for thing in (directory.latin if latin else directory.chinese).get(form, ()):
                if thing.id not in found or thing.held:
                    found[thing.id] = thing
        held = [t for t in found.values() if t.held]
        return tuple(held or found.values())

    def _ordinary(self, form: str, things: Iterable[Thing]) -> bool:
        """Whether a name is nothing but words of questions (产业园区), which then are meant."""
        known = self._lexicon.chinese
        if form in known:
            return True
        if any(t.label not in ("Park", "Industry") for t in things):
            return False
        reach = {0}
        for end in range(1, len(form) + 1):
            for start in reach & set(range(end)):
                cue = known.get(form[start:end])
                if cue and (end == len(form) or end - start == 1 or cue.concepts in ((), ("tier",))):
                    reach.add(end)
                    break
        return len(form) in reach

    def _latin(self, text: str, *, pinyin: bool = False) -> Iterator[Piece]:
        words = list(_WORD.finditer(text))
        for first in range(len(words)):
            for last in range(first, min(len(words), first + _WORDS_OF_NAME)):
                start, end = words[first].start(), words[last].end()
                if any(text[words[k].end() : words[k + 1].start()] != " " for k in range(first, last)):
                    break
                span = [w.group() for w in words[first : last + 1]]
                if pinyin:
                    things = self._spelt(english_key(" ".join(span)).split(" "))
                    if things:
                        yield Piece(start, end, (end - start) * 0.97 + 0.2, things=things)
                else:
                    yield from self._latin_span(span, start, end)

    def _latin_span(self, words: Sequence[str], start: int, end: int) -> Iterator[Piece]:
        key = english_key(" ".join(words))
        cue = self._lexicon.english.get(key)
        if cue is not None:
            yield Piece(start, end, (end - start) * (0.93 if cue == Cue() else 1.0), cue=cue)
            return
        things = self._find(key, latin=True)
        if things:
            yield Piece(start, end, (end - start) * _worth(things, "") + 0.3, things=things)

    def _spelt(self, words: Sequence[str]) -> tuple[Thing, ...]:
        """Things whose pinyin the words are, with or without an English word for the kind at the end."""
        for size in (0, 1, 2):
            kind = " ".join(words[len(words) - size :])
            if size >= len(words) or (size and kind not in _ENGLISH_KINDS):
                continue
            key = "".join(words[: len(words) - size])
            if len(key) < 4 or not key.isalnum():
                continue
            found = {t.id: t for d in self._directories for t in d.pinyin.get(key, ())}
            things = [t for t in found.values() if not size or t.label in _ENGLISH_KINDS[kind]]
            held = tuple(t for t in things if t.held)
            if held or things:
                return held or tuple(things)
        return ()


def _worth(things: Sequence[Thing], form: str) -> float:
    if things[0].held:
        return 1.03
    return 0.8 if any(form == t.short for t in things) else 1.01


def _best(text: str, options: Sequence[Sequence[Piece]]) -> list[Piece]:
    """Dynamic programming from the left; an unknown character costs, and so does every piece."""
    scores = [0.0] + [float("-inf")] * len(text)
    back: list[Piece | None] = [None] * (len(text) + 1)
    for start in range(len(text)):
        unknown = Piece(start, start + 1, 0.1 if is_latin(text[start]) else 0.2)
        for piece in (*options[start], unknown):
            score = scores[start] + piece.weight - 0.5
            if score > scores[piece.end]:
                scores[piece.end], back[piece.end] = score, piece
    path: list[Piece] = []
    at = len(text)
    while at:
        last = back[at]
        assert last is not None
        path.append(last)
        at = last.start
    return path[::-1]


def _join_rest(path: Sequence[Piece]) -> tuple[Piece, ...]:
    out: list[Piece] = []
    for piece in path:
        if out and piece.rest and out[-1].rest and out[-1].end == piece.start:
            out[-1] = Piece(out[-1].start, piece.end, 0.0)
        else:
            out.append(piece)
    return tuple(out)
