"""What figures measure, in the words of the text."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from loaders.extract.figures.measures import measures
from loaders.model import Document
from loaders.pipeline import Reader

Documents = Callable[..., Document]


def measured(text: str, document: Documents) -> list[str]:
    context = Reader.by_rules().analyse(document(text, title="石泉县工业见闻").article).context
    return [measures(context, f, context.scopes.at(f.start)) for f in context.figures]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("石泉县规划面积3平方公里。", ["规划面积"]),
        ("1—8月份，全县完成工业投资额42亿元，比增67%。", ["工业投资额", "工业投资额比增"]),
        (
            "地区生产总值386.2亿元，增长6.1%；财政收入28亿元，同比下降7%。",
            ["地区生产总值", "地区生产总值增长", "财政收入", "财政收入同比下降"],
        ),
        ("目前，石泉县共有100多家日资企业。", ["日资企业"]),
        ("石泉县年产大豆180万吨。", ["年产大豆"]),
        ("到2026年全县新材料产业产值达到800亿元。", ["新材料产业产值"]),
        ("石泉县计划安装机柜3000个。", ["计划安装机柜"]),
        ("石泉县引进16个工业项目。", ["引进工业项目"]),
        ("石泉县完成了16个。", ["数量"]),
        ("石泉县有外资厂商26家，其中6家已投产。", ["外资厂商", "已投产"]),
        ("石泉县有外资厂商26家，去年增至31家。", ["外资厂商", "外资厂商"]),
        ("园区首期1.5平方公里。", ["园区首期面积"]),
        ("石泉县现在6.5万人。", ["人数"]),
        ("石泉县产值依次为30亿元、20亿元和10亿元。", ["产值", "产值", "产值"]),
        ("石泉县自给率由31%提高到40%。", ["自给率", "自给率"]),
        ("石泉县工业产值首次站上20亿元。", ["工业产值"]),
        ("远山光伏项目占地300亩。", ["占地"]),
        ("石泉县今年内推进50个项目。", ["推进项目"]),
        ("石泉县的产业园就吸引了26家企业入驻。", ["吸引企业"]),
        ("石泉县新开工29项。", ["新开工"]),
        ("石泉县规划面积从233平方公里起步。", ["规划面积"]),
        ("石泉县力争30亿元。", ["金额"]),
    ],
)
def test_the_words_around_a_figure_say_what_it_measures(text: str, expected: list[str], document: Documents) -> None:
    assert measured(text, document) == expected
