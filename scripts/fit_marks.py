"""Fit the field by which names are labelled, from annotated articles (see scripts/fit_models.py).

A conditional random field over characters (CRFsuite), with features of `loaders/labelling/features.py`. The articles on which
rules were written teach without what rules found in them; the articles of tests/eval/training, which no rule was written
on, teach how far rules can be trusted. An annotated name is marked wherever it stands, the longest first; what is
optional in the annotations is marked where rules read it, so it teaches nothing new.
"""

from __future__ import annotations

import re
import tempfile
import unicodedata
from collections.abc import Iterable, Sequence
from pathlib import Path

import pycrfsuite

from loaders.entities.article import EntityTable
from loaders.labelling.features import SIGNS, RuleSpan, features, rule_spans
from schema.nodes import Label
from scripts.fitting import Read
from tests.eval.gold import Gold

TARGET = Path(__file__).parents[1] / "loaders" / "data" / "names.crfsuite"
PARAMETERS = {"c1": 0.1, "c2": 0.1, "max_iterations": 80, "feature.possible_transitions": True, "feature.minfreq": 2}
_NOISE = re.compile(r"[\s\"'“”‘’「」『』《》〈〉·•・\-—–_,、，()（）\[\]【】]")
Sequences = list[tuple[list[list[str]], list[str]]]
Named = tuple[int, int, Label, bool]
"""Start, end, label, whether it is optional."""


def taught(articles: Iterable[Read], *, with_rules: bool) -> Sequences:
    """Features and signs of every character of articles as rules read them."""
    return [_taught(a.context.text, a.context.table, a.gold, with_rules) for a in articles]


def _taught(text: str, table: EntityTable, gold: Gold, with_rules: bool) -> tuple[list[list[str]], list[str]]:
    return features(text, table, with_rules=with_rules), signs(text, names(text, gold), rule_spans(table))


def fit(data: Sequences) -> bytes:
    """The fitted field."""
    trainer = pycrfsuite.Trainer(verbose=False)  # pyright: ignore[reportAttributeAccessIssue]
    for rows, row_signs in data:
        trainer.append(rows, row_signs)
    trainer.set_params(PARAMETERS)
    with tempfile.NamedTemporaryFile(suffix=".crfsuite") as stream:
        trainer.train(stream.name)
        return Path(stream.name).read_bytes()


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
