"""What of a reading becomes a node."""

from __future__ import annotations

from dataclasses import replace

import pytest

from loaders.clean import clean
from loaders.model import RawArticle
from loaders.pipeline import Reader
from schema.nodes import PLACE_LABELS
from schema.relations import Predicate


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader.by_rules()


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("会上，安化县政府办公室派员观摩。", {"安化县"}),
        ("会上，安化县茶产业园的厂房建成。", {"安化县"}),
        ("会上，安化茶产业园的厂房建成，安化县增添产能。", {"安化县"}),
        ("会上，湖南远山科技集团派员观摩。", set[str]()),
    ],
)
def test_an_office_or_a_zone_names_a_place_by_its_full_name(reader: Reader, text: str, named: set[str]) -> None:
    raw = RawArticle(source="test", text=f"衡阳市今年签下12个项目。{text}", title="衡阳市签约")
    facts = reader.facts(replace(reader.analyse(clean(raw)), claims=(), figures=()))
    mentioned = {r.end for r in facts.relations if r.type is Predicate.MENTIONS}
    places = {e.name for e in facts.entities if e.label in PLACE_LABELS and e.id in mentioned}
    assert places - {"衡阳市", "湖南省", "益阳市"} == named
