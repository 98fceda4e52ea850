"""What of a page is the article: captions, terms of use, other headlines and the paper's own name are not."""

from __future__ import annotations

import pytest

from loaders.clean import clean
from loaders.clean.body import select_body
from loaders.clean.head import signature_spans
from loaders.model import RawArticle

BODY = "临江市的轴承产业园去年引进项目12个，总投资30亿元。临江市计划用三年时间，把轴承做成百亿产业，园区二期已经动工。"
HEADLINE = "小轴承转出大产业 临江园区再扩容"


def text_of(*tail: str) -> str:
    return clean(RawArticle("a.txt", "\n".join([HEADLINE, "", BODY, BODY.replace("去年", "今年"), *tail]))).text


@pytest.mark.parametrize(
    "noise",
    [
        "签约仪式现场。周某 摄",
        "临江轴承产业园效果图",
        "免责声明：本文所载内容仅供参考，不作为投资建议。依此操作，风险自负。请在使用前核实有关数据。",
        "未经《临江时报》报社许可，不得转载或镜像，违者必究。",
        "凡本网注明来源的作品，版权均属于临江网，任何单位不得摘编。",
        "更多精彩内容请关注“临江发布”",
        "临江经济网声明：",
    ],
)
def test_captions_and_terms_are_left_out(noise: str) -> None:
    assert noise.rstrip("：") not in text_of(noise)


def test_what_stands_under_the_heading_of_other_news_is_left_out() -> None:
    assert "白石镇" not in text_of("新闻推荐", "本报讯（周某）为提高服务能力，日前，白石镇召开信贷工作会议...")


def test_a_sentence_with_its_photographer_stays() -> None:
    assert "港务集团" in text_of("港务集团扩建三号泊位，临江市长到场。（记者周某摄）")


@pytest.mark.parametrize(
    ("line", "left"),
    [
        ("本报讯 第二届轴承节开幕。", " 第二届轴承节开幕。"),
        ("临江晚报讯（通讯员 周某）高新区六个项目开工。", "高新区六个项目开工。"),
        ("【临江商报讯】记者周某报道：高新区六个项目开工。", "高新区六个项目开工。"),
        ("通讯产业园开工。", "通讯产业园开工。"),
        ("临江市日报社迁入新址。", "临江市日报社迁入新址。"),
    ],
)
def test_the_paper_and_its_reporter_are_cut_off(line: str, left: str) -> None:
    for start, end in reversed(signature_spans(line)):
        line = line[:start] + line[end:]
    assert line == left


def test_numbers_that_a_page_broke_are_whole_again() -> None:
    said = "石泉县去年引进1,3 05家企业，投资约4, 010亿元。这些企业大多来自沿海，落户以后逐步投产，带动了就业。"
    text = clean(RawArticle("a", "石泉县引进企业\n\n" + said)).text
    assert "1,305家" in text
    assert "4,010亿元" in text
    listed = "石泉县去年引进企业，产值分别增长3, 5和12个百分点。这些企业大多来自沿海，落户以后逐步投产。"
    assert "3, 5和" in clean(RawArticle("a", "石泉县引进企业\n\n" + listed)).text


def test_a_sentence_with_which_the_page_breaks_off_stays() -> None:
    kept, _ = select_body([BODY, "随后还将有远山物流公司仓储项目、青溪化工项目等落户"])
    assert kept == [0, 1]


@pytest.mark.parametrize(
    "line", ["往期：甲县谈石化、新材料基地的来路与去路", "延伸：甲市扩产、停工传闻 | 总投资20亿！乙市"]
)
def test_other_news_behind_the_body_goes(line: str) -> None:
    assert select_body([BODY, line])[0] == [0]


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("6 p: C' d2 u7 y0 U! x按类别分", "按类别分"),
        (". l( V7 h; t- e( L) }0 l* D* X", ""),
        ("园区分为 A B C D E F 六类用地，面积各不相同。", "园区分为 A B C D E F 六类用地，面积各不相同。"),
    ],
)
def test_what_forums_put_between_the_lines_goes(text: str, left: str) -> None:
    article = clean(RawArticle("a.txt", "\n".join([HEADLINE, BODY, text, BODY.replace("去年", "今年")])))
    assert article.text.split("\n")[2:-1] == ([left] if left else [])
