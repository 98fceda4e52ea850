"""The packaged network that weighs relationships."""

from __future__ import annotations

from collections.abc import Callable
from importlib.resources import files

import numpy as np
import pytest

from loaders.extract.candidates import JUDGED, candidates
from loaders.extract.claims import Context
from loaders.extract.figures.owners import standing
from loaders.extract.figures.relations import telling_figures
from loaders.extract.glances import Glances, Stands, glances
from loaders.extract.weigher import Network, Told, Weigher
from loaders.model import Document
from loaders.pipeline import Reader
from loaders.ranking import Candidate
from loaders.text.encoder import Encoder
from schema.relations import Predicate

TEXT = "位于濠江区的广澳物流园重点发展海上风电产业。日前，总投资3亿元的恒丰海缆生产基地项目在园区开工。"


@pytest.fixture(scope="module")
def network() -> Network:
    return Network(files("loaders").joinpath("data", "pairs.npz").read_bytes())


@pytest.fixture
def ctx(document: Callable[..., Document]) -> Context:
    return Reader.by_rules().analyse(document(TEXT, title="濠江区").article).context


def test_every_judged_type_has_a_threshold(network: Network) -> None:
    assert len(network.thresholds) == len(JUDGED)
    assert all(0.1 < t < 0.8 for t in network.thresholds)


def test_what_is_said_in_so_many_words_is_likely(ctx: Context) -> None:
    found = {
        (p, ctx.table[start].name, ctx.table[end].name): chance
        for chance, p, start, end in Weigher().of(ctx).likely(list(candidates(ctx, ())))
    }
    assert found[Predicate.LOCATED_IN, "广澳物流园", "濠江区"] > 0.5
    assert found[Predicate.FOCUSES_ON, "广澳物流园", "海上风电"] > 0.5
    assert all(0 < chance < 1 for chance in found.values())


def test_a_pair_is_weighed_alike_in_whatever_company(ctx: Context, network: Network) -> None:
    pairs = list(candidates(ctx, ()))
    told, stands = network.told(ctx, Encoder()), Stands(ctx)
    places = [(stands.of(c.start), stands.of(c.end)) for c in pairs]
    whole = network.chances(told, glances(places), [c.features for c in pairs])
    for k, c in enumerate(pairs):
        alone = network.chances(told, glances(places[k : k + 1]), [c.features])
        assert np.allclose(alone[0], whole[k], atol=1e-5)


def test_the_owner_of_a_sum_is_chosen_among_those_that_may_own_it(ctx: Context) -> None:
    figure, clause, investment = next(iter(telling_figures(ctx)))
    may, nobody = standing(ctx, figure, clause, investment), [Candidate(None, ("nobody",))]
    (chosen, chance), alone = Weigher().of(ctx).owners([(figure, may), (figure, nobody)])
    assert chosen.ref is not None
    assert "海缆" in ctx.table[chosen.ref].name
    assert 0.5 < chance < 1
    assert alone == (nobody[0], 1.0)
    assert Weigher().of(ctx).owners([]) == []


def test_an_article_of_one_name_has_nothing_to_weigh(ctx: Context) -> None:
    assert list(Weigher().of(ctx).likely([])) == []


def test_what_stands_between_is_summed_over_parts_of_the_text() -> None:
    chance = np.random.default_rng(1)
    characters = chance.normal(size=(30, 4)).astype(np.float32)
    characters[10:14] = 0  # where nothing is Chinese
    offsets = np.array([0, 2, 3, 11, 12, 20, 29])
    told = Told(offsets, 4)
    for start, end in ((0, 5), (5, 10), (14, 27)):
        told.add(np.arange(start, end), characters[start:end])
    told.add(np.arange(27, 29), characters[27:29])
    told.end()
    assert np.array_equal(told.characters[:-1], characters[offsets[:-1]])
    none = np.zeros((1, 1), np.int64)
    seen = Glances(none, np.array([[[2, 20], [3, 12], [11, 29]]]), none, none, none)
    whole = [characters[2:20].sum(0) / 18**0.5, characters[3:12].sum(0) / 3, characters[11:29].sum(0) / 18**0.5]
    assert np.allclose(told.between(seen)[0], whole, atol=1e-5)
