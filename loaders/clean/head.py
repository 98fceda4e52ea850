"""Date and publisher, read from the page's head; reporters' names are cut out of the body."""

from __future__ import annotations

import re
from collections.abc import Sequence

_DATE = re.compile(r"(20\d{2}|19\d{2})\s*[-年/.]\s*(\d{1,2})\s*[-月/.]\s*(\d{1,2})")
_SOURCE = re.compile(r"(?:来源|信息来源|稿源|文章来源|新闻来源)\s*[:：]\s*([^\s|,，。:：]{2,16})")
_BYLINE = re.compile(
    r"[（(【\[](?:本报|本网|新华社|中新网|通讯员|实习)?(?:记者|通讯员|特约记者|实习生)[^）)】\]\n]{0,40}[）)】\]]|【记者[^】\n]{2,30}】"
)
_DATELINE = re.compile(
    r"^\s*(?:[一-鿿]{2,8}(?:网|社|报|台|在线|日报|晚报|新闻))(?:[一-鿿]{2,6})?\d{1,2}月\d{1,2}日(?:电|讯)?\s*(?:[（(][^）)\n]{2,24}[）)])?"
)
_NEWS_OF = re.compile(
    r"^\s*[【\[]?(?:(?:本报|本网|本台|本社)(?:讯|消息)"
    r"|[一-鿿]{1,8}(?:日报|晚报|早报|晨报|时报|商报|快报|都市报|新闻网|融媒)(?:讯|消息)(?=[\s（(【】\]记通]))[】\]]?"
)
"""本报讯, 临江晚报讯（通讯员 …）: the paper is no part of the name that follows."""
_REPORTED = re.compile(
    r"(?:^|(?<=[讯】\]]))\s*(?:本报|本网)?(?:全媒体|特约|见习)?记者[^，。：:；\n、]{2,16}?(?:报道|通讯员[^，。：:；\n]{2,16}?报道)\s*[:：]?"
)
"""记者李明报道："""
_TRAILING_SIGNATURE = re.compile(r"[（(](?:记者|编辑|通讯员|文|图|作者|责编)[^）)\n]{0,30}[）)]\s*$")
_MEMBERSHIP = re.compile(r"^\s*(?:地方中心|综合报导|即时中心|财经中心|政治中心)[/／][^\n]{1,12}报[导道]\s*")
_SIGNATURES = (_DATELINE, _NEWS_OF, _REPORTED, _BYLINE, _TRAILING_SIGNATURE, _MEMBERSHIP)


def find_date(lines: Sequence[str], given: str | None) -> str | None:
    """Publication date as ISO, from the page's first dated line."""
    for text in (given or "", *lines[:60]):
        match = _DATE.search(text)
        if match and 1 <= int(match[2]) <= 12 and 1 <= int(match[3]) <= 31:
            return f"{match[1]}-{int(match[2]):02d}-{int(match[3]):02d}"
    return None


def find_publisher(lines: Sequence[str], given: str | None) -> str | None:
    """Where the page says that it comes from."""
    if given:
        return given
    for text in lines:
        match = _SOURCE.search(text)
        if match:
            return match[1]
    return None


def signature_spans(line: str) -> list[tuple[int, int]]:
    """Spans of reporters' names and datelines in a body line, ascending."""
    spans = [m.span() for pattern in _SIGNATURES for m in pattern.finditer(line)]
    out: list[tuple[int, int]] = []
    for start, end in sorted(s for s in spans if s[1] > s[0]):
        if out and start < out[-1][1]:
            out[-1] = (out[-1][0], max(end, out[-1][1]))
        else:
            out.append((start, end))
    return out
