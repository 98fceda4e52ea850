"""The measures themselves, on an article of three sentences."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from schema.facts import FactSet
from schema.nodes import Label
from tests.eval.corpora import raised
from tests.eval.gold import GoldError, key, parse_gold
from tests.eval.scorer import Score, Tally, score, total

GOLD = """
E City 甲市
E Industry 风电 | 风力发电
? E Industry 物流
E Park/Project 东湾产业园
R City:甲市 PRIORITIZES Industry:风电
R Park/Project:东湾产业园 LOCATED_IN City:甲市   # the smallest place named
X 乙市
"""
Facts = Callable[..., FactSet]


def test_all_right(make_facts: Facts) -> None:
    facts = make_facts(["City:甲市 PRIORITIZES Industry:风力发电产业", "Park:东湾产业园 LOCATED_IN City:甲市"])
    found = score(parse_gold(GOLD), facts)
    assert found["entity"] == Tally(right=3, found=3, required=3)
    assert found["fact"] == Tally(right=2, found=2, required=2)
    assert found["fact"].f1 == 1


def test_missed_and_spurious(make_facts: Facts) -> None:
    found = score(parse_gold(GOLD), make_facts(["City:甲市 PRIORITIZES Industry:光伏"]))
    assert found["entity"] == Tally(right=1, wrong=1, found=1, required=3)
    assert found["relationship"] == Tally(wrong=1, required=2)
    assert "missed     Industry 风电" in found.notes


def test_optional_counts_neither_way(make_facts: Facts) -> None:
    facts = make_facts(["City:甲市 PRIORITIZES Industry:风电", "City:甲市 PRIORITIZES Industry:物流"])
    found = score(parse_gold(GOLD), facts)
    assert found["entity"].wrong == found["relationship"].wrong == 0
    assert found["relationship"].right == 1


def test_forbidden_weighs_three(make_facts: Facts) -> None:
    found = score(parse_gold(GOLD), make_facts(["City:乙市 PRIORITIZES Industry:风电"]))
    assert found.forbidden == ("City:乙市",)
    assert found["entity"].wrong == 3


def test_the_same_twice_is_wrong_once(make_facts: Facts) -> None:
    facts = make_facts(["City:甲市 PRIORITIZES Industry:风电", "City:甲市 PRIORITIZES Industry:风力发电"])
    found = score(parse_gold(GOLD), facts)
    assert (found["entity"].right, found["entity"].wrong) == (2, 1)
    assert found["relationship"] == Tally(right=1, found=1, required=2)


def test_direction_matters_but_for_partners(make_facts: Facts) -> None:
    gold = parse_gold("E Company 甲公司\nE Company 乙公司\nR Company:甲公司 PARTNERS_WITH Company:乙公司")
    assert score(gold, make_facts(["Company:乙公司 PARTNERS_WITH Company:甲公司"]))["relationship"].right == 1
    gold = parse_gold("E City 甲市\nE City 乙市\nR City:甲市 PART_OF City:乙市")
    assert score(gold, make_facts(["City:乙市 PART_OF City:甲市"]))["relationship"].found == 0


def money(make_facts: Facts, **properties: Any) -> FactSet:
    """甲市 with one sum or figure."""
    label = Label.INVESTMENT if "amount" in properties else Label.INDICATOR
    claim = "Investment:x FUNDS City:甲市" if label is Label.INVESTMENT else "City:甲市 HAS_INDICATOR Indicator:x"
    return make_facts([claim], nodes={"x": properties})


@pytest.mark.parametrize(
    ("line", "properties", "right"),
    [
        ("I 8000000000 CNY -> City:甲市", {"amount": 8.0e9, "currency": "CNY"}, 1),
        ("I 8000000000 CNY -> City:甲市", {"amount": 8.01e9, "currency": "CNY"}, 1),
        ("I 8000000000 CNY -> City:甲市", {"amount": 8.1e9, "currency": "CNY"}, 0),
        ("I 8000000000 CNY -> City:甲市", {"amount": 8.0e9, "currency": "TWD"}, 0),
        ("M City:甲市 30 家|户", {"value": 30.0, "unit": "户"}, 1),
        ("M City:甲市 30 家|户", {"value": 30.0, "unit": "个"}, 0),
    ],
)
def test_figures(line: str, properties: dict[str, Any], right: int, make_facts: Facts) -> None:
    found = score(parse_gold(f"E City 甲市\n{line}"), money(make_facts, **properties))["figure"]
    assert found == Tally(right=right, wrong=1 - right, found=right, required=1)


@pytest.mark.parametrize(
    "text",
    [
        "E Planet 火星",
        "R City:甲市 PRIORITIZES Industry:风电",
        "E City 甲市\nR City:甲市 LIKES City:甲市",
        "Z 什么",
        "E City",
    ],
)
def test_statements_nobody_knows_are_refused(text: str) -> None:
    with pytest.raises(GoldError, match=r"gold:\d"):
        parse_gold(text)


@pytest.mark.parametrize(
    ("label", "a", "b"),
    [
        ("Industry", "新能源產業", "新能源"),
        ("Project", "“东湾”建设项目", "东湾"),
        ("City", "A·B 市", "ab市"),
        ("Industry", "物流业", "物流"),
    ],
)
def test_names_that_are_the_same(label: str, a: str, b: str) -> None:
    assert key(label, a) == key(label, b)


def test_provinces_and_what_only_the_taxonomy_adds_are_left_out(make_facts: Facts) -> None:
    claims = ["City:甲市 PRIORITIZES Industry:风电", "City:甲市 PART_OF Province:丙省"]
    more = [*claims, "Industry:风电 SUBINDUSTRY_OF Industry:能源"]
    assert score(parse_gold(GOLD), make_facts(more, unmentioned=["能源"]))["entity"].wrong == 0
    assert score(parse_gold(GOLD), make_facts(more))["entity"].wrong == 1


def test_micro_average_and_floors_that_only_rise() -> None:
    one = Score(
        {m: Tally(right=9, wrong=1, found=9, required=10) for m in ("entity", "relationship", "figure", "fact")}
    )
    assert total([one, one])["entity"] == Tally(right=18, wrong=2, found=18, required=20)
    assert raised({"seeds": {"entity": 0.95}}, {"seeds": one})["seeds"] == {
        "entity": 0.95,
        "relationship": 0.89,
        "figure": 0.89,
        "fact": 0.89,
    }
