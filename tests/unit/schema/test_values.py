"""Values keep what the text says and refuse what cannot be."""

from __future__ import annotations

import datetime
from typing import Any, get_type_hints

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from loaders.model import Figure
from schema.nodes import NODE_TYPES, Label
from schema.values import Bound, Date, Money, Period, Precision, Quantity


@pytest.mark.parametrize(
    ("text", "precision", "first", "last"),
    [
        ("2021", Precision.YEAR, (2021, 1, 1), (2021, 12, 31)),
        ("2024-02", Precision.MONTH, (2024, 2, 1), (2024, 2, 29)),
        ("2021-12-02", Precision.DAY, (2021, 12, 2), (2021, 12, 2)),
    ],
)
def test_a_date_keeps_its_precision(text: str, precision: Precision, first: Any, last: Any) -> None:
    date = Date.parse(text)
    assert (date.precision, date.first, date.last) == (precision, datetime.date(*first), datetime.date(*last))
    assert str(date) == text


@given(st.dates(datetime.date(1000, 1, 1)))
def test_every_day_of_the_calendar(day: datetime.date) -> None:
    date = Date.parse(day.isoformat())
    assert date.first == date.last == day
    assert date in Date(year=day.year, month=day.month)
    assert Date(year=day.year) not in date


@pytest.mark.parametrize(
    "text", ["", "21", "2021-9", "2021-13", "2021-02-30", "2021-0a", "2021-01-01-01", "２０２１", "0109"]
)
def test_what_is_no_date(text: str) -> None:
    with pytest.raises(ValueError):
        Date.parse(text)


def test_a_day_needs_its_month() -> None:
    with pytest.raises(ValidationError, match="month"):
        Date(year=2021, day=3)


def test_years_of_the_republic() -> None:
    assert str(Date.from_roc(109)) == "2020"
    assert str(Date.from_roc(110, 6)) == "2021-06"
    assert str(Date.from_roc(1, 1, 1)) == "1912-01-01"
    with pytest.raises(ValueError):
        Date.from_roc(0)


def test_periods() -> None:
    half = Period.parse("2021-01/2021-06")
    assert str(half) == "2021-01/2021-06"
    assert str(Period.parse("2021")) == "2021"
    assert Date.parse("2021-06-30") in half
    assert Date.parse("2021-07") not in half
    assert half in Period.parse("2021")
    assert Period.parse("2016/2020") not in half
    with pytest.raises(ValidationError, match="before"):
        Period.parse("2021/2020")


def test_money_becomes_properties_of_its_node() -> None:
    money = Money(amount=8e9, currency="CNY", bound=Bound.OVER, minimum=8e9, period="2021", words="超80亿元")  # type: ignore[arg-type]
    assert money.approximate
    assert money.properties() == {
        "amount": 8e9, "currency": "CNY", "bound": "over", "amount_min": 8e9, "period": "2021",
    }  # fmt: skip
    assert set(money.properties()) <= {p.name for p in NODE_TYPES[Label.INVESTMENT].properties}
    assert Money.model_validate_json(money.model_dump_json()) == money


def test_quantity_becomes_properties_of_its_node() -> None:
    area = Quantity(value=10, unit="亩", bound=Bound.RANGE, minimum=10, maximum=12, words="10—12亩")
    assert set(area.properties()) <= {p.name for p in NODE_TYPES[Label.INDICATOR].properties}
    assert area.properties()["value_max"] == 12
    assert not Quantity(value=-3.5, unit="%").approximate
    assert Quantity.model_validate_json(area.model_dump_json()) == area


@pytest.mark.parametrize(
    "fields",
    [
        {"currency": "RMB"},
        {"currency": "cny"},
        {"amount": -1},
        {"amount": float("nan")},
        {"amount": float("inf")},
        {"minimum": 200},
        {"maximum": 50},
        {"bound": Bound.RANGE},
        {"bound": "maybe"},
        {"period": "last year"},
        {"colour": "red"},
    ],
)
def test_money_that_cannot_be(fields: dict[str, Any]) -> None:
    Money(amount=100, currency="CNY")
    with pytest.raises(ValidationError):
        Money(**{"amount": 100, "currency": "CNY", **fields})


def test_a_quantity_needs_a_unit() -> None:
    with pytest.raises(ValidationError):
        Quantity(value=1, unit="")


def test_values_are_frozen_and_compare_by_value() -> None:
    money = Money(amount=1, currency="TWD")
    assert len({money, Money(amount=1, currency="TWD"), Money(amount=1, currency="USD")}) == 2
    with pytest.raises(ValidationError):
        money.amount = 2


def test_the_reader_hedges_in_the_same_words() -> None:
    assert get_type_hints(Figure)["bound"] is Bound
