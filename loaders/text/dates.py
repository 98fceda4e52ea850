"""Dates and periods: absolute, relative to publication, ROC years, five-year plans; precision is kept."""

from __future__ import annotations

import re
from bisect import bisect_right
from calendar import monthrange
from collections.abc import Sequence

from loaders.model import DateMention, Document, Figure
from schema.values import ROC_OFFSET

_PLANS = {
    "十一五": "2006/2010",
    "十二五": "2011/2015",
    "十三五": "2016/2020",
    "十四五": "2021/2025",
    "十五五": "2026/2030",
}
_PATTERN = re.compile(
    r"“?(?P<plan>十[一二三四五]五)”?(?:期间|时期|规划)?"
    r"|(?:民国)?(?P<roc>[今明去]?（?1[01]\d）?)年(?:至(?P<roc2>1[01]\d)年)?(?:(?P<rocmonth>1?\d)月)?"
    r"|(?P<year>(?:19|20)\d{2})年?(?:[—\-至到~](?P<year2>(?:19|20)\d{2}))?年(?:(?P<month>1?\d)月)?(?:(?P<day>[123]?\d)日)?(?P<half>上半年|下半年|底|前(?P<months>\d{1,2})个月)?"
    r"|(?P<rel>今年|去年|明年|上年度|本年度|前年|后年|上年)(?:(?P<relmonth>1?\d)月)?(?:(?P<relday>[123]?\d)日)?(?P<relhalf>上半年|下半年)?"
    r"|(?P<m1>1?\d)[—\-至到](?P<m2>1?\d)月(?:份)?"
    r"|(?P<m>1?\d)月(?P<d>[123]?\d)日|(?P<mo>1?\d)月(?:份|底|初)?"
    r"|(?P<quarter>第?[一二三四]季度|前三季度|上半年|下半年)"
)
_RELATIVE = {"今年": 0, "本年度": 0, "去年": -1, "上年度": -1, "上年": -1, "明年": 1, "前年": -2, "后年": 2}
_QUARTERS = {"一": ("01", "03"), "二": ("04", "06"), "三": ("07", "09"), "四": ("10", "12")}

_MONTHS = 12


def find_dates(doc: Document, *, published: str | None, jurisdiction: str) -> tuple[DateMention, ...]:
    """Every date or period, in order. `published` (ISO) anchors relative ones; without it they are left out."""
    base = int(published[:4]) if published and published[:4].isdigit() else None
    year = base
    out = []
    for match in _PATTERN.finditer(doc.text):
        value, said = _value(match, base, year, jurisdiction)
        if said:
            year = said
        if value:
            out.append(DateMention(match.start(), match.end(), match.group(), value))
    return tuple(out)


def _value(
    match: re.Match[str], base: int | None, year: int | None, jurisdiction: str
) -> tuple[str | None, int | None]:
    if match["plan"]:
        return _PLANS.get(match["plan"]), None
    if match["roc"]:
        return _roc(match, jurisdiction)
    if match["year"]:
        return _absolute(match), int(match["year"])
    if base is None or year is None:
        return None, None
    if match["rel"]:
        said = base + _RELATIVE[match["rel"]]
        if match["relhalf"]:
            return _half(said, match["relhalf"]), said
        return _join(said, match["relmonth"], match["relday"]), said
    if match["m1"]:
        return _months(year, int(match["m1"]), int(match["m2"])), None
    if match["m"]:
        return _join(base, match["m"], match["d"]), None
    if match["mo"]:
        return _join(year, match["mo"], None), None
    return _quarter(match["quarter"], base), None


def _roc(match: re.Match[str], jurisdiction: str) -> tuple[str | None, int | None]:
    digits = re.search(r"1[01]\d", match["roc"])
    if not digits or jurisdiction != "TW" and "民国" not in match.group():
        return None, None
    year = int(digits[0]) + ROC_OFFSET
    if match["roc2"]:
        return _years(year, int(match["roc2"]) + ROC_OFFSET), year
    return _join(year, match["rocmonth"], None), year


def _absolute(match: re.Match[str]) -> str | None:
    year = int(match["year"])
    if match["year2"]:
        return _years(year, int(match["year2"]))
    if match["months"]:
        return _months(year, 1, int(match["months"]))
    if match["half"] in ("上半年", "下半年"):
        return _half(year, match["half"])
    return _join(year, match["month"], match["day"])


def _years(first: int, last: int) -> str | None:
    """None where they do not run forward (2025—2021年): then the text means something else."""
    return f"{first}/{last}" if first < last else str(first) if first == last else None


def _months(year: int, first: int, last: int) -> str | None:
    if not 1 <= first <= last <= _MONTHS:
        return None
    return f"{year}-{first:02d}/{year}-{last:02d}" if first < last else f"{year}-{first:02d}"


def _half(year: int, word: str) -> str:
    return f"{year}-01/{year}-06" if word == "上半年" else f"{year}-07/{year}-12"


def _join(year: int, month: str | None, day: str | None) -> str:
    if not month or not 1 <= int(month) <= _MONTHS:
        return str(year)
    last = monthrange(year, int(month))[1]
    return f"{year}-{int(month):02d}" + (f"-{int(day):02d}" if day and 1 <= int(day) <= last else "")


def _quarter(word: str, year: int) -> str:
    if word == "前三季度":
        return f"{year}-01/{year}-09"
    if word in ("上半年", "下半年"):
        return _half(year, word)
    first, last = _QUARTERS[word.removeprefix("第")[0]]
    return f"{year}-{first}/{year}-{last}"


def period_of(figure: Figure, dates: Sequence[DateMention], doc: Document) -> str | None:
    """The period that governs a figure: the last one before it in its sentence, else none."""
    i = bisect_right(doc.sentences, figure.start, key=lambda s: s.start) - 1
    if i < 0 or figure.start >= doc.sentences[i].end:
        return None
    k = bisect_right(dates, figure.start, key=lambda d: d.end) - 1
    return dates[k].value if k >= 0 and dates[k].start >= doc.sentences[i].start else None
