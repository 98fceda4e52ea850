"""Whom a clause speaks of: its subject, carried over elided sentences, list headings and anaphors.

A clause is what stands between ，；：。 A subject is a place, park, project or company that opens it (after 目前, 其中,
据了解 …). A clause without one inherits the subject of the clause before; a new paragraph starts again from the
paragraph's heading (徐闻：…) or from what the article as a whole is about.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from loaders.entities import EntityTable, Occurrence, is_place
from loaders.lexicons import longest_first, word_list
from loaders.model import Document, Sentence
from schema.nodes import PLACE_LABELS, Label

SUBJECTS = frozenset({*PLACE_LABELS, Label.PARK, Label.PROJECT, Label.COMPANY})
_CUT = re.compile(r"[，；。！？：]")
_ITEM = re.compile(r"^\s*(?:[（(]?[0-9一二三四五六七八九十]{1,3}[）)、.．：:]|[●◆■▲•·\-—]+)?\s*")
_MAX_OPENER = 14
"""Longest run of openers before a subject, in characters."""


@dataclass(frozen=True, slots=True)
class Clause:
    """A clause and whom it speaks of. `topics` are entity refs, several where a heading names several."""

    start: int
    end: int
    sentence: int
    topics: tuple[int, ...]
    place: int | None
    park: int | None
    own: bool
    """True where the clause names its subject itself."""
    heading: bool
    """True where the subject comes from a list heading of this paragraph."""


class Scopes:
    """The clauses of a document, by offset."""

    def __init__(self, clauses: Sequence[Clause], home: int | None) -> None:
        self.clauses = tuple(clauses)
        self.home = home
        self._starts = [c.start for c in clauses]

    def at(self, offset: int) -> Clause:
        """The clause that holds `offset`."""
        return self.clauses[max(0, bisect_right(self._starts, offset) - 1)]

    def of_sentence(self, number: int) -> list[Clause]:
        """All clauses of one sentence, in order."""
        return [c for c in self.clauses if c.sentence == number]


@cache
def _opener_pattern() -> re.Pattern[str]:
    words = "|".join(re.escape(w) for w in longest_first("scope", "openers"))
    return re.compile(rf"^(?:{words}|[\d\s、“”（）·\-—]|年|月|日)*$")


@dataclass(slots=True)
class _State:
    """What the reading carries along; mutable only inside `build_scopes`."""

    paragraph: int = -1
    heading: tuple[int, ...] = ()
    topics: tuple[int, ...] = ()
    place: int | None = None
    park: int | None = None


def build_scopes(doc: Document, table: EntityTable, home: int | None) -> Scopes:
    """Cut the document into clauses and give each its subject. `home` is what the article is about."""
    state = _State()
    clauses: list[Clause] = []
    for number, sentence in enumerate(doc.sentences):
        if sentence.paragraph != state.paragraph:
            state.paragraph = sentence.paragraph
            state.heading = heading_of(doc.text, sentence, table)
            home_place = home if home is not None and is_place(table[home]) else None
            if state.heading:
                state.topics, state.place, state.park = state.heading, None, None
                _note(state, table, state.heading)
            elif not state.topics:
                state.topics = (home,) if home is not None else ()
            if state.place is None:
                state.place = home_place
        for start, end in _spans(sentence):
            clauses.append(_clause(doc.text, table, state, number, start, end))
    return Scopes(clauses, home)


def _spans(sentence: Sentence) -> list[tuple[int, int]]:
    spans = []
    begin = 0
    for match in _CUT.finditer(sentence.text):
        if match.end() > begin:
            spans.append((sentence.start + begin, sentence.start + match.end()))
        begin = match.end()
    if begin < len(sentence.text):
        spans.append((sentence.start + begin, sentence.end))
    return spans


def heading_of(text: str, sentence: Sentence, table: EntityTable) -> tuple[int, ...]:
    """Entities that head a list item: 徐闻：… / 2.农投集团，200亿元 / 黑河市、绥化市，各100亿元."""
    prefix = _ITEM.match(sentence.text)
    begin = sentence.start + (prefix.end() if prefix else 0)
    itemised = bool(prefix and prefix.end() and re.search(r"[0-9一二三四五六七八九十●◆■▲•]", prefix[0]))
    refs: list[int] = []
    pos = begin
    while True:
        found = next((o for o in table.within(pos, pos + 1) if table[o.ref].label in SUBJECTS and o.end > pos), None)
        if found is None or found.role in ("prefix", "inside") and not text[found.end : found.end + 1] in "：:":
            break
        refs.append(found.ref)
        pos = found.end
        if text[pos : pos + 1] not in ("、", "和", "及", "与"):
            break
        pos += 1
    mark = text[pos : pos + 1]
    if not refs or mark not in ("：", ":") and not (itemised and mark in ("，", "—", "-")):
        return ()
    return tuple(dict.fromkeys(refs))


def _note(state: _State, table: EntityTable, refs: Sequence[int]) -> None:
    for ref in refs:
        if is_place(table[ref]):
            state.place = ref
        elif table[ref].label is Label.PARK:
            state.park = ref


def _clause(text: str, table: EntityTable, state: _State, number: int, start: int, end: int) -> Clause:
    piece = text[start:end]
    subject = subject_of(text, table, start, end)
    own = subject is not None
    if piece.startswith(word_list("scope", "first")) and state.heading:
        state.topics, own = state.heading[:1], True
    elif piece.startswith(word_list("scope", "second")) and len(state.heading) > 1:
        state.topics, own = state.heading[1:2], True
    elif subject is not None:
        state.topics = (subject.ref,)
    _note(state, table, state.topics)
    return Clause(start, end, number, state.topics, state.place, state.park, own, bool(state.heading))


def subject_of(text: str, table: EntityTable, start: int, end: int) -> Occurrence | None:
    """The place, park, project or company that opens the clause, or None."""
    piece = text[start:end]
    if any(word in piece for word in word_list("scope", "contrast")):
        return None
    found = [o for o in table.within(start, end) if table[o.ref].label in SUBJECTS and o.role != "inside"]
    for occurrence in found:
        before = text[start : occurrence.start]
        if occurrence.role == "prefix":
            if _covered(found, occurrence) or not _post_holder(text, occurrence):
                continue
        if len(before) > _MAX_OPENER + 10 or not _opener_pattern().match(_without_names(table, start, occurrence.start, text)):
            return None
        if before.endswith(word_list("scope", "objects")):
            return None
        return occurrence
    return None


def _covered(found: Sequence[Occurrence], occurrence: Occurrence) -> bool:
    return any(o is not occurrence and o.start <= occurrence.start and occurrence.end <= o.end for o in found)


def _post_holder(text: str, occurrence: Occurrence) -> bool:
    """嘉定 in 嘉定区经委主任…表示: the body speaks for its place."""
    return text[occurrence.end : occurrence.end + 1] in "委政经市区县省发工招投商科财交"


def _without_names(table: EntityTable, start: int, end: int, text: str) -> str:
    """The words before the subject, other places left out (广东省汕头市濠江区 has one subject, the last)."""
    out, pos = [], start
    for o in table.within(start, end):
        if is_place(table[o.ref]) and o.end <= end and o.start >= pos:
            out.append(text[pos : o.start])
            pos = o.end
    out.append(text[pos:end])
    return "".join(out)
