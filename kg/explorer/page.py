"""The page and its assets, and the same page as one file with its data inside."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from collections.abc import Mapping, Sequence
from functools import cache
from html import escape
from importlib import resources
from typing import Any

from graph import explore
from graph.explore import Key
from kg.explorer.payload import graph_json, parse_key, source_json
from kg.explorer.service import Explorer
from schema.relations import Predicate

_KINDS = {".js": "text/javascript", ".css": "text/css", ".svg": "image/svg+xml", ".html": "text/html"}
_STYLE = re.compile(r'<link rel="stylesheet" href="static/([^"]+)"[^>]*>')
_SCRIPT = re.compile(r'<script src="static/([^"]+)"></script>')
_ICON = re.compile(r'<link rel="icon" href="static/([^"]+)">')
_SENTENCES = 3
"""Sentences of each relationship and node that a one-file page keeps."""


@cache
def _assets() -> Mapping[str, bytes]:
    """Every file under static/, by its path there: nothing else can be asked for."""
    found: dict[str, bytes] = {}
    folders = [("", resources.files("kg.explorer").joinpath("static"))]
    for prefix, folder in folders:
        for entry in folder.iterdir():
            if entry.is_dir():
                folders.append((f"{prefix}{entry.name}/", entry))  # the list is its own queue
            else:
                found[prefix + entry.name] = entry.read_bytes()
    return found


def asset(name: str) -> tuple[bytes, str, str] | None:
    """Content, media type and entity tag of a file of the page; None if there is no such file."""
    body = _assets().get(name)
    if body is None:
        return None
    kind = _KINDS.get("." + name.rpartition(".")[2], "text/plain")
    return body, kind, f'"{hashlib.sha256(body).hexdigest()[:16]}"'


def page() -> str:
    """The page as it is served."""
    return _assets()["index.html"].decode()


def one_file(explorer: Explorer, given: Mapping[str, Any]) -> str:
    """The nodes on screen as one HTML file, with what the side panels would say."""
    wanted = [n for n in given.get("nodes", ()) if isinstance(n, dict)][: explore.MOST]
    at = {str(n.get("k")): (n.get("x"), n.get("y")) for n in wanted}
    data = snapshot(explorer, [parse_key(k) for k in at])
    for node in data["nodes"]:
        x, y = at.get(node["k"], (None, None))
        if isinstance(x, int | float) and isinstance(y, int | float):
            node |= {"x": x, "y": y}
    language = "en" if given.get("lang") == "en" else "zh"
    return compose({**data, "title": str(given.get("title") or "")[:200], "lang": language})


def snapshot(explorer: Explorer, keys: Sequence[Key]) -> dict[str, Any]:
    """Nodes, relationships among them and their sentences."""
    nodes = explore.nodes(explorer.connection, keys)
    links = explore.among(explorer.connection, [n.key for n in nodes])
    data = graph_json(nodes, links)
    said = explore.evidence_of(explorer.connection, links, _SENTENCES)
    spoken = explore.mentions_of(explorer.connection, [n.key for n in nodes], _SENTENCES)
    texts = explore.texts(explorer.connection, [a for found in (*said.values(), *spoken.values()) for a, _, _ in found])

    def sources(found: Sequence[tuple[str, str, str]]) -> list[dict[str, Any]]:
        return [source_json(texts.get(a, {"id": a}), sentence, offsets) for a, sentence, offsets in found]

    for link in data["links"]:
        key = (Predicate(link["type"]), parse_key(link["s"]), parse_key(link["t"]))
        link["sentences"] = sources(said.get(key, ()))
    for node in data["nodes"]:
        node["sentences"] = sources(spoken.get(parse_key(node["k"]), ()))
    return {**data, "meta": {**explorer.meta(), "browser": None}}


def compose(data: Mapping[str, Any]) -> str:
    """The page with its scripts, styles and data inside. It may load nothing, and run only these scripts."""
    hashes: list[str] = []

    def script(match: re.Match[str]) -> str:
        text = _assets()[match[1]].decode().replace("\r\n", "\n")  # as HTML reads it, or the hash would not fit
        text = text.replace("</script", "<\\/script").replace("<!--", "<\\!--")
        hashes.append("'sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode() + "'")
        return f"<script>{text}</script>"

    text = _STYLE.sub(
        lambda m: f'<style id="__________cytoscape_stylesheet">{_assets()[m[1]].decode()}</style>', page()
    )
    icon = base64.b64encode(_assets()["icon.svg"]).decode()
    text = _ICON.sub(f'<link rel="icon" href="data:image/svg+xml;base64,{icon}">', text)
    embedded = f'<script type="application/json" id="kg-data">{json_in_html(data)}</script>\n'
    first = _SCRIPT.search(text)
    assert first is not None
    head, tail = text[: first.start()], _SCRIPT.sub(script, text[first.start() :])
    policy = f"default-src 'none'; script-src {' '.join(hashes)}; style-src 'unsafe-inline'; img-src data: blob:; base-uri 'none'; form-action 'none'"
    meta = f'<meta http-equiv="Content-Security-Policy" content="{escape(policy)}">\n'
    head = head.replace('<meta charset="utf-8">\n', '<meta charset="utf-8">\n' + meta, 1)
    title = escape(str(data.get("title") or "")) or "kg explore"
    return head.replace("<title>kg explore</title>", f"<title>{title}</title>", 1) + embedded + tail


def json_in_html(data: Any) -> str:
    """JSON that cannot end its script element, whatever names the graph holds."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    for mark, safe in (
        ("&", "\\u0026"),
        ("<", "\\u003c"),
        (">", "\\u003e"),
        ("\u2028", "\\u2028"),
        ("\u2029", "\\u2029"),
    ):
        text = text.replace(mark, safe)
    return text.encode("utf-8", "replace").decode()
