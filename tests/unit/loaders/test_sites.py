"""Names that only say where something else lies are not what the text goes on about."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from loaders.entities.sites import only_site
from loaders.model import Document
from loaders.pipeline import Reader
from schema.nodes import Label

Documents = Callable[..., Document]


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader.by_rules()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("阜宁风电产业园紧邻滨海港经济区。", True),
        ("阜宁风电产业园地处盐城市大丰经济开发区内。", True),
        ("叶片模具项目落户大丰经济开发区，占地80亩。", True),
        ("去年落户大丰经济开发区的厂商有8家。", False),
        ("大丰经济开发区去年开工。", False),
    ],
)
def test_where_something_lies(reader: Reader, text: str, expected: bool, document: Documents) -> None:
    context = reader.analyse(document(text, title="盐城市开发区见闻").article).context
    park = [o for o in context.table.occurrences if context.table[o.ref].label is Label.PARK][-1]
    assert only_site(context.text, context.table, park) is expected


def test_figures_are_of_what_lies_there(reader: Reader, document: Documents) -> None:
    text = "阜宁风电产业园紧邻大丰经济开发区，规划面积12平方公里。园区去年产值86亿元。"
    reading = reader.analyse(document(text, title="盐城市开发区见闻").article)
    table = reading.context.table
    assert {(c.figure.value, table[c.owner].name) for c in reading.figures} == {
        (12.0, "阜宁风电产业园"),
        (8.6e9, "阜宁风电产业园"),
    }
