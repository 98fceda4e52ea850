"""Sentences: where they end, and that their offsets hold."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders.model import Document

Documents = Callable[..., Document]


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("甲。乙！丙？丁；戊", ["甲。", "乙！", "丙？", "丁；", "戊"]),
        ("他说：“好。”然后走了。", ["他说：“好。”", "然后走了。"]),
        ("《关于甲。乙的通知》印发。", ["《关于甲。乙的通知》印发。"]),
        ("“产业。城市”融合。", ["“产业。城市”融合。"]),
        ("总投资1.5亿元，增长3.2%。占地100亩", ["总投资1.5亿元，增长3.2%。", "占地100亩"]),
        ("甲\n  乙  \n\n丙", ["甲", "乙", "丙"]),
        ("真的吗？！是的……", ["真的吗？！", "是的……"]),
        ("【杭州】滨江区签下项目。", ["【杭州】", "滨江区签下项目。"]),
        ("【杭州】\n滨江区签下项目。", ["【杭州】", "滨江区签下项目。"]),
        ("新华社合肥5月1日电（记者 王三）来安县签下项目。", ["新华社合肥5月1日电（记者 王三）", "来安县签下项目。"]),
        ("5月1日电力公司开工。", ["5月1日电力公司开工。"]),
    ],
)
def test_where_sentences_end(text: str, sentences: list[str], document: Documents) -> None:
    assert [s.text for s in document(text).sentences[1:]] == sentences


def test_a_long_quotation_is_cut(document: Documents) -> None:
    doc = document("“我们将用三年时间建成一个新的园区。然后再用三年时间招商。”他说。")
    assert len(doc.sentences) == 4


def test_the_title_is_the_first_sentence(document: Documents) -> None:
    doc = document("正文。", title="标题")
    assert [(s.text, s.paragraph) for s in doc.sentences] == [("标题", 0), ("正文。", 1)]


@given(st.text(alphabet='甲乙丙。！？；“”《》（）\n 　,.!?;"a1', max_size=80), st.sampled_from(["", "题", "题。目"]))
def test_offsets_hold(document: Documents, text: str, title: str) -> None:
    doc = document(text, title=title)
    end = 0
    for sentence in doc.sentences:
        assert sentence.start >= end
        assert doc.text[sentence.start : sentence.end] == sentence.text
        assert sentence.text
        assert sentence.text == sentence.text.strip()
        assert "\n" not in sentence.text
        assert not doc.text[end : sentence.start].strip()
        end = sentence.end
    assert not doc.text[end:].strip()
