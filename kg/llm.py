"""`kg ask --llm`: where the question book refuses, a language model behind an OpenAI-compatible address writes the Cypher.

What leaves this computer is the question and the outline of the graph, no article and no row. What comes back is
validated, explained by the server, run for reading only, for a few seconds, for a few rows; its sources come from the graph.
"""

from __future__ import annotations

import json
import re
from typing import Any, LiteralString, cast

from pydantic import ValidationError

from graph.connection import Connection
from kg.answers import Answer, Asker, is_english
from kg.settings import Settings
from queries.generated import Proposal, as_query, check_plan, checked, outline
from schema.errors import ConfigError, InputError, KgError, QueryError

SECONDS = 10.0
"""How long the server may work on the model's statement."""
_PATIENCE = (10, 60)
_ATTEMPTS = 2
_TASK = """You translate a question about a Neo4j graph of Chinese local-economy news into one reading Cypher statement.
Names in the graph are Chinese (Simplified). Places lie within places by PART_OF*0..3, other things by LOCATED_IN*1..3;
industries within industries by SUBINDUSTRY_OF*0..6. Use only the labels, types and properties below, parameters for
names, and an alias for every column. Return a last column `_evidence` as collect(DISTINCT r {.articles, .sentences})[..3]
of the relationship r that says it. No procedures, no writing, at most 200 rows.
Answer with JSON only: {"cypher": "...", "parameters": {...}}, or {"cypher": null, "reason": "..."} where the graph cannot
hold the answer. Never answer from your own knowledge.

"""


def answer(question: str, connection: Connection, settings: Settings) -> Answer:
    """The book's answer; where it refuses, that of a statement the model writes.

    Raises ConfigError where no model is set, InputError where it cannot be reached, StoreError as ever.
    """
    asker = Asker(connection)
    found = asker.ask(question)
    if not found.refused:
        return found
    messages = [{"role": "system", "content": _TASK + outline()}, {"role": "user", "content": question}]
    error: KgError | None = None
    for _ in range(_ATTEMPTS):
        said = _complete(messages, settings)
        try:
            proposal = _proposal(said)
            if proposal.cypher is None:
                return found
            return _run(question, proposal, asker, connection)
        except KgError as problem:
            error = problem
            messages += [{"role": "assistant", "content": said}, {"role": "user", "content": f"That failed: {problem}"}]
    english = is_english(question)
    reason = f"The model wrote no usable statement ({error})" if english else f"模型没有写出可用的查询（{error}）"
    return Answer(question, reason=reason, nearest=found.nearest, names=found.names)


def _run(question: str, proposal: Proposal, asker: Asker, connection: Connection) -> Answer:
    statement = checked(proposal.cypher or "", proposal.parameters)
    trusted = cast("LiteralString", statement)  # type: ignore[redundant-cast]  # checked above, and read-only below
    check_plan(connection.explain(trusted, proposal.parameters))
    rows = connection.read(trusted, proposal.parameters, seconds=SECONDS)
    query = as_query(question, statement, list(rows[0]) if rows else ())
    english = is_english(question)
    text = (query.answer_en if english else query.answer_zh).replace("{n}", str(len(rows))) if rows else ""
    reason = "" if rows else "The graph holds no answer to this." if english else "图中没有这个问题的答案。"
    return Answer(question, text, query, proposal.parameters, tuple(rows), asker.quotes(rows), reason)


def _proposal(said: str) -> Proposal:
    text = re.sub(r"^\s*```(?:json)?|```\s*$", "", said).strip()
    try:
        return Proposal.model_validate_json(text)
    except ValidationError as error:
        first = error.errors()[0]
        raise QueryError(
            f"The model's answer does not fit ({first['msg']} at {first['loc']}); ask differently."
        ) from error


def _complete(messages: list[dict[str, str]], settings: Settings) -> str:
    import requests

    if not settings.llm_url or not settings.llm_model:
        raise ConfigError("--llm needs KG_LLM_URL (OpenAI-compatible, ending in /v1) and KG_LLM_MODEL; set both.")
    body: dict[str, Any] = {"model": settings.llm_model, "messages": messages, "temperature": 0}
    body["response_format"] = {"type": "json_object"}
    headers = {"Authorization": f"Bearer {settings.llm_key}"} if settings.llm_key else {}
    try:
        address = settings.llm_url.rstrip("/") + "/chat/completions"
        with requests.post(address, json=body, headers=headers, timeout=_PATIENCE, allow_redirects=False) as response:
            response.raise_for_status()
            return str(response.json()["choices"][0]["message"]["content"])
    except requests.RequestException as error:
        raise InputError(
            f"The model at KG_LLM_URL did not answer ({type(error).__name__}); check the address."
        ) from error
    except (KeyError, IndexError, TypeError, json.JSONDecodeError) as error:
        raise InputError("What is at KG_LLM_URL does not answer like an OpenAI-compatible server; check it.") from error
