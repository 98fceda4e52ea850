"""One press release on ten sites is one report; two releases from one template are two."""

from __future__ import annotations

import pytest

from loaders.reprints import is_reprint, marks

BODY = [
    "汕头市濠江区近日召开产业发展大会",
    "会上公布了海上风电产业园的建设规划",
    "园区规划面积12平方公里并分三期建设",
    "首期项目总投资80亿元预计明年年底投产",
    "濠江区将为入园企业提供一站式服务",
    "多家龙头企业在会上表示了投资意向",
    "分析人士认为此举将带动粤东制造业",
    "区政府将成立专班推进各项工作落地",
]
FIRST = "濠江区建海上风电产业园\n" + "。".join(BODY) + "。"


def variant(change: dict[int, str], title: str = "另一个标题", extra: str = "") -> str:
    return title + "\n" + "。".join(change.get(i, s) for i, s in enumerate(BODY)) + "。" + extra


@pytest.mark.parametrize(
    "text",
    [
        FIRST.replace("濠江区建", "汕头濠江建"),
        variant({}),
        variant({}, extra="本文转载自其他网站请勿商用。"),
        variant({4: BODY[4] + "等"}),
        FIRST.replace("。", "。\n"),
    ],
)
def test_reprints(text: str) -> None:
    assert is_reprint(text, FIRST)
    assert set(marks(text)) & set(marks(FIRST))


@pytest.mark.parametrize(
    "text",
    [
        variant({3: "首期项目总投资90亿元预计明年年底投产"}),
        variant({}, extra="本报第7次报道该园区的建设进展情况。"),
        FIRST.replace("濠江", "潮阳").replace("海上风电", "生物医药").replace("园区规划", "基地规划"),
        "濠江区建海上风电产业园\n" + "。".join(BODY[:4]) + "。",
        "短讯\n" + "。".join(BODY[:3]) + "。",
        "",
    ],
)
def test_no_reprints(text: str) -> None:
    assert not is_reprint(text, FIRST)


def test_short_texts_have_no_marks() -> None:
    assert marks("题\n汕头市濠江区重点发展海上风电产业。") == ()
