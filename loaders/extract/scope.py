"""Whom a clause speaks of: its subject, carried over elided sentences, list headings and anaphors.

A clause is what stands between ，；：。 A subject is a place, park, project or company that opens it (after 目前, 其中,
据了解 …). A clause without one inherits the subject of the clause before; a new paragraph starts again from the
paragraph's heading (徐闻：…) or from what the article as a whole is about.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
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
_CONTAINS = re.compile(r"(?:境内|辖区内|辖内|下辖|所辖)?的?")
_PRONOUN = re.compile(r"(?:这个|这座|这一|该|本|此|整个|整座|这块|这处|这片|这家|这项|那块|全)[^，。；：、的]{0,8}$")
_PREDICATE = 3
"""Fewest characters after a presented name that say something of it."""
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


@cache
def _opener_words() -> re.Pattern[str]:
    words = "|".join(re.escape(w) for w in longest_first("scope", "openers") if len(w) > 1)
    return re.compile(rf"^(?:{words}|[\d\s年月日，])*")


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


def build_scopes(doc: Document, table: EntityTable, home: int | None) -> Scopes:
    """Cut the document into clauses and give each its subject. `home` is what the article is about."""
    state = _State(home=home)
    clauses: list[Clause] = []
    for number, sentence in enumerate(doc.sentences):
        if sentence.paragraph != state.paragraph:
            _open_paragraph(doc, table, state, sentence, home)
        for start, end in _spans(sentence):
            clauses.append(_clause(doc.text, table, state, number, start, end))
            _refocus(table, state, start, end)
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
    state.heading = heading_of(doc.text, sentence, table)
    state.focus = None
    state.park = home if home is not None and table[home].label is Label.PARK else None
    home_place = home if home is not None and is_place(table[home]) else None
    if state.heading:
        state.topics, state.place, state.carried = state.heading, None, False
        _note(state, table, state.heading)
    else:
        kept = tuple(t for t in state.topics if table[t].label not in (Label.COMPANY, Label.PROJECT))
        continued = sentence.text.startswith(word_list("scope", "continued"))
        state.topics = (home,) if home is not None and not (kept and continued) else kept
        state.carried = True
    if state.place is None:
        state.place = home_place


def _refocus(table: EntityTable, state: _State, start: int, end: int) -> None:
    """The last park or project of the clause is what the next clauses may speak of."""
    for o in table.within(start, end, Label.PROJECT, Label.PARK):
        if o.role in ("name", "anaphor") and table[o.ref].get("generic") is None:
            state.focus = o.ref


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
    subject = subject_of(text, table, start, end, state.home)
    own = subject is not None
    if piece.startswith(word_list("scope", "first")) and state.heading:
        state.topics, own = state.heading[:1], True
    elif piece.startswith(word_list("scope", "second")) and len(state.heading) > 1:
        state.topics, own = state.heading[1:2], True
    elif subject is not None:
        state.topics = _coordinated(text, table, subject, end)
    state.carried = state.carried and not own
    _note(state, table, state.topics)
    heading = bool(state.heading)
    return Clause(
        start, end, number, state.topics, state.place, state.park, own, heading, state.focus, state.carried
    )


def _coordinated(text: str, table: EntityTable, subject: Occurrence, end: int) -> tuple[int, ...]:
    """恒丰、新汉、鼎荣三个项目都属…: all members of a subject that 都, 均, 分别 or a count sums up."""
    refs = [subject.ref]
    pos = subject.end
    label = table[subject.ref].label
    while text[pos : pos + 1] in ("、", "和", "与", "及"):
        following = next((o for o in table.within(pos + 1, pos + 2) if table[o.ref].label is label), None)
        if following is None:
            break
        refs.append(following.ref)
        pos = following.end
    summed = re.match(r"(?:等)?(?:[两三四五六七八九十\d]{1,2}(?:个|家|地|市|县|区|园|座|处))?[^，。；：]{0,8}?(?:都|均|分别|各|皆)", text[pos:end])
    return tuple(dict.fromkeys(refs)) if len(refs) > 1 and summed else (subject.ref,)


def subject_of(
    text: str, table: EntityTable, start: int, end: int, home: int | None = None
) -> Occurrence | None:
    """The place, park, project or company that opens the clause or is presented by it, or None."""
    piece = text[start:end]
    if any(word in piece for word in word_list("scope", "contrast")):
        return None
    found = [o for o in table.within(start, end) if table[o.ref].label in SUBJECTS and o.role != "inside"]
    for occurrence in found:
        if occurrence.role == "prefix" and (_covered(found, occurrence) or not _post_holder(text, occurrence)):
            continue
        if table[occurrence.ref].get("generic") is not None:
            continue
        before = _PRONOUN.sub("", text[start : occurrence.start]) if occurrence.role == "anaphor" else (
            text[start : occurrence.start]
        )
        if before.endswith(word_list("scope", "objects")) or _speaker(table, occurrence, end, home):
            continue
        if _presented(text, table, start, occurrence, end):
            return occurrence
        if table[occurrence.ref].label is Label.COMPANY and _listed(text, occurrence):
            continue
        opener = _without_names(table, start, start + len(before), text)
        if len(before) <= _MAX_OPENER + 10 and _opener_pattern().match(opener):
            return _head_of(text, table, found, occurrence)
    return None


def _head_of(text: str, table: EntityTable, found: Sequence[Occurrence], o: Occurrence) -> Occurrence:
    """鄂尔多斯市伊金霍洛旗境内的蒙苏经济开发区: what the places before it only locate is the subject."""
    current = o
    for following in found:
        if following.start < current.end or following.role == "prefix":
            continue
        if not is_place(table[current.ref]) or not _CONTAINS.fullmatch(text, current.end, following.start):
            break
        if table[following.ref].label not in (Label.PARK, Label.PROJECT, *PLACE_LABELS) or table[following.ref].get(
            "generic"
        ):
            break
        current = following
    return current


def _presented(text: str, table: EntityTable, start: int, o: Occurrence, end: int) -> bool:
    """总投资30亿元的X破土 / 排在后面的是X: a park or project that a modifier or 是 introduces."""
    if table[o.ref].label not in (Label.PROJECT, Label.PARK) or o.role != "name":
        return False
    before = text[start : o.start]
    if before.endswith("的是"):
        return True
    if not before.endswith("的") or text[o.end : o.end + 1] in "的、和与及":
        return False
    opening = _opener_words().sub("", before, count=1)
    rest = text[o.end : end].strip("，。；：！？ ")
    if opening.startswith(word_list("scope", "lies")):
        return len(rest) >= _PREDICATE
    return not opening.startswith(word_list("scope", "governs"))


def _speaker(table: EntityTable, o: Occurrence, end: int, home: int | None) -> bool:
    """A firm whose officer speaks is not what is spoken of; nor is a place in an article about a park."""
    of_park = home is not None and table[home].label is Label.PARK
    if table[o.ref].label is not Label.COMPANY and not (is_place(table[o.ref]) and of_park):
        return False
    return any(p.start - o.end <= 12 for p in table.within(o.end, end, Label.PERSON))


def _listed(text: str, o: Occurrence) -> bool:
    return text[o.end : o.end + 1] == "、" or text[o.start - 1 : o.start] == "、"


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
