"""Relationship types, the labels they may join, and their properties: the ontology's second half."""

from __future__ import annotations

from enum import StrEnum

from pydantic import BaseModel, ConfigDict

from schema.nodes import Label, PropertyType, ValueType


class Predicate(StrEnum):
    """Every relationship type."""

    PART_OF = "PART_OF"
    LOCATED_IN = "LOCATED_IN"
    PRIORITIZES = "PRIORITIZES"
    FOCUSES_ON = "FOCUSES_ON"
    IN_INDUSTRY = "IN_INDUSTRY"
    FUNDS = "FUNDS"
    INVESTS_IN = "INVESTS_IN"
    ISSUED = "ISSUED"
    IMPLEMENTS = "IMPLEMENTS"
    SUPPORTS = "SUPPORTS"
    PARTNERS_WITH = "PARTNERS_WITH"
    HOLDS_POST = "HOLDS_POST"
    HAS_INDICATOR = "HAS_INDICATOR"
    MENTIONS = "MENTIONS"
    SUBINDUSTRY_OF = "SUBINDUSTRY_OF"


FACTS = tuple(kind for kind in Predicate if kind is not Predicate.MENTIONS)
"""Relationships that say something; MENTIONS only says where."""


class Tier(StrEnum):
    """Rank that a place or park gives an industry (property `tier`)."""

    LEADING = "leading"
    PILLAR = "pillar"
    EMERGING = "emerging"
    TRADITIONAL = "traditional"
    FUTURE = "future"
    KEY = "key"


class Status(StrEnum):
    """How far an undertaking has come, in order."""

    PLANNED = "planned"
    SIGNED = "signed"
    STARTED = "started"
    COMPLETED = "completed"
    OPERATING = "operating"
    CANCELLED = "cancelled"


class RelationType(BaseModel):
    """One relationship type: allowed ends, meaning, properties beside the evidence."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: Predicate
    title_zh: str
    description: str
    starts: frozenset[Label]
    ends: frozenset[Label]
    symmetric: bool = False
    derived: bool = False
    """True where the relationship is general knowledge (gazetteer, taxonomy), so it may stand without evidence."""
    properties: tuple[PropertyType, ...] = ()

    def allows(self, start: Label, end: Label) -> bool:
        """Whether the type may join these labels, in this direction."""
        return start in self.starts and end in self.ends


EVIDENCE = (
    PropertyType(name="articles", type=ValueType.STRINGS, description="Ids of the articles that say so"),
    PropertyType(name="sentences", type=ValueType.STRINGS, description="The sentence in each, parallel to `articles`"),
    PropertyType(name="offsets", type=ValueType.STRINGS, description="start:end in each article's text, parallel"),
    PropertyType(name="first_seen", type=ValueType.STRING, description="Earliest article date, ISO"),
    PropertyType(name="last_seen", type=ValueType.STRING, description="Latest article date, ISO"),
    PropertyType(name="status", type=ValueType.STRING, description="planned, signed, started, completed, operating"),
    PropertyType(name="confidence", type=ValueType.FLOAT, description="0..1: how surely the rule reads"),
)
LEDGER = (
    PropertyType(
        name="claims",
        type=ValueType.STRINGS,
        description="One JSON per article: what it says beside the sentence; kept so that one article can be retracted",
    ),
    PropertyType(
        name="support",
        type=ValueType.STRINGS,
        description="General knowledge: one JSON per pool of equal claims, with the number of its articles",
    ),
    PropertyType(
        name="describes",
        type=ValueType.STRINGS,
        description="One JSON per article or pool, and end: the names and properties that it gives the node there",
    ),
)
"""Bookkeeping of retraction on every relationship; exports leave it out unless asked."""
_TIER = PropertyType(
    name="tier", type=ValueType.STRING, description="leading 主导, pillar 支柱, emerging, traditional, …"
)
_TITLE = PropertyType(name="title", type=ValueType.STRING, description="The post as written (市长, 区委书记)")

_PROVINCE, _CITY, _DISTRICT = Label.PROVINCE, Label.CITY, Label.DISTRICT
_PLACES = frozenset({_PROVINCE, _CITY, _DISTRICT})
_PARK, _INDUSTRY, _PROJECT = Label.PARK, Label.INDUSTRY, Label.PROJECT
_COMPANY, _ORGANIZATION, _POLICY = Label.COMPANY, Label.ORGANIZATION, Label.POLICY
_ENTITIES = _PLACES | {_PARK, _INDUSTRY, _PROJECT, _COMPANY, _ORGANIZATION, _POLICY, Label.PERSON}


def _of(*labels: Label) -> frozenset[Label]:
    return frozenset(labels)


RELATION_TYPES: dict[Predicate, RelationType] = {
    t.name: t
    for t in (
        RelationType(
            name=Predicate.PART_OF,
            title_zh="隶属",
            description="Administrative subordination, for the places that the article names",
            starts=_of(_DISTRICT, _CITY),
            ends=_of(_CITY, _PROVINCE),
            derived=True,
        ),
        RelationType(
            name=Predicate.LOCATED_IN,
            title_zh="位于",
            description="The smallest place that the article supports",
            starts=_of(_PARK, _PROJECT, _COMPANY, _ORGANIZATION),
            ends=_PLACES | {_PARK},
        ),
        RelationType(
            name=Predicate.PRIORITIZES,
            title_zh="重点发展",
            description="The place develops, plans, cultivates, attracts, upgrades or leads in the industry",
            starts=_PLACES,
            ends=_of(_INDUSTRY),
            properties=(_TIER,),
        ),
        RelationType(
            name=Predicate.FOCUSES_ON,
            title_zh="聚焦",
            description="The same, for a park",
            starts=_of(_PARK),
            ends=_of(_INDUSTRY),
            properties=(_TIER,),
        ),
        RelationType(
            name=Predicate.IN_INDUSTRY,
            title_zh="属于产业",
            description="What branch a project or company belongs to",
            starts=_of(_PROJECT, _COMPANY, _ORGANIZATION),
            ends=_of(_INDUSTRY),
        ),
        RelationType(
            name=Predicate.FUNDS,
            title_zh="投入",
            description="Where the money goes: the most specific target that the article supports",
            starts=_of(Label.INVESTMENT),
            ends=_PLACES | {_PROJECT, _PARK, _INDUSTRY, _POLICY, _COMPANY, _ORGANIZATION},
        ),
        RelationType(
            name=Predicate.INVESTS_IN,
            title_zh="投资于",
            description="A named investor and what it invests in",
            starts=_of(_COMPANY, _ORGANIZATION),
            ends=_PLACES | {_PROJECT, _PARK},
        ),
        RelationType(
            name=Predicate.ISSUED,
            title_zh="发布",
            description="Whose policy it is",
            starts=_PLACES | {_PARK, _ORGANIZATION, _COMPANY},
            ends=_of(_POLICY),
        ),
        RelationType(
            name=Predicate.IMPLEMENTS,
            title_zh="实施",
            description="Who carries out a policy of someone above",
            starts=_PLACES | {_PARK, _ORGANIZATION},
            ends=_of(_POLICY),
        ),
        RelationType(
            name=Predicate.SUPPORTS,
            title_zh="支持",
            description="What a policy is for",
            starts=_of(_POLICY),
            ends=_of(_INDUSTRY, _PARK, _PROJECT),
        ),
        RelationType(
            name=Predicate.PARTNERS_WITH,
            title_zh="合作",
            description="Cooperation, pairing assistance (对口帮扶), strategic agreement",
            starts=_PLACES | {_COMPANY, _ORGANIZATION},
            ends=_PLACES | {_COMPANY, _ORGANIZATION, _PARK, _PROJECT},
            symmetric=True,
        ),
        RelationType(
            name=Predicate.HOLDS_POST,
            title_zh="任职",
            description="A party or government head holds the post in the place itself",
            starts=_of(Label.PERSON),
            ends=_PLACES | {_ORGANIZATION, _COMPANY, _PARK},
            properties=(_TITLE,),
        ),
        RelationType(
            name=Predicate.HAS_INDICATOR,
            title_zh="指标",
            description="A figure and whose it is",
            starts=_ENTITIES - {Label.PERSON},
            ends=_of(Label.INDICATOR),
        ),
        RelationType(
            name=Predicate.MENTIONS,
            title_zh="提到",
            description="What an article speaks of",
            starts=_of(Label.ARTICLE),
            ends=_ENTITIES | {Label.INVESTMENT, Label.INDICATOR},
        ),
        RelationType(
            name=Predicate.SUBINDUSTRY_OF,
            title_zh="子产业",
            description="The taxonomy: a question about the parent also finds the child",
            starts=_of(_INDUSTRY),
            ends=_of(_INDUSTRY),
            derived=True,
        ),
    )
}
