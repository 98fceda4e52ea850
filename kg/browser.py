"""`kg browser`: Neo4j Browser with our colours, the questions as favourites, and a guide, all from the ontology."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from pathlib import Path

from kg.settings import Settings
from queries.catalog import Catalog, Query
from schema.errors import InputError
from schema.nodes import NODE_TYPES, PLACE_LABELS, Label, NodeType
from schema.relations import RELATION_TYPES, Predicate

_BASE = """node {
  diameter: 50px;
  color: #a5abb6;
  border-color: #9aa1ac;
  border-width: 2px;
  text-color-internal: #ffffff;
  font-size: 10px;
}

relationship {
  color: #a5abb6;
  shaft-width: 1px;
  font-size: 8px;
  padding: 3px;
  text-color-external: #000000;
  text-color-internal: #ffffff;
  caption: '<type>';
}
"""
_STRONG = frozenset({Predicate.PRIORITIZES, Predicate.FOCUSES_ON, Predicate.FUNDS, Predicate.INVESTS_IN})
_TYPED = """MATCH (c:City {name: '汕头市'})<-[:PART_OF*0..1]-(area)
MATCH p = (area)-[r]-(x) WHERE type(r) <> 'MENTIONS'
RETURN p LIMIT 100"""


def run(output: str | None, settings: Settings) -> int:
    """Write the files and say how to load them. Raises InputError where they cannot be written."""
    from kg.local import local_server

    folder = Path(output) if output else settings.home / "browser"
    try:
        write(folder)
    except OSError as error:
        raise InputError(f"{folder} cannot be written ({error.strerror}); name another folder.") from error
    address = settings.uri
    if address is None:
        server = local_server(settings)
        running = server.status().running
        address = server.browser if running else "not running; `kg up` starts it and prints the address"
        print(f"Neo4j Browser  {address}")
        print(f"  user         neo4j, password in {server.password_file}")
    else:
        print(f"Neo4j Browser  that of {address}")
    print(f"  style        drop {folder / 'style.grass'} onto the page")
    print(f"  favourites   drop a file of {folder / 'favourites'} onto the page, then Save to favorites")
    print("While `kg explore` runs, Browser can fetch the style and a guide with all questions, to be clicked:")
    print("  :style http://localhost:7478/neo4j/style.grass")
    print("  :play http://localhost:7478/neo4j/guide.html")
    return 0


def write(folder: Path) -> None:
    """The style sheet, one favourite a question, and the guide."""
    favourites = folder / "favourites"
    favourites.mkdir(parents=True, exist_ok=True)
    (folder / "style.grass").write_text(style_sheet(), encoding="utf-8")
    (folder / "guide.html").write_text(guide(), encoding="utf-8")
    for query in Catalog.load():
        (favourites / f"{query.name}.cypher").write_text(favourite(query), encoding="utf-8")


def style_sheet() -> str:
    """Colours, sizes and captions of Neo4j Browser, as a .grass file."""
    parts = [_BASE]
    parts += [_node(kind) for kind in NODE_TYPES.values()]
    parts += [_relation(kind) for kind in RELATION_TYPES]
    return "\n".join(parts)


def _node(kind: NodeType) -> str:
    size = 65 if kind.label in PLACE_LABELS else 40 if kind.label in (Label.INDICATOR, Label.ARTICLE) else 50
    ink = "#ffffff" if _dark(kind.color) else "#1b2430"
    caption = "{title}" if kind.label is Label.ARTICLE else "{name}"
    return (
        f"node.{kind.label} {{\n  color: {kind.color};\n  border-color: {_darker(kind.color)};\n"
        f"  text-color-internal: {ink};\n  diameter: {size}px;\n  caption: '{caption}';\n}}\n"
    )


def _relation(kind: Predicate) -> str:
    width = 3 if kind in _STRONG else 1
    return f"relationship.{kind} {{\n  shaft-width: {width}px;\n  caption: '<type>';\n}}\n"


def _parts(color: str) -> tuple[int, int, int]:
    return int(color[1:3], 16), int(color[3:5], 16), int(color[5:7], 16)


def _dark(color: str) -> bool:
    red, green, blue = _parts(color)
    return 0.299 * red + 0.587 * green + 0.114 * blue < 150


def _darker(color: str) -> str:
    return "#" + "".join(f"{int(part * 0.8):02x}" for part in _parts(color))


def favourite(query: Query) -> str:
    """A question as Browser keeps it: the title, what to set first, the statement."""
    lines = [f"// {query.title_zh} · {query.title_en}"]
    lines += [f"// {example.text}" for example in query.examples[:2]]
    lines += [f"// first: {line}" for line in query.browser]
    return "\n".join([*lines, query.statement, ""])


def guide() -> str:
    """A guide for `:play`: what the graph holds, and the questions by topic, each to be clicked."""
    slides = [_first(), *_topics()]
    deck = "\n".join(f"<slide class='row-fluid'>\n{slide}\n</slide>" for slide in slides)
    head = "<meta charset='utf-8'><title>parkgraph</title>"
    return (
        f"{head}\n<article class='guide'>\n<carousel class='deck container-fluid'>\n{deck}\n</carousel>\n</article>\n"
    )


def _first() -> str:
    rows = "".join(
        f"<tr><td>{escape(k.label)}</td><td>{escape(k.title_zh)}</td><td>{escape(k.description)}</td></tr>"
        for k in NODE_TYPES.values()
    )
    return (
        f"<div class='col-sm-12'><h3>parkgraph</h3><table class='table'>{rows}</table>"
        f"<p>汕头市 · the sub-graph of a city</p>{_runnable(_TYPED)}</div>"
    )


def _topics() -> Iterator[str]:
    topics: dict[str, list[Query]] = {}
    for query in Catalog.load():
        topics.setdefault(query.topic, []).append(query)
    for topic, queries in topics.items():
        body = "".join(_question(query) for query in queries)
        yield f"<div class='col-sm-12'><h3>{escape(topic)}</h3>{body}</div>"


def _question(query: Query) -> str:
    parameters = "".join(_runnable(line) for line in query.browser)
    title = f"<h4>{escape(query.title_zh)} · {escape(query.title_en)}</h4>"
    return f"{title}<p>{escape(query.examples[0].text)}</p>{parameters}{_runnable(query.statement)}"


def _runnable(text: str) -> str:
    return f"<pre class='pre-scrollable programlisting cm-s-neo code runnable'>{escape(text)}</pre>"
