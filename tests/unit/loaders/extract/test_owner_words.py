"""What words before a figure point at, and how a mere count is written."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from loaders.entities.article import ArticleEntity
from loaders.extract.figures.owner_words import counting, fits, pointed_at
from loaders.model import Document
from loaders.pipeline import Reader
from schema.nodes import Label


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("去年，全县工业产值", ("whole", "县")),
        ("市财政今年拿出", ("office", "市")),
        ("园区现有企业", ("Park", "Park")),
        ("全县之外，公司营业收入", ("Company", "Company")),
        ("该项目总投资", ("Project", "Project")),
        ("总投资", None),
    ],
)
def test_the_last_word_that_points(text: str, expected: tuple[str, str] | None) -> None:
    assert pointed_at(text, 0, len(text)) == expected


@pytest.mark.parametrize(
    ("label", "name", "kind", "expected"),
    [
        (Label.DISTRICT, "石泉县", "县", True),
        (Label.CITY, "安康市", "县", False),
        (Label.PARK, "石泉高新区", "区", True),
        (Label.PARK, "石泉产业园", "区", False),
        (Label.PARK, "石泉产业园", "Park", True),
        (Label.COMPANY, "石泉县城投", "县", False),
    ],
)
def test_what_is_of_the_kind_pointed_at(label: Label, name: str, kind: str, expected: bool) -> None:
    assert fits(ArticleEntity(0, label, name, None, (), 1.0, (), ()), kind) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("石泉县拥有十二家企业。", ["written"]),
        ("石泉县说，这4家企业都来自外地。", ["pointed"]),
        ("县长说：“石泉县新增企业15家。”", ["quoted"]),
        ("石泉县新增企业15家。", []),
    ],
)
def test_how_a_mere_count_is_written(text: str, expected: list[str], document: Callable[..., Document]) -> None:
    context = Reader.by_rules().analyse(document(text, title="石泉县工业见闻").article).context
    (figure,) = context.figures
    assert list(counting(context, figure, context.scopes.at(figure.start).start)) == expected
