"""Fit the field by which names are labelled, from annotated articles (see scripts/fit_models.py).

A conditional random field over characters (CRFsuite), with features of `loaders/mark_features.py`. The articles on which
rules were written teach without what rules found in them; the articles of tests/eval/training, which no rule was written
on, teach how far rules can be trusted. An annotated name is marked wherever it stands, the longest first; what is
optional in the annotations is marked where rules read it, so it teaches nothing new.
"""

from __future__ import annotations

import re
import tempfile
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import pycrfsuite

from loaders.article import find_articles, read_articles
from loaders.clean import clean
from loaders.entities import EntityTable
from loaders.mark_features import SIGNS, RuleSpan, features, rule_spans
from loaders.pipeline import Reader
from schema.nodes import Label
from tests.eval.corpora import Corpus
from tests.eval.gold import Gold, read_gold

TARGET = Path(__file__).parents[1] / "loaders" / "data" / "names.crfsuite"
PARAMETERS = {"c1": 0.1, "c2": 0.1, "max_iterations": 80, "feature.possible_transitions": True, "feature.minfreq": 2}
_NOISE = re.compile(r"[\s\"'“”‘’「」『』《》〈〉·•・\-—–_,、，()（）\[\]【】]")
Sequences = list[tuple[list[list[str]], list[str]]]
Named = tuple[int, int, Label, bool]
"""Start, end, label, whether it is optional."""


@dataclass(frozen=True)
class Annotated:
    """An article as rules read it, and its annotations."""

    stem: str
    text: str
    table: EntityTable
    gold: Gold


def annotated(reader: Reader, corpus: Corpus) -> Iterable[Annotated]:
    """The annotated articles of a corpus."""
    stems = set(corpus.names())
    for path in find_articles([str(corpus.articles)]):
        if Path(path).stem in stems:
            (raw,) = read_articles(path)
            context = reader.analyse(clean(raw)).context
            gold = read_gold(corpus.gold / f"{Path(path).stem}.gold")
            yield Annotated(Path(path).stem, context.text, context.table, gold)


def taught(articles: Iterable[Annotated], *, with_rules: bool) -> Sequences:
    """Features and signs of every character of the articles."""
    return [
        (features(a.text, a.table, with_rules=with_rules), signs(a.text, names(a.text, a.gold), rule_spans(a.table)))
        for a in articles
    ]


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
