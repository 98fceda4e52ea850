"""What speaks for a place being the one that an article is about: named features of every place it may be.

An article may be about each place that it names, and each that lies above one. Counts and shares are told in steps, so
that weights over them (`lexicon/home_places.yaml`) can be fitted to few articles.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cache

from loaders.lexicons import word_list, words
from loaders.model import Document, PlaceMention
from loaders.places.gazetteer import Gazetteer
from loaders.places.masthead import masthead_place
from loaders.ranking import step

_LEAD = 150
"""Length of the first lines, in characters."""
_TIMES = (1, 2, 3, 5, 8, 13)
_SHARES = (0.01, 0.1, 0.2, 0.35, 0.5, 0.7)
_MOST = (0.2, 0.4, 0.6, 0.8, 0.95)
_RATIOS = (0.3, 0.7, 1.2, 2.5, 5.0)
_PARTS = (0.34, 0.67, 1.0)
_FEW = (1, 2, 4, 8)
_EVEN = 0.5
"""Added to both sides of a ratio of counts."""
_SEVERAL = 2
_SET = re.compile(
    r"(?:在|赴|走进|来到|前往|抵达|落户|摆进|开进|来自|从)[^，。；、\n]{0,2}$|(?:毗邻|邻近|相邻|隔壁|对岸|之隔)的?[^，。；、\n]{0,3}$"
)
"""Before a place: where a fair is held, somebody comes from, something borders on."""
_OFFICE = re.compile(r"[省市区县旗州]?(?:委|政府|人民政府|人大|政协|长)")
_CIRCLE = re.compile(r"市?[一-鿿]{0,8}?(?:商会|协会|联合会|同乡会|联谊会)")
"""深圳市电子信息联合会: whose members are guests as often as hosts."""
_BEGINS = "，。；、\n　 "
_OFTEN = 2
"""An article that says 援疆 so often is about it."""
_EVIDENCE = 3
"""So many words of Hong Kong's own make an article one of Hong Kong."""
_REGIONS = ("71", "81", "82")
_RANKS = "省市县区旗州盟"
_ASIDE = ("set", "prefix", "address", "guest")


@dataclass(frozen=True)
class HomeCandidate:
    """A place that an article may be about, by its code, and what speaks for it and against it."""

    code: str
    features: tuple[str, ...]


def home_candidates(doc: Document, mentions: Sequence[PlaceMention], gazetteer: Gazetteer) -> list[HomeCandidate]:
    """The places that the article may be about, in order of their codes."""
    table = _Counts(doc, [m for m in mentions if m.role != "anaphor"], gazetteer)
    return [HomeCandidate(code, tuple(table.features(code))) for code in sorted(table.possible)]


@dataclass
class _Counts:
    """How often the places of an article are named, and how."""

    doc: Document
    named: Sequence[PlaceMention]
    gazetteer: Gazetteer
    own: Counter[str] = field(default_factory=Counter)
    total: Counter[str] = field(default_factory=Counter)
    """Of a place and all that lies in it."""
    within: defaultdict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    ways: defaultdict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    """Of each way of being named, how often each place is."""

    def __post_init__(self) -> None:
        self.end = len(self.doc.article.title)
        self.masthead = masthead_place(self.doc, self.gazetteer)
        codes = {m.code for m in self.named} | ({self.masthead} if self.masthead else set())
        self.above = {c: frozenset(p.code for p in self.gazetteer.ancestors(c)) for c in codes}
        self.possible = codes.union(*self.above.values())
        for code in self.possible - codes:
            self.above[code] = frozenset(p.code for p in self.gazetteer.ancestors(code))
        for code in codes:
            for upper in self.above[code]:
                self.within[upper].add(code)
        behind = {m.start: m.code for m in self.named}
        begins = {s.start for s in self.doc.sentences}
        for m in self.named:
            self.own[m.code] += 1
            self.total.update((m.code, *self.above[m.code]))
            for way in _ways(self.doc, m, behind.get(m.end), begins, self.gazetteer):
                self.ways[way][m.code] += 1
        self.most = self.own.most_common()
        self.deep = Counter(len(self.above[c]) for c in self.own)
        self.titled = {m.code for m in self.named if m.end <= self.end}
        self.leading = {m.code for m in self.named if self.end <= m.start < self.end + _LEAD}
        self.first = next((m.code for m in self.named if m.start >= self.end), None)
        self.aided = _aided(self.doc.text, self.named)
        self.local = _local(self.doc.text, self.named)
        self.said = {rank: sum(self.doc.text.count(w) for w in _rank_words() if rank in w) for rank in _RANKS}

    def features(self, code: str) -> Iterable[str]:
        """Of one place."""
        place = self.gazetteer.by_code(code)
        assert place is not None
        yield f"level {place.label}{' of a region' if code[:2] in _REGIONS else ''}"
        yield from self._standing(code)
        yield from self._shares(code)
        yield from self._rivals(code)
        for way in ("full", "office", "subject"):
            yield f"{way} {step(self.ways[way][code], _FEW)}"
        for way in _ASIDE:
            if self.ways[way][code]:
                yield f"{way} {step(self.ways[way][code] / self.own[code], _PARTS)}"
        yield from self._ranks(place.name[-1])
        if self.aided:
            yield "aided" if code.startswith(self.aided) else "aiding"
        if self.local and code[:2] != self.local:
            yield "abroad"

    def _standing(self, code: str) -> Iterable[str]:
        """How it stands to what the page's head, the headline and the first lines name."""
        if self.masthead is not None:
            yield f"masthead {self._to(code, {self.masthead})}"
        yield f"title {self._to(code, self.titled)}" if self.titled else "no title"
        yield f"lead {self._to(code, self.leading)}"
        if self.first is not None:
            yield f"first {self._to(code, {self.first})}"
        several = len(self.titled & self.within[code])
        if several >= _SEVERAL:
            yield f"title of several {min(several, _SEVERAL + 1)}"

    def _to(self, code: str, named: set[str]) -> str:
        if code in named:
            return "own"
        if named & self.within[code]:
            return "within"
        return "above" if named & self.above[code] else "other"

    def _shares(self, code: str) -> Iterable[str]:
        """How much of what is named it holds, and how that is shared out within it."""
        every = max(1, len(self.named))
        yield f"named {step(self.own[code], _TIMES)}"
        yield f"share {step(self.own[code] / every, _SHARES)}"
        yield f"whole {step(self.total[code] / every, _MOST)}"
        inner = self.within[code]
        yield f"inner places {step(len(inner), (1, 2, 3, 5))}"
        most = max((self.total[c] for c in inner), default=0)
        yield f"inner {step(most / max(1, self.total[code]), _MOST)}"
        largest = max((self.own[c] for c in inner), default=0)
        yield f"inner to own {step(_ratio(largest, self.own[code]), _RATIOS)}"

    def _rivals(self, code: str) -> Iterable[str]:
        """How it compares with what lies above it, and beside it."""
        upper = self.above[code]
        if upper:
            yield f"own to above {step(_ratio(self.own[code], max(self.own[c] for c in upper)), _RATIOS)}"
        beside = next((n for c, n in self.most if self._is_beside(c, code)), 0)
        yield f"whole to beside {step(_ratio(self.total[code], beside), _RATIOS)}"
        yield f"peers {step(self.deep[len(upper)], (1, 2, 3, 6))}"

    def _is_beside(self, code: str, other: str) -> bool:
        return code != other and code not in self.above[other] and other not in self.above[code]

    def _ranks(self, rank: str) -> Iterable[str]:
        """How often the article speaks by the place's rank alone (全县, 我市)."""
        said = self.said.get(rank, 0)
        if rank in self.said:
            yield f"its rank {step(said, _FEW)}"
        yield f"another rank {step(sum(self.said.values()) - said, _FEW)}"


def _ratio(one: int, other: int) -> float:
    return (one + _EVEN) / (other + _EVEN)


def _ways(doc: Document, m: PlaceMention, behind: str | None, begins: set[int], gazetteer: Gazetteer) -> Iterable[str]:
    """In which ways a mention names its place. `behind`: the place named right after it."""
    if m.full:
        yield "full"
    if _OFFICE.match(doc.text, m.end):
        yield "office"
    if m.start in begins or doc.text[m.start - 1 : m.start] in _BEGINS:
        yield "subject"
    if m.role == "prefix":
        yield "prefix"
    if _SET.search(doc.text[max(0, m.start - 6) : m.start]):
        yield "set"
    if doc.text.startswith(word_list("places", "guests"), m.end) or _CIRCLE.match(doc.text, m.end):
        yield "guest"
    if behind is not None and gazetteer.is_ancestor(m.code, behind):
        yield "address"  # 江西 in 江西芦溪县


@cache
def _rank_words() -> tuple[str, ...]:
    """Words that speak of a place by its rank alone."""
    return tuple(w for surfaces in words("places")["anaphors"].values() for w in str(surfaces).split())


def _aided(text: str, named: Sequence[PlaceMention]) -> str:
    """First digits of the codes of the province that an article about aid speaks of (援疆: 65), else nothing."""
    for word, province in words("places")["aided"].items():
        code = str(province)
        if text.count(str(word)) >= _OFTEN and any(m.code.startswith(code) and m.code != code for m in named):
            return code
    return ""


def _local(text: str, named: Sequence[PlaceMention]) -> str:
    """First digits of the codes of Hong Kong where the text names a place there and speaks as people do there, else nothing."""
    found = [w for w in word_list("places", "hongkong") if w in text]
    return "81" if len(found) >= _EVIDENCE and any(m.code[:2] == "81" for m in named) else ""
