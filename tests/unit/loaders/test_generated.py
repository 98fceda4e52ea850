"""What of a model's reading the article bears out."""

from __future__ import annotations

from typing import Any

import pytest

from loaders.clean.script import matching_layer
from loaders.generated import CONFIDENCE, Checked, Drop, Reply, checked, ontology, prompt
from loaders.model import CleanArticle
from loaders.pipeline import Reader
from loaders.places.gazetteer import Gazetteer
from loaders.roster import Squeezed
from schema.nodes import Label
from schema.relations import RELATION_TYPES, Predicate
from schema.taxonomy import Taxonomy

TEXT = (
    "濠江区的风电\n汕头市濠江区重点发展海上风电产业。风电产业园位于濠江区，总投资约80亿元。\n"
    "濠江区委书记王小明介绍，Siemens Energy 公司已落户该园。"
)
PARK, DISTRICT, BRANCH = ("Park", "风电产业园"), ("District", "濠江区"), ("Industry", "海上风电产业")


def article(text: str = TEXT) -> CleanArticle:
    title = text.partition("\n")[0]
    return CleanArticle("a.txt", title, text, matching_layer(text), "2023-10-01", None, ())


def said(kind: str, start: tuple[str, str], end: tuple[str, str], evidence: str, **properties: str) -> dict[str, Any]:
    first, second = ({"label": a, "name": b} for a, b in (start, end))
    return {"type": kind, "start": first, "end": second, "evidence": evidence, "properties": properties}


def check(*relations: dict[str, Any], entities: tuple[tuple[str, str], ...] = (), text: str = TEXT) -> Checked:
    named = [{"label": a, "name": b} for a, b in entities]
    reply = Reply.model_validate({"entities": named, "relations": list(relations)})
    return checked(article(text), reply, Gazetteer.load(), Taxonomy.load())


def triples(result: Checked) -> set[tuple[str, str, str]]:
    return {(r.start, r.type.value, r.end) for r in result.facts.relations if r.type is not Predicate.MENTIONS}


def test_ids_are_those_of_the_reader():
    result = check(
        said("LOCATED_IN", PARK, DISTRICT, "风电产业园位于濠江区"),
        said("PRIORITIZES", DISTRICT, BRANCH, "汕头市濠江区重点发展海上风电产业", tier="key"),
        entities=(("City", "汕头市"),),
    )
    assert ("park:440512:风电产业园", "LOCATED_IN", "place:440512") in triples(result)
    assert ("place:440512", "PRIORITIZES", "industry:offshore-wind") in triples(result)
    assert ("place:440512", "PART_OF", "place:440500") in triples(result)
    assert (result.kept, result.dropped, result.unnamed) == (2, {}, 0)
    own = {r.type: r for r in result.facts.relations}
    assert own[Predicate.PRIORITIZES].properties == {"tier": "key"}
    assert own[Predicate.PRIORITIZES].evidence[0].sentence == "汕头市濠江区重点发展海上风电产业。"


def test_the_reader_gives_the_same_ids():
    read = Reader.default().facts(Reader.default().analyse(article()))
    result = check(said("LOCATED_IN", PARK, DISTRICT, "风电产业园位于濠江区"), entities=(BRANCH, ("City", "汕头市")))
    assert result.facts.article == read.article
    assert {e.id for e in result.facts.entities} <= {e.id for e in read.entities}


def test_evidence_stands_in_the_text_and_nothing_is_surer_than_a_model():
    result = check(said("LOCATED_IN", PARK, DISTRICT, "风电产业园 位于\n濠江区"))
    for r in result.facts.relations:
        assert all(TEXT[e.start : e.end] == e.sentence for e in r.evidence)
        assert RELATION_TYPES[r.type].derived or r.confidence <= CONFIDENCE


@pytest.mark.parametrize(
    ("relation", "why"),
    [
        (said("LOCATED_IN", PARK, DISTRICT, "风电产业园坐落于濠江区"), Drop.EVIDENCE),
        (said("LOCATED_IN", PARK, DISTRICT, ""), Drop.EVIDENCE),
        (said("LOCATED_IN", PARK, DISTRICT, "濠江"), Drop.EVIDENCE),
        (said("LOCATED_IN", PARK, DISTRICT, TEXT), Drop.EVIDENCE),
        (said("LOCATED_IN", ("Park", "光伏产业园"), DISTRICT, "风电产业园位于濠江区"), Drop.NAME),
        (said("LOCATED_IN", ("Company", "Siemens Ener"), DISTRICT, "风电产业园位于濠江区"), Drop.NAME),
        (said("LOCATED_IN", ("Park", "风"), DISTRICT, "风电产业园位于濠江区"), Drop.NAME),
        (said("LOCATED_IN", PARK, ("District", "产业园"), "风电产业园位于濠江区"), Drop.PLACE),
        (said("LOCATED_IN", DISTRICT, PARK, "风电产业园位于濠江区"), Drop.ENDS),
        (said("FOCUSES_ON", DISTRICT, BRANCH, "重点发展海上风电产业"), Drop.ENDS),
        (said("OWNS", PARK, DISTRICT, "风电产业园位于濠江区"), Drop.TYPE),
        (said("PART_OF", DISTRICT, ("City", "汕头市"), "汕头市濠江区"), Drop.TYPE),
        (said("MENTIONS", ("Article", "濠江区的风电"), DISTRICT, "濠江区的风电"), Drop.TYPE),
        (said("LOCATED_IN", ("Thing", "风电产业园"), DISTRICT, "风电产业园位于濠江区"), Drop.TYPE),
        (said("LOCATED_IN", PARK, PARK, "风电产业园位于濠江区"), Drop.SELF),
        (said("FUNDS", ("Investment", "总投资"), PARK, "总投资约80亿元"), Drop.FIGURE),
        (said("FUNDS", ("Investment", "总投资约80亿元"), PARK, "风电产业园位于濠江区"), Drop.FIGURE),
        (said("FUNDS", ("Investment", "总投资约90亿元"), PARK, "总投资约80亿元"), Drop.NAME),
        (said("FUNDS", PARK, ("Investment", "总投资约80亿元"), "总投资约80亿元"), Drop.ENDS),
    ],
)
def test_what_the_text_does_not_bear_out_is_dropped_and_counted(relation, why):
    result = check(relation)
    assert (result.kept, result.dropped) == (0, {why: 1})
    assert not [r for r in result.facts.relations if not RELATION_TYPES[r.type].derived and r.type != "MENTIONS"]


def test_a_sum_is_read_by_the_rules():
    result = check(said("FUNDS", ("Investment", "总投资约80亿元"), PARK, "总投资约80亿元"))
    sums = [e for e in result.facts.entities if e.label is Label.INVESTMENT]
    assert [(e.name, e.properties["amount"]) for e in sums] == [("总投资约80亿元", 8e9)]


def test_the_gazetteer_says_what_kind_a_place_is():
    result = check(said("LOCATED_IN", PARK, ("City", "汕头市濠江区"), "风电产业园位于濠江区"))
    assert ("park:440512:风电产业园", "LOCATED_IN", "place:440512") in triples(result)


def test_properties_need_a_known_value_or_the_evidence():
    boss = ("Person", "王小明")
    kept = check(said("HOLDS_POST", boss, DISTRICT, "濠江区委书记王小明介绍", title="区委书记", status="soon", x="y"))
    assert [r.properties for r in kept.facts.relations if r.type == "HOLDS_POST"] == [{"title": "区委书记"}]
    other = check(said("HOLDS_POST", boss, DISTRICT, "濠江区委书记王小明介绍", title="市长"))
    assert [r.properties for r in other.facts.relations if r.type == "HOLDS_POST"] == [{}]


def test_names_that_the_text_lacks_are_counted_and_the_others_are_mentioned():
    result = check(entities=(("Company", "Siemens Energy"), ("Company", "华能"), ("Planet", "濠江区"), ("Park", "，")))
    assert result.unnamed == 3
    assert [e.name for e in result.facts.entities if e.label is not Label.ARTICLE] == ["Siemens Energy"]


@pytest.mark.parametrize("park", ["銅鑼科學園區", "铜锣科学园区"])
def test_the_article_keeps_its_script(park):
    text = "銅鑼園區\n苗栗縣銅鑼科學園區聚焦半導體產業。"
    relation = said("FOCUSES_ON", ("Park", park), ("Industry", "半導體產業"), "銅鑼科學園區聚焦半導體產業")
    result = check(relation, text=text)
    found = next(r for r in result.facts.relations if r.type == "FOCUSES_ON")
    assert found.evidence[0].sentence == "苗栗縣銅鑼科學園區聚焦半導體產業。"
    assert "铜锣科学园区" in {e.name for e in result.facts.entities}


def test_the_same_reply_gives_the_same_facts():
    relations = [
        said("LOCATED_IN", PARK, DISTRICT, "风电产业园位于濠江区"),
        said("PRIORITIZES", DISTRICT, BRANCH, "濠江区重点发展海上风电产业"),
    ]
    assert check(*relations).facts == check(*reversed(relations)).facts


def test_the_prompt_holds_the_ontology_and_the_text():
    system, user = prompt(article())
    assert user == {"role": "user", "content": TEXT}
    for kind in RELATION_TYPES.values():
        assert (f"- {kind.name} " in system["content"]) is (not kind.derived and kind.name != "MENTIONS")
    assert all(f"- {label} " in ontology() for label in Label if label is not Label.ARTICLE)


def test_blanks_do_not_count():
    assert list(Squeezed("ab c\nd abcd").find("abc d")) == [(0, 6), (7, 11)]
    assert list(Squeezed("abc").find(" ")) == []
