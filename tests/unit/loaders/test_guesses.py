"""A guessed repair makes no node by itself."""

from __future__ import annotations

import pytest

from loaders.entities.guesses import Guessed
from loaders.model import CleanArticle, Mention, Repair
from loaders.pipeline import Reader
from schema.facts import FactSet
from schema.nodes import Label

TITLE = "园区招商大会召开"
SENTENCE = "上海华远新材料有限公司董事长徐建青表示，项目总投资80亿元。"


def article(text: str, *guesses: str, unverified: bool = True) -> CleanArticle:
    whole = f"{TITLE}\n{text}"
    repairs = tuple(Repair(whole.rindex(g), whole.rindex(g) + len(g), "?", g, 9.0, unverified) for g in guesses)
    return CleanArticle("a", TITLE, whole, whole, None, None, ((0, len(whole), 0, len(whole)),), repairs)


def read(text: str, *guesses: str, unverified: bool = True) -> FactSet:
    reader = Reader.default()
    return reader.facts(reader.analyse(article(text, *guesses, unverified=unverified)))


def names(facts: FactSet) -> set[str]:
    return {e.name for e in facts.entities}


@pytest.mark.parametrize("guess", ["徐建青", "建青表"])
def test_a_guessed_name_makes_no_node(guess: str) -> None:
    assert "徐建青" in names(read(SENTENCE))
    assert "徐建青" in names(read(SENTENCE, guess, unverified=False))
    found = names(read(SENTENCE, guess))
    assert "徐建青" not in found
    assert "上海华远新材料有限公司" in found


def test_a_guessed_name_that_stands_elsewhere_too_is_kept() -> None:
    assert "徐建青" in names(read(SENTENCE + "\n徐建青还说，明年投产。", "青还说"))


def test_a_guessed_number_makes_no_figure() -> None:
    assert "8000000000" in read(SENTENCE).model_dump_json()
    assert "8000000000" not in read(SENTENCE, "80亿").model_dump_json()


def test_only_what_a_guess_touches_is_doubted() -> None:
    whole = article(SENTENCE, "徐建青")
    at = whole.text.index("徐建青")
    inside = Mention(at, at + 3, Label.PERSON, "徐建青", "r")
    beside = Mention(at - 3, at, Label.PERSON, "董事长", "r")
    assert Guessed(whole).borne_out([inside, beside]) == [beside]
