"""A question understood: a canned question with its parameters, or the reason why there is none. Pure."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from queries.asides import core_question
from queries.catalog import SLOT, Catalog, Example
from queries.lexicon import Cue, Lexicon
from queries.names import Directory, Thing
from queries.nearest import near_names
from queries.reading import OPENING, Piece, Reader, Reading
from queries.routing import ENOUGH, Route, Router
from queries.slots import Above, significant

_CLOSE = 0.2
"""How much worse than the best a route may fit that is tried where the best finds nothing."""
_STRETCHES = 3
_LONGEST = 500
_NARROWED = frozenset({"park", "company", "organization", "project", "policy"})
_COUNTED = frozenset({"howmany", "howmuch", "measure", "investment"})
_SAYABLE = re.compile(r"[一-鿿]{2,8}")


class Holdings(Protocol):
    """What the graph holds of the places and branches that everybody knows."""

    def holds(self, ids: Sequence[str]) -> Collection[str]:
        """Which of these ids the graph holds."""
        ...

    def parts(self, thing: Thing) -> Sequence[Thing]:
        """The largest places or branches within one that the graph does not hold, as far as it holds those."""
        ...


@dataclass(frozen=True, slots=True)
class Understood:
    """Routes to try in this order; the first is meant, the others answer where it finds nothing."""

    question: str
    routes: tuple[Route, ...]
    examples: tuple[Example, ...] = ()
    """Example questions near to it."""
    mentioned: tuple[Thing, ...] = ()
    """What it names that the graph holds."""


@dataclass(frozen=True, slots=True)
class Refused:
    """Why a question is not answered, in its language, and example questions near to it."""

    question: str
    reason_zh: str
    reason_en: str
    examples: tuple[Example, ...]
    names: tuple[Thing, ...] = ()
    """Names near to one that is not known."""
    mentioned: tuple[Thing, ...] = ()
    """What the question names that the graph holds."""


class Understanding:
    """Understands questions with a question book and directories of names."""

    def __init__(self, catalog: Catalog, lexicon: Lexicon, squeeze: Callable[[str], str], above: Above) -> None:
        self._lexicon = lexicon
        self._squeeze = squeeze
        self._above = above
        self._router = Router(catalog, lexicon, squeeze)

    def understand(self, question: str, directories: Sequence[Directory], holdings: Holdings) -> Understood | Refused:
        """Route one question. `holdings` says what the graph holds of the other directories."""
        text = self._squeeze(question)
        if len(text) > _LONGEST:
            return Refused(question, f"问题超过{_LONGEST}个字", f"The question has over {_LONGEST} characters", ())
        reader = Reader(self._lexicon, directories)
        whole = reader.read(text)
        reading = _checked(whole, holdings)
        found = self._understand(question, reading)
        mentioned = tuple(t for p in reading.mentions for t in p.things if t.held)
        if isinstance(found, Understood):
            return replace(found, mentioned=mentioned)
        for other in self._others(reader, text, whole):
            again = self._understand(question, _checked(other, holdings))
            if isinstance(again, Understood):
                return replace(again, mentioned=mentioned)
        return replace(found, names=_near(reading, directories), mentioned=mentioned)

    def _others(self, reader: Reader, text: str, whole: Reading) -> Iterator[Reading]:
        """The question with words of questions as names, and without what only leads up to it."""
        named = reader.read(text, named=True)
        if named != whole:
            yield named
        core = reader.read(core_question(text))
        if core.text != text and _named_in(whole) <= _named_in(core):
            yield core

    def _understand(self, question: str, reading: Reading) -> Understood | Refused:
        reading = self._narrow(reading)
        features = self._router.features(reading)
        nearest = tuple(self._router.nearest(features, english=not re.search(r"[㐀-鿿]", question)))
        words = [reading.text[start:end].strip() for start, end in _stretches(reading)]
        if words:
            said, told = "、".join(f"“{w}”" for w in words), ", ".join(f"“{w}”" for w in words)
            return Refused(question, f"不认识{said}", f"Unknown: {told}", nearest)
        if "negation" in reading.concepts:
            return Refused(question, "否定的问题答不了", "Negated questions have no answer here", nearest)
        absent = [t[0] for t in significant(reading, self._above) if not any(x.held for x in t)]
        if absent:
            names = "、".join(dict.fromkeys(t.name for t in absent))
            english = ", ".join(dict.fromkeys(t.name for t in absent))
            return Refused(question, f"图中没有关于{names}的内容", f"The graph holds nothing about {english}", nearest)
        good = [r for r in self._router.rank(reading, self._above) if r.score >= ENOUGH]
        if not good or "outside" in reading.concepts:
            return Refused(question, "问题册里没有这样的问题", "The question book has no such question", nearest)
        kept = set(good[0].filling.ignored)
        close = [r for r in good if r.score > good[0].score - _CLOSE and kept.issuperset(r.filling.ignored)]
        return Understood(question, tuple(close[:3]), nearest)

    def _narrow(self, reading: Reading) -> Reading:
        """Read an unknown word before 园区, 企业 … as part of their names, and one before 是多少 as a figure."""
        pieces = list(reading.pieces)
        for i, piece in enumerate(pieces):
            if not piece.rest:
                continue
            word = reading.text[piece.start : piece.end]
            before = [p for p in pieces[:i] if p.things or p.cue and p.cue.concepts]
            after = next((p for p in pieces[i + 1 :] if p.cue and p.cue != Cue()), None)
            if not before or after is None or after.cue is None:
                pieces[i] = _said(reading, piece, word)
                continue
            said = before[-1].cue.concepts if before[-1].cue else ()
            by_name = any(p.cue and "contain_name" in p.cue.concepts for p in before[-2:])
            opened = by_name or OPENING & set(said)
            beside = by_name or after.start == piece.end
            if opened and beside and _NARROWED & set(after.cue.concepts) and not re.match(r"[a-z]", word):
                pieces[i] = replace(piece, cue=Cue(), values=(("contains", word),))
            else:
                pieces[i] = _said(reading, piece, word)
        return Reading(reading.text, tuple(pieces))


def _said(reading: Reading, piece: Piece, word: str) -> Piece:
    """An unknown word of a question for sums or figures of something: the text behind an answer must hold it."""
    counted = _COUNTED & set(reading.concepts) or any(name == "about" for p in reading.pieces for name, _ in p.stated)
    if counted and reading.mentions and _SAYABLE.fullmatch(word):
        return replace(piece, cue=Cue(), values=(("said", word),))
    return piece


def _named_in(reading: Reading) -> set[str]:
    return {t.id for p in reading.mentions for t in p.things}


def _near(reading: Reading, directories: Sequence[Directory]) -> tuple[Thing, ...]:
    """Things with names like those that are not known."""
    names: dict[str, Thing] = {}
    for start, end in _stretches(reading)[:_STRETCHES]:
        forms = dict.fromkeys(reading.text[start:e].strip() for e in _ends(reading, end))
        names.update({t.id: t for t in near_names([f for f in forms if len(f) >= 2], directories)})
    return tuple(names.values())[:_STRETCHES]


def _checked(reading: Reading, holdings: Holdings) -> Reading:
    """The reading with things marked that the graph holds under another name; where it holds one, only those.

    A province of which the graph holds some cities stands for these.
    """
    open_ids = [t.id for p in reading.mentions for t in p.things if not t.held]
    if not open_ids:
        return reading
    held = holdings.holds(open_ids)
    pieces = []
    for piece in reading.pieces:
        things = tuple(replace(t, held=t.held or t.id in held) for t in piece.things)
        known = tuple(t for t in things if t.held)
        if things and not known:
            known = tuple(part for t in things for part in holdings.parts(t))
        pieces.append(replace(piece, things=known or things))
    return Reading(reading.text, tuple(pieces))


def _stretches(reading: Reading) -> list[tuple[int, int]]:
    """Unknown stretches; those parted by a character or two are one, as 侯有宜 is."""
    out: list[tuple[int, int]] = []
    for piece in reading.pieces:
        if not piece.rest or not reading.text[piece.start : piece.end].strip():
            continue
        between = [p for p in reading.pieces if out and out[-1][1] <= p.start < piece.start]
        if out and piece.start - out[-1][1] <= 1 and not any(p.things or p.values for p in between):
            out[-1] = (out[-1][0], piece.end)
        else:
            out.append((piece.start, piece.end))
    return out


def _ends(reading: Reading, end: int) -> list[int]:
    """Where a misspelt name may end: the words after it may be part of it (坡投区, 连影集团)."""
    after = [p.end for p in reading.pieces if p.start >= end and not p.things and p.end - end <= 4]
    return [end, *after[:3]]


def filled(example: Example) -> str:
    """An example as a person may type it."""
    return SLOT.sub(lambda m: m["surface"], example.marked)
