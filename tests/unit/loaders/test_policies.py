"""Policies: titles, short titles, codes, quoted programmes; quoted things that are none."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from loaders.model import Document
from loaders.policies import find_policies
from loaders.tagger import Tagger
from loaders.tokens import TokenSource

Documents = Callable[..., Document]


@pytest.fixture(scope="module")
def tagger() -> Tagger:
    return Tagger()


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("出台《关于支持商业航天发展的若干措施》（“航天十条”）。", ["关于支持商业航天发展的若干措施", "航天十条"]),
        ("推进“滨海港湾发展计划（112-116年）”。", ["滨海港湾发展计划(112-116年)"]),
        ("按照“一都三县”建设部署，", ["一都三县"]),
        ("商定“研发在外、生产在县”的合作模式，", ["研发在外、生产在县"]),
        ("落实“双招双引”部署，迈向“一主三副”格局，", ["双招双引", "一主三副"]),
        ("围绕“1+3+N”产业体系，", ["1+3+N"]),
        ("推进甬舟同城化，", ["甬舟同城化"]),
        ("推广“保姆式”服务、“聚落式”布局，当好“店小二”。", []),
        ("《人民日报》报道了《新闻联播》的消息。", []),
    ],
)
def test_what_is_a_policy(text: str, names: list[str], document: Documents, tagger: Tagger) -> None:
    doc = document(text)
    assert [m.name for m in find_policies(doc, TokenSource(tagger.tag, doc.sentences))] == names


def test_a_bare_kind_means_the_last_of_its_kind(document: Documents, tagger: Tagger) -> None:
    doc = document(
        "市里出台《泵业提升意见》和《泵业三年行动方案（2022—2024年）》。《意见》提出目标，《方案》列出任务。"
    )
    found = find_policies(doc, TokenSource(tagger.tag, doc.sentences))
    assert [dict(m.attributes).get("alias_of") for m in found[2:]] == ["泵业提升意见", "泵业三年行动方案(2022—2024年)"]
