"""Fit the field by which names are labelled, from annotated articles (see scripts/fit_models.py).

The network of `loaders/labelling/field.py`, over features of `loaders/labelling/features.py` and the states of the LAC network;
fitted with PyTorch on one thread from a fixed seed, so that the same articles give the same field on the same machine. Articles on which
rules were written teach without what rules found in them; articles that no rule was written on teach how far rules can be
trusted. An annotated name is marked wherever it stands, the longest first; what is optional in the annotations is marked
where rules read it, so it teaches nothing new.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from loaders.labelling.features import SIGNS, RuleSpan, features, rule_spans
from loaders.labelling.field import ALPHABET
from loaders.labelling.pieces import pieces_of, states_of
from loaders.text.tagger import Tagger
from schema.nodes import Label
from scripts.fitting import Read
from tests.eval.gold import Gold

TARGET = Path(__file__).parents[1] / "loaders" / "data" / "names.npz"
LEAST_SEEN = 4
"""A feature must stand at so many characters to get a vector."""
_NOISE = re.compile(r"[\s\"'“”‘’「」『』《》〈〉·•・\-—–_,、，()（）\[\]【】]")
_NUMBER = {sign: i for i, sign in enumerate(ALPHABET)}
Named = tuple[int, int, Label, bool]
"""Start, end, label, whether it is optional."""


@dataclass(frozen=True)
class Lesson:
    """One labelled piece of text: of each character its features, the states of the network, and the number of its sign."""

    rows: list[list[str]]
    states: NDArray[np.float16]
    signs: NDArray[np.int64]


def taught(articles: Iterable[Read], *, with_rules: bool) -> Iterator[list[Lesson]]:
    """The lessons of each article, as rules read it."""
    tagger = Tagger()
    for a in articles:
        doc, table = a.context.doc, a.context.table
        rows = features(doc.text, table, with_rules=with_rules)
        meant = signs(doc.text, names(doc.text, a.gold), rule_spans(table))
        yield [
            Lesson(rows[i:k], states_of(doc, [(i, k)], tagger), np.array([_NUMBER[sign] for sign in meant[i:k]]))
            for i, k in pieces_of(doc)
        ]


def fit(articles: Iterable[Iterable[Lesson]], told: str = "") -> bytes:
    """The fitted field, as `loaders/labelling/field.py` reads it."""
    from scripts.fit_field import fitted  # which imports PyTorch

    lessons = [lesson for article in articles for lesson in article]
    seen = Counter(f for lesson in lessons for row in lesson.rows for f in row)
    known = sorted(f for f, n in seen.items() if n >= LEAST_SEEN)
    number = {name: i for i, name in enumerate(known, 1)}
    examples = [
        ([[number[f] for f in row if f in number] for row in lesson.rows], lesson.states, lesson.signs)
        for lesson in lessons
    ]
    return fitted(examples, known, told)


def names(text: str, gold: Gold) -> list[Named]:
    """Where the annotated names stand, in order, none overlapping another."""
    squeezed, offsets = _squeezed(text)
    found: list[Named] = []
    for line in gold.entities:
        if line.label not in {label.value for label in SIGNS}:
            continue
        for label, name in line.reference.keys:
            at = squeezed.find(name) if label == line.label and len(name) > 1 else -1
            while at >= 0:
                found.append((offsets[at], offsets[at + len(name) - 1] + 1, Label(label), line.optional))
                at = squeezed.find(name, at + 1)
    taken = bytearray(len(text))
    out = []
    for start, end, label, optional in sorted(found, key=lambda n: (n[0] - n[1], n[3], n[0], n[2])):
        if not any(taken[start:end]):
            taken[start:end] = b"\1" * (end - start)
            out.append((start, end, label, optional))
    return sorted(out)


def _squeezed(text: str) -> tuple[str, list[int]]:
    """The text as names are compared (tests/eval/gold.py), and where each of its characters stands."""
    out, offsets = [], []
    for i, c in enumerate(text):
        for x in _NOISE.sub("", unicodedata.normalize("NFKC", c).lower()):
            out.append(x)
            offsets.append(i)
    return "".join(out), offsets


def signs(text: str, named: Sequence[Named], rules: Sequence[RuleSpan]) -> list[str]:
    """What each character is to be labelled."""
    out = ["O"] * len(text)
    for start, end, label, optional in named:
        if not optional:
            out[start:end] = _signed(end - start, label)
    doubtful = [(start, end) for start, end, _, optional in named if optional]
    for span in rules:
        free = all(sign == "O" for sign in out[span.start : span.end])
        if free and not span.generic and any(a < span.end and span.start < b for a, b in doubtful):
            out[span.start : span.end] = _signed(span.end - span.start, span.label)
    return out


def _signed(size: int, label: Label) -> list[str]:
    return ["B" + SIGNS[label], *(["I" + SIGNS[label]] * (size - 1))]
