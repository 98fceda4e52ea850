"""Short names of parks, and parks of one kind that are not one."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from loaders.entities.groups import grouped
from loaders.entities.other_parks import other_parks
from loaders.model import Document, Mention
from schema.nodes import Label


def _groups(doc: Document, *names: str) -> list[set[str]]:
    mentions = []
    at = 0
    for name in names:
        at = doc.text.index(name, at)
        mentions.append(Mention(at, at + len(name), Label.PARK, name, "test"))
        at += len(name)
    return [{m.name for m in g} for g in grouped(doc, mentions)]


@pytest.mark.parametrize(
    ("full", "short"),
    [
        ("石州火炬高技术产业开发区", "石州高新区"),
        ("石州经济技术开发区", "石州开发区"),
        ("石州空港经济综合实验区", "石州空港实验区"),
    ],
)
def test_a_short_name_of_a_park(full: str, short: str, document: Callable[..., Document]) -> None:
    doc = document(f"{full}招商。{short}管理局说，今年扩建。")
    assert _groups(doc, full, short) == [{full, short}]


def test_of_two_parks_a_short_name_fits_none(document: Callable[..., Document]) -> None:
    doc = document("东屏科学园区与北岭科学园区招商。科学园区产业工会说，今年扩建。")
    assert len(_groups(doc, "东屏科学园区", "北岭科学园区", "科学园区")) > 1


def test_a_kind_does_not_make_parks_of_two_places_one(document: Callable[..., Document]) -> None:
    doc = document("——洛河县现代农业产业园。做梨。——青河县现代农业产业园。做枣。现代农业产业园还有很多。")
    names = ("洛河县现代农业产业园", "青河县现代农业产业园", "现代农业产业园")
    groups = _groups(doc, *names)
    assert not any(set(names[:2]) <= g for g in groups)
    assert other_parks(Label.PARK, *names[:2])
    assert not other_parks(Label.PARK, "广南石州高新区", "石州高新区")
    assert not other_parks(Label.PARK, "县经济开发区", "石州经济开发区")


def test_a_port_is_no_zone_at_it(document: Callable[..., Document]) -> None:
    doc = document("石浦保税港区招商。石浦港管理局说，今年扩建。")
    assert len(_groups(doc, "石浦保税港区", "石浦港")) == 2


def test_what_people_call_a_park(document: Callable[..., Document]) -> None:
    doc = document("国家智能传感产业化基地位于城北，当地人习惯叫它“青谷”。青谷今年扩建。")
    assert _groups(doc, "国家智能传感产业化基地", "青谷", "青谷") == [{"国家智能传感产业化基地", "青谷"}]
