"""What annotated articles teach the field by which names are labelled (see scripts/fit_models.py).

The field of `loaders/labelling/field.py` reads features of `loaders/labelling/features.py` and the states of the language model. Articles on which
rules were written teach without what rules found in them; articles that no rule was written on teach how far rules can be
trusted. An annotated name is marked wherever it stands, the longest first; what is optional in the annotations is marked
where rules read it, so it teaches nothing new.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from loaders.labelling.features import SIGNS, RuleSpan, features, rule_spans
from loaders.labelling.field import ALPHABET
from loaders.labelling.pieces import Piece, pieces_of
from schema.nodes import Label
from scripts.fitting import Read
from tests.eval.gold import Gold

_NOISE = re.compile(r"[\s\"'“”‘’「」『』《》〈〉·•・\-—–_,、，()（）\[\]【】]")
_NUMBER = {sign: i for i, sign in enumerate(ALPHABET)}
Named = tuple[int, int, Label, bool]
"""Start, end, label, whether it is optional."""


@dataclass(frozen=True)
class Lesson:
    """One labelled article: its text, its pieces, and of each character of these its features and the number of its sign."""

    text: str
    pieces: tuple[Piece, ...]
    rows: list[list[str]]
    signs: NDArray[np.int64]


def taught(articles: Iterable[Read], *, with_rules: bool) -> Iterator[Lesson]:
    """The lesson of each article, as rules read it."""
    for a in articles:
        doc, table = a.context.doc, a.context.table
        rows = features(doc.text, table, with_rules=with_rules)
        meant = signs(doc.text, names(doc.text, a.gold), rule_spans(table))
        pieces = tuple(pieces_of(doc))
        at = [i for start, end in pieces for i in range(start, end)]
        yield Lesson(doc.text, pieces, [rows[i] for i in at], np.array([_NUMBER[meant[i]] for i in at], np.int64))


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
