"""Dates: absolute, relative to publication, years of the Republic; precision is kept."""

from __future__ import annotations

import datetime
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders.figures.mentions import find_figures
from loaders.model import Document
from loaders.text.dates import find_dates, period_of
from schema.values import Date, Period

Documents = Callable[..., Document]


def values(doc: Document, published: str | None = "2021-12-03", jurisdiction: str = "CN") -> list[str]:
    return [d.value for d in find_dates(doc, published=published, jurisdiction=jurisdiction)]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("2021年，", "2021"),
        ("2021年9月，", "2021-09"),
        ("2021年12月2日，", "2021-12-02"),
        ("2019—2021年，", "2019/2021"),
        ("2021年上半年，", "2021-01/2021-06"),
        ("2023年前5个月，", "2023-01/2023-05"),
        ("“十四五”期间，", "2021/2025"),
        ("２０２１年，", "2021"),
    ],
)
def test_absolute(text: str, value: str, document: Documents) -> None:
    assert values(document(text), published=None) == [value]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("今年，", "2021"),
        ("去年底，", "2020"),
        ("明年6月，", "2022-06"),
        ("明年上半年，", "2022-01/2022-06"),
        ("前三季度，", "2021-01/2021-09"),
        ("1—9月，", "2021-01/2021-09"),
        ("12月2日，", "2021-12-02"),
        ("3月底，", "2021-03"),
        ("第四季度，", "2021-10/2021-12"),
    ],
)
def test_relative_to_publication(text: str, value: str, document: Documents) -> None:
    assert values(document(text)) == [value]
    assert values(document(text), published=None) == []


def test_a_bare_month_belongs_to_the_year_named_before(document: Documents) -> None:
    assert values(document("2019年3月签约，8月开工。")) == ["2019-03", "2019-08"]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("今(109)年，", "2020"),
        ("明(110)年6月，", "2021-06"),
        ("110年，", "2021"),
        ("108年至109年，", "2019/2020"),
        ("民國109年6月，", "2020-06"),
    ],
)
def test_years_of_the_republic(text: str, value: str, document: Documents) -> None:
    assert values(document(text), "2020-12-16", "TW") == [value]


def test_years_of_the_republic_only_in_taiwan(document: Documents) -> None:
    assert values(document("有110年历史"), "2020-12-16", "CN") == []
    assert values(document("民国110年"), "2020-12-16", "CN") == ["2021"]


def test_a_day_that_is_in_no_calendar(document: Documents) -> None:
    for value in values(document("2021年2月31日")):
        Date.parse(value)


def test_a_month_that_is_none_leaves_the_year(document: Documents) -> None:
    assert values(document("2021年13月")) == ["2021"]


def test_the_last_period_before_a_figure_governs_it(document: Documents) -> None:
    doc = document("2019年投资3亿元，2020年投资5亿元。签约80亿元。")
    dates = find_dates(doc, published="2021-12-03", jurisdiction="CN")
    assert [period_of(f, dates, doc) for f in find_figures(doc)] == ["2019", "2020", None]


@given(st.dates(), st.booleans())
def test_any_day_is_read(document: Documents, day: datetime.date, later: bool) -> None:
    if not 1900 <= day.year < 2100:
        day = day.replace(year=2020)
    text = f"{'记者获悉，' if later else ''}{day.year}年{day.month}月{day.day}日，"
    assert values(document(text)) == [day.isoformat()]


_WORDS = "今年 去年 明 （110） 年 2021 9 12 月 日 上半年 第 三 季度 “十四五” 期间 — 至 底 前5个月 民国 ， 。".split()


@given(
    st.lists(st.sampled_from(_WORDS), max_size=20),
    st.sampled_from([None, "2021", "2021-12-03", "yesterday"]),
    st.sampled_from(["CN", "TW"]),
)
def test_every_value_is_a_year_month_or_period(
    document: Documents, words: list[str], published: str | None, jurisdiction: str
) -> None:
    doc = document("".join(words))
    end = 0
    for date in find_dates(doc, published=published, jurisdiction=jurisdiction):
        assert date.start >= end
        assert doc.text[date.start : date.end] == date.surface
        assert str(Period.parse(date.value)) == date.value
        end = date.end


@pytest.mark.parametrize("text", ["2024年12—9月", "2024年前13个月", "2025—2021年", "民国114年至110年"])
def test_what_does_not_run_forward_is_no_period(text: str, document: Documents) -> None:
    assert not [v for v in values(document(text)) if "/" in v]


@pytest.mark.parametrize("text", ["2021—2025年", "去年1—9月"])
def test_periods_run_forward(text: str, document: Documents) -> None:
    assert all(Period.parse(v) for v in values(document(text)))


def test_months_of_last_year(document: Documents) -> None:
    assert values(document("去年1—9月，"))[-1] == "2020-01/2020-09"
