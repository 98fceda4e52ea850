"""What the labelling of names looks at: the characters around each character, and what rules found there.

A feature is a short text; `marking` hands one list of them a character to the labeller, `scripts/fit_marks.py` to its
training. What rules found is left out for articles that the rules were written on, which would teach to trust them blindly.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from loaders.entities.article import EntityTable
from loaders.lexicons import Matcher, matcher, word_list
from schema.nodes import PLACE_LABELS, Label

SIGNS = {
    Label.PARK: "K",
    Label.PROJECT: "J",
    Label.COMPANY: "C",
    Label.ORGANIZATION: "G",
    Label.POLICY: "L",
    Label.INDUSTRY: "N",
    Label.PERSON: "P",
}
"""Labels as the labeller knows them."""
SURE = 0.6
"""Least confidence of a mention that founds an entity."""
_CLAUSE_ENDS = frozenset("，。；：、！？\n")
_FAR = 12
_EDGE = "$"
_AHEAD = "KJV"
"""Kinds of words that count as following: parks, works and the verbs between names, not what only firms have at their ends."""


@dataclass(frozen=True, slots=True)
class RuleSpan:
    """A name as rules read it; `generic` where it founds no entity."""

    start: int
    end: int
    label: Label
    rule: str
    sure: bool
    generic: bool


def rule_spans(table: EntityTable) -> list[RuleSpan]:
    """Names of an article as rules read them, in order, none within another."""
    out: list[RuleSpan] = []
    found = [o for o in table.occurrences if o.role == "name" and table[o.ref].label in SIGNS]
    for o in sorted(found, key=lambda o: (o.start, -o.end)):
        if out and o.start < out[-1].end:
            continue
        entity = table[o.ref]
        confidence = o.mention.confidence if o.mention else entity.confidence
        rule = o.mention.rule if o.mention else "further"
        generic = entity.get("generic") is not None
        out.append(RuleSpan(o.start, o.end, entity.label, rule, confidence >= SURE, generic))
    return out


def features(text: str, table: EntityTable, *, with_rules: bool = True) -> list[list[str]]:
    """Features of every character of the matching text."""
    return Features(text, table, with_rules=with_rules).rows(0, len(text))


class Features:
    """The features of a text, made for a stretch of it at a time: of a long text all of them are too many to hold."""

    def __init__(self, text: str, table: EntityTable, *, with_rules: bool = True) -> None:
        heads = _heads(text)
        self._padded = _EDGE * 2 + text + _EDGE * 2
        self._places = [_EDGE, *_places(text, table), _EDGE]
        self._heads = [_EDGE, *heads, _EDGE]
        self._ahead = _ahead(text, heads)
        self._signs, self._by = _ruled(len(text), table) if with_rules else ([], [])

    def rows(self, start: int, end: int) -> list[list[str]]:
        """The features of the characters from `start` to `end`, which depend on what stands around them too."""
        out = self._shapes(start, end)
        for i, following in enumerate(self._ahead[start:end], start):
            if following:
                out[i - start].append(f"nx={following[1]}{min(following[0] - i, _FAR)}")
        if self._signs:
            for row, found in zip(out, self._by_rules(start, end), strict=True):
                row += found
        return out

    def _shapes(self, start: int, end: int) -> list[list[str]]:
        """Features of each character: itself and its neighbours, names of places, words that end names."""
        near = self._padded[start : end + 4]
        around = zip(near, near[1:], near[2:], near[3:], near[4:], strict=False)
        placed, headed = self._placed(start, end), self._headed(start, end)
        return [
            [
                "b",
                "c=" + c,
                "c-1=" + b1,
                "c+1=" + a1,
                "c-2=" + b2,
                "c+2=" + a2,
                f"cc-={b1}{c}",
                f"cc+={c}{a1}",
                f"cc--={b2}{b1}",
                f"cc++={a1}{a2}",
                place,
                here,
                after,
                before,
            ]
            for (b2, b1, c, a1, a2), place, (here, after, before) in zip(around, placed, headed, strict=True)
        ]

    def _placed(self, start: int, end: int) -> Iterator[str]:
        """Names of places at each character and beside it."""
        known: dict[tuple[str, ...], str] = {}
        for near in _threes(self._places, start, end):
            found = known.get(near)
            if found is None:
                found = known[near] = f"p={''.join(near)}"
            yield found

    def _headed(self, start: int, end: int) -> Iterator[Sequence[str]]:
        """Words that end names: at each character, behind it and before it."""
        known: dict[tuple[str, ...], Sequence[str]] = {}
        for near in _threes(self._heads, start, end):
            found = known.get(near)
            if found is None:
                before, here, after = near
                found = known[near] = (f"s={here}", f"s+={after}", f"s-={before}")
            yield found

    def _by_rules(self, start: int, end: int) -> Iterator[Sequence[str]]:
        """What rules found at each character, before and behind it."""
        known: dict[tuple[tuple[str, ...], str], Sequence[str]] = {}
        for near in zip(_threes(self._signs, start, end), self._by[start:end], strict=True):
            found = known.get(near)
            if found is None:
                (before, here, after), rule = near
                found = known[near] = (f"r={here}", f"r-={before}{here}", f"r+={here}{after}", f"R={rule}")
            yield found


def _threes(padded: Sequence[str], start: int, end: int) -> Iterator[tuple[str, ...]]:
    """What stands before, at and behind each character of a stretch; `padded` has an edge at each end."""
    return zip(padded[start:end], padded[start + 1 : end + 1], padded[start + 2 : end + 2], strict=True)


def _ahead(text: str, heads: Sequence[str]) -> list[tuple[int, str] | None]:
    """For each character the word that ends names which follows in the clause, and where it ends."""
    out: list[tuple[int, str] | None] = [None] * len(text)
    following: tuple[int, str] | None = None
    for i in range(len(text) - 1, -1, -1):
        if text[i] in _CLAUSE_ENDS:
            following = None
        elif heads[i][-1] == "E" and heads[i][0] in _AHEAD:
            following = (i, heads[i][:-1])
        out[i] = following
    return out


def _ruled(size: int, table: EntityTable) -> tuple[list[str], list[str]]:
    """Which name rules found at each character, between edges, and which rule it was."""
    signs, by = ["O"] * size, ["O-"] * size
    for span in rule_spans(table):
        sign = SIGNS[span.label] + ("g" if span.generic else "")
        for i in range(span.start, span.end):
            at = "B" if i == span.start else "E" if i == span.end - 1 else "I"
            signs[i] = at + sign
            by[i] = f"{at}{span.rule}{'+' if span.sure else '-'}"
    return [_EDGE, *signs, _EDGE], by


def _places(text: str, table: EntityTable) -> list[str]:
    out = ["-"] * len(text)
    for o in table.occurrences:
        if table[o.ref].label in PLACE_LABELS:
            out[o.start : o.end] = ["B", *"I" * (o.end - o.start - 1)]
    return out


@cache
def _words() -> tuple[tuple[str, Matcher], ...]:
    kinds = {
        "A": (*word_list("marks", "called"), *word_list("organizations", "roles")),
        "F": word_list("marks", "trades"),
        "K": (*word_list("parks", "strong"), *word_list("parks", "weak")),
        "J": (*word_list("projects", "heads"), *word_list("marks", "works")),
        "V": word_list("marks", "verbs"),
    }
    return tuple((kind, matcher(dict.fromkeys(listed))) for kind, listed in kinds.items())


def _heads(text: str) -> list[str]:
    """Words that end the names of parks, works and firms, what firms are called before them, and verbs."""
    out = ["-"] * len(text)
    for kind, found in _words():
        for _, start, end in found.find_matches_as_indexes(text):
            out[start:end] = [f"{kind}{'B' if i == start else 'E' if i == end - 1 else 'I'}" for i in range(start, end)]
    return out
