"""What a model's statement may do."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from queries.generated import ROWS, Proposal, check_plan, checked, outline
from schema.errors import QueryError


@pytest.mark.parametrize(
    "statement",
    [
        "CREATE (n) RETURN n",
        "MATCH (n) DETACH DELETE n",
        "MATCH (n) SET n.x = 1 RETURN n",
        "MATCH (n) RETURN n; MATCH (m) RETURN m",
        "LOAD CSV FROM 'file:///etc/passwd' AS r MATCH (n) RETURN r",
        "MATCH (n) CALL dbms.listConfig() YIELD name RETURN name",
        "MATCH (n) CALL `apoc`.load.json('x') YIELD value RETURN value",
        "CALL db.labels() YIELD label RETURN label",
        "MATCH (n) CALL (n) { DELETE n } IN TRANSACTIONS RETURN 1",
        "RETURN 1",
        "MATCH (n)",
        "MATCH (n) WHERE n.name = $name RETURN n",
        "MATCH (n) /* x */ merge (m) RETURN n",
        "USE system MATCH (n) RETURN n",
        "",
    ],
)
def test_what_is_stopped(statement):
    with pytest.raises(QueryError):
        checked(statement, ())


@pytest.mark.parametrize(
    ("statement", "ending"),
    [
        ("MATCH (n:Park) RETURN n.name AS park", f"LIMIT {ROWS}"),
        ("MATCH (n:Park) RETURN n.name AS park LIMIT 5", "LIMIT 5"),
        ("MATCH (n:Park) RETURN n.name AS park limit 100000;", f"LIMIT {ROWS}"),
        ("MATCH (n:Park) WHERE n.name CONTAINS 'SET; DELETE' RETURN n.name AS park", f"LIMIT {ROWS}"),
        ("MATCH (n) CALL (n) { MATCH (n)--(m) RETURN count(m) AS c } RETURN n.name, c", f"LIMIT {ROWS}"),
        ("MATCH (n) WHERE n.name = $name RETURN n.name AS name", f"LIMIT {ROWS}"),
    ],
)
def test_what_passes_is_bounded(statement, ending):
    assert checked(statement, ["name"]).splitlines()[-1].endswith(ending)


def test_plans_that_write_are_stopped():
    check_plan({"operatorType": "ProduceResults@neo4j", "children": [{"operatorType": "NodeByLabelScan@neo4j"}]})
    for operator in ("LoadCSV", "ProcedureCall", "DetachDelete", "Merge", "SetProperty", "Create"):
        with pytest.raises(QueryError, match=operator):
            check_plan({"operatorType": "ProduceResults", "children": [{"operatorType": f"{operator}@neo4j"}]})


@pytest.mark.parametrize(
    "text", ["{}", '{"cypher": 1}', '{"cypher": "x", "code": "y"}', '{"cypher": "x", "parameters": {"a": {}}}', "no"]
)
def test_answers_of_another_shape_are_stopped(text):
    with pytest.raises(ValidationError):
        Proposal.model_validate_json(text)


def test_the_outline_names_the_graph():
    assert "PRIORITIZES" in outline()
    assert "sentences" in outline()
