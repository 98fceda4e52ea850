"""What the labelling of names looks at: the characters around each character, and what rules found there.

A feature is a short text; `marking` hands one list of them a character to the labeller, `scripts/fit_marks.py` to its
training. What rules found is left out for articles that the rules were written on, which would teach to trust them blindly.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

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
    places, heads, ahead = _places(text, table), _heads(text), [""] * len(text)
    following: tuple[int, str] | None = None
    for i in range(len(text) - 1, -1, -1):
        if text[i] in _CLAUSE_ENDS:
            following = None
        elif heads[i][-1] == "E":
            following = (i, heads[i][:-1])
        if following:
            ahead[i] = f"nx={following[1]}{min(following[0] - i, _FAR)}"
    out = [_shape(text, i, places, heads, ahead) for i in range(len(text))]
    if with_rules:
        _add_rules(out, table)
    return out


def _shape(text: str, i: int, places: list[str], heads: list[str], ahead: list[str]) -> list[str]:
    """Features of one character: itself and its neighbours, names of places, words that end names."""
    c, last = text[i], len(text) - 1
    b1, b2 = text[i - 1] if i else _EDGE, text[i - 2] if i > 1 else _EDGE
    a1, a2 = text[i + 1] if i < last else _EDGE, text[i + 2] if i + 1 < last else _EDGE
    place = (places[i - 1] if i else _EDGE) + places[i] + (places[i + 1] if i < last else _EDGE)
    found = [
        "b",
        f"c={c}",
        f"c-1={b1}",
        f"c+1={a1}",
        f"c-2={b2}",
        f"c+2={a2}",
        f"cc-={b1}{c}",
        f"cc+={c}{a1}",
        f"cc--={b2}{b1}",
        f"cc++={a1}{a2}",
        f"p={place}",
        f"s={heads[i]}",
        f"s+={heads[i + 1] if i < last else _EDGE}",
        f"s-={heads[i - 1] if i else _EDGE}",
    ]
    if ahead[i]:
        found.append(ahead[i])
    return found


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
    for i, found in enumerate(out):
        before, after = signs[i - 1] if i else _EDGE, signs[i + 1] if i + 1 < size else _EDGE
        found += [f"r={signs[i]}", f"r-={before}{signs[i]}", f"r+={signs[i]}{after}", f"R={by[i]}"]


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
