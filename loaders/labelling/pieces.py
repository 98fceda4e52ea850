"""The pieces of a document that are labelled each by itself, and what the network says of them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from loaders.model import Document, Sentence
from loaders.text.tagger import Tagger
from loaders.text.tokens import stretches

if TYPE_CHECKING:
    import numpy as np

Piece = tuple[int, int]
"""Start and end in the document."""
_HAN = re.compile("[一-鿿]")
_LONGEST = 300
"""Longer sentences are labelled in pieces."""
_TOGETHER = 2000
"""So many characters are labelled together, at least, so that memory is bounded."""


def pieces_of(doc: Document) -> Iterator[Piece]:
    """The sentences in which something is Chinese, long ones in pieces."""
    for sentence in doc.sentences:
        for start in range(sentence.start, sentence.end, _LONGEST):
            end = min(sentence.end, start + _LONGEST)
            if _HAN.search(doc.text, start, end):
                yield start, end


def together(doc: Document) -> Iterator[list[Piece]]:
    """Pieces in groups: what is labelled at once."""
    group: list[Piece] = []
    size = 0
    for start, end in pieces_of(doc):
        group.append((start, end))
        size += end - start
        if size >= _TOGETHER:
            yield group
            group, size = [], 0
    if group:
        yield group


def states_of(doc: Document, pieces: Sequence[Piece], tagger: Tagger) -> np.ndarray[Any, Any]:
    """The states of the network for the characters of at least one piece, one after another: a stretch between commas at a
    time, as rules have it tagged."""
    import numpy

    parts = [part for start, end in pieces for part in stretches(Sentence(start, end, doc.text[start:end], 0))]
    return numpy.concatenate(tagger.states(parts))
