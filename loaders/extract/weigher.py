"""The fitted network that weighs pairs: what LAC makes of the text about two names, and named features of the two.

For each character the states of the LAC network and a vector of what it belongs to (`glances`) go through a recurrent layer in
both directions. Of each place where two things stand near each other the network takes what this layer tells of both and of
what stands between them; of all places the strongest; with the sum of the vectors of the pair's features it gives the log
odds of each type of relationship, and for a figure and who may own it a score among the candidates. Weights and
thresholds are data, `data/pairs.npz`, fitted by `scripts/fit_pairs.py`; one thread, nothing random: the same text gives
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
from loaders.extract.glances import Glances, Stands, belonging, glances
from loaders.extract.links import Likely
from loaders.extract.ranking import Candidate as Owner
from loaders.labelling.batches import alike, longest_first, padded
from loaders.labelling.pieces import states_of, together
from loaders.labelling.table import FeatureTable
from loaders.text.network import session
from loaders.text.tagger import Tagger

if TYPE_CHECKING:
    import numpy as np

    Array = np.ndarray[Any, Any]


class Weigher:
    """Weighs what articles may state; loads the network when the first one comes."""

    def __init__(self, model: bytes | None = None, tagger: Tagger | None = None) -> None:
        """`model`: another than the packaged one. `tagger`: one that others use too, which then computes less."""
        self._model = model
        self._tagger = tagger or Tagger()

    @cached_property
    def _network(self) -> Network:
        model = self._model
        return Network(files("loaders").joinpath("data", "pairs.npz").read_bytes() if model is None else model)

    def of(self, ctx: Context) -> Weighing:
        """What the network says of one article."""
        return Weighing(ctx, self._network, self._tagger)


class Weighing:
    """One article before the network."""

    def __init__(self, ctx: Context, network: Network, tagger: Tagger) -> None:
        self._network = network
        self._told = network.told(ctx, tagger)
        self._stands = Stands(ctx)

    def likely(self, found: Sequence[Candidate]) -> Iterator[Likely]:
        """The relationships whose probability is not below the threshold of their type."""
        if not found:
            return
        seen = glances([(self._stands.of(c.start), self._stands.of(c.end)) for c in found])
        chances = self._network.chances(self._told, seen, [c.features for c in found])
        for c, row in zip(found, chances.tolist(), strict=True):
            for predicate in c.predicates:
                i = JUDGED.index(predicate)
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
    """What the recurrent layer tells of a text."""

    def __init__(self, characters: Array) -> None:
        """`characters`: an array of them and numbers; zeros where nothing is Chinese."""
        import numpy

        self._np = numpy
        self.characters = characters
        none = numpy.zeros((1, characters.shape[1]))
        self._sums = numpy.concatenate([none, characters.cumsum(axis=0, dtype=numpy.float64)])

    def between(self, seen: Glances) -> Array:
        """The sum over what stands between two names, by the square root of its length: long gaps tell more, but not by far."""
        numpy = self._np
        begin, end = seen.between[:, :, 0], seen.between[:, :, 1]
        lengths = numpy.maximum(end - begin, 1)[:, :, None]
        out: Array = ((self._sums[end] - self._sums[begin]) / numpy.sqrt(lengths)).astype(numpy.float32)
        return out


class Network:
    """Weights and the arithmetic with them."""

    def __init__(self, data: bytes) -> None:
        """`data`: an npz file as `scripts/fit_pairs.py` writes it."""
        import numpy

        self._np = numpy
        with numpy.load(io.BytesIO(data)) as stored:
            self._links, self._owners = (FeatureTable(stored, f"{name}_") for name in ("links", "owners"))
            self._reading, self._linking, self._owning = (
                session(stored[name].tobytes()) for name in ("reading", "linking", "owning")
            )
            self.thresholds: list[float] = stored["thresholds"].tolist()

    def told(self, ctx: Context, tagger: Tagger) -> Told:
        """What the recurrent layer tells of a text."""
        numpy = self._np
        kinds = belonging(ctx)
        width = self._reading.get_outputs()[0].shape[2]
        out: Array = numpy.zeros((len(ctx.text), width), dtype=numpy.float32)
        for pieces in together(ctx.doc):
            at = numpy.concatenate([numpy.arange(start, end) for start, end in pieces])
            states, own = states_of(ctx.doc, pieces, tagger).astype(numpy.float32), kinds[at]
            _, spans = longest_first([end - start for start, end in pieces])
            for group in alike(spans):
                sizes = numpy.array([end - start for start, end in group], dtype=numpy.int32)
                given = {"states": padded(states, group), "kinds": padded(own, group), "sizes": sizes}
                for (start, end), here in zip(group, self._reading.run(None, given)[0], strict=True):
                    out[at[start:end]] = here[: end - start]
        return Told(out)

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
        vectors, single = table.summed(features)
        given = {"ends": seen.ends, "gaps": seen.gaps, "apart": seen.apart, "there": seen.there}
        given |= {"context": told.characters, "between": told.between(seen), "vectors": vectors, "single": single}
        (scores,) = network.run(None, given)
        out: Array = scores.astype(self._np.float64)
        return out
