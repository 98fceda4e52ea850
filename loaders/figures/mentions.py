"""Sums of money and other quantities in the text, with their hedges, bounds and multipliers resolved."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache

from loaders.figures.unsaid import unsaid
from loaders.lexicons import longest_first, word_list, words
from loaders.model import Document, Figure
from loaders.text.numerals import NUMBER, Number, parse_number
from schema.values import Bound

_RANGE = r"\s*(?:-|—{1,2}|~|至|到)\s*"
_NOT_BEFORE = re.compile(r"(?:第|[A-Za-z\-+.±]|“\d*\+?|No\.?|编号|电话|邮编|《[^》]{0,20})$")
_BIG = {"万亿": 1e12, "亿": 1e8, "万": 1e4}
_TENTHS = re.compile(r"[一二三四五六七八九\d]")
_NOT_TENTHS = re.compile(r"[为立功长员果熟都本效就]")
_LONG_RUN = re.compile(r"[\d,.]{60,}|[零〇一二两三四五六七八九十百千万亿几壹贰叁]{60,}")
"""No number: a code, or junk."""
_LOCAL = {"TW": "TWD", "HK": "HKD", "MO": "MOP"}
"""What a bare 元 is outside the mainland."""
_SURE_VOICE = 2
"""So many words of a place's own news tell that it is from there."""
_NAMED = re.compile(r"^(?:[大个]?(?:一体化|化|位一体)|[+＋]|\.\d|[千百万十]\w|[”’])")
_RANKED = re.compile(r"(?<![目以之此先日年月天])前$")
"""前200位: a place in an order."""
_MANY = re.compile(r"[万亿]|\d{3}")
_HUNDREDS_OF_MILLIONS = re.compile(r"[十百千万]亿")
"""百亿项目, 千亿集群: how large, not how many."""
_LETTERS = re.compile(r"[A-Za-z]")


@cache
def _pattern() -> re.Pattern[str]:
    currencies = {c: str(v).split() for c, v in words("units")["currencies"].items()}
    money = "|".join(re.escape(w) for w in sorted((w for v in currencies.values() for w in v), key=len, reverse=True))
    units = "|".join(re.escape(w) for w in longest_first("units", "units"))
    hedges = {b: str(v).split() for b, v in words("units")["hedges"].items()}
    behind = "左右 上下 以上 以下 以内 有余 之多".split()
    hedge = "|".join(sorted((w for v in hedges.values() for w in v if w not in behind), key=len, reverse=True))
    tail = "|".join(behind)
    prefix = r"(?P<prefix>新台币|人民币|美元|港币|台币)?"
    return re.compile(
        rf"(?P<hedge>(?:{hedge})+)?{prefix}(?P<low>{NUMBER})(?:(?P<lowunit>(?:{money}|{units}))?{_RANGE}(?P<high>{NUMBER}))?"
        rf"(?:(?P<many>多|余|来)?(?P<money>{money})|(?P<many2>多|余|来)?(?P<unit>{units}))(?:人民币|新台币)?(?P<tail>{tail})?"
    )


@cache
def _currency_of() -> dict[str, str]:
    return {w: c for c, v in words("units")["currencies"].items() for w in str(v).split()}


@cache
def _bounds() -> tuple[tuple[str, Bound], ...]:
    pairs = [(w, Bound(b)) for b, v in words("units")["hedges"].items() for w in str(v).split()]
    return tuple(sorted(pairs, key=lambda p: -len(p[0])))


def find_figures(doc: Document, *, jurisdiction: str = "CN") -> tuple[Figure, ...]:
    """Every figure of the document, in order, not overlapping. A bare 元 is the money of the place, or of the news's voice."""
    out: list[Figure] = []
    if jurisdiction == "CN":
        jurisdiction = _voice(doc.text) or jurisdiction
    for sentence in doc.sentences:
        pos = 0
        text = _LONG_RUN.sub(lambda run: "\0" * len(run.group()), sentence.text)
        while pos < len(text):
            match = _pattern().search(text, pos)
            if match is None:
                break
            figure = _figure(text, match, sentence.start, jurisdiction)
            if figure is not None:
                out.append(figure)
                pos = match.end()
            else:
                pos = match.end("low")
        out += _tenths(sentence.text, sentence.start, out)
        out += _bare_multipliers(text, sentence.start, jurisdiction)
        out += unsaid(text, sentence.start, _LOCAL.get(jurisdiction, "CNY"))
    return tuple(_disjoint(out))


def cell_figure(text: str, start: int, end: int, unit: str, jurisdiction: str) -> Figure | None:
    """The bare number that fills a table's cell, in the unit of its column (42 under 亿元), or None."""
    number = text[start:end].strip().lstrip("+")
    match = _pattern().fullmatch(number.lstrip("-－") + unit)
    if match is None or match["high"] is not None:
        return None
    value = parse_number(match["low"])
    if value is None:
        return None
    read = _build(match.string, match, 0, value, None, match["unit"] or match["money"], jurisdiction)
    sign = -1 if number.startswith(("-", "－")) else 1
    return replace(read, start=start, end=end, surface=text[start:end], value=sign * read.value)


def _voice(text: str) -> str | None:
    """Where news is written that speaks as one does in Taiwan or Hong Kong and counts in no 人民币."""
    for region, listed in words("units")["voices"].items() if "人民币" not in text else ():
        if sum(word in text for word in str(listed).split()) >= _SURE_VOICE:
            return str(region)
    return None


@cache
def _bare_pattern() -> re.Pattern[str]:
    money = "|".join(re.escape(w) for w in sorted(_currency_of(), key=len, reverse=True))
    units = "|".join(re.escape(w) for w in longest_first("units", "units"))
    return re.compile(
        rf"(?P<hedge>将近|近|约|上|逾|超过|超|过|突破)(?P<big>万?亿|万)(?:(?<=亿)(?P<money>{money})(?!以上)|(?P<unit>{units}))"
    )


def _bare_multipliers(text: str, offset: int, jurisdiction: str) -> list[Figure]:
    """近亿元, 超万亿元, 上万人: the multiplier alone is the number."""
    out = []
    for match in _bare_pattern().finditer(text):
        unit, value = match["unit"] or match["money"], _BIG[match["big"]]
        if match["unit"] and (_joined(text[match.start("unit") :][:4]) or unit in word_list("units", "not_units")):
            continue
        bound = Bound.UNDER if match["hedge"] in ("近", "约", "将近") else Bound.OVER
        low, high = (None, value) if bound is Bound.UNDER else (value, None)
        currency = _currency(unit, None, jurisdiction) if match["money"] else None
        span = offset + match.start(), offset + match.end()
        out.append(Figure(*span, match.group(), value, "元" if currency else _unit(unit), currency, bound, low, high))
    return out


def _disjoint(figures: list[Figure]) -> list[Figure]:
    kept: list[Figure] = []
    for figure in sorted(figures, key=lambda f: (f.start, -f.end)):
        if not kept or figure.start >= kept[-1].end:
            kept.append(figure)
    return kept


def _figure(text: str, match: re.Match[str], offset: int, jurisdiction: str) -> Figure | None:
    number = match.start("low")
    unit = match["unit"] or match["money"] or ""
    if _NOT_BEFORE.search(text[max(0, number - 8) : number]) or unit in word_list("units", "not_units"):
        return None
    if not _sensible(text, match, unit):
        return None
    low = parse_number(_shared(match["low"], match["high"], match["lowunit"]))
    high = parse_number(match["high"]) if match["high"] else None
    if low is None:
        return None
    return _build(text, match, offset, low, high, unit, jurisdiction)


def _shared(low: str, high: str | None, unit: str | None) -> str:
    """10—12亿: both ends are in 亿."""
    if high and not unit and not re.search("[万亿]", low):
        big = re.search("[万亿]+", high)
        return low + (big[0] if big else "")
    return low


def _sensible(text: str, match: re.Match[str], unit: str) -> bool:
    """Chinese numerals are words too: 一家 in 一家亲, 三大, 千亿级, “四个一体化”."""
    after = text[match.end() : match.end() + 4]
    word = match["low"]
    if "几" in word:
        return False
    written = not re.match(r"\d", word)
    if written and unit in word_list("units", "digits_only"):
        return False
    if unit == "方" and not _MANY.search(word) or unit in ("位", "名", "强") and _RANKED.search(text[: match.start()]):
        return False
    if _HUNDREDS_OF_MILLIONS.fullmatch(word) and unit in word_list("units", "counting"):
        return False
    if unit == "成" and (not _TENTHS.fullmatch(word) or _NOT_TENTHS.match(after)):
        return False
    if _LETTERS.match(after) and (written or unit in ("个", "大")):
        return False
    if _NAMED.match(after) or after.startswith("级") or unit == "个" and after.startswith(word_list("units", "empty")):
        return False
    if word == "一" and not match["money"]:
        return False
    if _joined(text[match.end("unit") - len(unit) : match.end("unit") + 4] if match["unit"] else ""):
        return False
    if word in ("千", "百", "兆") and unit[:1] in ("瓦", "克", "米", "伏"):
        return False
    if word in ("零", "〇") and not match["money"] and unit not in ("%", "‰"):
        return False
    if unit == "个" and after.startswith("亿"):
        return False
    if unit in ("天", "年") and not re.match(r"\d|[一二三四五六七八九十]+", word):
        return False
    return not (unit == "年" or unit == "次" and after.startswith("会"))


def _joined(text: str) -> bool:
    """千亿台阶, 三个家庭: what looks like a unit begins another word."""
    return text.startswith(word_list("units", "words"))


def _build(
    text: str, match: re.Match[str], offset: int, low: Number, high: Number | None, unit: str, jurisdiction: str
) -> Figure:
    bound = _bound(match)
    start, end = match.span()
    currency = _currency(unit, match["prefix"], jurisdiction) if match["money"] else None
    bottom, top = low.low, (high.high if high else low.high)
    if unit == "成":
        bottom, top, unit = bottom * 10, top * 10, "%"
    ranged = top > bottom
    per = re.search(r"(年|月|日|季)(?:均|产|销|度)?$|每(年|月|日|天|小时)$", text[max(0, start - 3) : start])
    return Figure(
        offset + start,
        offset + end,
        text[start:end],
        bottom,
        "元" if currency else _unit(unit),
        currency,
        Bound.RANGE if ranged else bound,
        bottom if ranged or bound in (Bound.OVER, Bound.AT_LEAST) else None,
        top if ranged or bound in (Bound.UNDER, Bound.AT_MOST) else None,
        (per[1] or per[2]) if per else None,
    )


def _currency(unit: str, said: str | None, jurisdiction: str) -> str | None:
    """The currency of a money word; a bare 元 is what is `said` before the number, else the money of the place."""
    if unit != "元":
        return _currency_of().get(unit)
    return _currency_of().get(said, "CNY") if said else _LOCAL.get(jurisdiction, "CNY")


def _unit(unit: str) -> str:
    return str(words("units")["same"].get(unit, unit))


def _bound(match: re.Match[str]) -> Bound:
    said = (match["hedge"] or "") + (match["tail"] or "")
    for word, bound in _bounds():
        if word in said:
            return bound
    inside = match["low"].endswith(("多", "余")) or "多" in match["low"] or "余" in match["low"]
    return Bound.OVER if inside or match["many"] or match["many2"] else Bound.EXACT


_PERCENT_WORDS = re.compile(
    r"百分之(?P<n>[零一二三四五六七八九十百点\d.]+)|(?<![\d一二三四五六七八九])(?P<half>近?[二三四五六七八九]成)(?![员为立功长果熟])"
)


def _tenths(text: str, offset: int, known: list[Figure]) -> list[Figure]:
    """八成, 近三成 and 百分之六十."""
    out = []
    for match in _PERCENT_WORDS.finditer(text):
        start, end = offset + match.start(), offset + match.end()
        if any(f.start < end and start < f.end for f in known):
            continue
        if match["n"]:
            number = parse_number(match["n"])
            if number:
                out.append(Figure(start, end, match.group(), number.value, "%", None, Bound.EXACT))
        else:
            digit = parse_number(match["half"].removeprefix("近")[0])
            if digit:
                bound = Bound.UNDER if match["half"].startswith("近") else Bound.EXACT
                out.append(Figure(start, end, match.group(), digit.value * 10, "%", None, bound))
    return out
