"""`kg ask --llm`: where the question book refuses, a language model behind an OpenAI-compatible address writes the Cypher.

What leaves this computer is the question and the outline of the graph, no article and no row. What comes back is
validated, explained by the server, run for reading only, for a few seconds, for a few rows; its sources come from the graph.
"""

from __future__ import annotations

from graph.connection import Connection
from graph.statements import trusted
from kg.answers import Answer, Asker, is_english, no_answer
from kg.endpoint import ATTEMPTS, complete, parsed
from kg.settings import Settings
from queries.generated import Proposal, as_query, check_plan, checked, outline
from schema.errors import KgError

SECONDS = 10.0
"""How long the server may work on the model's statement."""
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
    for _ in range(ATTEMPTS):
        said = complete(messages, settings)
        try:
            proposal = parsed(said, Proposal)
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
    safe = trusted(statement)  # read-only below
    check_plan(connection.explain(safe, proposal.parameters))
    rows = connection.read(safe, proposal.parameters, seconds=SECONDS)
    query = as_query(question, statement, list(rows[0]) if rows else ())
    english = is_english(question)
    text = (query.answer_en if english else query.answer_zh).replace("{n}", str(len(rows))) if rows else ""
    reason = "" if rows else no_answer(english=english)
    return Answer(question, text, query, proposal.parameters, tuple(rows), asker.quotes(rows), reason)
