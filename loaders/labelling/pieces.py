"""The pieces of a document that are labelled each by itself, and what the language model says of them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from loaders.model import Document
from loaders.text.encoder import LONGEST, Encoder

if TYPE_CHECKING:
    import numpy as np

Piece = tuple[int, int]
"""Start and end in the document."""
_HAN = re.compile("[一-鿿]")
_WINDOW = 200
"""Sentences that the model reads together, as each other's context, reach over so many characters at most."""
_TOGETHER = 2000
"""So many characters are labelled together, at least, so that memory is bounded."""


@dataclass(frozen=True, slots=True)
class Window:
    """Pieces that the model reads together, and what stands between them."""

    pieces: tuple[Piece, ...]

    @property
    def start(self) -> int:
        """Where the first piece begins."""
        return self.pieces[0][0]

    @property
    def end(self) -> int:
        """Where the last piece ends."""
        return self.pieces[-1][1]


def pieces_of(doc: Document) -> Iterator[Piece]:
    """The sentences in which something is Chinese, those in pieces that are too long for the model."""
    for sentence in doc.sentences:
        for start in range(sentence.start, sentence.end, LONGEST):
            end = min(sentence.end, start + LONGEST)
            if _HAN.search(doc.text, start, end):
                yield start, end


def windows_of(pieces: Iterable[Piece]) -> Iterator[Window]:
    """Pieces in order, as many in a window as it holds."""
    some: list[Piece] = []
    for piece in pieces:
        if some and piece[1] - some[0][0] > _WINDOW:
            yield Window(tuple(some))
            some = []
        some.append(piece)
    if some:
        yield Window(tuple(some))


def pieces_in(windows: Iterable[Window]) -> list[Piece]:
    """The pieces of windows, in order."""
    return [piece for window in windows for piece in window.pieces]


def together(doc: Document) -> Iterator[list[Window]]:
    """Windows in groups: what is labelled at once."""
    group: list[Window] = []
    size = 0
    for window in windows_of(pieces_of(doc)):
        group.append(window)
        size += window.end - window.start
        if size >= _TOGETHER:
            yield group
            group, size = [], 0
    if group:
        yield group


def states_of(doc: Document, windows: Sequence[Window], encoder: Encoder) -> np.ndarray[Any, Any]:
    """The states of the characters of all pieces of at least one window, one after another."""
    import numpy

    told = encoder.states([doc.text[w.start : w.end] for w in windows])
    return numpy.concatenate(
        [states[a - w.start : b - w.start] for w, states in zip(windows, told, strict=True) for a, b in w.pieces]
    )
