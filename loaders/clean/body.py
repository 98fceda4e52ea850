"""Which lines of a page are the article: each line is scored, then the contiguous run with the greatest sum is kept.

Prose (sentence marks, length, a closing mark) speaks for a line; separators, furniture words, repeats, dates and short
headline-like lines speak against it. The weights were calibrated together on pages of many sites.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence, Set
from dataclasses import dataclass
from functools import cache

import ahocorasick_rs

from loaders.clean.lists import list_items
from loaders.clean.verse import clauses
from loaders.lexicons import longest_first

_HAN = re.compile(r"[一-鿿]")
_URL = re.compile(r"https?://\S+|www\.\S+|\b[\w-]+\.(?:com|cn|net|org|gov|tv|info)\b", re.I)
_END = re.compile(r"[。！？!?…；;][\"”」』’）)]*\s*$")
_SENTENCE = re.compile(r"[。！？!?；;]")
_COMMA = re.compile(r"[,，、：:“”「」]")
_SEPARATOR = re.compile(r"[|｜>»·•●◆■▲★/_丨]")
_BULLET = re.compile(r"^\s*(?:[-•●◆■★*▪·]|\d+[、.](?!\d)|\d{1,2}\s+(?=[一-鿿]))\s*\S")
_DATE = re.compile(r"^\S{0,14}\s*\d{4}[-年/.]\d{1,2}[-月/.]\d{1,2}")
_CAPTION = re.compile(r"^\s*(?:▲|【图|\[图|（图|图[:：]|图为|图片来源)")
_PHOTO = re.compile(r"[一-鿿]{2,4}\s*[/／]?\s*摄[)）]?$|(?:效果图|示意图|鸟瞰图|区位图|实景图|航拍图)。?[)）]?$")
"""签约仪式。王军摄, X园效果图: a caption's end."""
_LEGAL = re.compile(
    r"^[*【\[（(\s]*(?:免责声明|版权声明|特别声明|郑重声明|法律声明|转载请|如需转载|如转载|未[经获得][^，。]{2,16}(?:许可|授权|同意|允许)"
    r"|凡(?:本网|本站|本报|注明|标注)|本(?:网|站|平台)(?:声明|转载|刊载|注明)|声明[:：])"
)
"""未经本报许可，不得转载: terms of use, whatever their length."""
_OWN_TERMS = re.compile(r"^[一-鿿]{0,8}(?:网|报|社|站|平台)(?:郑重|特别)?声明$")
_SLOGAN = re.compile(r"^[一-鿿“”、（）]{6,30}$")
_BROKEN_OFF = re.compile(r"\s*(?!\S{2,6}[:：])[^|｜▏丨]{8,}[，,、][^|｜▏丨]{4,}(?<![。！？!?）)】])\s*")
_CELL_GAP = re.compile(r"\t+|[ \u3000\xa0]{2,}|[|｜]")
_CELL_FACT = re.compile(r"\d|公司|集团|项目|产业园|基地|[市县区]$")
_MAX_CELLS, _MIN_ROWS = 8, 3
_STATED = 1.0
"""A row of a table, an item of a list and a clause neither speak for the article nor split it."""
_APART = 6
"""So many lines that are no prose may stand between the article and a table or list that ends it; furniture counts twice."""
_FLOOR = -13.0
"""No line counts for less within the run, so that one advertisement does not split the body."""
_DROP_INSIDE = -9.0
"""Lines below this are left out even inside the run."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line's score and why it is out, where it is."""

    score: float
    reason: str
    heading: bool


@cache
def _words(key: str) -> tuple[str, ...]:
    return longest_first("boilerplate", key)


@cache
def _marks() -> ahocorasick_rs.AhoCorasick:
    return ahocorasick_rs.AhoCorasick(_words("marks"))


def is_heading(line: str) -> bool:
    """Whether a line opens a block that is not the article (相关新闻, 上一篇：…)."""
    text = re.sub(r"^[\s【\[●◆■▲•]+|[\s】\]：:]+$", "", line)
    if text in _words("headings") or text.startswith(
        ("上一篇", "下一篇", "上一条", "下一条", "Copyright", "【免责", "【知识")
    ):
        return True
    if _OWN_TERMS.match(text):
        return True
    return len(text) <= 8 and (text.endswith(("热文", "热榜", "推荐阅读", "相关新闻")))


def is_editor_line(line: str) -> bool:
    """责任编辑:… / (编辑 X) / 编辑：孙悦   校对：李想."""
    text = line.strip().strip("[]【】()（） ")
    return len(text) <= 60 and text.startswith(_words("editors")) and bool(re.match(r"^[^：:/]{2,6}\s*[：:/]", text))


def _known_line(text: str, size: int) -> Line | None:
    """What is known by its form alone to be no prose of the article."""
    if is_heading(text):
        return Line(-40.0, "heading of another block", True)
    if is_editor_line(text):
        return Line(-20.0, "editors", False)
    if _CAPTION.match(text) and size < 40:
        return Line(-15.0, "caption", False)
    if size < 30 and _PHOTO.search(text) and not re.search("[,，]", text):
        return Line(_DROP_INSIDE - 1, "caption", False)
    return Line(-20.0, "terms of use", False) if _LEGAL.match(text) else None


def score_line(line: str, repeated: bool) -> Line:
    """Score one simplified line."""
    text = line.strip()
    size = len(re.sub(r"\s", "", text))
    if size == 0:
        return Line(0.0, "blank", False)
    known = _known_line(text, size)
    if known is not None:
        return known
    han = len(_HAN.findall(text))
    separators = len(_SEPARATOR.findall(text))
    sentences = len(_SENTENCE.findall(text))
    units = [u for u in re.split(r"[|｜>»·•●\s]+", text) if u]
    if separators >= 4 and size / max(1, len(units)) < 9 and sentences <= 1:
        return Line(-60.0 - separators, "menu or list of names", False)
    full = len(re.findall("[。；;]", text))
    ended = bool(_END.search(text))
    score = min(full * 6 + (sentences - full) * (4 if ended else 1.5) + len(_COMMA.findall(text)) * 1.5, 60)
    score *= 0.5 if repeated else 1.0
    if not ended and 8 <= size <= 48 and not full:
        score -= 4 if re.search("[!！?？ 　#|]", text) else 0.5
    score += 6 if ended and size >= 12 else 0
    score += 8 if size >= 60 else 0
    score -= 2.5
    marks = len({i for i, _, _ in _marks().find_matches_as_indexes(text, overlapping=True)})
    score -= marks * (9 if size < 60 else 7)
    score -= len(_URL.findall(text)) * (6 if size < 80 else 1)
    score -= 12 if repeated and size < 90 else 0
    score -= 6 if _BULLET.match(text) and size < 45 and not full else 0
    score -= 5 if _DATE.match(text) and size < 60 else 0
    score -= 2.5 if size < 8 and not ended else 0
    score -= 4 if han / max(1, size) < 0.35 and size < 80 else 0
    score -= 4 if separators >= 2 and size < 60 else 0
    return Line(score, "furniture" if marks else "not prose", False)


def _has_marks(line: str) -> bool:
    """主办：X   投稿：Y is furniture, in cells or not."""
    return bool(_marks().find_matches_as_indexes(line)) or is_editor_line(line)


def cells(line: str) -> list[str]:
    """The cells of a table's row: parted by tabs, two blanks or upright strokes; one where it is no row."""
    return [c.strip() for c in _CELL_GAP.split(line.strip().strip("|｜")) if c.strip()]


def table_rows(lines: Sequence[str]) -> set[int]:
    """Indexes of lines that stand in a table: three or more rows with as many cells, two in three of which state something."""
    out: set[int] = set()
    run: list[int] = []
    width = 0

    def close() -> None:
        facts = sum(any(_CELL_FACT.search(c) for c in cells(lines[i])) for i in run)
        if len(run) >= _MIN_ROWS and facts * 3 >= len(run) * 2:
            out.update(run)

    for i, line in enumerate(lines):
        if not line.strip():
            continue
        count = 0 if _has_marks(line) else len(cells(line))
        if 2 <= count <= _MAX_CELLS and abs(count - (width or count)) <= 1:
            run.append(i)
            width = width or count
            continue
        close()
        run, width = ([i], count) if 2 <= count <= _MAX_CELLS else ([], 0)
    close()
    return out


def select_body(lines: Sequence[str]) -> tuple[list[int], dict[int, str]]:
    """Indexes of the article's lines, and the reason for each other line. `lines` are Simplified."""
    counts = Counter(x.strip() for x in lines if x.strip())
    scored = [score_line(x, counts[x.strip()] > 1) for x in lines]
    stated = _stated(lines, scored)
    for i in stated:
        scored[i] = Line(max(scored[i].score, _STATED), scored[i].reason, False)
    scores = [s.score for s in scored]
    _drop_teasers(lines, scores)
    start, end = _best_run(scores, [s.heading for s in scored])
    end = _extend(lines, scored, _with_lists(lines, scored, stated, end))
    kept = [i for i in range(start, end + 1) if lines[i].strip() and scores[i] > _DROP_INSIDE and not scored[i].heading]
    reasons = {i: scored[i].reason for i in range(len(lines)) if i not in set(kept) and lines[i].strip()}
    return kept, reasons


def _stated(lines: Sequence[str], scored: Sequence[Line]) -> set[int]:
    """Indexes of the rows of tables, the items of lists, and the lines of texts with a clause on each."""
    other = [s.heading or s.reason not in ("not prose", "blank") for s in scored]
    found = table_rows(lines) | list_items(lines) | clauses(lines, other)
    return {i for i in found if scored[i].reason not in ("heading of another block", "editors", "terms of use")}


def _with_lists(lines: Sequence[str], scored: Sequence[Line], stated: Set[int], end: int) -> int:
    """Where the article ends with the tables and lists that follow it, while nothing of another block has begun."""
    apart = 0
    for i in range(end + 1, len(lines)):
        if i in stated:
            end, apart = i, 0
        elif scored[i].heading or scored[i].reason in ("editors", "menu or list of names", "terms of use"):
            break
        elif lines[i].strip():
            apart += 2 if scored[i].reason == "furniture" else 1
        if apart > _APART:
            break
    return end


def _drop_teasers(lines: Sequence[str], scores: list[float]) -> None:
    """摘要: … ... repeats the beginning of the body."""
    for i, line in enumerate(lines[:40]):
        core = re.sub(r"^\s*(?:摘要|导读|简介|核心提示)\s*[:：]?\s*|[\s.…]+$", "", line.strip())
        if len(core) > 20 and any(
            core[:30] in other and len(other) >= len(line) - 8 for other in lines[i + 1 : i + 30]
        ):
            scores[i] = min(scores[i], _DROP_INSIDE - 1)


def _best_run(scores: Sequence[float], headings: Sequence[bool]) -> tuple[int, int]:
    best, run, start, found = 0.0, 0.0, 0, (0, -1)
    for i, value in enumerate(scores):
        value = value if headings[i] else max(value, _FLOOR)
        if run <= 0:
            run, start = 0.0, i
        run += value
        if run > best:
            best, found = run, (start, i)
    return found


def _extend(lines: Sequence[str], scored: Sequence[Line], end: int) -> int:
    """Closing slogan lines without marks belong to the body while nothing of another block has begun, and so does a
    sentence with which a page breaks off."""
    last = end
    for i in range(end + 1, min(len(lines), end + 13)):
        if scored[i].heading or scored[i].reason in ("editors", "furniture", "menu or list of names"):
            break
        if _BROKEN_OFF.fullmatch(lines[i]) and not any(map(str.strip, lines[i + 1 :])):
            return i
        if lines[i].strip() and not _SLOGAN.match(lines[i].strip()):
            break
        if lines[i].strip():
            last = i
    return last
