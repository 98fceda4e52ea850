"""The seeds and our own annotated articles are read at least as well as before."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.eval.corpora import ADDED, CORPORA, OWN, PAGES, RETOLD, SEEDS, STUDIED, TRAINING, Corpus, floors
from tests.eval.gold import read_gold
from tests.eval.scorer import MEASURES, Score, total

pytestmark = pytest.mark.xdist_group("reading")
TAUGHT = (TRAINING, ADDED, PAGES, RETOLD, STUDIED)
Readings = dict[str, dict[str, Score]]


def test_every_seed_is_annotated() -> None:
    assert len(SEEDS.names()) == 5


def test_every_article_has_its_annotations_and_the_reverse() -> None:
    articles: dict[Path, set[str]] = {}
    for corpus in (*CORPORA, *TAUGHT):
        articles.setdefault(corpus.gold, set()).update(path.stem for path in corpus.articles.glob("*.txt"))
    assert articles == {gold: {path.stem for path in gold.glob("*.gold")} for gold in articles}


def test_nothing_is_measured_on_what_models_are_fitted_to() -> None:
    taught = {path.read_text(encoding="utf-8") for c in TAUGHT for path in c.articles.glob("*.txt")}
    assert len(taught) == sum(len(c.names()) for c in TAUGHT)
    assert not any(path.read_text(encoding="utf-8") in taught for c in CORPORA for path in c.articles.glob("*.txt"))


@pytest.mark.parametrize("corpus", [*CORPORA, *TAUGHT], ids=lambda c: c.name)
def test_annotations_keep_to_the_format(corpus: Corpus) -> None:
    for name in corpus.names():
        assert read_gold(corpus.gold / f"{name}.gold").entities, name


@pytest.mark.parametrize("measure", MEASURES)
@pytest.mark.parametrize("corpus", [c.name for c in CORPORA])
def test_reading_is_no_worse_than_before(corpus: str, measure: str, readings: Readings) -> None:
    found = total(readings[corpus].values())[measure]
    assert round(found.f1, 4) >= floors()[corpus][measure], (
        f"precision {found.precision:.3f}, recall {found.recall:.3f}"
    )


def test_nothing_comes_from_around_the_seeds(readings: Readings) -> None:
    assert {name: s.forbidden for name, s in readings[SEEDS.name].items() if s.forbidden} == {}


def test_nothing_comes_from_around_our_own(readings: Readings) -> None:
    assert {name: s.forbidden for name, s in readings[OWN.name].items() if s.forbidden} == {}
