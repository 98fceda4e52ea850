"""The question book: headers and statements agree, statements only read, and examples cover both languages."""

from __future__ import annotations

import re

import pytest

from queries.catalog import PLACE_TYPES, Catalog, Query
from queries.lexicon import Lexicon
from queries.packaged import packaged_yaml
from schema.nodes import NODE_TYPES
from schema.relations import RELATION_TYPES
from schema.taxonomy import Taxonomy

BOOK = list(Catalog.load())
WRITING = re.compile(
    r"\b(CREATE|MERGE|SET|DELETE|REMOVE|DROP|LOAD CSV|FOREACH|CALL\s+(?:db|dbms|apoc)\b)", re.IGNORECASE
)


@pytest.fixture(params=BOOK, ids=lambda q: q.name)
def query(request: pytest.FixtureRequest) -> Query:
    found: Query = request.param
    return found


def code(query: Query) -> str:
    """The statement without texts in quotes."""
    return re.sub(r"'[^']*'", "''", query.statement)


def test_statements_only_read(query):
    assert not WRITING.search(code(query))


def test_labels_and_types_are_of_the_schema(query):
    known = {str(k) for k in NODE_TYPES} | {str(k) for k in RELATION_TYPES}
    used = re.findall(r"(?<=[\w)\]|(\[ ]):!?([A-Z]\w+(?:\|[A-Z]\w+)*)", re.sub(r"\{[^}]*\}", "", code(query)))
    assert {name for group in used for name in group.split("|")} <= known


def test_columns_are_returned(query):
    last = query.statement[query.statement.rindex("\nRETURN ") :]
    for column in query.columns:
        assert re.search(rf"(\bAS\s+|[\s,.]){column.name}\b", last), column.name


def test_examples(query):
    assert len(query.examples) >= 4
    assert any(e.english for e in query.examples)
    assert any(not e.english for e in query.examples)
    shown = {name for e in query.examples for name, _ in e.slots()}
    assert {p.name for p in query.parameters if p.required} <= shown


def test_browser_lines_name_every_parameter(query):
    named = [line.split()[1] for line in query.browser]
    assert named == [p.name for p in query.parameters]


def test_answers_name_columns_and_parameters(query):
    columns, parameters = {c.name for c in query.columns}, {p.name for p in query.parameters}
    for text in (query.answer_zh, query.answer_en):
        for mark, name in re.findall(r"\{(@?)([a-z_]+)\}", text):
            assert name in (columns if mark else parameters | {"n"})


def test_examples_are_of_one_question_only():
    texts = [e.text for q in BOOK for e in q.examples]
    assert len(texts) == len(set(texts))


def test_entity_parameters_accept_labels():
    for q in BOOK:
        for p in q.parameters:
            assert not p.is_entity or p.labels <= {*map(str, NODE_TYPES)} | PLACE_TYPES


def test_no_word_is_both_asked_and_filler_alone():
    lexicon = Lexicon.load()
    assert {"哪些", "园区", "产业"} <= lexicon.chinese.keys()
    assert lexicon.chinese["园区"].concepts == ("park",)
    assert lexicon.english["industrial park"].concepts == ("park",)


def test_english_branches_are_of_the_taxonomy():
    taxonomy = Taxonomy.load()
    for name in packaged_yaml("english.yaml"):
        found = taxonomy.find(name)
        assert found is not None, name
        assert found.name == name
