"""Generated articles: the same numbers give the same bytes, and a tenth are reprints."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest

from loaders.article import read_articles
from loaders.clean import clean
from loaders.model import RawArticle
from loaders.reprints import is_reprint


@pytest.fixture(scope="module")
def corpus(load_script: Callable[[str], ModuleType]) -> ModuleType:
    return load_script("make_corpus")


def test_the_same_seed_gives_the_same_bytes(corpus: ModuleType, tmp_path: Path) -> None:
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
        corpus.write(corpus.Press(7).articles(30), tmp_path / name, "jsonl")
    one, other = ((tmp_path / name / "00000.jsonl").read_bytes() for name in "ab")
    assert one == other
    assert list(corpus.Press(8).articles(3)) != list(corpus.Press(7).articles(3))
    assert len(list(read_articles(str(tmp_path / "a" / "00000.jsonl")))) == 30


def test_reprints_are_reprints_and_others_are_not(corpus: ModuleType) -> None:
    press = corpus.Press(3, reprints=0.0)
    texts = [clean(RawArticle("a", t)).text for t in press.articles(40)]
    assert not any(is_reprint(a, b) for a in texts for b in texts if a is not b)
    again = [clean(RawArticle("b", press._print(made, again=True))).text for made in press._earlier[:40]]
    assert sum(is_reprint(b, a) for a, b in zip(texts, again, strict=True)) >= 36
