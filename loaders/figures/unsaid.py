"""Numbers whose unit goes without saying: 人口37万, 产值冲上1000亿, 投资20亿设厂, 砸了5个亿."""

from __future__ import annotations

import re
from functools import cache

from loaders.lexicons import longest_first, word_list, words
from loaders.model import Figure
from loaders.text.numerals import COUNT, NUMBER, parse_number
from schema.values import Bound

_FEWEST_PEOPLE = 1000
"""人口 followed by a smaller bare number is no count of people."""
_MILESTONE = re.compile("大关|台阶|门槛")
_CLOSED = re.compile(r"\s*[，。；、）！？]|[和及与]\d|$")
_SAID_BEFORE = 60
"""So many characters before a bare number may say that it is money."""


def unsaid(text: str, offset: int, currency: str) -> list[Figure]:
    """Numbers of people and of money that stand without their unit."""
    out = []
    for match in _people().finditer(text):
        number = parse_number(match["number"]) if "几" not in match["number"] else None
        if number is not None and number.low >= _FEWEST_PEOPLE:
            span = offset + match.start("number"), offset + match.end("number")
            out.append(Figure(*span, match["number"], number.low, "人", None, Bound.EXACT))
    for match in _plain_sums().finditer(text):
        number = parse_number(match["number"].replace("个", "")) if _is_sum(text, match) else None
        if number is not None:
            span = offset + match.start("number"), offset + match.end("number")
            out.append(Figure(*span, match["number"], number.low, "元", currency, Bound.EXACT))
    return out


@cache
def _people() -> re.Pattern[str]:
    said = "|".join(longest_first("units", "bare_people"))
    return re.compile(rf"(?:{said})[^，。；、\d资薪收]{{0,6}}?(?P<number>{NUMBER})(?=[，。；、）])")


@cache
def _plain_sums() -> re.Pattern[str]:
    """A number of 亿 and no unit; `put` where a verb says that it is money whatever follows (投资20亿设厂)."""
    hedges = "|".join(h for w in words("units")["hedges"].values() for h in str(w).split())
    put = "|".join(longest_first("units", "spends"))
    return re.compile(
        rf"(?P<put>(?:{put})(?:{hedges}|了)?)?(?P<number>(?<![\d.万亿])(?:{NUMBER}(?<=[亿多余])|{COUNT}个亿))"
    )


def _is_sum(text: str, match: re.Match[str]) -> bool:
    """Whether a bare number of 亿 is money, by what it follows in its clause or sentence, or by the list it stands in."""
    word, after = match["number"], text[match.end() : match.end() + 12]
    if "几" in word or not word.rstrip("多余").endswith("亿"):
        return False
    if match["put"] and not after.lstrip().startswith(("级", "元")):
        return True
    if not (_CLOSED.match(after) or _MILESTONE.match(after)):
        return False
    before = text[max(0, match.start("number") - _SAID_BEFORE) : match.start("number")]
    said = max((before.rfind(w) for w in word_list("units", "sums")), default=-1)
    other = max((before.rfind(w) for w in word_list("units", "no_sums")), default=-1)
    return said > other and said >= 0
