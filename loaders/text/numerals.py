"""Numbers as Chinese text writes them: 2,500 / 1.2万 / 4万2,000 / 一千三百 / 百亿 / 十几亿 / 两三百万."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from loaders.lexicons import words

_BIG = {"万": 1e4, "亿": 1e8, "兆": 1e12}
_SMALL = {"十": 10.0, "百": 100.0, "千": 1000.0}
_DIGITS = "零〇一二两三四五六七八九壹贰叁"
ARABIC = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d++(?:\.\d++)?"
CHINESE = rf"[{_DIGITS}十百千][{_DIGITS}十百千几]*|几[十百千]"
_MORE = r"(?:多|余)?"
_TIMES = r"(?:十|百(?!万瓦)|千(?![瓦伏克米升乏]))?"
"""5百, 3千; the 千 of 500千瓦 is the unit's."""
_THOUSANDS = rf"(?:(?<=万)(?:\d{{4}}|\d,\d{{3}})亿{_MORE}|零?(?:{ARABIC}|{CHINESE})[百千]?{_MORE}万{_MORE}(?!亿))?"
"""3亿5000万, 八亿四千九百多万, 1万2000亿: two multipliers."""
_ARABIC_NUMBER = (
    rf"(?:\d千\d百|{ARABIC}){_MORE}{_TIMES}{_MORE}"
    rf"(?:[万亿]{{1,2}}{_MORE}{_THOUSANDS}(?:(?:{ARABIC})[百千]?{_MORE}(?=[^\d万亿百千]))?)?"
)
_CHINESE_NUMBER = (
    rf"(?:{CHINESE}){_MORE}"
    rf"(?:[万亿]{{1,2}}{_MORE}{_THOUSANDS}(?:[{_DIGITS}][{_DIGITS}十百千]*(?=[^万亿{_DIGITS}十百千]))?)?"
)
_TRILLIONS = rf"(?:{ARABIC}|{CHINESE})兆(?:多|余)?(?![瓦赫帕欧伏焦比字])"
"""1兆3,260亿: Taiwan's word for 万亿, not the 兆 of a unit (兆瓦)."""
COUNT = r"(?:\d+|[一二两三四五六七八九十]+)(?:余|多)?"
"""A whole number that counts things, in digits or in words: 3, 十二, 20余."""
NUMBER = rf"(?:{_TRILLIONS}(?:{_ARABIC_NUMBER}|{_CHINESE_NUMBER})?|{_ARABIC_NUMBER}|{_CHINESE_NUMBER})"
_MAX_LENGTH = 40
"""Longer digit runs are codes or junk, not numbers."""


@dataclass(frozen=True, slots=True)
class Number:
    """A value, or a range where the words leave it open (十几亿 → 1e9..2e9)."""

    low: float
    high: float

    @property
    def value(self) -> float:
        """The value; of a range its lower end, as news means 两三百 as 两百 and more."""
        return self.low


@cache
def _digit(char: str) -> int | None:
    value = words("units")["numerals"].get(char)
    return int(value) if value is not None else None


def parse_number(text: str) -> Number | None:
    """The number that the whole of `text` writes, or None."""
    text = text.replace("，", ",").replace("多", "").replace("余", "").strip()
    if not text or len(text) > _MAX_LENGTH:
        return None
    total_low = total_high = last = 0.0
    rest = text
    while rest:
        match = re.match(r"([^万亿兆]*)([万亿兆]{0,2})", rest)
        if not match or not match.end():
            return None
        head, big = match[1], match[2]
        factor = 1.0
        for char in big:
            factor *= _BIG[char]
        part = _section(head) if head else Number(1.0, 1.0) if big else None
        if part is None:
            return None
        if big and "亿" in big and total_low and "万" in text[: text.index(rest)]:
            total_low, total_high = (total_low + part.low) * factor, (total_high + part.high) * factor
        else:
            if not big and last >= 1e4 and len(head) == 1 and _digit(head):
                factor = last / 10  # 三万五: the unit left out is the next lower one
            total_low += part.low * factor
            total_high += part.high * factor
        last = factor
        rest = rest[match.end() :]
    return Number(round(total_low, 4), round(total_high, 4))


def _section(text: str) -> Number | None:
    """A part below 万."""
    match = re.fullmatch(rf"({ARABIC})([十百千])?", text)
    if match:
        value = float(match[1].replace(",", "")) * (_SMALL[match[2]] if match[2] else 1.0)
        return Number(value, value)
    match = re.fullmatch(r"(\d)千(\d)百", text)
    if match:  # 1千2百
        return Number(int(match[1]) * 1000.0 + int(match[2]) * 100.0, int(match[1]) * 1000.0 + int(match[2]) * 100.0)
    match = re.fullmatch(rf"([{_DIGITS}])([{_DIGITS}])([十百千])?", text)
    if match and match[1] not in "零〇":  # 两三百, 七八: a range of neighbours
        a, b = _digit(match[1]), _digit(match[2])
        unit = _SMALL[match[3]] if match[3] else 1.0
        if a is not None and b is not None and b == a + 1:
            return Number(a * unit, b * unit)
    match = re.fullmatch(r"([十百千])几|几([十百千])", text)
    if match:
        unit = _SMALL[match[1] or match[2]]
        return Number(unit, 2 * unit) if match[1] else Number(2 * unit, 9 * unit)
    match = re.fullmatch(rf"([{_DIGITS}])十几", text)
    if match and (tens := _digit(match[1])) is not None:
        return Number(tens * 10.0, tens * 10.0 + 10)
    value_or_none = _chinese(text)
    return Number(value_or_none, value_or_none) if value_or_none is not None else None


def _chinese(text: str) -> float | None:
    total, current, seen = 0.0, None, False
    digits = [_digit(c) for c in text]
    if len(text) >= 2 and all(d is not None for d in digits):
        return float("".join(str(d) for d in digits))
    last_unit = 0.0
    for char in text:
        digit = _digit(char)
        if digit is not None:
            current, seen = float(digit), True
        elif char in _SMALL:
            total += (1.0 if current is None else current) * _SMALL[char]
            last_unit, current, seen = _SMALL[char], None, True
        else:
            return None
    if current:
        total += current * (last_unit / 10 if last_unit >= 100 and "零" not in text and "〇" not in text else 1.0)
    return total if seen else None
