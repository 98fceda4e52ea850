"""The fitted network that weighs pairs: what the language model makes of the text about two names, and named features of the two.

For each character the states of the model (`loaders/text/encoder.py`) and a vector of what it belongs to (`glances`) go through a recurrent layer in
both directions. Of each place where two things stand near each other the network takes what this layer tells of both and of
what stands between them; of all places the strongest; with the sum of the vectors of the pair's features it gives the log
odds of each type of relationship, and for a figure and who may own it a score among the candidates. Weights and
thresholds are data, `data/pairs.npz`, fitted by `scripts/fit_reading.py`; one thread, nothing random: the same text gives
the same probabilities.
"""

from __future__ import annotations

import io
import math
from collections.abc import Collection, Iterator, Sequence
from functools import cached_property
from importlib.resources import files
from itertools import islice
from typing import TYPE_CHECKING, Any

from loaders.extract.candidates import JUDGED, Candidate
from loaders.extract.claims import Context
from loaders.extract.figures.owners import Open
from loaders.extract.glances import Glances, Stands, belonging, bounds, glances
from loaders.extract.links import Likely
from loaders.labelling.batches import longest_first, read
from loaders.labelling.pieces import pieces_in, states_of, together
from loaders.labelling.table import FeatureTable
from loaders.ranking import Candidate as Owner
from loaders.text.encoder import Encoder
from loaders.text.sessions import session

if TYPE_CHECKING:
    import numpy as np

    Array = np.ndarray[Any, Any]

_TOGETHER = 256
"""Pairs that are weighed at once, so that memory is bounded."""
_NUMBERS = {predicate: i for i, predicate in enumerate(JUDGED)}


class Weigher:
    """Weighs what articles may state; loads the network when the first one comes."""

    def __init__(self, model: bytes | None = None, encoder: Encoder | None = None) -> None:
        """`model`: another than the packaged one. `encoder`: one that others use too, which then computes less."""
        self._model = model
        self._encoder = encoder or Encoder()

    @cached_property
    def _network(self) -> Network:
        model = self._model
        return Network(files("loaders").joinpath("data", "pairs.npz").read_bytes() if model is None else model)

    def of(self, ctx: Context) -> Weighing:
        """What the network says of one article."""
        return Weighing(ctx, self._network, self._encoder)


class Weighing:
    """One article before the network."""

    def __init__(self, ctx: Context, network: Network, encoder: Encoder) -> None:
        self._network = network
        self._told = network.told(ctx, encoder)
        self._stands = Stands(ctx)

    def likely(self, found: Sequence[Candidate]) -> Iterator[Likely]:
        """The relationships whose probability is not below the threshold of their type."""
        if not found:
            return
        seen = glances([(self._stands.of(c.start), self._stands.of(c.end)) for c in found])
        chances = self._network.chances(self._told, seen, [c.features for c in found])
        for c, row in zip(found, chances.tolist(), strict=True):
            for predicate in c.predicates:
                i = _NUMBERS[predicate]
                if row[i] >= self._network.thresholds[i]:
                    yield row[i], predicate, c.start, c.end

    def owners(self, figures: Sequence[Open]) -> list[tuple[Owner, float]]:
        """The likeliest owner of each figure, the first of equals, and its probability."""
        if not figures:
            return []
        places = [
            ([self._stands.place(figure.start, figure.end)], self._stands.of(c.ref))
            for figure, found in figures
            for c in found
        ]
        features = [c.features for _, found in figures for c in found]
        scores = iter(self._network.scores(self._told, glances(places), features).tolist())
        out = []
        for _, found in figures:
            own = list(islice(scores, len(found)))
            top = max(own)
            out.append((found[own.index(top)], 1 / math.fsum(math.exp(one - top) for one in own)))
        return out


class Told:
    """What the recurrent layer tells of the places of a text at which names and figures begin and end."""

    def __init__(self, offsets: Array, width: int) -> None:
        """`offsets`: where, in order; `width`: so many numbers are told of each character."""
        import numpy

        self._np = numpy
        self._offsets = offsets
        self.characters: Array = numpy.zeros((len(offsets), width), dtype=numpy.float32)
        """Of the character at each offset; zeros where nothing is Chinese."""
        self._sums: Array = numpy.zeros((len(offsets), width))
        """Of all characters before each offset together."""
        self._sum: Array = numpy.zeros(width)
        self._done = 0

    def add(self, at: Array, told: Array) -> None:
        """What is told of the next characters, which stand `at`; parts come in order. Long texts are never held as a whole."""
        numpy = self._np
        until = int(numpy.searchsorted(self._offsets, at[-1], side="right"))
        here = slice(self._done, until)
        sums = numpy.concatenate([self._sum[None], self._sum + told.cumsum(axis=0, dtype=numpy.float64)])
        places = numpy.searchsorted(at, self._offsets[here])
        self._sums[here] = sums[places]
        self.characters[here] = numpy.where((at[places] == self._offsets[here])[:, None], told[places], 0)
        self._sum, self._done = sums[-1], until

    def end(self) -> None:
        """Nothing follows."""
        self._sums[self._done :] = self._sum

    def numbers(self, offsets: Array) -> Array:
        """The rows of `characters` for an array of offsets."""
        return self._np.searchsorted(self._offsets, offsets).clip(max=max(0, len(self._offsets) - 1))

    def between(self, seen: Glances) -> Array:
        """The sum over what stands between two names, by the square root of its length: long gaps tell more, but not by far."""
        numpy = self._np
        begin, end = seen.between[:, :, 0], seen.between[:, :, 1]
        lengths = numpy.maximum(end - begin, 1)[:, :, None]
        sums = self._sums[self.numbers(end)] - self._sums[self.numbers(begin)]
        out: Array = (sums / numpy.sqrt(lengths)).astype(numpy.float32)
        return out


class Network:
    """Weights and the arithmetic with them."""

    def __init__(self, data: bytes) -> None:
        """`data`: an npz file as `scripts/pair_graph.py` writes it."""
        import numpy

        self._np = numpy
        with numpy.load(io.BytesIO(data)) as stored:
            self._links, self._owners = (FeatureTable(stored, f"{name}_") for name in ("links", "owners"))
            self._reading, self._linking, self._owning = (
                session(stored[name].tobytes()) for name in ("reading", "linking", "owning")
            )
            self.thresholds: list[float] = stored["thresholds"].tolist()

    def told(self, ctx: Context, encoder: Encoder) -> Told:
        """What the recurrent layer tells of a text."""
        numpy = self._np
        kinds = belonging(ctx)
        width = self._reading.get_outputs()[0].shape[2]
        told = Told(bounds(ctx), width)
        for windows in together(ctx.doc):
            pieces = pieces_in(windows)
            at = numpy.concatenate([numpy.arange(start, end) for start, end in pieces])
            states, own = states_of(ctx.doc, windows, encoder).astype(numpy.float32), kinds[at]
            _, spans = longest_first([end - start for start, end in pieces])
            told.add(at, read(self._reading, spans, {"states": states, "kinds": own}, width))
        told.end()
        return told

    def chances(self, told: Told, seen: Glances, features: Sequence[Collection[str]]) -> Array:
        """An array of pairs and probabilities of each type in `JUDGED`."""
        odds = self._weighed(self._linking, self._links, told, seen, features)
        out: Array = 1 / (1 + self._np.exp(-odds.clip(-30, 30)))
        return out

    def scores(self, told: Told, seen: Glances, features: Sequence[Collection[str]]) -> Array:
        """A score of each pair of a figure and who may own it: log odds against the others that may."""
        return self._weighed(self._owning, self._owners, told, seen, features)[:, 0]

    def _weighed(
        self, network: Any, table: FeatureTable, told: Told, seen: Glances, features: Sequence[Collection[str]]
    ) -> Array:
        """A score of each pair and outcome."""
        parts = []
        for first in range(0, len(features), _TOGETHER):
            some = slice(first, first + _TOGETHER)
            now = seen.part(some)
            vectors, single = table.summed(features[some])
            given = {"ends": told.numbers(now.ends), "gaps": now.gaps, "apart": now.apart, "there": now.there}
            given |= {"context": told.characters, "between": told.between(now), "vectors": vectors, "single": single}
            parts.append(network.run(None, given)[0])
        out: Array = self._np.concatenate(parts).astype(self._np.float64)
        return out
