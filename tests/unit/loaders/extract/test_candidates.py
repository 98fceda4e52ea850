"""Which pairs may be related, and what rules say of them."""

from __future__ import annotations

from loaders.extract.candidates import JUDGED, allowed, candidates
from loaders.extract.claims import Claim, Context
from schema.nodes import Label
from schema.relations import Predicate
from tests.unit.loaders.extract.conftest import ref


def test_kinds_that_the_ontology_does_not_join_are_no_candidates(ctx: Context) -> None:
    found = list(candidates(ctx, ()))
    assert found
    assert {p for c in found for p in c.predicates} <= set(JUDGED)
    assert not any(ctx.table[c.start].label is Label.INDUSTRY for c in found)
    assert allowed()[Label.COMPANY, Label.CITY] == (Predicate.LOCATED_IN, Predicate.INVESTS_IN, Predicate.PARTNERS_WITH)


def test_a_pair_is_a_candidate_once(ctx: Context) -> None:
    pairs = [(c.start, c.end) for c in candidates(ctx, ())]
    assert len(pairs) == len(set(pairs))


def test_what_rules_claim_is_a_feature_of_its_type(ctx: Context) -> None:
    park, district = ref(ctx, "广澳物流园"), ref(ctx, "濠江区")
    claim = Claim(Predicate.LOCATED_IN, park, district, 5, 0.9)
    by_pair = {(c.start, c.end): c.features for c in candidates(ctx, [claim])}
    assert {"LOCATED_IN rule", "LOCATED_IN rule:0.9"} <= by_pair[park, district]
    without = {(c.start, c.end): c.features for c in candidates(ctx, ())}
    assert not any(f.endswith(" rule") for f in without[park, district])
