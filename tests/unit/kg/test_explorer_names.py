"""Finding by name, without a database."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.explore import Names
from kg.explorer.names import NameIndex
from loaders.clean.script import simplify
from schema.nodes import Label

NAMES = [
    Names((Label.CITY, "place:440500"), "汕头市", ("汕头",), None, 30),
    Names((Label.CITY, "place:500000"), "重庆市", ("重庆",), None, 20),
    Names((Label.INDUSTRY, "industry:offshore-wind"), "海上风电", ("海风",), None, 12),
    Names((Label.INDUSTRY, "industry:offshore-wind-equipment"), "海上风电装备制造", (), None, 3),
    Names((Label.PARK, "park:1"), "上海金山“碳谷绿湾”产业园", (), None, 5),
    Names((Label.COMPANY, "company:1"), "Foodpanda 5G", (), None, 1),
    Names((Label.ARTICLE, "article:1"), "海上风电：汕头再出发", (), None, 99),
]


@pytest.fixture(scope="module")
def index() -> NameIndex:
    made = NameIndex(NAMES, simplify)
    made.spell()
    return made


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("汕头", "汕头市"),
        ("汕頭市", "汕头市"),
        ("shantou", "汕头市"),
        ("ShanTou", "汕头市"),
        ("sts", "汕头市"),
        ("chongqing", "重庆市"),
        ("cq", "重庆市"),
        ("海上風電", "海上风电"),
        ("haifeng", "海上风电"),
        ("offshore", "海上风电"),
        ("Offshore Wind", "海上风电"),
        ("装备", "海上风电装备制造"),
        ("fengdian", "海上风电"),
        ("碳谷绿湾产业园", "上海金山“碳谷绿湾”产业园"),
        ("tglw", "上海金山“碳谷绿湾”产业园"),
        ("foodpanda", "Foodpanda 5G"),
        ("ＦＯＯＤ", "Foodpanda 5G"),
        ("风", "海上风电"),
    ],
)
def test_a_name_is_found(index: NameIndex, typed: str, name: str) -> None:
    assert index.search(typed)[0].names.name == name


@pytest.mark.parametrize("typed", ["", "  ", "，。", "hang", "xyz", "南京"])
def test_nothing_is_found_where_nothing_fits(index: NameIndex, typed: str) -> None:
    assert index.search(typed) == []


def test_an_alias_that_fits_is_named(index: NameIndex) -> None:
    hit = index.search("海风")[0]
    assert (hit.names.name, hit.matched) == ("海上风电", "海风")
    assert index.search("海上风电")[0].matched is None


def test_articles_come_after_things(index: NameIndex) -> None:
    labels = [hit.names.key[0] for hit in index.search("海上风电")]
    assert labels == [Label.INDUSTRY, Label.INDUSTRY, Label.ARTICLE]


def test_a_whole_name_is_found_whatever_its_marks(index: NameIndex) -> None:
    assert [n.name for n in index.exact("上海金山碳谷绿湾产业园")] == ["上海金山“碳谷绿湾”产业园"]
    assert index.exact("海上") == []


@given(st.text(max_size=40))
def test_any_text_may_be_typed(text: str) -> None:
    made = NameIndex(NAMES, simplify)
    made.spell()
    assert len(made.search(text, 3)) <= 3


@given(st.lists(st.text(min_size=1, max_size=12), min_size=1, max_size=5))
def test_every_name_with_a_letter_is_found_by_itself(names: list[str]) -> None:
    made = NameIndex([Names((Label.PARK, str(i)), n, (), None, 1) for i, n in enumerate(names)], simplify)
    for name in names:
        if made.fold(name):
            folded = {made.fold(hit.names.name) for hit in made.search(name, 10)}
            assert made.fold(name) in folded
