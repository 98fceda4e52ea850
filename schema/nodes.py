"""Node labels of the graph and their properties: the ontology's first half.

Constraints, load statements, JSON Schema, the docs page and the Browser style sheet are derived from `NODE_TYPES`;
nothing about a label is written anywhere else.
"""

from __future__ import annotations

from enum import StrEnum

from pydantic import BaseModel, ConfigDict


class Label(StrEnum):
    """Every node label."""

    PROVINCE = "Province"
    CITY = "City"
    DISTRICT = "District"
    PARK = "Park"
    INDUSTRY = "Industry"
    PROJECT = "Project"
    COMPANY = "Company"
    ORGANIZATION = "Organization"
    POLICY = "Policy"
    PERSON = "Person"
    INVESTMENT = "Investment"
    INDICATOR = "Indicator"
    ARTICLE = "Article"


class ValueType(StrEnum):
    """Type of a property as Neo4j stores it."""

    STRING = "STRING"
    FLOAT = "FLOAT"
    INTEGER = "INTEGER"
    BOOLEAN = "BOOLEAN"
    STRINGS = "LIST<STRING>"


class PropertyType(BaseModel):
    """One property of a node or relationship: name, type, what it says, an index if questions start from it."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: str
    type: ValueType
    description: str
    indexed: bool = False


class NodeType(BaseModel):
    """One node label: what it stands for, how its id is made, what it carries, how it is drawn."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    label: Label
    description: str
    title_zh: str
    key: str
    """How the deterministic id is built, in words."""
    properties: tuple[PropertyType, ...]
    color: str
    """Fill colour in the explorer and in Neo4j Browser, as #RRGGBB."""


def _text(name: str, description: str, *, indexed: bool = False) -> PropertyType:
    return PropertyType(name=name, type=ValueType.STRING, description=description, indexed=indexed)


def _number(name: str, description: str, *, indexed: bool = False) -> PropertyType:
    return PropertyType(name=name, type=ValueType.FLOAT, description=description, indexed=indexed)


def _list(name: str, description: str) -> PropertyType:
    return PropertyType(name=name, type=ValueType.STRINGS, description=description)


NAMED = (
    _text("id", "Deterministic identifier; unique within the label"),
    _text("name", "Canonical name in Simplified characters", indexed=True),
    _list("aliases", "Other names read in articles or known for it, sorted"),
)
PLACE = (
    *NAMED,
    _text("code", "Administrative code (GB/T 2260; Taiwan by the 71xxxx series)", indexed=True),
    _text("note", "What a historical name became, where that applies"),
)
NODE_TYPES: dict[Label, NodeType] = {
    t.label: t
    for t in (
        NodeType(
            label=Label.PROVINCE,
            title_zh="省",
            color="#7b6cd9",
            key="administrative code",
            description="Province-level division (省, 自治区, 特别行政区; 台湾)",
            properties=PLACE,
        ),
        NodeType(
            label=Label.CITY,
            title_zh="市",
            color="#4c78d0",
            key="administrative code",
            description="Prefecture-level city or municipality (汕头市, 上海市, 新北市)",
            properties=PLACE,
        ),
        NodeType(
            label=Label.DISTRICT,
            title_zh="区县",
            color="#5aa9e6",
            key="administrative code",
            description="County-level division (市辖区, 县, 县级市)",
            properties=PLACE,
        ),
        NodeType(
            label=Label.PARK,
            title_zh="园区",
            color="#2a9d8f",
            key="canonical name within its place",
            description="A bounded place made for industry (产业园, 开发区, 高新区, 集聚区, 基地, 小镇, 港, 谷)",
            properties=NAMED,
        ),
        NodeType(
            label=Label.INDUSTRY,
            title_zh="产业",
            color="#e9b44c",
            key="taxonomy id, else canonical name",
            description="A branch of the economy that someone develops, has or attracts",
            properties=(
                *NAMED,
                _text("code", "Official code (GB/T 4754 or strategic emerging industries), where it has one"),
                _text("name_en", "English name, where the taxonomy has one", indexed=True),
            ),
        ),
        NodeType(
            label=Label.PROJECT,
            title_zh="项目",
            color="#e76f51",
            key="canonical name within its place",
            description="One undertaking that is signed, planned, built or opened; a fund signed like one",
            properties=(*NAMED, _text("status", "planned, signed, started, operating or completed, as last read")),
        ),
        NodeType(
            label=Label.COMPANY,
            title_zh="企业",
            color="#d1495b",
            key="canonical name",
            description="A firm or group",
            properties=NAMED,
        ),
        NodeType(
            label=Label.ORGANIZATION,
            title_zh="机构",
            color="#8d6a9f",
            key="canonical name within its place",
            description="Any other body: government office, hospital, university, alliance, advisory group",
            properties=NAMED,
        ),
        NodeType(
            label=Label.POLICY,
            title_zh="政策",
            color="#6d8a3a",
            key="canonical name within its issuer's place",
            description="A named plan, programme, strategy, mechanism or issued document",
            properties=NAMED,
        ),
        NodeType(
            label=Label.PERSON,
            title_zh="人物",
            color="#c77dff",
            key="name within post and place",
            description="A named person who holds a post or acts",
            properties=NAMED,
        ),
        NodeType(
            label=Label.INVESTMENT,
            title_zh="投资",
            color="#f4a261",
            key="amount, currency, period and target",
            description="One sum of money put or promised into something",
            properties=(
                _text("id", "Deterministic identifier"),
                _text("name", "The words of the text (总投资约80亿元)", indexed=True),
                _number("amount", "Amount in units of the currency (yuan, not 亿)", indexed=True),
                _text("currency", "ISO 4217 code (CNY, TWD, USD, …)", indexed=True),
                _number("amount_min", "Lower bound, where the text gives one"),
                _number("amount_max", "Upper bound, where the text gives one"),
                _text("bound", "exact, about (约), over (超), under (近), at_least (不少于), at_most, range"),
                _text("period", "What span of time the sum covers, as ISO prefix or start/end"),
                _text("kind", "What the text calls it (总投资, 立项投资总额, 工业投资额, …)"),
                _text("status", "planned, signed, started, operating or completed"),
            ),
        ),
        NodeType(
            label=Label.INDICATOR,
            title_zh="指标",
            color="#9aa5b1",
            key="what it measures, value, unit, period and owner",
            description="Any other figure about a place, park, industry, company or organisation",
            properties=(
                _text("id", "Deterministic identifier"),
                _text("name", "What is measured, in the words of the text (入驻企业, 规划面积)", indexed=True),
                _number("value", "Value in the unit given", indexed=True),
                _text("unit", "Unit as written, multipliers resolved (家, %, 亩, 平方米, 千瓦, CNY)"),
                _number("value_min", "Lower bound, where the text gives one"),
                _number("value_max", "Upper bound, where the text gives one"),
                _text("bound", "exact, about, over, under, at_least, at_most or range"),
                _text("period", "What span of time the figure covers"),
                _text("text", "The words of the text"),
            ),
        ),
        NodeType(
            label=Label.ARTICLE,
            title_zh="文章",
            color="#c9ced6",
            key="hash of the cleaned text",
            description="The source: one news article, policy release or announcement",
            properties=(
                _text("id", "Deterministic identifier: SHA-256 of the cleaned text, shortened"),
                _text("name", "Title", indexed=True),
                _text("title", "Title as given, original script"),
                _text("date", "Publication date, ISO", indexed=True),
                _text("publisher", "Where it appeared, as the page says"),
                _text("source", "File or address that it was read from", indexed=True),
                _list("sources", "Every file or address that carried the same text"),
                _text("text", "The cleaned text; evidence offsets count in it"),
                _text("source_map", "JSON: how offsets in the cleaned text map to the file"),
                _text("reader", "Version of the reading rules"),
                _list("ledger", "Relationships that the article claims, one JSON each; kept for retraction"),
            ),
        ),
    )
}
PLACE_LABELS = frozenset({Label.PROVINCE, Label.CITY, Label.DISTRICT})
ENTITY_LABELS = PLACE_LABELS | {
    Label.PARK,
    Label.INDUSTRY,
    Label.PROJECT,
    Label.COMPANY,
    Label.ORGANIZATION,
    Label.POLICY,
    Label.PERSON,
}
