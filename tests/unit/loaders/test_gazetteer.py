"""The gazetteer: a tree of places, found by code and by full, short and former names."""

from __future__ import annotations

import re

import pytest

from loaders.places.gazetteer import Gazetteer
from schema.nodes import Label


def test_it_is_a_tree(gazetteer: Gazetteer) -> None:
    assert len(gazetteer.places) > 3000
    assert len({p.code for p in gazetteer.places}) == len(gazetteer.places)
    for place in gazetteer.places:
        assert re.fullmatch(r"\d{6}", place.code)
        if place.parent is None:
            assert place.label in (Label.PROVINCE, Label.CITY)
            continue
        assert gazetteer.by_code(place.parent) is not None, place
        assert place.code in gazetteer.children(place.parent)
        assert gazetteer.is_ancestor(place.parent, place.code)
        assert not gazetteer.is_ancestor(place.code, place.parent)


def test_every_name_leads_to_places(gazetteer: Gazetteer) -> None:
    for name in gazetteer.names():
        assert gazetteer.candidates(name)
        assert all(gazetteer.by_code(code) for code in gazetteer.candidates(name)), name
    for place in gazetteer.places:
        for name in (place.name, *place.short_names):
            assert place.code in gazetteer.candidates(name)


@pytest.mark.parametrize(
    ("name", "above"),
    [
        ("濠江区", ["汕头市", "广东省"]),
        ("昆山市", ["苏州市", "江苏省"]),
        ("康定市", ["甘孜藏族自治州", "四川省"]),
        ("金山区", ["上海市"]),
        ("淡水区", ["新北市", "台湾省"]),
        ("竹北市", ["新竹县", "台湾省"]),
        ("阿拉善左旗", ["阿拉善盟", "内蒙古自治区"]),
    ],
)
def test_what_lies_above(name: str, above: list[str], gazetteer: Gazetteer) -> None:
    (code,) = gazetteer.candidates(name)
    assert [p.name for p in gazetteer.ancestors(code)] == above


@pytest.mark.parametrize(("name", "at_least"), [("鼓楼区", 4), ("和平区", 2), ("朝阳区", 2), ("新华区", 2)])
def test_names_that_several_places_bear(name: str, at_least: int, gazetteer: Gazetteer) -> None:
    assert len(gazetteer.candidates(name)) >= at_least


@pytest.mark.parametrize(("old", "now"), [("万县区", "万州区"), ("三水市", "三水区")])
def test_former_names(old: str, now: str, gazetteer: Gazetteer) -> None:
    names = [p.name for code in gazetteer.candidates(old) if (p := gazetteer.by_code(code))]
    assert now in names
    assert gazetteer.former[old][1] > 1990


def test_short_names(gazetteer: Gazetteer) -> None:
    assert gazetteer.candidates("汕头") == gazetteer.candidates("汕头市")
    assert gazetteer.candidates("不存在的地方") == ()
    assert gazetteer.by_code("000000") is None
    assert gazetteer.ancestors("000000") == ()
    assert gazetteer.children("000000") == ()
