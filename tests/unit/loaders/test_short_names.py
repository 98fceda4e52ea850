"""Whether the short name of a county is meant, by features and weights."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from loaders.model import Document
from loaders.places.gazetteer import Gazetteer
from loaders.places.hits import decided
from loaders.places.mentions import find_places
from loaders.places.short_names import ShortName, is_meant, short_names
from loaders.text.tagger import Tagger
from loaders.text.tokens import TokenSource

Documents = Callable[..., Document]


def names(doc: Document, gazetteer: Gazetteer, *, tagged: bool = False) -> list[ShortName]:
    words = TokenSource(Tagger().tag, doc.sentences) if tagged else None
    return list(short_names(doc, decided(doc, gazetteer), gazetteer, words))


def test_the_words_of_the_text_tell_more(document: Documents, gazetteer: Gazetteer) -> None:
    doc = document("无锡市领导到宜兴调研，宜兴经开区汇报。")
    found = names(doc, gazetteer, tagged=True)
    assert [(n.hit.surface, n.code) for n in found] == [("宜兴", "320282")] * 2
    assert "tag same LOC" in found[0].features
    assert "zoned True" in found[1].features
    assert "tag unknown" in names(doc, gazetteer)[0].features


def test_official_names_and_cities_are_not_asked_about(document: Documents, gazetteer: Gazetteer) -> None:
    assert not names(document("无锡的企业到宜兴市投资。"), gazetteer)


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("无锡市领导到宜兴调研，宜兴经开区汇报。", True),
        ("江苏省无锡市：宜兴、江阴两地签约。", True),
        ("新华书店开业，和平大戏院重开。", False),
    ],
)
def test_what_is_meant(text: str, meant: bool, document: Documents, gazetteer: Gazetteer) -> None:
    found = names(document(text), gazetteer, tagged=True)
    assert all(is_meant(n) is meant for n in found)
    assert bool(found) or not meant


def test_it_is_as_the_weights_say(document: Documents, gazetteer: Gazetteer, monkeypatch: pytest.MonkeyPatch) -> None:
    doc = document("无锡市领导到宜兴调研。")
    for weight, codes in ((1.0, ["320200", "320282"]), (-1.0, ["320200"])):
        monkeypatch.setattr("loaders.places.short_names.weights", lambda _, w=weight: {"any": w})
        assert [m.code for m in find_places(doc, gazetteer)] == codes
