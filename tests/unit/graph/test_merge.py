"""The joins are lattices: order and repetition do not matter, and taking back is the inverse of adding."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.claims import (
    Claim,
    Description,
    NodeKey,
    RelationKey,
    add,
    claims_of,
    dump_description,
    parse_claims,
    parse_description,
)
from graph.insertion import properties_with
from graph.merge import description_of, join, join_all, node_properties, normal, relation_properties
from graph.values import MAX_ID, MAX_NAME, sound, stored_id, stored_name, typed
from schema.facts import FactSet
from schema.nodes import Label
from schema.relations import Predicate

MakeFacts = Callable[..., FactSet]
_names = st.text("甲乙园ab'\"\\`\n𠮷", min_size=1, max_size=4)
_statuses = st.sampled_from(["planned", "signed", "operating", "cancelled"])
_projects = st.builds(
    Description,
    _names,
    st.frozensets(_names, max_size=2),
    st.one_of(st.just(()), _statuses.map(lambda s: (("status", s),))),
)
_figures = st.builds(
    Description,
    _names,
    st.just(frozenset()),
    st.tuples(st.sampled_from(["about", "exact"]), st.floats(0, 9)).map(lambda t: (("bound", t[0]), ("value", t[1]))),
)
_described = st.one_of(
    st.tuples(st.just(Label.PROJECT), st.lists(_projects, min_size=1, max_size=4)),
    st.tuples(st.just(Label.INDICATOR), st.lists(_figures, min_size=1, max_size=4)),
)
_claims = st.builds(
    Claim,
    st.sampled_from(["a1", "a2", "a3", 'a"4', "a\\5", "a6", "a7"]),
    st.sampled_from([None, "2020", "2021-05"]),
    st.sampled_from([0.5, 0.9, 1.0]),
    st.lists(
        st.one_of(
            st.tuples(st.just("tier"), st.sampled_from(["leading", "key"])),
            st.tuples(st.just("status"), st.sampled_from(["planned", "signed", "operating"])),
        ),
        unique_by=lambda pair: pair[0],
    ).map(lambda pairs: tuple(sorted(pairs))),
    st.lists(st.tuples(st.integers(0, 5), st.integers(6, 9), _names), max_size=2, unique=True).map(
        lambda e: tuple(sorted(e))
    ),
    st.one_of(st.just(()), st.tuples(st.tuples(st.just("end"), _projects))),
)


@given(_described, st.randoms(use_true_random=False))
def test_descriptions_join_in_any_order(case: tuple[Label, list[Description]], chance: object) -> None:
    label, descriptions = case
    expected = join_all(label, descriptions)
    shuffled = [*descriptions, descriptions[0]]
    chance.shuffle(shuffled)  # type: ignore[attr-defined]
    assert join_all(label, shuffled) == expected
    assert join(label, expected, normal(label, descriptions[-1])) == expected


@given(_described)
def test_a_node_shows_its_description(case: tuple[Label, list[Description]]) -> None:
    label, descriptions = case
    description = join_all(label, descriptions)
    stored = {k: v for k, v in node_properties(label, "x", description).items() if v is not None}
    assert description_of(label, stored) == description


@given(st.lists(_claims, min_size=1, unique_by=lambda c: c.article))
def test_claims_come_back_from_what_is_stored(claims: list[Claim]) -> None:
    by_article = {c.article: c for c in claims}
    properties = relation_properties(Predicate.PRIORITIZES, by_article)
    stored = {k: v for k, v in properties.items() if v not in (None, [])}
    assert parse_claims(stored) == by_article
    reverse = dict(reversed(by_article.items()))
    assert relation_properties(Predicate.PRIORITIZES, reverse) == properties


@given(
    st.lists(_claims, min_size=1, unique_by=lambda c: c.article), st.integers(0, 4), st.randoms(use_true_random=False)
)
def test_claims_put_between_stored_ones_make_what_all_claims_make(
    claims: list[Claim], old: int, chance: object
) -> None:
    chance.shuffle(claims)  # type: ignore[attr-defined]
    by_article = {c.article: c for c in claims}
    expected = relation_properties(Predicate.PRIORITIZES, by_article)
    stored = relation_properties(Predicate.PRIORITIZES, {c.article: c for c in claims[:old]}) if claims[:old] else {}
    if claims[old:]:
        gained = {c.article: c for c in claims[old:]}
        stored |= properties_with(Predicate.PRIORITIZES, _present(stored), gained)
    assert _present(stored) == _present(expected)


@given(_claims, st.sampled_from([0, 1, 3]), st.sampled_from(["a1", "a\\b"]))
def test_a_claim_added_to_pooled_ones_or_to_its_own_article_makes_what_all_make(
    claim: Claim, count: int, article: str
) -> None:
    held = replace(claim, article=article, evidence=(), date=None, count=count)
    stored = relation_properties(Predicate.PRIORITIZES, {article: held})
    together = {article: held}
    add(together, claim)
    expected = relation_properties(Predicate.PRIORITIZES, together)
    stored |= properties_with(Predicate.PRIORITIZES, _present(stored), {claim.article: claim})
    assert _present(stored) == _present(expected)


def _present(properties: dict[str, object]) -> dict[str, object]:
    return {name: value for name, value in properties.items() if value not in (None, [])}


@given(_projects)
def test_descriptions_come_back_from_the_ledger(description: Description) -> None:
    assert parse_description(dump_description("a1", "end", description)) == ("a1", "end", description)


def test_evidence_follows_the_dates_and_the_latest_article_says_the_rest() -> None:
    def claim(article: str, date: str | None, tier: str, status: str) -> Claim:
        return Claim(article, date, 0.5, (("status", status), ("tier", tier)), ((0, 2, article),))

    claims = [
        claim("b", "2021-05-01", "key", "signed"),
        claim("a", "2022", "leading", "planned"),
        claim("c", None, "future", "operating"),
    ]
    shown = relation_properties(Predicate.PRIORITIZES, {c.article: c for c in claims})
    assert shown["articles"] == ["c", "b", "a"]
    assert shown["sentences"] == ["c", "b", "a"]
    assert (shown["first_seen"], shown["last_seen"]) == ("2021-05-01", "2022")
    assert (shown["tier"], shown["status"]) == ("leading", "operating")


def test_the_longest_name_is_canonical_and_the_others_are_aliases() -> None:
    joined = join(Label.COMPANY, Description("宁新"), Description("宁新能源", frozenset({"宁新股份"})))
    assert joined == Description("宁新能源", frozenset({"宁新", "宁新股份"}))


def test_properties_of_a_figure_stay_together() -> None:
    about = Description("总投资约80亿元", frozenset(), (("amount", 8e9), ("bound", "about")))
    plain = Description("投资80亿元", frozenset(), (("amount", 8e9), ("amount_min", 8e9), ("bound", "exact")))
    assert join(Label.INVESTMENT, plain, about) == about


def test_a_symmetric_relationship_has_one_direction(make_facts: MakeFacts) -> None:
    one = claims_of(make_facts(["Company:A PARTNERS_WITH Company:B"]))
    other = claims_of(make_facts(["Company:B PARTNERS_WITH Company:A"]))
    keys = [{k for k in c.relations if k.type is Predicate.PARTNERS_WITH} for c in (one, other)]
    assert keys[0] == keys[1]


def test_what_an_article_does_not_mention_is_described_where_it_is_related(make_facts: MakeFacts) -> None:
    claims = claims_of(make_facts(["Industry:风电 SUBINDUSTRY_OF Industry:能源"], unmentioned=["能源"]))
    key = RelationKey(Predicate.SUBINDUSTRY_OF, NodeKey(Label.INDUSTRY, "风电"), NodeKey(Label.INDUSTRY, "能源"))
    assert claims.relations[key].describes == (("end", Description("能源")),)
    assert [RelationKey.parse(text)[0] for text in claims.ledger].count(key) == 1


def test_a_property_that_the_schema_does_not_know_is_refused(make_facts: MakeFacts) -> None:
    with pytest.raises(ValueError, match="City has no property altitude"):
        claims_of(make_facts(["City:甲市 PRIORITIZES Industry:风电"], nodes={"甲市": {"altitude": 3}}))


def test_values_take_the_types_of_the_schema() -> None:
    assert typed(Label.INDICATOR, {"value": 3}) == {"value": 3.0}
    with pytest.raises(ValueError, match="property value is FLOAT, not str"):
        typed(Label.INDICATOR, {"value": "3"})


def test_long_and_broken_texts_fit_the_store() -> None:
    assert len(stored_id("x" * 10_000)) <= MAX_ID
    assert stored_id("x" * 10_000) != stored_id("x" * 10_001)
    assert len(stored_name("名" * 10_000)) == MAX_NAME
    assert sound("a\ud800b") == "a�b"
