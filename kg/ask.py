"""`kg ask`: a question in Chinese or English, answered from the graph with its sources, or refused with the reason."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import Any

from kg.answers import Answer, Asker, is_english
from kg.local import open_graph
from kg.quotes import Quote
from kg.render import Format, cell, rows_as, say, width
from kg.settings import Settings
from schema.errors import ConfigError

REFUSED = 3
"""Exit code of a question that is not answered."""
_BESIDE, _PAGE = 4, 130
_QUOTED = 3
"""Sources shown without --why."""


def start(words: Sequence[str], settings: Settings, form: str, *, why: bool, cypher: bool, llm: bool) -> int:
    """Answer a question, or open a prompt where there is none. Raises ConfigError for one without words."""
    question = " ".join(words).strip()
    if question:
        return run(question, settings, form=Format(form), why=why, cypher=cypher, llm=llm)
    if words:
        raise ConfigError("The question is empty; ask one, or give none for a prompt.")
    from kg.prompt import run as prompt

    return prompt(settings, form=Format(form), why=why, cypher=cypher)


def run(
    question: str,
    settings: Settings,
    *,
    form: Format = Format.TABLE,
    why: bool = False,
    cypher: bool = False,
    llm: bool = False,
) -> int:
    """Answer a question and print it; with `llm` a model may write the Cypher. Exit code 3 where it is refused."""
    with open_graph(settings) as connection:
        if llm:
            from kg.llm import answer as answer_with_model

            answer = answer_with_model(question, connection, settings)
        else:
            answer = Asker(connection).ask(question)
    written = answer.query is not None and answer.query.name == "llm"
    print(shown(answer, form, why=why, cypher=cypher or written), end="")
    if form is Format.CSV and not answer.rows:
        say(answer.reason)
    return REFUSED if answer.refused else 0


def shown(answer: Answer, form: Format, *, why: bool = False, cypher: bool = False) -> str:
    """The answer as it is printed."""
    if form is Format.JSON:
        return json.dumps(as_json(answer), ensure_ascii=False, indent=1, default=str) + "\n"
    english = is_english(answer.question)
    if form is Format.CSV:
        return "" if answer.refused else _table(answer, form, english=english)
    parts: list[str] = []
    if cypher and answer.query is not None:
        parts.append(_cypher(answer))
    if answer.rows:
        parts.append(answer.sentence + "\n")
        if len(answer.rows) > 1 or len(answer.columns) > 1:
            parts.append(_table(answer, form, english=english))
        parts.append("".join(_sources(answer, why=why, english=english)))
    else:
        parts.append("".join(_refusal(answer, english=english)))
    return "\n".join(p for p in parts if p)


def as_json(answer: Answer) -> dict[str, Any]:
    """The answer as data; the same for the command line, the web page and other programs."""
    rows = [{c: row.get(c) for c in answer.columns} for row in answer.rows]
    sources = [_source(q) for q in _distinct(answer)]
    out: dict[str, Any] = {
        "question": answer.question,
        "query": answer.query.name if answer.query else None,
        "cypher": answer.query.statement if answer.query else None,
        "parameters": dict(answer.parameters),
        "columns": list(answer.columns),
        "rows": rows,
        "answer": answer.sentence or None,
        "sources": sources,
        "reason": answer.reason or None,
    }
    if not answer.rows:
        near = [_source(q) for q in answer.closest]
        out |= {"nearest": list(answer.nearest), "names": list(answer.names), "closest": near}
    return out


def _source(quote: Quote) -> dict[str, str | None]:
    return {"article": quote.article, "title": quote.title, "date": quote.date, "sentence": quote.sentence}


def _table(answer: Answer, form: Format, *, english: bool) -> str:
    assert answer.query is not None
    columns = [c for c in answer.query.columns if not c.hidden]
    if form is Format.TABLE:
        columns = [c for c in columns if any(cell(r.get(c.name)) for r in answer.rows)] or columns
    heads = [c.title_en if english else c.title_zh for c in columns]
    rows = [[row.get(c.name) for c in columns] for row in answer.rows]
    names = {cell(row[0]) for row in rows}
    if form is Format.TABLE and len(rows) <= _BESIDE and len(names) == len(rows) and _wide(heads, rows):
        pairs = list(zip(heads, *rows, strict=True))
        return rows_as(form, [cell(v) for v in pairs[0]], pairs[1:])
    return rows_as(form, heads, rows)


def _wide(heads: Sequence[str], rows: Sequence[Sequence[Any]]) -> bool:
    """Whether a few rows are wider than a page, so that they read better side by side as columns."""
    widths = [max(width(cell(v)) for v in column) for column in zip(heads, *rows, strict=True)]
    return len(heads) > 2 and sum(widths) > _PAGE


def _cypher(answer: Answer) -> str:
    assert answer.query is not None
    lines = [f":param {k} => {json.dumps(v, ensure_ascii=False, default=str)}" for k, v in answer.parameters.items()]
    return "\n".join([*lines, answer.query.statement]) + "\n"


def _distinct(answer: Answer) -> list[Any]:
    return list(dict.fromkeys(q for quotes in answer.quotes for q in quotes))


def _sources(answer: Answer, *, why: bool, english: bool) -> Iterator[str]:
    quotes = _distinct(answer)
    if not quotes:
        return
    yield "Sources\n" if english else "来源\n"
    for quote in quotes if why else quotes[:_QUOTED]:
        yield _quoted(quote, english=english)
    if not why and len(quotes) > _QUOTED:
        more = len(quotes) - _QUOTED
        yield f"  … {more} more with --why\n" if english else f"  … 另有{more}句，见 --why\n"


def _quoted(quote: Quote, *, english: bool) -> str:
    title = quote.title if english else f"《{quote.title}》"
    return f"  {title}{', ' + quote.date if quote.date else ''}\n    {' '.join(quote.sentence.split())}\n"


def _refusal(answer: Answer, *, english: bool) -> Iterator[str]:
    yield answer.reason.rstrip("。.") + ("." if english else "。") + "\n"
    if answer.names:
        yield f"Did you mean {', '.join(answer.names)}?\n" if english else f"是不是：{'、'.join(answer.names)}？\n"
    if answer.closest:
        yield "Sentences near to it, no answer:\n" if english else "最接近的原文，不算回答：\n"
    yield from (_quoted(q, english=english) for q in answer.closest)
    if answer.nearest:
        yield "Questions like this one:\n" if english else "可以这样问：\n"
    yield from (f"  {q}\n" for q in answer.nearest)
