"""The taxonomy as data: unique names, known parents, kinds below their branch."""

from __future__ import annotations

from collections import Counter

import pytest

from schema.taxonomy import Taxonomy, normalise


@pytest.fixture(scope="module")
def taxonomy() -> Taxonomy:
    return Taxonomy.load()


def test_names_and_english_names_are_unique(taxonomy: Taxonomy) -> None:
    for names in ([e.name for e in taxonomy.entries], [e.id for e in taxonomy.entries]):
        assert [n for n, count in Counter(names).items() if count > 1] == []


def test_every_parent_is_an_entry_and_none_is_its_own_ancestor(taxonomy: Taxonomy) -> None:
    for e in taxonomy.entries:
        assert [p for p in e.parents if taxonomy.by_id(p) is None] == []
        assert e.id not in taxonomy.ancestors(e.id)


def test_kinds_are_no_names_of_other_branches(taxonomy: Taxonomy) -> None:
    names = {normalise(n) for e in taxonomy.entries for n in (e.name, *e.aliases)}
    assert [k for e in taxonomy.entries for k in e.kinds if normalise(k) in names] == []


def test_kinds_stand_once_and_are_long_enough(taxonomy: Taxonomy) -> None:
    kinds = [k for e in taxonomy.entries for k in e.kinds]
    assert len(kinds) > 2000
    assert [k for k, count in Counter(kinds).items() if count > 1 or len(k) < 2] == []


@pytest.mark.parametrize(
    ("name", "branch", "above"),
    [
        ("铜箔", "铜箔", "有色金属"),
        ("山羊绒", "羊绒", "纺织"),
        ("先进封装", "半导体封测", "半导体"),
        ("藜麦", "高粱", "农业"),
        ("伺服电机", "电机", "装备制造"),
        ("黑木耳产业", "木耳", "农业"),
    ],
)
def test_a_kind_is_found_below_its_branch(taxonomy: Taxonomy, name: str, branch: str, above: str) -> None:
    found = taxonomy.find(name)
    assert found is not None
    assert found.name == branch
    upper = taxonomy.find(above)
    assert upper is not None
    assert upper.id in taxonomy.ancestors(found.id)


def test_a_kind_does_not_take_the_name_of_its_branch(taxonomy: Taxonomy) -> None:
    assert taxonomy.named("山羊绒") is None
    assert taxonomy.named("羊绒产业") is not None
    assert ("山羊绒", "cashmere") in set(taxonomy.names())
