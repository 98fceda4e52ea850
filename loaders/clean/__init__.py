"""From a file's text to the article's own text: repair → strip glosses → select the body → build the matching layer.

The order matters: simplifying or normalising first destroys the evidence that repair needs.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator

from loaders.clean.body import select_body, table_rows
from loaders.clean.gloss import strip_glosses
from loaders.clean.head import find_date, find_publisher, signature_spans
from loaders.clean.repair import Fix
from loaders.clean.repair import repair as undo_damage
from loaders.clean.script import matching_layer, simplify
from loaders.clean.title import find_title
from loaders.clean.tracked import Tracked, join
from loaders.model import CleanArticle, Dropped, RawArticle, Repair

_VIDEO = re.compile(r"(?:video|视频)?\s*[:：]?\s*https?://[A-Za-z0-9./?=&_%#:+~-]+")
_TRIANGLE = re.compile(r"▲[^▲。\n]{2,30}。")
_BETWEEN = re.compile(r"(?<=[一-鿿，。、；：])[ 　\xa0]{1,2}(?=[一-鿿，。“（])")
_IN_ROW = re.compile(r"(?<=[一-鿿，。、；：])[ 　\xa0](?=[一-鿿，。“（])")
_FURNITURE = 60
"""Longest line that names a page's site, section or source, in characters."""
_SPLIT_NUMBER = re.compile(
    r"(?<=\d,) (?=\d{3}(?![\d,.]))|(?<=\d,\d) (?=\d{2}(?![\d,.]))|(?<=\d,\d{2}) (?=\d(?![\d,.]))"
)
"""1,3 05家, 4, 010亿元: lines that a page broke at a width and joined again."""
_JAMMED = re.compile(
    r"(?<![!-~])(?=(?:[!-~]{1,2} {1,3}){0,40}?(?:[A-Za-z][!-/:-@\[-`{-~]|[!-/:-@\[-`{-~][A-Za-z0-9]) )"
    r"(?:[!-~]{1,2} {1,3}){4,}[!-~]{1,2}(?![!-~])"
)
"""6 p: C' d2 u7 y0 U! x: what forums put between the lines against copying."""
_NOISE = re.compile(r"[​‌‍﻿­]|&nbsp;|&amp;nbsp;|<[^<>\n]{1,40}>")


def clean(raw: RawArticle) -> CleanArticle:
    """The article in a file's text. Never fails: a file without prose gives an empty body."""
    mended, fixes = undo_damage(Tracked.of(raw.text))
    tracked = strip_glosses(mended)
    for pattern in (_NOISE, _JAMMED, _SPLIT_NUMBER):
        tracked = _without(tracked, pattern)
    lines = _lines(tracked)
    simple = _simplified(lines)
    kept, reasons = select_body(simple)
    given = raw.title.strip() if raw.title else ""
    headline = () if given else find_title(simple, kept)
    plain_title = Tracked(given, (0,) * len(given)) if given else join([_trim(lines[i]) for i in headline], "")
    duplicate = simplify(plain_title.text)
    rows = table_rows(simple)
    body = [_tidy(lines[i], simple[i], i in rows) for i in kept if i not in headline and simple[i].strip() != duplicate]
    whole = join([plain_title, *(b for b in body if b.text)], "\n")
    return CleanArticle(
        source=raw.source,
        title=plain_title.text,
        text=whole.text,
        matching=matching_layer(whole.text),
        date=find_date(simple, raw.date),
        publisher=find_publisher(simple, raw.publisher),
        segments=whole.segments(),
        repairs=tuple(_placed(fixes, whole)),
        dropped=_dropped(lines, reasons),
        masthead=tuple(t for i in reasons if i not in headline and len(t := simple[i].strip()) <= _FURNITURE),
    )


def _without(tracked: Tracked, pattern: re.Pattern[str]) -> Tracked:
    edits = [(m.start(), m.end(), "") for m in pattern.finditer(tracked.text)]
    return tracked.replace(edits) if edits else tracked


def _lines(tracked: Tracked) -> list[Tracked]:
    out = []
    start = 0
    for match in re.finditer(r"\r\n|\r|\n|\u2028|\u2029|\f", tracked.text):
        out.append(tracked.slice(start, match.start()))
        start = match.end()
    out.append(tracked.slice(start, len(tracked.text)))
    return out


def _simplified(lines: list[Tracked]) -> list[str]:
    """The lines in Simplified characters, converted together, which is what takes the least time."""
    out = simplify("\n".join(x.text for x in lines)).split("\n")
    same = len(out) == len(lines) and all(len(a) == len(b.text) for a, b in zip(out, lines, strict=True))
    return out if same else [simplify(x.text) for x in lines]


def _trim(line: Tracked) -> Tracked:
    start = len(line.text) - len(line.text.lstrip())
    return line.slice(start, len(line.text.rstrip()))


def _tidy(line: Tracked, simple: str, row: bool) -> Tracked:
    """A body line without indent, reporters' names, video addresses, captions and blanks between Chinese characters.

    In a table's `row` two blanks part cells, so they stay.
    """
    whole = line = _trim(line)
    for pattern in (_VIDEO, _TRIANGLE):
        line = _without(line, pattern)
    spans = signature_spans(simple.strip() if line is whole else simplify(line.text))
    if spans:
        line = line.replace((a, b, "") for a, b in spans)
    edits = [(m.start(), m.end(), "") for m in (_IN_ROW if row else _BETWEEN).finditer(line.text)]
    return _trim(line.replace(edits) if edits else line)


def _placed(fixes: list[Fix], whole: Tracked) -> Iterator[Repair]:
    """Where the repairs stand in the clean text; 0:0 for one in a part that was dropped."""
    spans: dict[int, tuple[int, int]] = {}
    starts = [f.start for f in fixes]
    for i, origin in enumerate(whole.origin if fixes else ()):
        k = bisect_right(starts, origin) - 1
        if k >= 0 and origin < fixes[k].end and whole.text[i] != "\n":
            spans[k] = (spans.get(k, (i, i))[0], i + 1)
    for k, fix in enumerate(fixes):
        start, end = spans.get(k, (0, 0))
        yield Repair(start, end, fix.shown, fix.repaired, fix.gain, fix.unverified)


def _dropped(lines: list[Tracked], reasons: dict[int, str]) -> tuple[Dropped, ...]:
    return tuple(
        Dropped(lines[i].origin[0], lines[i].origin[-1] + 1, reason)
        for i, reason in sorted(reasons.items())
        if lines[i].origin
    )
