"""What the labelling of names looks at: the characters around each character, and what rules found there.

A feature is a short text; `marking` hands one list of them a character to the labeller, `scripts/fit_marks.py` to its
training. What rules found is left out for articles that the rules were written on, which would teach to trust them blindly.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import chain

from loaders.entities import EntityTable
from loaders.lexicons import word_list
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
    heads = _heads(text)
    out = _shapes(text, _placed(_places(text, table)), _headed(heads))
    _add_ahead(out, text, heads)
    if with_rules:
        _add_rules(out, table)
    return out


def _shapes(text: str, placed: Iterable[str], headed: Iterable[Sequence[str]]) -> list[list[str]]:
    """Features of each character: itself and its neighbours, names of places, words that end names."""
    out: list[list[str]] = []
    b2, b1, c, a1 = _EDGE, _EDGE, text[:1], text[1:2] or _EDGE
    behind = chain(text[2:], (_EDGE, _EDGE))
    for place, (here, after, before), a2 in zip(placed, headed, behind, strict=False):
        out.append(
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
        )
        b2, b1, c, a1 = b1, c, a1, a2
    return out


def _placed(places: Sequence[str]) -> Iterator[str]:
    """Names of places at each character and beside it."""
    known: dict[tuple[str, str, str], str] = {}
    for near in zip([_EDGE, *places], places, [*places[1:], _EDGE], strict=False):
        found = known.get(near)
        if found is None:
            found = known[near] = f"p={''.join(near)}"
        yield found


def _headed(heads: Sequence[str]) -> Iterator[Sequence[str]]:
    """Words that end names: at each character, behind it and before it."""
    known: dict[tuple[str, str, str], Sequence[str]] = {}
    for near in zip(heads, [*heads[1:], _EDGE], [_EDGE, *heads], strict=False):
        found = known.get(near)
        if found is None:
            found = known[near] = (f"s={near[0]}", f"s+={near[1]}", f"s-={near[2]}")
        yield found


def _add_ahead(out: list[list[str]], text: str, heads: Sequence[str]) -> None:
    """The word that ends names which follows in the clause, and how far it is."""
    following: tuple[int, str] | None = None
    for i in range(len(text) - 1, -1, -1):
        if text[i] in _CLAUSE_ENDS:
            following = None
        elif heads[i][-1] == "E":
            following = (i, heads[i][:-1])
        if following:
            out[i].append(f"nx={following[1]}{min(following[0] - i, _FAR)}")


def _add_rules(out: list[list[str]], table: EntityTable) -> None:
    """What rules found at each character, before and behind it."""
    size = len(out)
    signs, by = ["O"] * size, ["O-"] * size
    for span in rule_spans(table):
        sign = SIGNS[span.label] + ("g" if span.generic else "")
        for i in range(span.start, span.end):
            at = "B" if i == span.start else "E" if i == span.end - 1 else "I"
            signs[i] = at + sign
            by[i] = f"{at}{span.rule}{'+' if span.sure else '-'}"
    known: dict[tuple[str, str, str, str], Sequence[str]] = {}
    for row, near in zip(out, zip([_EDGE, *signs], signs, [*signs[1:], _EDGE], by, strict=False), strict=True):
        found = known.get(near)
        if found is None:
            before, here, after, rule = near
            found = known[near] = (f"r={here}", f"r-={before}{here}", f"r+={here}{after}", f"R={rule}")
        row += found


def _places(text: str, table: EntityTable) -> list[str]:
    out = ["-"] * len(text)
    for o in table.occurrences:
        if table[o.ref].label in PLACE_LABELS:
            out[o.start : o.end] = ["B", *"I" * (o.end - o.start - 1)]
    return out


@cache
def _patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    kinds = {
        "K": (*word_list("parks", "strong"), *word_list("parks", "weak")),
        "J": (*word_list("projects", "heads"), *word_list("marks", "works")),
        "V": word_list("marks", "verbs"),
    }
    return tuple(
        (kind, re.compile("|".join(re.escape(w) for w in sorted(set(listed), key=lambda w: (-len(w), w)))))
        for kind, listed in kinds.items()
    )


def _heads(text: str) -> list[str]:
    """Words that end the names of parks and works, and verbs that names stand beside."""
    out = ["-"] * len(text)
    for kind, pattern in _patterns():
        for match in pattern.finditer(text):
            start, end = match.span()
            out[start:end] = [f"{kind}{'B' if i == start else 'E' if i == end - 1 else 'I'}" for i in range(start, end)]
    return out
