"""Relationships decided: what of the likely ones holds."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence

import pytest

from loaders.extract.candidates import Candidate
from loaders.extract.claims import Claim, Context
from loaders.extract.links import Likely, Weigh, judged
from schema.relations import Predicate
from tests.unit.loaders.extract.conftest import ref


def weighed(predicate: Predicate, bias: float, threshold: float, rule: float = 2.0) -> Weigh:
    """Candidates of one type, likelier where a rule claims them: `bias` and `rule` are log odds."""

    def weigh(found: Sequence[Candidate]) -> Iterator[Likely]:
        for c in found:
            odds = bias + rule * (f"{predicate} rule" in c.features)
            if predicate in c.predicates and (chance := 1 / (1 + math.exp(-odds))) >= threshold:
                yield chance, predicate, c.start, c.end

    return weigh


def test_a_thing_lies_in_one_place_the_likeliest(ctx: Context) -> None:
    park, district, city = ref(ctx, "广澳物流园"), ref(ctx, "濠江区"), ref(ctx, "汕头市")
    table = weighed(Predicate.LOCATED_IN, 0.0, 0.3)
    made = judged(ctx, [Claim(Predicate.LOCATED_IN, park, district, 5)], table)
    places = [c.end for c in made if c.start == park]
    assert places == [district]
    assert city not in places


def test_a_park_within_the_likeliest_place_is_the_smaller_one(ctx: Context) -> None:
    firm, park = ref(ctx, "恒丰科技有限公司"), ref(ctx, "广澳物流园")
    district, city = ref(ctx, "濠江区"), ref(ctx, "汕头市")
    claims = [Claim(Predicate.LOCATED_IN, firm, city, 5), Claim(Predicate.LOCATED_IN, park, district, 5)]
    for bias, place in ((0.3, park), (-0.5, city)):  # the park is nearly as likely, or far from it
        table = weighed(Predicate.LOCATED_IN, bias, 0.3)
        assert [c.end for c in judged(ctx, claims, table) if c.start == firm] == [place]


def test_what_is_below_the_threshold_is_not_claimed_and_types_that_are_not_judged_are_left_alone(ctx: Context) -> None:
    park, district, city = ref(ctx, "广澳物流园"), ref(ctx, "濠江区"), ref(ctx, "汕头市")
    claims = [Claim(Predicate.LOCATED_IN, park, district, 5), Claim(Predicate.PART_OF, district, city, 9)]
    assert judged(ctx, claims, weighed(Predicate.LOCATED_IN, -9.0, 0.5, 0.0)) == [claims[1]]


def test_what_a_column_says_is_not_weighed(ctx: Context) -> None:
    claim = Claim(Predicate.LOCATED_IN, ref(ctx, "广澳物流园"), ref(ctx, "濠江区"), 5, 0.97)
    assert judged(ctx, [claim], weighed(Predicate.LOCATED_IN, -9.0, 0.5, 0.0)) == [claim]


def test_the_probability_is_the_confidence_and_properties_stay(ctx: Context) -> None:
    park, branch = ref(ctx, "广澳物流园"), ref(ctx, "海上风电")
    claim = Claim(Predicate.FOCUSES_ON, park, branch, 9, 0.9, (("tier", "key"),))
    (made,) = (
        c
        for c in judged(ctx, [claim], weighed(Predicate.FOCUSES_ON, -2.0, 0.5, 2.5))
        if (c.start, c.end) == (park, branch)
    )
    assert made.properties == claim.properties
    assert made.at == claim.at
    assert made.confidence == pytest.approx(0.62, abs=0.005)


def test_every_sentence_that_states_a_relationship_stays(ctx: Context) -> None:
    park, district = ref(ctx, "广澳物流园"), ref(ctx, "濠江区")
    table = weighed(Predicate.LOCATED_IN, 0.0, 0.3)
    claims = [Claim(Predicate.LOCATED_IN, park, district, at) for at in (5, 40)]
    assert [c.at for c in judged(ctx, claims, table) if (c.start, c.end) == (park, district)] == [5, 40]
