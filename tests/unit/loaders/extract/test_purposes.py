"""What the words behind a sum say that it builds."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from loaders.extract.figures.purposes import builds
from loaders.model import Document
from loaders.pipeline import Reader


@pytest.mark.parametrize(
    "between",
    [
        "建设",
        "，建",
        "，正在石泉高新区建设",
        "，在此新建",
        "，分三期建设年产4万吨的",
        "、分两期建设的",
        "上马一条",
        "支持石泉县建设",
        "建成",
        "，用来修建",
        "以上，改造",
        "，给石泉县，用于城关镇的",
    ],
)
def test_a_sum_builds_what_follows(between: str) -> None:
    assert builds(between, 0, len(between))


@pytest.mark.parametrize(
    "between", ["，建成", "，建设期两年的", "，建设单位为", "，建成后", "，在", "的", "，选址", "，产品供给"]
)
def test_other_words_lead_to_other_names(between: str) -> None:
    assert not builds(between, 0, len(between))


@pytest.mark.parametrize(
    ("text", "value", "owner"),
    [
        ("江苏恒丰纸业有限公司拿出8亿元，在阜宁县建设特种纸生产基地。", 8e8, "特种纸生产基地"),
        ("盐城市设立20亿元海上风电产业基金。", 2e9, "海上风电产业基金"),
        (
            "江苏恒丰纸业有限公司与盐城华晟新材料有限公司签约，前者投资5亿元建设装饰原纸项目，后者投资2亿元。",
            5e8,
            "装饰原纸",
        ),
    ],
)
def test_whose_a_sum_with_a_purpose_is(text: str, value: float, owner: str, document: Callable[..., Document]) -> None:
    reading = Reader.by_rules().analyse(document(text, title="盐城市项目快报").article)
    table = reading.context.table
    assert [table[c.owner].name for c in reading.figures if c.figure.value == value] == [owner]


@pytest.mark.parametrize(
    ("text", "invested"),
    [
        ("阜宁县的童装网店去年卖了7亿元。", False),
        ("阜宁县提出，两年后冲击500亿元。", False),
        ("阜宁县今年投资7亿元建专卖店。", True),
    ],
)
def test_what_is_sold_or_aimed_at_is_not_put_in(text: str, invested: bool, document: Callable[..., Document]) -> None:
    reading = Reader.by_rules().analyse(document(text, title="阜宁县经济快报").article)
    assert [c.investment for c in reading.figures] == [invested]
