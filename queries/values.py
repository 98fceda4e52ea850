"""Values that a question states: thresholds of money, stretches of time, how many."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_DIGITS = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"两": 2, "〇": 0}
_UNITS = {"十": 10, "百": 100, "千": 1000}
_NUMBER = r"(?P<n>\d+(?:,\d{3})*(?:\.\d+)?|[零〇一二两三四五六七八九十百千]+)"
_SCALE = {
    "千亿": 1e11,
    "百亿": 1e10,
    "十亿": 1e9,
    "亿": 1e8,
    "千万": 1e7,
    "百万": 1e6,
    "万": 1e4,
    "": 1.0,
    "billion": 1e9,
    "million": 1e6,
    "trillion": 1e12,
    "bn": 1e9,
    "thousand": 1e3,
}
_CURRENCIES = {
    "美元": "USD",
    "美金": "USD",
    "dollars": "USD",
    "usd": "USD",
    "新台币": "TWD",
    "台币": "TWD",
    "twd": "TWD",
    "欧元": "EUR",
    "euros": "EUR",
    "eur": "EUR",
    "港元": "HKD",
    "港币": "HKD",
    "日元": "JPY",
    "人民币": "CNY",
    "元人民币": "CNY",
    "yuan": "CNY",
    "rmb": "CNY",
    "cny": "CNY",
}
_MONEY = (
    _NUMBER + r"\s?(?:多|余)?(?P<scale>千亿|百亿|十亿|亿|千万|百万|万|trillion|billion|million|bn|thousand)?"
    r"\s?(?P<currency>美元|美金|元?新台币|元?台币|欧元|港元|港币|日元|元?人民币|元|块|yuan|rmb|cny|us dollars|dollars|usd|twd|euros|eur)?"
)
_OVER = r"(?:超过|超|大于|高于|多于|不少于|不低于|至少|逾|突破|over|above|more than|at least|exceeding|exceeds?|beyond|upwards of|larger than|greater than)"
_UNDER = r"(?:不到|低于|小于|少于|不超过|至多|不足|under|below|less than|at most|up to|smaller than)"
_AMOUNT_RULES = (
    ("amount_min", re.compile(rf"{_OVER}\s?{_MONEY}(?:以上)?")),
    ("amount_max", re.compile(rf"{_UNDER}\s?{_MONEY}(?:以下|以内)?")),
    ("amount_min", re.compile(rf"{_MONEY}\s?(?:以上|及以上|or more)")),
    ("amount_max", re.compile(rf"{_MONEY}\s?(?:以下|以内|之内|or less)")),
)
_DATE = r"(?P<year>(?:19|20)\d{2})(?:年(?:(?P<month>\d{1,2})月(?:(?P<day>\d{1,2})日)?)?|[-/.](?P<month2>\d{1,2})(?:[-/.](?P<day2>\d{1,2}))?)?"
_TIME_RULES = (
    (("since",), re.compile(rf"(?:自从|自|从)?{_DATE}(?:以来|之后|以后|起|至今|后|到现在)")),
    (("since",), re.compile(rf"(?:since|after|from)\s{_DATE}")),
    (("until",), re.compile(rf"{_DATE}(?:以前|之前|前)")),
    (("until",), re.compile(rf"(?:before|until|by)\s{_DATE}")),
    (("since", "until"), re.compile(rf"(?:in\s)?{_DATE}(?:度|期间)?")),
)
_PERIOD = re.compile(r"\d{1,2}至\d{1,2}月(?:份)?|(?<!\d)\d{2,3}年(?:至\d{2,3}年)?(?!\d)")
"""Months of a year, and years of the Republic: they narrow sums and figures by the words of the text."""
_COUNT = re.compile(
    r"(?:排名)?前(?P<a>\d{1,3}|[一二两三四五六七八九十]{1,3})(?:名|位|个|大|项|笔|家|强)?|(?:top|first|latest|largest|biggest)\s(?P<b>\d{1,3})\b"
    r"|(?P<c>\d{1,3}|[二两三四五六七八九十]{1,3})(?:个|笔|名|大|篇|条|家|项)(?=$|[一-鿿])"
)


@dataclass(frozen=True, slots=True)
class StatedValue:
    """A value in the text: parameter names with their values, and the span it was read from."""

    start: int
    end: int
    values: tuple[tuple[str, str | float | int], ...]


def chinese_number(text: str) -> float:
    """12, 1,200.5, 十二, 两百, 三千五百 → a number."""
    if text[0].isdigit():
        return float(text.replace(",", ""))
    total, digit = 0, 0
    for char in text:
        if char in _UNITS:
            total += (digit or 1) * _UNITS[char]
            digit = 0
        else:
            digit = _DIGITS[char]
    return float(total + digit)


def find_values(text: str) -> Iterator[StatedValue]:
    """All stated values in a squeezed question, overlapping readings included."""
    for name, rule in _AMOUNT_RULES:
        for m in rule.finditer(text):
            if not m["scale"] and not m["currency"]:
                continue
            amount = chinese_number(m["n"]) * _SCALE[m["scale"] or ""]
            values: list[tuple[str, str | float | int]] = [(name, amount)]
            currency = _currency(m["currency"] or "")
            if currency:
                values.append(("currency", currency))
            yield StatedValue(m.start(), m.end(), tuple(values))
    for names, rule in _TIME_RULES:
        for m in rule.finditer(text):
            yield StatedValue(m.start(), m.end(), tuple((n, _iso(m)) for n in names))
    for m in _PERIOD.finditer(text):
        yield StatedValue(m.start(), m.end(), (("about", m.group().removesuffix("份")),))
    for m in _COUNT.finditer(text):
        yield StatedValue(m.start(), m.end(), (("limit", int(chinese_number(m["a"] or m["b"] or m["c"]))),))


def _currency(word: str) -> str | None:
    return _CURRENCIES.get(word) or _CURRENCIES.get(word.removeprefix("元")) or _CURRENCIES.get(word.split(" ")[-1])


def _iso(m: re.Match[str]) -> str:
    month, day = m["month"] or m["month2"], m["day"] or m["day2"]
    return "-".join(p.zfill(2) for p in (m["year"], month, day) if p)
