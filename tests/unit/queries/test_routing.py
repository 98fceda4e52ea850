"""Questions find their canned question and its parameters, over fixed names and without a graph."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from queries.catalog import SLOT, Catalog
from queries.names import Directory, Thing
from queries.understanding import Refused, Understood
from tests.unit.queries.conftest import key as squeezed

EVAL = Path(__file__).parents[2] / "eval"
EXAMPLES = [(q.name, e) for q in Catalog.load() for e in q.examples]


def cases(name: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (EVAL / name).read_text(encoding="utf-8").splitlines()]


@pytest.mark.parametrize(("name", "example"), EXAMPLES, ids=[e.text for _, e in EXAMPLES])
def test_every_example_finds_its_own_question(ask, name, example):
    found = ask(example.text)
    assert isinstance(found, Understood), found
    assert found.routes[0].query.name == name
    filling = found.routes[0].filling
    wanted = {parameter for parameter, _ in example.slots() if parameter != "about"}
    assert wanted <= {k for k, v in filling.parameters.items() if v is not None}, SLOT.sub("", example.marked)


@pytest.mark.parametrize("case", cases("paraphrases.jsonl") + cases("questions.jsonl"), ids=lambda c: c["q"])
def test_paraphrases(ask, names, case):
    found = ask(case["q"])
    assert (found.routes[0].query.name if isinstance(found, Understood) else None) == case["query"]
    if isinstance(found, Understood):
        called = {t.id: t.name for d in reversed(names) for t in d.things}
        parameters = found.routes[0].filling.parameters
        for name, expected in case.get("names", {}).items():
            got = [called[i] for i in parameters[name]]
            assert len(got) == len(expected)
            assert all(any(g.startswith(e) for g in got) for e in expected)
        assert {k: parameters[k] for k in case.get("values", {})} == case.get("values", {})


@pytest.mark.parametrize(
    ("question", "parameter", "ids"),
    [
        ("湛江市坡头区有哪些园区", "place", ["place:440804"]),
        ("上海金山有哪些项目", "place", ["place:310116"]),
        ("Projects in Jinshan District, Shanghai", "place", ["place:310116"]),
        ("嘉定和濠江分别有哪些园区", "place", ["place:310114", "place:440512"]),
        ("新北市长是谁", "holder", ["place:711100"]),
        ("廣東省湛江市的產業園區", "place", ["place:440800"]),
        ("parks in Xuwen County", "place", ["place:440825"]),
        ("离岸风电项目有哪些", "industry", ["industry:offshore-wind"]),
        ("Which parks focus on petrochemicals?", "industry", ["industry:petrochemicals"]),
        ("Where is Jinshi Xincai?", "thing", ["company:金狮新材科技有限公司"]),
        ("Who is Hou Youyi?", "person", ["person:侯友宜"]),
    ],
)
def test_names_are_linked(ask, question, parameter, ids):
    found = ask(question)
    assert isinstance(found, Understood), found
    assert found.routes[0].filling.parameters[parameter] == ids


@pytest.mark.parametrize(
    ("question", "values"),
    [
        ("2021年以来湛江超过100亿元的投资", {"since": "2021", "amount_min": 1e10}),
        ("投资额前三名", {"limit": 3}),
        ("超过5亿美元的投资", {"amount_min": 5e8, "currency": "USD"}),
        ("湛江市的支柱产业", {"tier": "pillar"}),
        ("金山签约项目", {"status": "signed"}),
        ("哪些区县发展储能", {"level": "District"}),
        ("图中有哪些园区", {"kind": "Park"}),
        ("新北市有哪些智慧园区", {"contains": ["智慧"]}),
        ("上海有哪些医院", {"contains": ["医院"]}),
    ],
)
def test_values_are_read(ask, question, values):
    found = ask(question)
    assert isinstance(found, Understood), found
    parameters = found.routes[0].filling.parameters
    assert {k: parameters[k] for k in values} == values


@pytest.mark.parametrize(
    "question",
    [
        "巴黎有哪些产业园区", "拉萨市有哪些产业园区", "嘉定区不发展哪些产业", "今天天气怎么样", "写一首诗", "???", "。", "",
        "What is the weather?", "Who won the match?", "哪些", "2021年", "🙂", "SELECT 1; DROP TABLE x",
        "MATCH (n) DETACH DELETE n", "湛江市污染最严重的园区有哪些", "侯友宜多大了",
        "图中有哪些企业和园区", "科技园在哪里", "湛江最大的园区", "产业最少的城市", "海上风电的市长是谁", "侯友宜发展什么产业", "湛江和汕头之外的城市",
        "嘉定区第二大产业", "哪些园区的企业最多",
    ],
)  # fmt: skip
def test_what_cannot_be_answered_is_refused(ask, question):
    found = ask(question)
    assert isinstance(found, Refused), found
    assert found.reason_zh
    assert found.reason_en
    assert len(found.examples) == 3


@pytest.mark.parametrize(
    ("question", "near"),
    [
        ("壕江区有哪些园区", "濠江区"),
        ("湛江是哪些园区", None),
        ("坡投区有哪些园区", "坡头区"),
        ("连影集团和谁有合作", "联影集团"),
        ("Which parks are in Jiadng District?", "嘉定区"),
        ("侯有宜是谁", "侯友宜"),
    ],
)
def test_a_misspelt_name_gets_near_names(ask, question, near):
    found = ask(question)
    if near is not None:
        assert isinstance(found, Refused), found
        assert near in [t.name for t in found.names]


def test_a_name_alone_asks_for_an_overview(ask):
    found = ask("濠江区")
    assert isinstance(found, Understood)
    assert found.routes[0].query.name == "overview"


@pytest.mark.parametrize(
    ("question", "query", "parameters"),
    [
        ("湛江在桥梁涵洞上花了多少钱", "investments_of", {"said": ["桥梁涵洞"]}),
        ("濠江区海上风电产业链项目的总投资是多少", "investments_of", {"said": ["海上风电"], "about": ["总投资"]}),
        ("濠江区1-8月引进的项目总投资是多少", "investments_of", {"about": ["1至8月", "总投资"]}),
        ("我们想找地方建储能工厂，哪个区在重点发展储能？", "places_by_industry", {"level": "District"}),
        ("2+2+1未来产业布局是哪里制定的", "issuers_of", {}),
        ("哪句话说嘉定区和联影集团有合作", "evidence_for", {}),
    ],
)
def test_what_leads_up_to_a_question_and_what_narrows_it(ask, question, query, parameters):
    found = ask(question)
    assert isinstance(found, Understood), found
    route = found.routes[0]
    assert route.query.name == query
    assert {k: route.filling.parameters[k] for k in parameters} == parameters


def test_a_clause_that_names_what_the_question_does_not_is_no_introduction(ask):
    assert isinstance(ask("联影小镇那边，有哪些企业在嘉定区之外"), Refused)


def test_a_shortened_name_means_the_one_thing_that_is_called_so():
    things = [
        Thing("park:1", "Park", "福建三峡海上风电国际产业园"),
        Thing("park:2", "Park", "高雄新市镇桥头科学园区"),
        Thing("park:3", "Park", "汽车新材料产业园"),
        Thing("park:4", "Park", "汽车轻量化产业园"),
    ]
    directory = Directory(things, squeezed, lambda name: name in ("福建", "高雄"))
    assert [t.id for t in directory.abbreviated("三峡海上风电产业园")] == ["park:1"]
    assert [t.id for t in directory.abbreviated("桥头科学园区")] == ["park:2"]
    assert directory.abbreviated("汽车产业园") == []
    assert directory.abbreviated("海上风电产业园区") == []
