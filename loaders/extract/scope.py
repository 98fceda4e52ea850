"""Whom a clause speaks of: its subject, carried over elided sentences, list headings and anaphors.

A clause is what stands between ，；：。 A subject is a place, park, project or company that opens it (after 目前, 其中,
据了解 …). A clause without one inherits the subject of the clause before; a new paragraph starts again from the
paragraph's heading (徐闻：…) or from what the article as a whole is about.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from loaders.entities.article import EntityTable, is_place
from loaders.extract.subjects import SUBJECTS, at_home, coordinated, opens_at, subject_of
from loaders.lexicons import word_list
from loaders.model import Document, Sentence
from schema.nodes import PLACE_LABELS, Label

_ROW = 80
"""Longest line under a line by itself that is still of its list, in characters."""
_HEADING = 24
"""Longest heading, in characters."""
_ITEM_TAIL = 4
"""What may follow the name that is all of a list item (● X项目。), in characters."""
_THIS_PLACE = re.compile(
    r"(?:这个|这座|这片|这一)[^，。；：]{0,18}?(?:县级市|县城|县|市|区|旗|小城|城市|小县|大县|老城|边城|山城|港城)(?=[，，的有去今])"
)
_OFFICE = re.compile(r"[省市区县](?:委|政府|[^，。、]{2,10}?(?:局|厅|办|委员会|委)(?=[^，。、]))")
_CUT = re.compile(r"[，；。！？：]")
_ITEM = re.compile(r"^\s*(?:[（(]?[0-9一二三四五六七八九十]{1,3}[）)、.．：:]|[●◆■▲•·\-—]+)?\s*[【〔]?")
_CLOSING = "：:】〕"
"""Marks that end a heading."""


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
    focus: int | None
    """The park or project named last in this paragraph before the clause."""
    carried: bool
    """True where the subject comes from an earlier paragraph."""


class Scopes:
    """The clauses of a document, by offset."""

    def __init__(self, clauses: Sequence[Clause], home: int | None, main_park: int | None = None) -> None:
        self.clauses = tuple(clauses)
        self.home = home
        self.main_park = main_park
        """The park that the article speaks of most, if it speaks of one."""
        self.starts = [c.start for c in clauses]

    def at(self, offset: int) -> Clause:
        """The clause that holds `offset`."""
        return self.clauses[max(0, bisect_right(self.starts, offset) - 1)]

    def before(self, offset: int, count: int) -> Sequence[Clause]:
        """The clauses up to the one that holds `offset`, the nearest first, `count` at most."""
        end = bisect_right(self.starts, offset)
        return self.clauses[max(0, end - count) : end][::-1]


@dataclass(slots=True)
class _State:
    """What the reading carries along; mutable only inside `build_scopes`."""

    paragraph: int = -1
    heading: tuple[int, ...] = ()
    topics: tuple[int, ...] = ()
    place: int | None = None
    park: int | None = None
    focus: int | None = None
    carried: bool = False
    home: int | None = None
    section: int | None = None
    """A park whose name was a line by itself: what the short lines after it speak of."""
    region: tuple[int, ...] = ()
    """A place whose name was a line by itself: what the paragraphs after it speak of."""
    bodies: Mapping[int, int] = field(default_factory=dict)
    listing: bool = False
    """A paragraph has announced a list (落户X的有三个项目：) that goes on."""


def build_scopes(
    doc: Document, table: EntityTable, home: int | None, bodies: Mapping[int, int] | None = None
) -> Scopes:
    """Cut the document into clauses and give each its subject.

    `home` is what the article is about; `bodies` says whose the offices are that a bare 市 or 省 begins (省政府).
    """
    state = _State(home=home, bodies=bodies or {})
    clauses: list[Clause] = []
    for number, sentence in enumerate(doc.sentences):
        if sentence.paragraph != state.paragraph:
            _open_paragraph(doc, table, state, sentence, home)
        for start, end in _spans(sentence):
            clauses.append(_clause(doc.text, table, state, number, start, end))
            _refocus(doc.text, table, state, start, end)
        if sentence.text.endswith("："):
            state.listing = True
            parks = table.within(sentence.start, sentence.end, Label.PARK)
            state.park = parks[-1].ref if parks else state.park
    return Scopes(clauses, home, _main_park(table))


def _main_park(table: EntityTable) -> int | None:
    counts = Counter(
        o.ref
        for o in table.occurrences
        if table[o.ref].label is Label.PARK and table[o.ref].get("generic") is None and o.role in ("name", "anaphor")
    )
    return min(counts, key=lambda r: (-counts[r], r)) if counts else None


def _open_paragraph(doc: Document, table: EntityTable, state: _State, sentence: Sentence, home: int | None) -> None:
    state.paragraph = sentence.paragraph
    headed = bool(state.heading)
    state.heading = heading_of(doc.text, sentence, table) or _under(table, state, sentence)
    state.focus = None
    state.section = _section(table, sentence, state.section)
    announced = state.park if state.listing and _ITEM.match(sentence.text)[0].strip() else None  # type: ignore[index]
    state.park = announced or state.section or (home if home is not None and table[home].label is Label.PARK else None)
    state.listing = state.listing and announced is not None
    home_place = home if home is not None and is_place(table[home]) else None
    if state.heading:
        state.topics, state.place, state.carried = state.heading, None, False
        _note(state, table, state.heading)
    else:
        kept = tuple(t for t in state.topics if table[t].label not in (Label.COMPANY, Label.PROJECT))
        continued = sentence.text.startswith(word_list("scope", "continued"))
        state.topics = (home,) if home is not None and not (kept and continued) else kept
        state.carried = True
    if state.place is None or headed and not state.heading:
        state.place = home_place


def _under(table: EntityTable, state: _State, sentence: Sentence) -> tuple[int, ...]:
    """The place that a line by itself heads, for the paragraphs up to the next short line without a mark at its end."""
    line = _ITEM.sub("", sentence.text, count=1).strip("：。【】（）() ")
    if sentence.paragraph and not sentence.text.endswith(tuple("。！？；，”")):
        found = [o for o in table.within(sentence.start, sentence.end) if o.role == "name" and is_place(table[o.ref])]
        if found and found[0].end - found[0].start == len(line):
            state.region = (found[0].ref,)
        elif len(line) <= _HEADING:
            state.region = ()
    return state.region


def _section(table: EntityTable, sentence: Sentence, last: int | None) -> int | None:
    """The park that a line by itself heads, for the short lines that follow it."""
    line = _ITEM.sub("", sentence.text, count=1).strip("：。【】（）() ")
    found = [o for o in table.within(sentence.start, sentence.end) if o.role == "name" and o.end - o.start == len(line)]
    if found and line:
        return found[0].ref if table[found[0].ref].label is Label.PARK else None
    return last if len(sentence.text) <= _ROW else None


def _refocus(text: str, table: EntityTable, state: _State, start: int, end: int) -> None:
    """The last park or project of the clause is what the next clauses may speak of."""
    for o in table.within(start, end, Label.PROJECT, Label.PARK):
        if o.role in ("name", "anaphor") and table[o.ref].get("generic") is None:
            state.focus = o.ref
    for o in table.within(start, end, *PLACE_LABELS, Label.PARK):
        if o.role == "name" and text.endswith(word_list("scope", "arrives"), start, o.start):
            state.topics, state.carried = (o.ref,), False
            _note(state, table, state.topics)
            continue
        sited = o.role == "name" and text.endswith(word_list("scope", "sited"), start, o.start)
        if sited and is_place(table[o.ref]) and at_home(table, o.ref, state.home):
            state.place = o.ref


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
    """Entities that head a paragraph: 徐闻：… / 【徐闻】… / 2.农投集团，200亿元 / 黑河市、绥化市，各100亿元."""
    prefix = _ITEM.match(sentence.text)
    begin = sentence.start + (prefix.end() if prefix else 0)
    itemised = bool(prefix and prefix.end() and re.search(r"[0-9一二三四五六七八九十●◆■▲•]", prefix[0]))
    refs: list[int] = []
    pos = begin
    while True:
        found = next((o for o in table.within(pos, pos + 1) if table[o.ref].label in SUBJECTS and o.end > pos), None)
        if found is None or found.role in ("prefix", "inside") and text[found.end : found.end + 1] not in _CLOSING:
            break
        refs.append(found.ref)
        pos = found.end
        if text[pos : pos + 1] not in ("、", "和", "及", "与"):
            break
        pos += 1
    mark = text[pos : pos + 1]
    alone = itemised and sentence.end - pos <= _ITEM_TAIL and mark in ("。", "项")
    if not refs or mark not in tuple(_CLOSING) and not (itemised and mark in ("，", "—", "-")) and not alone:
        return ()
    return tuple(dict.fromkeys(refs))


def _body(text: str, state: _State, start: int, end: int) -> int | None:
    """Whose office opens the clause (去年，省政府…): it speaks for its place."""
    at = opens_at(text, start, end)
    return state.bodies.get(at) if _OFFICE.match(text, at, end) else None


def _note(state: _State, table: EntityTable, refs: Sequence[int]) -> None:
    several = sum(is_place(table[ref]) for ref in refs) > 1  # 甲、乙各开工3个: what follows is in none of them alone
    for ref in refs:
        if is_place(table[ref]) and not several:
            state.place = ref
        elif table[ref].label is Label.PARK:
            state.park = ref


def _clause(text: str, table: EntityTable, state: _State, number: int, start: int, end: int) -> Clause:
    piece = text[start:end]
    subject = subject_of(text, table, start, end, state.home)
    own = subject is not None
    if piece.startswith(word_list("scope", "first")) and state.heading:
        state.topics, own = state.heading[:1], True
    elif piece.startswith(word_list("scope", "second")) and len(state.heading) > 1:
        state.topics, own = state.heading[1:2], True
    elif subject is None and state.home is not None and _THIS_PLACE.match(piece):
        state.topics, own = (state.home,), True
    elif subject is not None:
        state.topics = coordinated(text, table, subject, end)
    elif (body := _body(text, state, start, end)) is not None:
        state.topics, own = (body,), True
    elif state.home is not None and not state.heading and piece.startswith(word_list("scope", "whole")):
        state.topics = (state.home,)
    state.carried = state.carried and not own
    _note(state, table, state.topics)
    heading = bool(state.heading)
    return Clause(start, end, number, state.topics, state.place, state.park, own, heading, state.focus, state.carried)
