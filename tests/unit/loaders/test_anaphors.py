"""What 公司, 园区 and short names of new areas refer back to."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from loaders.model import Document
from loaders.pipeline import Reader

Meant = Callable[..., list[str]]


@pytest.fixture(scope="module")
def meant(document: Callable[..., Document]) -> Meant:
    """What each occurrence of a word that refers back stands for: `meant("公司", "…", title="…")`."""
    reader = Reader.by_rules()

    def read(word: str, text: str, title: str = "题") -> list[str]:
        table = reader.analyse(document(text, title=title).article).context.table
        body = len(title)
        return [
            table[o.ref].name
            for o in table.occurrences
            if o.role == "anaphor" and o.start > body and f"{title}\n{text}"[o.start : o.end] == word
        ]

    return read


def test_in_news_of_one_firm_the_firm_is_that_of_the_headline(meant: Meant) -> None:
    text = "泉州恒远股份有限公司公告扩产。恒远股份有限公司与海川集团有限公司合资。目前，公司有员工500人。"
    assert meant("公司", text, title="泉州恒远股份有限公司扩产") == ["泉州恒远股份有限公司"]


def test_who_lends_is_not_the_firm(meant: Meant) -> None:
    text = "泉州恒远股份有限公司公告扩产，兴业银行泉州分行授信9亿元。目前，公司有员工500人。"
    assert meant("公司", text) == ["泉州恒远股份有限公司"]


def test_a_new_paragraph_goes_on_about_the_park_that_is_named_again(meant: Meant) -> None:
    text = "稀谷产业园在赣县区。稀谷产业园规划3平方公里，恒远集团建设永磁电机产业园。\n截至9月末，园区入驻企业136家。"
    assert meant("园区", text) == ["稀谷产业园"]


def test_a_new_area_by_its_short_name(meant: Meant) -> None:
    text = "西咸新区去年增长5%。企业选择西咸，看重人才。"
    assert meant("西咸", text) == ["西咸新区"]


def test_an_area_goes_by_its_name_without_its_kind(meant: Meant) -> None:
    text = "葛店经开区去年增长5%。葛店要引进企业，葛店缺的是人才。"
    assert meant("葛店", text) == ["葛店经开区", "葛店经开区"]
    assert meant("葛店", text + "葛店保税区也已封关。") == []
    assert meant("葛店", "葛店经开区去年增长5%。") == []


def test_a_group_may_have_its_legal_form_behind(meant: Meant) -> None:
    text = "泉州恒远集团股份有限公司是龙头，供货商有晋江海川纸业有限公司。去年，该集团投资6亿元建新厂。"
    assert meant("该集团", text) == ["泉州恒远集团股份有限公司"]
