"""The headline of a page."""

from __future__ import annotations

import pytest

from loaders.clean import clean
from loaders.clean.title import find_title
from loaders.model import RawArticle

BODY = "临江市的轴承产业园去年引进项目12个，总投资30亿元。临江市计划用三年时间，把轴承做成百亿产业，园区二期已经动工。"


def title_of(*head: str) -> str:
    return clean(RawArticle("a.txt", "\n".join([*head, "", BODY, BODY.replace("去年", "今年")]))).title


@pytest.mark.parametrize(
    "noise",
    [
        "最近更新：2024-03-11  浏览：5207次  编辑：3次",
        "原创 老周 轴承观察 2024-11-06 20:05 吉林",
        "发布单位：经济发展处　发布日期：114-03-21　点阅数：842",
        "2022年07月19日 10:35   临江视窗   分享到: QQ 微博 微信",
        "2025/10/14 05:30 记者许某、蔡某/临江报导",
        "（图1：轴承园外景，左侧为在建的厂房。顾某 摄）",
        "微信扫一扫 关注公众号“临江在线”",
    ],
)
def test_bylines_and_counters_are_no_headline(noise: str) -> None:
    assert title_of("首页 > 新闻 > 产业", "小轴承转出大产业 临江园区再扩容", noise) == "小轴承转出大产业 临江园区再扩容"


def test_a_kicker_before_a_stroke_belongs_to_the_headline() -> None:
    assert title_of("临江时讯", "对话 | 一颗轴承，三座县城：临江怎样把零件做成产业", "来源：临江时讯").startswith(
        "对话 | 一颗"
    )


def test_a_subtitle_goes_on() -> None:
    assert title_of("小轴承的“八样转法”", "——临江轴承产业见闻", "记者 王某") == "小轴承的“八样转法”——临江轴承产业见闻"


def test_the_name_of_a_site_is_no_headline() -> None:
    assert (
        title_of("投资临江 INVEST LJ", "首页 | 走进临江 | 产业体系", "您所在的位置：首页 / 产业概览", "产业概览")
        == "产业概览"
    )


def test_a_section_heading_is_no_headline() -> None:
    assert find_title(["一、新建项目投产奖励", BODY], [0, 1]) == ()


def test_a_page_of_one_sentence_has_none() -> None:
    assert find_title([BODY], [0]) == ()
    assert find_title([], []) == ()


def test_a_portal_is_no_headline() -> None:
    assert (
        title_of("临江市轴承园区人民政府门户网", "网站支持IPv6 | 无障碍浏览", "轴承园区工作报告") == "轴承园区工作报告"
    )


def test_lines_of_the_foot_are_no_table() -> None:
    foot = [
        "主办：临江市融媒体中心   投稿：a1",
        "附件下载：报告.doc   名词解释.doc",
        "相邻县区：永昌县 | 古浪县 | 金川区",
    ]
    page = "\n".join(["小轴承转出大产业", "", BODY, BODY.replace("去年", "今年"), "", *foot])
    assert "古浪县" not in clean(RawArticle("a.txt", page)).text


@pytest.mark.parametrize(
    "noise", ["《轴承周刊》：临江的产业园为什么扩得这么快？", "（临江县城鸟瞰）", "本文共628字", "临江在线网 |"]
)
def test_a_question_a_caption_and_a_length_are_no_headline(noise: str) -> None:
    assert title_of(noise) == ""
