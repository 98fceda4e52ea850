"""The fitted field that labels characters: what a language model makes of the text, and named features, in one recurrent network.

For each character the states of the model (`loaders/text/encoder.py`) and the sum of the vectors of its features
(`features`) go through a recurrent layer in both directions; its output, with a score of each feature and state by itself,
scores every sign; a conditional random field over the signs finds the likeliest ones and how likely each is. The weights are
data, `data/names.npz`, fitted by `scripts/fit_reading.py`; one thread, nothing random: the same text gives the same signs.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from loaders.labelling.batches import longest_first, read
from loaders.labelling.features import SIGNS
from loaders.labelling.table import FeatureTable
from loaders.text.sessions import session

if TYPE_CHECKING:
    import numpy as np

    Floats = np.ndarray[Any, np.dtype[np.float32]]
    Array = np.ndarray[Any, Any]

ALPHABET = ("O", *(begin + sign for sign in SIGNS.values() for begin in "BI"))
"""The signs of a character: of no name, the first of a name of a kind, a further one."""


class Labelled(NamedTuple):
    """The likeliest signs of a piece of text, and how likely each sign is by itself."""

    signs: list[str]
    likely: list[float]


class Field:
    """Weights and the arithmetic with them."""

    def __init__(self, data: bytes) -> None:
        """`data`: an npz file as `scripts/names_network.py` writes it."""
        import numpy

        self._np = numpy
        with numpy.load(io.BytesIO(data)) as stored:
            self._table = FeatureTable(stored)
            self._session = session(stored["network"].tobytes())
            self._moves, self._first, self._last = (stored[k].astype(numpy.float64) for k in ("moves", "first", "last"))
        self._ways = numpy.exp(self._moves)

    def labelled(self, rows: Sequence[Sequence[str]], states: Array, sizes: Sequence[int]) -> list[Labelled]:
        """Signs of each piece. `rows`: features, `states`: of the model, of all characters; `sizes`: how many of them,
        one after another, each piece has, which is labelled by itself."""
        order, spans = longest_first(sizes)
        scores = self._scores(rows, states, spans)
        signs, likely = self._signs(scores, spans), self._likely(scores, spans)
        found: list[Labelled] = [Labelled([], [])] * len(sizes)
        for k, path, chances in zip(order, signs, likely, strict=True):
            found[k] = Labelled([ALPHABET[i] for i in path], [float(c[i]) for c, i in zip(chances, path, strict=True)])
        return found

    def _scores(self, rows: Sequence[Sequence[str]], states: Array, spans: Sequence[tuple[int, int]]) -> Floats:
        """A score of every sign for every character."""
        vectors, single = self._table.summed(rows)
        given = {"vectors": vectors, "single": single, "states": states.astype(self._np.float32)}
        return read(self._session, spans, given, len(ALPHABET))

    def _signs(self, scores: Floats, spans: Sequence[tuple[int, int]]) -> list[list[int]]:
        """The likeliest path through each span."""
        numpy = self._np
        steps = [now for now, _ in _steps(numpy, spans)]
        value = scores[steps[0]] + self._first
        last = value.copy()
        came: list[Array] = []
        for now in steps[1:]:
            through = value[: len(now), :, None] + self._moves
            best = through.argmax(axis=1)
            came.append(best)
            value = numpy.take_along_axis(through, best[:, None, :], axis=1)[:, 0] + scores[now]
            last[: len(now)] = value
        ends = (last + self._last).argmax(axis=1)
        out = []
        for k, (start, end) in enumerate(spans):
            path = [int(ends[k])]
            for best in reversed(came[: end - start - 1]):
                path.append(int(best[k, path[-1]]))
            out.append(path[::-1])
        return out

    def _likely(self, scores: Floats, spans: Sequence[tuple[int, int]]) -> list[Array]:
        """How likely each sign of each character of each span is: from what comes before it times from what follows."""
        numpy = self._np
        odds = numpy.exp(scores.astype(numpy.float64) - scores.max(axis=1, keepdims=True))
        before, behind = numpy.empty_like(odds), numpy.empty_like(odds)
        one: Array = numpy.exp(self._first)[None, :]
        other: Array = numpy.repeat(numpy.exp(self._last)[None, :], len(spans), axis=0)
        for step, (now, back) in enumerate(_steps(numpy, spans)):
            one = (one[: len(now)] @ self._ways if step else one) * odds[now]
            one /= one.sum(axis=1, keepdims=True)
            before[now] = one
            other = other[: len(back)]
            behind[back] = other
            other = (other * odds[back]) @ self._ways.T
            other /= other.sum(axis=1, keepdims=True)
        both = before * behind
        both /= both.sum(axis=1, keepdims=True)
        return [both[start:end] for start, end in spans]


def _steps(numpy: Any, spans: Sequence[tuple[int, int]]) -> list[tuple[Array, Array]]:
    """For each step through spans, of which the longest come first: the characters that stand there, from the front and
    from the end."""
    starts = numpy.array([start for start, _ in spans])
    ends = numpy.array([end for _, end in spans])
    sizes = ends - starts
    out = []
    for step in range(int(sizes[0])):
        many = int((sizes > step).sum())
        out.append((starts[:many] + step, ends[:many] - 1 - step))
    return out
