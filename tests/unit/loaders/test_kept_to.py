"""What an article keeps to: a park, or its own place."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from loaders.model import Document
from loaders.parks.home import home_entity
from loaders.parks.home_features import home_entities
from loaders.pipeline import Reader
from schema.nodes import Label

Documents = Callable[..., Document]
PARK = "宜兴市滨江产业园去年开园。滨江产业园引进企业20家，滨江产业园产值30亿元，园区管委会说，园区二期已经开工。"
TOWN = "宜兴市去年引进企业20家，全市产值30亿元。宜兴市提出，全市今年再建厂房，宜兴市滨江产业园是其中一处。"


def kept_to(doc: Document) -> str | None:
    read = Reader.by_rules().analyse(doc.article)
    table = read.context.table
    ref = home_entity(read.context.doc, table, table.place(read.home))
    return table[ref].name if ref is not None else None


def test_an_article_about_a_park(document: Documents) -> None:
    assert kept_to(document(PARK, title="滨江产业园产值增长")) == "滨江产业园"


def test_an_article_about_a_town(document: Documents) -> None:
    assert kept_to(document(TOWN, title="宜兴市引进企业20家")) == "宜兴市"


def test_an_article_about_nothing(document: Documents) -> None:
    assert kept_to(document("企业去年产值30亿元。")) is None


@pytest.mark.parametrize(("weight", "label"), [(1.0, Label.PARK), (-1.0, Label.DISTRICT)])
def test_it_is_as_the_weights_say(
    weight: float, label: Label, document: Documents, monkeypatch: pytest.MonkeyPatch
) -> None:
    read = Reader.by_rules().analyse(document(TOWN, title="宜兴市引进企业20家").article)
    monkeypatch.setattr("loaders.parks.home.weights", lambda _: {"park": weight})
    table = read.context.table
    ref = home_entity(read.context.doc, table, table.place(read.home))
    assert ref is not None
    assert table[ref].label is label


@settings(max_examples=30, deadline=None)
@given(
    st.lists(st.sampled_from(["滨江产业园", "宜兴市", "园区", "全市", "，", "。", "引进企业20家", "\n"]), max_size=20)
)
def test_every_candidate_is_the_place_or_a_park(words: list[str]) -> None:
    from tests.unit.loaders.conftest import _document

    read = Reader.by_rules().analyse(_document("".join(words)).article)
    place = read.context.table.place(read.home)
    found = home_entities(read.context.doc, read.context.table, place)
    assert [f.ref for f in found[:1]] == [place] if place is not None else True
    assert all(read.context.table[f.ref].label is Label.PARK for f in found if f.ref != place)
    assert len({f.ref for f in found}) == len(found)
