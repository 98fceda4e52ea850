"""Whatever cleaning does, every character of the clean text is found again in the file."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from loaders.article import read_articles
from loaders.clean import clean
from loaders.clean.script import matching_layer, simplify
from loaders.clean.tracked import Tracked, join
from loaders.model import CleanArticle, RawArticle

PAGE = """首页 > 新闻 > 园区
东湾市產(chǎn)業(yè)園區(qū)发展大会召开
来源：东湾日报 日期：2021-12-03 点击：次
　　东湾市计划建设“东湾产业园”，总投资80亿元。　该园区重点发展新能源产业。
　　会议提出，要加快建设步伐，力争明年投产！
友情链接 | 版权所有
"""


def changed(article: CleanArticle, text: str) -> list[str]:
    """Characters of the clean text that are not those of the file at their place; line ends excepted."""
    pairs = [
        (x, y)
        for a, b, c, d in article.segments
        for x, y in zip(article.text[a:b], text[c:d].ljust(b - a), strict=True)
    ]
    return [x for x, y in pairs if x != y and x != "\n"]


@pytest.fixture(params=["page", "000", "001", "002", "003", "004"])
def text(request: pytest.FixtureRequest, seeds: Path) -> str:
    if request.param == "page":
        return PAGE
    (path,) = seeds.glob(f"{request.param}*")
    (raw,) = read_articles(str(path))
    return raw.text


def test_segments_cover_the_clean_text_in_order(text: str) -> None:
    article = clean(RawArticle("a.txt", text))
    assert article.segments[0][0] == 0
    assert article.segments[-1][1] == len(article.text)
    assert all(a[1] == b[0] for a, b in pairwise(article.segments))
    assert all(a < b and 0 <= c < d <= len(text) + 1 for a, b, c, d in article.segments)
    assert len(article.matching) == len(article.text)


def test_every_segment_is_in_the_file(text: str) -> None:
    article = clean(RawArticle("a.txt", text))
    assert len(changed(article, text)) <= sum(len(r.repaired) for r in article.repairs)


@settings(deadline=None)  # the first damage reads the model
@given(st.text(alphabet="東湾产(chǎn)業园区發展。，\n\r 　“”80億元!?\u200b<b>首页|", max_size=200))
def test_cleaning_never_fails_and_loses_no_place(text: str) -> None:
    article = clean(RawArticle("a.txt", text))
    assert len(article.matching) == len(article.text)
    assert sum(b - a for a, b, _, _ in article.segments) == len(article.text)
    for dropped in article.dropped:
        assert 0 <= dropped.start < dropped.end <= len(text)


@given(st.text(max_size=60))
def test_the_matching_layer_keeps_the_length(text: str) -> None:
    assert len(matching_layer(text)) == len(text)
    assert len(simplify(text)) == len(text)


_EDITS = st.lists(st.tuples(st.integers(0, 4), st.integers(0, 3), st.text("xyz", max_size=3)), max_size=6)


@given(st.text("甲乙丙丁", min_size=1, max_size=30), _EDITS)
def test_edits_keep_what_they_do_not_touch(text: str, plan: list[tuple[int, int, str]]) -> None:
    edits, pos = [], 0
    for gap, length, new in plan:
        start, end = min(pos + gap, len(text)), min(pos + gap + length, len(text))
        edits.append((start, end, new))
        pos = end
    out = Tracked.of(text).replace(edits)
    assert len(out.text) == len(out.origin)
    assert all(text[o] == c for c, o in zip(out.text, out.origin, strict=True) if c not in "xyz")
    expected, last = "", 0
    for start, end, new in edits:
        expected, last = expected + text[last:start] + new, end
    assert out.text == expected + text[last:]


def test_places_never_go_back() -> None:
    out = Tracked.of("甲乙丙").replace([(0, 2, "xyz")])
    assert list(out.origin) == sorted(out.origin)


def test_segments_part_where_something_was_cut() -> None:
    out = Tracked.of("甲乙丙丁").replace([(1, 2, "")])
    assert out.segments() == ((0, 1, 0, 1), (1, 3, 2, 4))
    assert Tracked.of("").segments() == ()


def test_joined_parts_keep_their_places() -> None:
    whole = Tracked.of("甲乙\n丙丁")
    out = join([whole.slice(0, 2), whole.slice(3, 5)], "\n")
    assert (out.text, out.origin) == ("甲乙\n丙丁", (0, 1, 2, 3, 4))
