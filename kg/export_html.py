"""`kg export html`: a part of the graph as one page that opens offline."""

from __future__ import annotations

from pathlib import Path

from graph import explore
from kg.explorer.page import compose, snapshot
from kg.explorer.service import SHOWN, Explorer
from kg.local import open_graph
from kg.render import say
from kg.settings import Settings
from schema.errors import ConfigError, InputError
from schema.nodes import Label


def run(output: str | None, about: str, settings: Settings) -> int:
    """Write the page. Without a name it holds the best connected nodes. Raises ConfigError and InputError."""
    if not output or output == "-":
        raise ConfigError("html is a page of its own; name a file for it with --output.")
    with open_graph(settings) as connection:
        explorer = Explorer(connection)
        keys = _around(explorer, about) if about else _best(explorer)
        if not keys:
            raise InputError("The graph is empty; read articles with `kg load` first.")
        text = compose({**snapshot(explorer, keys), "title": about or "parkgraph", "lang": "zh"})
    try:
        Path(output).write_text(text, encoding="utf-8")
    except OSError as error:
        raise InputError(f"{output} cannot be written ({error.strerror}); name another place.") from error
    say(f"{len(keys)} nodes are in {output}; open it in any browser")
    return 0


def _around(explorer: Explorer, name: str) -> list[explore.Key]:
    """The node of that name, its neighbours and theirs, at most SHOWN."""
    hits = explorer.index().search(name, 1)
    if not hits:
        raise InputError(f"Nothing in the graph is called {name}; `kg explore` helps to find it.")
    center = hits[0].names.key
    keys = dict.fromkeys([center])
    near = explore.expand(explorer.connection, center, limit=explore.MOST)
    keys |= dict.fromkeys(p.key for p in near.nodes)
    for placed in near.nodes:
        if len(keys) >= SHOWN:
            break
        further = explore.expand(explorer.connection, placed.key, limit=8)
        keys |= dict.fromkeys(p.key for p in further.nodes)
    return list(keys)[:SHOWN]


def _best(explorer: Explorer) -> list[explore.Key]:
    names = sorted(explorer.index().by_key.values(), key=lambda n: (-n.degree, n.key))
    return [n.key for n in names if n.key[0] is not Label.ARTICLE][:SHOWN]
