"""Who may own a figure: the candidates that a reader would think of, and what speaks for each.

Candidates are the things that the paragraph has named, those that follow in the sentence, and what the clause, the
paragraph and the article speak of. Their features say where they stand (same clause, so many clauses before, recently),
how (subject, object of 在, followed by 的), of which kind they are, and what the figure measures. `ranking` decides.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from functools import cache

from loaders.entities.article import Occurrence
from loaders.entities.sites import only_site
from loaders.extract.claims import Context
from loaders.extract.figures.owner_words import counting, fits, pointed_at
from loaders.extract.figures.purposes import builds
from loaders.extract.scope import Clause
from loaders.extract.traits import reliance
from loaders.lexicons import Matcher, matcher, word_list, words
from loaders.model import Figure
from loaders.ranking import Candidate
from schema.nodes import PLACE_LABELS, Label

OWNERS = (Label.PROJECT, Label.PARK, Label.COMPANY, Label.ORGANIZATION, Label.INDUSTRY, Label.POLICY, *PLACE_LABELS)
_GROUPS = {
    Label.PROJECT: "built",
    Label.PARK: "built",
    Label.COMPANY: "actor",
    Label.ORGANIZATION: "actor",
    Label.INDUSTRY: "branch",
    Label.POLICY: "policy",
}
_SURE = 0.75
"""Least confidence of a branch that may own a figure."""
_BACK = 500
"""So many characters back a paragraph is searched for candidates."""
_MEASURE_SPAN = 12
"""So many characters before a figure, in its clause, may say what it measures."""
_MARKS = "的，（、和与将拟已为是："
_PREPOSITIONS = "在于与和同对向由为占比从到距把将给跟被及、的"
_MODIFIES = re.compile(r"(?:、[^，。]{0,16})?的")
_SPENDS = re.compile(r"[^，。；]{0,6}(?:投资|出资|投入|斥资|注资|投建|掏|拿出|追加|增资)")
_PERCENT = frozenset({"%", "成", "百分点", "个百分点", "‰", "倍"})
_FIRMS = frozenset({"家", "户"})
_JOBS = frozenset({"人", "名", "岗位"})
_SMALL = 12
_OPENS = re.compile(
    r"(?:目前|其中|今年|去年|同时|此外|而|现在|如今|截至[^，]{0,8}|[\d年月至到底末前—\-]{2,12})?[、，]?"
)
_POST = 14
"""A person named so soon after a body or firm speaks for it."""
_OFTEN = 3


def candidates(ctx: Context, figure: Figure, clause: Clause, investment: bool) -> list[Candidate]:
    """Everything that may own the figure, with its features; the last candidate is nobody."""
    view = _View(ctx, figure, clause, investment)
    return [*(Candidate(ref, view.features(ref)) for ref in view.standing), Candidate(None, view.nobody())]


@cache
def _measures() -> tuple[Matcher, tuple[str, ...]]:
    table = {w: str(kind) for kind, listed in words("units")["measures"].items() for w in str(listed).split()}
    return matcher(table), tuple(table.values())


def _kind(figure: Figure, investment: bool) -> str:
    if figure.currency is not None:
        return "invested" if investment else "money"
    unit = figure.unit
    if unit in word_list("units", "area"):
        return "area"
    if unit in word_list("units", "facility"):
        return "capacity"
    for name, units in (("share", _PERCENT), ("firms", _FIRMS), ("jobs", _JOBS)):
        if unit in units:
            return name
    return "count"


def _holds(o: Occurrence, figure: Figure) -> bool:
    """年产5万吨铝箔项目: a name that holds the figure."""
    return o.role != "inside" and o.start <= figure.start < o.end


class _View:
    """A figure as its reader sees it."""

    def __init__(self, ctx: Context, figure: Figure, clause: Clause, investment: bool) -> None:
        self._ctx, self._figure, self._clause = ctx, figure, clause
        self._sentence = ctx.sentence_at(figure.start)
        self._kind = _kind(figure, investment)
        self._measured = self._words_around()
        begin = max(ctx.text.rfind("\n", 0, figure.start) + 1, figure.start - _BACK)
        near = [o for o in ctx.table.within(begin, self._sentence.end, *OWNERS) if self._may_own(o)]
        self.standing: dict[int, list[Occurrence]] = {}
        for o in near:
            self.standing.setdefault(o.ref, []).append(o)
        scopes = ctx.scopes
        for ref in (*clause.topics, clause.place, clause.park, clause.focus, scopes.home, scopes.main_park):
            if ref is not None and ctx.table[ref].label in OWNERS:
                self.standing.setdefault(ref, [])
        earlier = [o for o in near if o.end <= figure.start]
        self._holding = {o.ref for o in ctx.table.within(begin, figure.end, *OWNERS) if _holds(o, figure)}
        for ref in self._holding:
            self.standing.setdefault(ref, [])
        self._pointed = self._pointing(begin)
        self._sites = {o.start for o in earlier if self._is_site(o, earlier)}
        told = [o for o in earlier if o.start not in self._sites]
        self._latest = {self._group(o.ref): o.ref for o in told} | {self._label(o.ref): o.ref for o in told}
        self._in_clause = [o for o in earlier if o.start >= clause.start]
        opening = ctx.scopes.at(self._sentence.start)
        self._led = opening.topics if opening.own else ()
        first = ctx.scopes.at(begin)
        self._opened = first.topics if first.own else ()

    def _may_own(self, o: Occurrence) -> bool:
        entity = self._ctx.table[o.ref]
        if o.role == "inside" or entity.get("generic") is not None or _holds(o, self._figure):
            return False
        if self._in_brackets(o):
            return False
        return entity.label is not Label.INDUSTRY or o.mention is not None and o.mention.confidence >= _SURE

    def _in_brackets(self, o: Occurrence) -> bool:
        """产值20亿元（甲园不计在内），税收…: a name in brackets that are closed before the figure."""
        text, begin = self._ctx.text, self._sentence.start
        if not begin <= o.start < o.end <= self._figure.start:
            return False
        opened = text.rfind("（", begin, o.start)
        return opened > text.rfind("）", begin, o.start) and 0 <= text.find("）", o.end) < self._figure.start

    def _is_site(self, o: Occurrence, earlier: Sequence[Occurrence]) -> bool:
        """龙河产业园紧邻青石港，规划面积…: of what is built the sentence has spoken before it says where that lies."""
        if self._group(o.ref) != "built" or not only_site(self._ctx.text, self._ctx.table, o):
            return False
        begin = self._ctx.sentence_at(o.start).start
        return any(begin <= p.start < o.start and p.ref != o.ref and self._group(p.ref) == "built" for p in earlier)

    def _label(self, ref: int) -> str:
        label = self._ctx.table[ref].label
        return "Place" if label in PLACE_LABELS else label.value

    def _group(self, ref: int) -> str:
        return _GROUPS.get(self._ctx.table[ref].label, "place")

    def _words_around(self) -> tuple[str, ...]:
        """What the words around the figure say that it measures: the last ones before it, else those after it."""
        automaton, kinds = _measures()
        text, start = self._ctx.text, max(self._clause.start, self._figure.start - _MEASURE_SPAN)
        found = automaton.find_matches_as_indexes(text[start : self._figure.start])
        if found:
            return (kinds[found[-1][0]],)
        after = automaton.find_matches_as_indexes(text[self._figure.end : min(self._clause.end, self._figure.end + 8)])
        return tuple(kinds[i] for i, _, _ in after[:1])

    def _pointing(self, begin: int) -> tuple[str, str, str] | None:
        """What kind of thing the clause, the sentence or else the paragraph points at, and which of them does."""
        start, text = self._figure.start, self._ctx.text
        for where, low in (("clause", self._clause.start), ("sentence", self._sentence.start), ("paragraph", begin)):
            found = pointed_at(text, low, start)
            if found is not None:
                return where, *found
        return None

    def _meant(self, ref: int) -> tuple[str, ...]:
        """Whether the entity is of the kind that is pointed at, and the likeliest of it."""
        if self._pointed is None:
            return ()
        where, said, kind = self._pointed
        if not fits(self._ctx.table[ref], kind):
            return (f"no:{where}:{said}|{self._group(ref)}",)
        scopes = self._ctx.scopes
        how = [
            n for n, r in (("home", scopes.home), ("main", scopes.main_park), ("focus", self._clause.focus)) if r == ref
        ]
        how += ["latest"] if self._latest.get(self._label(ref)) == ref else []
        return (f"meant:{where}:{said}", *(f"meant:{where}:{said}:{h}" for h in how))

    def features(self, ref: int) -> tuple[str, ...]:
        """What speaks for or against an entity."""
        group, label = self._group(ref), self._label(ref)
        out = [f"{label}|{self._kind}", *(f"{label}|{m}" for m in self._measured), f"{label}|unit:{self._figure.unit}"]
        out += self._meant(ref)
        out += [f"holds:{label}", f"holds:{label}|{self._kind}"] if ref in self._holding else []
        standing = self.standing[ref]
        earlier = [o for o in standing if o.end <= self._figure.start]
        later = [o for o in standing if o.start >= self._figure.end]
        if earlier:
            out += self._standing_before(earlier[-1], group)
        elif not later:
            out.append(f"unnamed:{group}")
        if later:
            how = self._standing_after(later[0])
            out += [f"{how}:{group}"] + ([f"{how}:{label}"] if group != label else [])
        if self._latest.get(group) == ref:
            out += [f"latest:{group}", f"latest:{group}|{self._kind}"]
        if self._latest.get(label) == ref:
            out.append(f"latest:{label}")
        return (*out, *self._spoken_of(ref, group), *reliance(self._ctx.table[ref]))

    def _standing_before(self, o: Occurrence, group: str) -> list[str]:
        text, figure = self._ctx.text, self._figure
        distance = self._distance(o)
        out = [f"at:{distance}", f"at:{distance}:{group}", f"at:{distance}:{group}|{self._kind}", f"role:{o.role}"]
        if o.start >= self._clause.start:
            out += [f"first:{group}"] if self._in_clause[0] is o else []
            out += [f"last:{group}"] if self._in_clause[-1] is o else []
            out += ["beside"] if figure.start - o.end <= 2 else []
        preposition = "在" if o.start in self._sites else text[o.start - 1 : o.start]
        if preposition in _PREPOSITIONS:
            out += [f"after:{preposition}", f"after:{preposition}:{group}"]
        if text[o.end : o.end + 1] in _MARKS:
            out.append(f"before:{text[o.end : o.end + 1]}")
        gap = text[self._clause.start : o.start] if o.start >= self._clause.start else None
        if gap is not None and _OPENS.fullmatch(gap):
            out += ["opens", f"opens:{group}", f"opens:{group}|{self._kind}"]
        if any(p.start - o.end <= _POST for p in self._ctx.table.within(o.end, o.end + _POST, Label.PERSON)):
            out.append(f"speaks:{group}")
        if group == "actor" and _SPENDS.match(text, o.end, figure.start):
            out.append(f"spends|{self._kind}")
        return out

    def _distance(self, o: Occurrence) -> str:
        """How far back: clauses within the sentence, the sentence before, or the paragraph."""
        if o.start >= self._sentence.start:
            starts = self._ctx.scopes.starts
            return str(min(3, max(0, bisect_right(starts, self._figure.start) - bisect_right(starts, o.start))))
        number = self._clause.sentence
        previous = self._ctx.doc.sentences[number - 1].start if number else 0
        return "sentence" if o.start >= previous else "paragraph"

    def _standing_after(self, o: Occurrence) -> str:
        gap = self._ctx.text[self._figure.end : o.start]
        if _MODIFIES.fullmatch(gap) or not gap and self._kind == "invested" and self._label(o.ref) == Label.PROJECT:
            return "modified"
        if builds(self._ctx.text, self._figure.end, o.start):
            return "built"
        return "behind" if o.start < self._clause.end else "later"

    def _spoken_of(self, ref: int, group: str) -> list[str]:
        clause, scopes, kind = self._clause, self._ctx.scopes, self._kind
        out = []
        if ref in clause.topics:
            how = "own" if clause.own else "carried" if clause.carried else "kept"
            out += [f"topic:{how}", f"topic:{how}:{group}", f"topic:{how}:{group}|{kind}"]
            out += ["heading"] if clause.heading else []
        out += [f"place|{kind}"] if ref == clause.place else []
        out += ["focus", f"focus|{kind}"] if ref == clause.focus else []
        out += ["park"] if ref == clause.park else []
        out += [f"led the sentence:{group}"] if ref in self._led else []
        out += [f"opened the paragraph:{group}"] if ref in self._opened else []
        named = self._ctx.table.of(ref)
        out += ["titled"] if named and named[0].start < len(self._ctx.doc.article.title) else []
        out += [f"often:{group}"] if len(named) >= _OFTEN else []
        out += [f"home:{group}|{kind}"] if ref == scopes.home else []
        out += ["main park"] if ref == scopes.main_park else []
        return out

    def nobody(self) -> tuple[str, ...]:
        """What speaks for a figure that is a mere count of what the text lists, or tells nothing."""
        value, unit = self._figure.value, self._figure.unit
        out = ["nobody", f"nobody|{self._kind}", *(f"nobody|{m}" for m in self._measured)]
        if self._figure.currency is None and unit in word_list("units", "counting"):
            out += ["nobody:counting"] + ([f"nobody:small|{self._kind}"] if value <= _SMALL else [])
            out += ["nobody:few"] if value <= 3 else []
        said = self._ctx.text[self._clause.start : self._clause.end]
        if any(w in said for w in word_list("relations", "undone")):
            out += ["nobody:undone", f"nobody:undone|{self._kind}"]
        if unit in word_list("units", "specifications"):
            out.append("nobody:specification")
        out += [f"nobody|unit:{unit}", *(["nobody:held"] if self._holding else [])]
        for how in counting(self._ctx, self._figure, self._clause.start):
            out += [f"nobody:{how}", f"nobody:{how}|{self._kind}"]
        return tuple(out)
