"""Which pairs may be related, and what rules say of them."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from loaders.extract.candidates import JUDGED, allowed, candidates
from loaders.extract.claims import Claim, Context
from loaders.model import Document
from loaders.pipeline import Reader
from schema.nodes import Label
from schema.relations import Predicate

TEXT = "濠江区的广澳物流园落户了恒丰科技有限公司，园区重点发展海上风电产业。汕头市位于广东省。"


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader.by_rules()


@pytest.fixture
def ctx(reader: Reader, document: Callable[..., Document]) -> Context:
    return reader.analyse(document(TEXT, title="汕头市濠江区").article).context


def ref(ctx: Context, name: str) -> int:
    return next(e.ref for e in ctx.table.entities if e.name == name)


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
