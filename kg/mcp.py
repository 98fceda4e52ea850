"""`kg mcp`: the graph for assistants that speak the Model Context Protocol, over standard input and output.

Five tools, all of which only read: canned questions, names, neighbourhoods and articles. No tool takes Cypher.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import wraps
from typing import TYPE_CHECKING, Any

from graph.connection import Connection
from graph.read import neighbourhood, node, search
from kg.answers import Asker
from kg.ask import as_json
from kg.local import open_graph
from kg.settings import Settings
from queries.catalog import Catalog
from schema.errors import ConfigError, InputError, KgError
from schema.nodes import Label

if TYPE_CHECKING:
    from mcp.server.mcpserver import MCPServer

_INSTRUCTIONS = (
    "Facts from Chinese news on local economies: which places develop which industries, their parks, projects, companies, "
    "investments, policies and people. Every row comes with the sentence and article that says it; cite them. "
    "Ask in Chinese or English with `ask`; when it refuses, it says why and offers questions that it can answer."
)
_TEXT = 20_000
"""Characters of an article that a tool returns at most."""
_MOST = 200


class Tools:
    """What the tools do, over one connection. Each result is plain data."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._asker = Asker(connection)

    def ask(self, question: str) -> dict[str, Any]:
        """Answer a question in Chinese or English with rows, the Cypher that was run, and the sentences behind them."""
        return as_json(self._asker.ask(question))

    def questions(self) -> list[dict[str, Any]]:
        """All canned questions: name, title, parameters and an example, for `run`."""
        return [
            {
                "name": q.name,
                "title": f"{q.title_zh} · {q.title_en}",
                "parameters": {p.name: p.type + ("" if p.required else " (optional)") for p in q.parameters},
                "example": q.examples[0].text,
            }
            for q in Catalog.load()
        ]

    def run(self, name: str, parameters: dict[str, Any]) -> dict[str, Any]:
        """Run a canned question. Parameters that are things of the graph take a list of names or ids."""
        query = Catalog.load().get(name)
        values: dict[str, Any] = {}
        for key, value in parameters.items():
            labels = query.parameter(key).labels
            listed = [value] if isinstance(value, str) and (labels or query.parameter(key).type == "Words") else value
            values[key] = self._asker.ids([str(v) for v in listed], labels) if labels and listed else listed
        shown = {k: "、".join(map(str, v)) if isinstance(v, list) else str(v) for k, v in values.items()}
        return as_json(self._asker.run(query, values, shown, english=False))

    def find(self, text: str, limit: int = 20) -> list[dict[str, Any]]:
        """Things of the graph whose name or alias holds the text (Chinese), best first."""
        found = search(self._connection, text, max(1, min(limit, _MOST)))
        return [
            {"id": n.id, "label": n.label.value, "name": n.name, "aliases": n.properties.get("aliases")} for n in found
        ]

    def describe(self, id: str, limit: int = 50) -> dict[str, Any]:
        """A thing by its id, with its facts: relationship, other end, and the sentences that say it."""
        around = neighbourhood(self._connection, id, limit=max(1, min(limit, _MOST)))
        if around is None:
            raise InputError(f"Nothing in the graph has the id {id}; look one up with find.")
        names = {n.id: n.name for n in (*around.nodes, around.center)}
        facts = [
            {
                "from": names.get(k.start, k.start),
                "relation": k.type.value,
                "to": names.get(k.end, k.end),
                **_said(k.properties),
            }
            for k in around.links
        ]
        properties = dict(around.center.properties)
        return {"label": around.center.label.value, "properties": properties, "facts": facts, "cut": around.cut}

    def article(self, id: str) -> dict[str, Any]:
        """An article by its id: title, date, source and text."""
        found = node(self._connection, id, Label.ARTICLE)
        if found is None:
            raise InputError(f"The graph holds no article {id}; ask `latest_articles`.")
        keep = ("title", "date", "publisher", "source")
        text = str(found.properties.get("text") or "")
        return {k: found.properties.get(k) for k in keep} | {"text": text[:_TEXT], "cut": len(text) > _TEXT}


def _said(properties: Mapping[str, Any]) -> dict[str, Any]:
    keep = {k: v for k, v in properties.items() if k in ("tier", "title", "status", "role", "kind")}
    return keep | {
        "sentences": (properties.get("sentences") or [])[:3],
        "articles": (properties.get("articles") or [])[:3],
    }


def server(connection: Connection) -> MCPServer[Any]:
    """The server with its tools. Raises ConfigError where the extra is not installed."""
    try:
        from mcp.server.mcpserver import MCPServer
        from mcp.server.mcpserver.exceptions import ToolError
        from mcp.types import ToolAnnotations
    except ImportError as error:
        raise ConfigError("kg mcp needs the extra mcp: install parkgraph[mcp].") from error
    tools = Tools(connection)
    made: MCPServer[Any] = MCPServer("parkgraph", instructions=_INSTRUCTIONS, log_level="WARNING")
    hints = ToolAnnotations(read_only_hint=True, open_world_hint=False)
    for each in (tools.ask, tools.questions, tools.run, tools.find, tools.describe, tools.article):
        made.add_tool(_telling(each, ToolError), annotations=hints)
    return made


def _telling(tool: Callable[..., Any], error_type: type[Exception]) -> Callable[..., Any]:
    """The tool with its errors as the sentence they are."""

    @wraps(tool)
    def call(*args: Any, **named: Any) -> Any:
        try:
            return tool(*args, **named)
        except KgError as error:
            raise error_type(str(error)) from error

    return call


def run(settings: Settings) -> int:
    """Serve until the input ends."""
    with open_graph(settings) as connection:
        server(connection).run()
    return 0
