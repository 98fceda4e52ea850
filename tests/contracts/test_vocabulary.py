"""Rules and words are general: none is made for an annotated article, and words stand as the text is matched."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

from loaders.clean.script import simplify
from loaders.lexicons import word_list
from tests.eval.corpora import OWN

_NAMED = {"Company", "Park", "Person", "Project"}
_KINDS = frozenset((*word_list("parks", "strong"), *word_list("projects", "heads")))
"""Words for kinds of parks and projects, which an annotation may allow as a short name."""
_SHORTEST, _SHORTEST_ALIAS = 3, 5
"""Shorter names, and shorter ones that an annotation also allows, are ordinary words too (化工园)."""


def names(gold: Path) -> Iterator[str]:
    """Names of firms, parks, persons and projects in annotations."""
    for line in gold.read_text(encoding="utf-8").splitlines():
        kind, _, tail = line.lstrip("? ").removeprefix("E ").partition(" ")
        if line.lstrip("? ").startswith("E ") and set(kind.split("/")) & _NAMED:
            first, *others = (n.strip() for n in tail.split("|"))
            yield from (n for n in (first,) if len(n) >= _SHORTEST)
            yield from (n for n in others if len(n) >= _SHORTEST_ALIAS)


def literals(path: Path) -> str:
    """Text that the program works with: strings of a module without its documentation, or words of a lexicon."""
    text = path.read_text(encoding="utf-8")
    if path.suffix != ".py":
        return "\n".join(line for line in text.splitlines() if not line.lstrip().startswith("#"))
    tree = ast.parse(text)
    spoken = {id(n.value) for n in ast.walk(tree) if isinstance(n, ast.Expr)}
    strings = (n for n in ast.walk(tree) if isinstance(n, ast.Constant) and id(n) not in spoken)
    return "\n".join(n.value for n in strings if isinstance(n.value, str))


@pytest.fixture(scope="module")
def program(checkout: Path) -> dict[str, str]:
    """What rules and lexicons say, by file; the taxonomy's branches are words that any reader knows."""
    paths = [p for part in ("loaders", "queries", "schema") for p in (checkout / part).rglob("*")]
    paths = [p for p in paths if p.suffix != ".psv"]
    return {str(p.relative_to(checkout)): literals(p) for p in paths if p.suffix in (".py", ".yaml", ".psv")}


def test_no_rule_is_made_for_an_article_of_our_own(program: dict[str, str]) -> None:
    assert len(program) > 60
    golds = sorted(OWN.gold / f"{name}.gold" for name in OWN.names())
    found = [
        f"{where}: {name}, {gold.stem}"
        for gold in golds
        for name in dict.fromkeys(names(gold))
        if name not in _KINDS
        for where, text in program.items()
        if name in text
    ]
    assert golds
    assert found == []


def _words(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield from value.split()
    elif isinstance(value, dict):
        for key, item in value.items():
            yield str(key)
            yield from _words(item)
    elif isinstance(value, list):
        for item in value:
            yield from _words(item)


def _lexicons() -> list[str]:
    return sorted(p.name for p in (Path(__file__).parents[2] / "loaders" / "lexicon").glob("*.yaml"))


@pytest.mark.parametrize("name", _lexicons())
def test_words_stand_as_the_text_is_matched(name: str, checkout: Path) -> None:
    data = yaml.safe_load((checkout / "loaders" / "lexicon" / name).read_text(encoding="utf-8"))
    assert data
    assert all(data.values()), "a list without words"
    unmatched = {w: simplify(w) for w in _words(data) if simplify(w) != w}
    assert unmatched == {}, "these words never match; write them as the matching layer does"
