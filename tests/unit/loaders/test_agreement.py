"""Parks and projects about which the labeller and the rules differ."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest

from loaders.entities.article import build_table
from loaders.labelling.agreement import named
from loaders.labelling.marking import Marker, Span
from loaders.model import Document, Mention, PlaceMention
from schema.nodes import Label
from schema.taxonomy import Taxonomy


class _Fixed(Marker):
    """A marker that finds what it is told."""

    def __init__(self, *found: Span) -> None:
        super().__init__()
        self._found = list(found)

    def spans(self, doc: Document, table: object) -> list[Span]:
        return self._found


def _mention(doc: Document, words: str, label: Label, **attributes: str) -> Mention:
    start = doc.text.index(words)
    confidence = 0.4 if attributes else 0.9
    return Mention(start, start + len(words), label, words, "park-head", confidence, None, tuple(attributes.items()))


def _span(doc: Document, words: str, label: Label, probability: float = 0.9) -> Span:
    start = doc.text.index(words)
    return Span(start, start + len(words), label, probability)


def _names(doc: Document, span: Span, read: Sequence[Mention], places: Sequence[PlaceMention] = ()) -> list[str]:
    table = build_table(doc, places, read)
    found = _Fixed(span).marked(doc, table, read, Taxonomy.load())
    return [m.name for m in found if "generic" not in dict(m.attributes)]


@pytest.mark.parametrize(("probability", "names"), [(0.9, ["东郊产业园"]), (0.3, [])])
def test_a_park_that_rules_take_for_a_kind_is_one_where_the_labeller_is_sure(
    probability: float, names: list[str], document: Callable[..., Document]
) -> None:
    doc = document("企业搬进云溪县的东郊产业园。")
    kind = _mention(doc, "东郊产业园", Label.PARK, generic="yes")
    assert _names(doc, _span(doc, "东郊产业园", Label.PARK, probability), [kind]) == names


def test_a_project_that_was_refused_stays_without_a_name(document: Callable[..., Document]) -> None:
    doc = document("网传的青山整车厂没有下文。")
    refused = _mention(doc, "青山整车厂", Label.PROJECT, generic="yes")
    assert named(refused, 0.9) == refused


def test_a_labelled_park_is_cut_where_rules_cut_its_place_and_zone(document: Callable[..., Document]) -> None:
    doc = document("企业在云溪县石桥工业园投产，另一家在云溪高新区松林产业园。")
    own, zone, inner = (_mention(doc, w, Label.PARK) for w in ("石桥工业园", "云溪高新区", "松林产业园"))
    start = doc.text.index("云溪县")
    place = PlaceMention(start, start + 3, "云溪县", "430000", "云溪县", Label.DISTRICT, True, "name")
    assert _names(doc, _span(doc, "云溪县石桥工业园", Label.PARK), [own], [place]) == ["石桥工业园"]
    found = _names(doc, _span(doc, "云溪高新区松林产业园", Label.PARK), [zone, inner])
    assert "松林产业园" in found


def test_words_that_rules_do_not_part_stay_together(document: Callable[..., Document]) -> None:
    doc = document("企业在青岭轻纺与石桥工业园投产。")
    own = _mention(doc, "石桥工业园", Label.PARK)
    assert _names(doc, _span(doc, "青岭轻纺与石桥工业园", Label.PARK), [own]) == ["青岭轻纺与石桥工业园"]


def test_an_unlikely_project_that_rules_read_as_a_park_is_named(document: Callable[..., Document]) -> None:
    doc = document("公司投资8亿元建设火箭总装测试基地。")
    words = "火箭总装测试基地"
    assert _names(doc, _span(doc, words, Label.PROJECT, 0.3), [_mention(doc, words, Label.PARK)]) == [words]
    assert _names(doc, _span(doc, words, Label.PROJECT, 0.3), []) == []
