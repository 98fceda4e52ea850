"""Tables: how their cells are parted, and what their columns hold."""

from __future__ import annotations

import pytest

from loaders.model import RawArticle
from loaders.pipeline import Reader
from schema.nodes import Label
from schema.relations import Predicate

_ROWS = (
    ("序号", "项目名称", "投资企业", "金额"),
    ("1", "康养度假区项目", "武汉宏翼文旅集团", "12亿元"),
    ("2", "灸具生产项目", "江苏润泽医疗器械有限公司", "2.6亿元"),
    ("3", "电子元件项目", "武汉晶安电子有限公司", "2亿元"),
)


@pytest.mark.parametrize("gap", ["  ", "\u3000\u3000", "\t", " | ", "|", "    "])
def test_cells_are_parted_by_blanks_tabs_and_strokes(gap: str) -> None:
    table = "\n".join(gap.join(row) for row in _ROWS)
    text = f"蕲春县举行集中签约\n\n黄冈市蕲春县10月12日举行集中签约。签约清单如下：\n\n{table}\n\n会后举行了座谈。\n"
    facts = Reader.by_rules().read(RawArticle("a.txt", text))
    names = {e.id: e.name for e in facts.entities}
    assert {e.name for e in facts.entities if e.label is Label.COMPANY} == {row[2] for row in _ROWS[1:]}
    invests = {(names[r.start], names[r.end]) for r in facts.relations if r.type is Predicate.INVESTS_IN}
    assert invests == {(row[2], row[1].removesuffix("项目")) for row in _ROWS[1:]}
