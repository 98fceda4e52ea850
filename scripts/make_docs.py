"""Write the pages of docs/ that are derived from the program, or with --check say which are out of date.

python scripts/make_docs.py [--check]
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache
from pathlib import Path

from typer.main import get_command

from kg.cli import app
from queries.catalog import Catalog, Column
from schema.json_schema import json_schema
from schema.nodes import NODE_TYPES, Label, PropertyType
from schema.relations import EVIDENCE, LEDGER, RELATION_TYPES

DOCS = Path(__file__).parents[1] / "docs"
NOTICE = "<!-- Written by scripts/make_docs.py from the program; do not edit. -->"


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    """A Markdown table."""
    yield f"| {' | '.join(head)} |"
    yield "|" + "---|" * len(head)
    for row in rows:
        yield f"| {' | '.join(map(_safe, row))} |"
    yield ""


def _safe(cell: str) -> str:
    return " ".join(cell.split()).replace("|", "\\|")


def schema_page() -> Iterator[str]:
    """docs/schema.md: labels, relationship types, and their properties."""
    yield from ("# What the graph holds", "", NOTICE, "", "## Nodes", "")
    for node in NODE_TYPES.values():
        yield from (f"### {node.label} {node.title_zh}", "", f"{node.description}. Key: {node.key}.", "")
        yield from table(("property", "type", "says"), _properties(node.properties))
    yield from ("## Relationships", "")
    rows = (
        (f"`{r.name}` {r.title_zh}", f"{_labels(r.starts)} → {_labels(r.ends)}", r.description)
        for r in RELATION_TYPES.values()
    )
    yield from table(("type", "joins", "says"), rows)
    yield from ("Every relationship carries its evidence:", "")
    yield from table(("property", "type", "says"), _properties(EVIDENCE))
    own = [(f"`{r.name}`", p) for r in RELATION_TYPES.values() for p in r.properties]
    yield from ("What is needed to take one article back is written by the loader, and left out of exports:", "")
    yield from table(("property", "type", "says"), _properties(LEDGER))
    yield from ("Some carry more:", "")
    yield from table(("relationship", "property", "says"), ((name, f"`{p.name}`", p.description) for name, p in own))


def _properties(properties: Iterable[PropertyType]) -> Iterator[tuple[str, str, str]]:
    for p in properties:
        yield f"`{p.name}`", p.type.value, p.description + (" (indexed)" if p.indexed else "")


def _labels(labels: Iterable[Label]) -> str:
    wanted = frozenset(labels)
    return ", ".join(label for label in Label if label in wanted)


def queries_page() -> Iterator[str]:
    """docs/queries.md: the question book."""
    yield from ("# The question book", "", NOTICE, "")
    yield from (
        "`kg ask` finds the question and its parameters by itself; `kg queries NAME key=value` runs one by name.",
        "",
        "A question is cut into names (of the graph, the gazetteer and the taxonomy; in either script, in pinyin or",
        "English), words that say what is asked, and values (thresholds, dates, 前三名). The examples below teach which",
        "words speak for which question; nothing else does. A place stands for what lies within it, a branch for its",
        "branches. A word that nobody knows, a name that the graph does not hold, and a negation are refused.",
        "",
        "A new question is a new file `queries/NAME.cypher` with such a header; tests check that header and statement",
        "agree, that the server plans it from an index, and that every example finds its own question.",
        "",
    )
    topics = dict.fromkeys(query.topic for query in Catalog.load())
    for topic in topics:
        yield from (f"## {topic.capitalize()}", "")
        for query in (q for q in Catalog.load() if q.topic == topic):
            yield from (f"### {query.name}", "", f"{query.title_zh} · {query.title_en}", "")
            yield from (f"- {example.text}" for example in query.examples)
            needs = ", ".join(f"`{p.name}` ({p.type}{'' if p.required else ', optional'})" for p in query.parameters)
            yield from _worked(query.name)
            yield from ("", f"Parameters: {needs or 'none'}. Columns: {_columns(query.columns)}.", "")


@cache
def _answers() -> dict[str, dict[str, str]]:
    """docs/answers.json, which scripts/make_answers.py writes from a graph of the seeds."""
    path = DOCS / "answers.json"
    answers: dict[str, dict[str, str]] = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
    return answers


def _worked(name: str) -> Iterator[str]:
    """The answer to one example on the seed articles."""
    answer = _answers().get(name)
    if answer:
        yield from ("", f"On the seeds, {answer['question']} → {_safe(answer['answer'])}")


def _columns(columns: Iterable[Column]) -> str:
    return ", ".join(column.title_zh for column in columns if not column.hidden)


def cli_page() -> Iterator[str]:
    """docs/cli.md: help of every command."""
    yield from ("# Commands", "", NOTICE, "")
    group = get_command(app)
    context = group.make_context("kg", [], resilient_parsing=True, terminal_width=80)
    for name in group.list_commands(context):  # type: ignore[attr-defined]
        command = group.get_command(context, name)  # type: ignore[attr-defined]
        if not command.hidden:
            sub = command.make_context(name, [], parent=context, resilient_parsing=True)
            yield from (f"## kg {name}", "", "```text", command.get_help(sub), "```", "")


def json_schema_page() -> Iterator[str]:
    """docs/schema.json: JSON Schema of the lines of `kg export jsonl`."""
    yield json.dumps(json_schema(), ensure_ascii=False, indent=1)


PAGES: dict[str, Callable[[], Iterator[str]]] = {
    "schema.md": schema_page,
    "schema.json": json_schema_page,
    "queries.md": queries_page,
    "cli.md": cli_page,
}


def main() -> int:
    """Entry point."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", action="store_true")
    check = parser.parse_args().check
    stale = []
    for name, page in PAGES.items():
        text = re.sub(r"[ \t]+$", "", "\n".join(page()), flags=re.MULTILINE).rstrip() + "\n"
        path = DOCS / name
        if not path.exists() or path.read_text(encoding="utf-8") != text:
            stale.append(name)
            if not check:
                path.write_text(text, encoding="utf-8")
    if check and stale:
        print(f"docs/{', docs/'.join(stale)}: out of date; run `make docs` and commit.", file=sys.stderr)
    return 1 if check and stale else 0


if __name__ == "__main__":
    raise SystemExit(main())
