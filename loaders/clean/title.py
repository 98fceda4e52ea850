"""Which line of a page's head is the article's headline.

A headline speaks of what the body speaks of, so pairs of characters that it shares with the body weigh most; that
tells it from a site's name, a reading counter or an editor's note, whatever words those use. A line of bylines, dates
and sources often follows it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from loaders.clean.body import is_editor_line, is_heading, table_rows

_HEAD = 40
"""Lines above the body in which a headline is looked for; menus can be long."""
_SHORTEST, _LONGEST = 6, 70
_MIN_REPEATED = 4
"""Shortest page name that stands for a headline, where the breadcrumb repeats it."""
_DATE = re.compile(r"(?:19|20)\d\d\s*[-年/.]\s*\d{1,2}\s*[-月/.]\s*\d{1,2}|\d{3}-\d\d-\d\d|\d{1,2}:\d\d")
_META = re.compile(
    r"原创|记者|通讯员|实习生|责编|责任编辑|作者[:：]|来源[:：]|稿源|编辑[:：]|发布(?:日期|时间|单位|机构|于)|发表于|发文|更新[:：]|更新时间|联系人"
    r"|浏览|阅读\s*[\d:：]|点[击阅]|人气|字[号级体]|分享|收藏|打印|关注|公众号|扫一扫|订阅|客户端|登录|注册|热线|首页|当前位置|现在位置|您的位置|所在的?位置"
    r"|移动版|手机看|频道|查看内容|用户名|RSS|Network|APP|责任|^[（(]?图\d*[:：]|^▲|摄[)）]?$|大 ?中 ?小|^放大|版面|第 ?\d+ ?版|数字版|本期|目录|导航"
)
_MENU = re.compile(r"[|｜/>»·•　 ]")
_KICKER = re.compile(r"^[^|｜]{2,10}[|｜]\s*(?=\S{8})")
_SECTION = re.compile(r"[（(]?[一二三四五六七八九十\d]{1,2}[、.．)）]|第[一二三四五六七八九十]+[章节条]")
_SITE = re.compile(r"(?:门户网|门户网站|官网|官方网站|政府网|新闻网|信息网|资讯网|产业网|融媒体中心|电视台)$")
"""The ending of a site's name."""
_NO_HEADLINE = re.compile(
    r"^[（(][^（()）]*[）)]$|^!\[|^本文共?\d+字|^(?:主持人?|问|答|记者)\s*[:：]|^[一-鿿]{2,6}网\s*[|｜]?$"
    r"|^(?:《[^》]{2,12}》(?:记者)?|【[^】]{2,12}】|[一-鿿]{2,8}(?:报|网|周刊|杂志))\s*[:：].*[?？]$"
)
"""A caption in brackets, a reading length, a question of an interview (《周刊》：您怎么看？), a site."""
_LATIN = re.compile(r"[A-Za-z]")
_PUNCTUATION = re.compile(r"[:：!！?？“”「」——,，]")
_HAN_PAIR = re.compile(r"(?=([一-鿿]{2}))")
_MAX_PARTS = 4


def find_title(lines: Sequence[str], body: Sequence[int]) -> tuple[int, ...]:
    """Indexes of the headline and its subtitle among simplified `lines`, of which `body` are the article's.

    Without a headline above the body, the body's first line counts if it is no sentence; there may be none.
    """
    first = body[0] if body else len(lines)
    known = _pairs("".join(lines[i] for i in body))
    inside = [i for i in body[:2] if _bare(lines[i])]
    above = [i for i in range(max(0, first - _HEAD), first) if i not in inside]
    tabled = table_rows(lines)
    scored = [(_score(lines, i, first, known), i) for i in (*above, *inside) if i not in tabled and _possible(lines, i)]
    if not scored:
        return ()
    _, best = max(scored)
    under = _next(lines, best)
    return (best, under) if under is not None and _is_subtitle(lines[under]) else (best,)


def _next(lines: Sequence[str], i: int) -> int | None:
    return next((k for k in range(i + 1, min(len(lines), i + 4)) if lines[k].strip()), None)


def _is_subtitle(line: str) -> bool:
    """——商洛柞水“一县一业”见闻."""
    return line.strip().startswith(("——", "--")) and len(line.strip()) <= _LONGEST and not line.strip().endswith("。")


def _bare(line: str) -> bool:
    text = line.strip()
    return len(text) <= _LONGEST and not text.endswith("。")


def _possible(lines: Sequence[str], i: int) -> bool:
    text = lines[i].strip()
    if (
        _is_subtitle(text)
        or is_heading(text)
        or is_editor_line(text)
        or _META.search(text)
        or _NO_HEADLINE.search(text)
        or _SITE.search(text)
        and not _PUNCTUATION.search(text)
        or text.endswith(("。", "；", ";", "：", ":"))
    ):
        return False
    if _DATE.search(text) and len(text) < 30 or _SECTION.match(text) or len(_LATIN.findall(text)) > len(text) / 3:
        return False
    parts = [p for p in _MENU.split(_KICKER.sub("", text)) if p]
    if len(parts) > _MAX_PARTS and len(text) / len(parts) < 8:
        return False
    return _SHORTEST <= len(text) <= _LONGEST or len(text) >= _MIN_REPEATED and _repeated(lines, i)


def _repeated(lines: Sequence[str], i: int) -> bool:
    """The breadcrumb ends with the line."""
    text = lines[i].strip()
    return any(line.strip() != text and line.strip().endswith(text) for line in lines[:i])


def _score(lines: Sequence[str], i: int, first: int, known: frozenset[str]) -> float:
    text = lines[i].strip()
    own = _pairs(text)
    shared = len(own & known) / len(own) if own else 0.0
    score = 2.0 * shared + min(len(text), 30) / 30 + (0.4 if _PUNCTUATION.search(text) else 0.0)
    score += 0.3 * (i / max(1, first)) + (0.5 if lines[:first].count(lines[i]) > 1 or _repeated(lines, i) else 0.0)
    under = _next(lines, i)
    if under is not None and (
        _META.search(lines[under]) or _DATE.search(lines[under][:40]) or _is_subtitle(lines[under])
    ):
        score += 0.6
    return score if i < first else score - 1.0


def _pairs(text: str) -> frozenset[str]:
    return frozenset(_HAN_PAIR.findall(text))
