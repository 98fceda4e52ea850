"""Parks that lie in several places at once."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from schema.relations import Predicate

Claimed = Callable[..., set[tuple[str, str]]]
TITLE = "宜昌市工业走笔"


@pytest.mark.parametrize(
    "text",
    [
        "白鹤工业区规划面积108平方公里，横跨枝江市、当阳市，区内有企业20家。",
        "位于枝江市与当阳市交界的白鹤工业区规划面积108平方公里。",
    ],
)
def test_what_spans_several_places_lies_in_each(claimed: Claimed, text: str) -> None:
    found = claimed(Predicate.LOCATED_IN, text, title=TITLE)
    assert found == {("白鹤工业区", "枝江市"), ("白鹤工业区", "当阳市")}


def test_a_neighbour_is_not_spanned(claimed: Claimed) -> None:
    found = claimed(Predicate.LOCATED_IN, "白鹤工业区规划面积108平方公里，位于枝江市，紧邻当阳市。", title=TITLE)
    assert found == {("白鹤工业区", "枝江市")}
