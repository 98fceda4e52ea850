"""Numbers as news writes them."""

from __future__ import annotations

import re

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from loaders.text.numerals import NUMBER, Number, parse_number

_DIGITS = "零一二三四五六七八九"


def written(n: int) -> str:
    """A number below 10,000 in Chinese numerals, as one says it."""
    if n < 10:
        return _DIGITS[n]
    out, gap = "", False
    for unit, word in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = n // unit % 10
        if digit:
            out += ("零" if gap else "") + _DIGITS[digit] + word
        gap = not digit and bool(out)
    return out.removeprefix("一") if 10 <= n < 20 else out


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("80", 80),
        ("1,136", 1136),
        ("12,345,678.5", 12_345_678.5),
        ("2500亿", 2.5e11),
        ("3.5万亿", 3.5e12),
        ("4万2000", 42_000),
        ("1亿2000万", 1.2e8),
        ("3千", 3000),
        ("十", 10),
        ("十五", 15),
        ("一百零五", 105),
        ("一千三百", 1300),
        ("一千二", 1200),
        ("两", 2),
        ("百亿", 1e10),
        ("千万", 1e7),
        ("九十八万", 980_000),
        ("一万零五百", 10_500),
        ("十二亿三千万", 1.23e9),
        ("二〇二一", 2021),
        ("叁百", 300),
        ("300多", 300),
        ("3亿5000万", 3.5e8),
        ("六亿二千三百多万", 6.23e8),
        ("4亿5千万", 4.5e8),
        ("1万8000亿", 1.8e12),
        ("2千6百", 2600),
        ("3万4千", 34_000),
        ("十余", 10),
    ],
)
def test_numbers(text: str, value: float) -> None:
    assert parse_number(text) == Number(value, value)


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [("十几亿", 1e9, 2e9), ("两三百万", 2e6, 3e6), ("几十", 20, 90), ("二十几", 20, 30), ("七八十", 70, 80)],
)
def test_words_that_leave_a_range(text: str, low: float, high: float) -> None:
    assert parse_number(text) == Number(low, high)
    assert Number(low, high).value == low


@pytest.mark.parametrize("text", ["", "亿元", "半", "1..2", "12,34", "abc", "1-2", "9" * 41, "十十个"])
def test_what_is_no_number(text: str) -> None:
    assert parse_number(text) is None


def test_the_unit_left_out_at_the_end() -> None:
    assert parse_number("三万五") == Number(35_000, 35_000)


@pytest.mark.parametrize(("text", "low", "high"), [("两三亿", 2e8, 3e8), ("七八", 7, 8)])
def test_neighbours(text: str, low: float, high: float) -> None:
    assert parse_number(text) == Number(low, high)


@given(st.integers(0, 9999))
def test_every_number_in_words(n: int) -> None:
    assert parse_number(written(n)) == Number(n, n)


@given(st.integers(1, 9999), st.integers(1, 9999))
def test_ten_thousands_in_words(high: int, low: int) -> None:
    assume(low >= 200 or low < 100)
    tens = written(low) if low >= 20 or low < 10 else f"一{written(low)}"
    words = f"{written(high)}万{'零' if low < 1000 else ''}{tens}"
    assert parse_number(words) == Number(high * 10_000 + low, high * 10_000 + low)


def test_a_hundred_after_a_gap() -> None:
    assert parse_number("一万零一百") == Number(10_100, 10_100)


@given(st.integers(0, 10**12), st.sampled_from([("", 1.0), ("万", 1e4), ("亿", 1e8)]))
def test_every_number_in_digits(n: int, unit: tuple[str, float]) -> None:
    for text in (f"{n}{unit[0]}", f"{n:,}{unit[0]}"):
        number = parse_number(text)
        assert number is not None
        assert number.value == pytest.approx(n * unit[1])


@given(st.text(alphabet="0123456789.,零一二两三十百千万亿多余几", max_size=60))
def test_nothing_makes_it_fail(text: str) -> None:
    number = parse_number(text)
    assert number is None or 0 <= number.low <= number.high


def test_the_pattern_takes_whole_numbers() -> None:
    for text in ("1,136", "4万2000", "十几亿", "3.5万亿", "一千三百", "300多"):
        assert re.match(NUMBER, text + "元")[0] == text  # type: ignore[index]
