"""The explorer's routes."""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable, Iterable, Mapping
from importlib import resources
from typing import Any

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp

from kg.browser import guide, style_sheet
from kg.explorer.asking import ask, questions
from kg.explorer.guard import PUBLIC, Guard
from kg.explorer.page import asset, one_file, page
from kg.explorer.service import Explorer
from schema.errors import InputError, KgError, QueryError, StoreError

Handler = Callable[[Request], Awaitable[Response]]
Operation = Callable[[Explorer, Mapping[str, Any]], Any]


def _text(given: Mapping[str, Any], name: str, longest: int = 700) -> str:
    value = given.get(name)
    if not isinstance(value, str) or not value.strip():
        raise InputError(f"{name} is missing; reload the page.")
    return value[:longest]


def _keys(given: Mapping[str, Any]) -> list[Any]:
    keys = given.get("keys")
    if not isinstance(keys, list):
        raise InputError("keys is no list; reload the page.")
    return keys


READS: dict[str, Operation] = {
    "meta": lambda x, _: x.meta(),
    "start": lambda x, _: x.start(),
    "questions": lambda x, _: questions(x),
    "search": lambda x, g: x.search(str(g.get("q", ""))),
    "path": lambda x, g: x.path(_text(g, "a"), _text(g, "b")),
    "node": lambda x, g: x.node(_text(g, "k")),
    "link": lambda x, g: x.link(_text(g, "type"), _text(g, "s"), _text(g, "t")),
}
"""Operations with arguments in the address."""
POSTS: dict[str, Operation] = {
    "expand": lambda x, g: x.expand(g),
    "graph": lambda x, g: x.graph(_keys(g)),
    "compare": lambda x, g: x.compare(_keys(g)),
    "ask": lambda x, g: ask(x, _text(g, "question", 300)),
}
"""Operations with arguments in a JSON body."""


def application(explorer: Explorer, hosts: Iterable[str], token: str | None = None) -> ASGIApp:
    """The explorer as an ASGI application. `hosts` are the values of Host that are its own; none means any."""
    routes = [Route(f"/api/{name}", _reading(explorer, op)) for name, op in READS.items()]
    routes += [Route(f"/api/{name}", _posting(explorer, op), methods=["POST"]) for name, op in POSTS.items()]
    routes.append(Route("/api/export", _exporting(explorer), methods=["POST"]))
    routes.append(Route("/static/{name:path}", _static))
    routes.append(Route(PUBLIC + "{name}", _for_browser))
    routes.append(Route("/favicon.ico", _favicon))
    routes.append(Route("/", _page))
    app = Starlette(routes=routes, exception_handlers={KgError: _sentence, HTTPException: _missing, Exception: _fault})
    return Guard(app, hosts, token)


def _reading(explorer: Explorer, operation: Operation) -> Handler:
    async def handle(request: Request) -> Response:
        return _json(await run_in_threadpool(operation, explorer, dict(request.query_params)))

    return handle


def _posting(explorer: Explorer, operation: Operation) -> Handler:
    async def handle(request: Request) -> Response:
        return _json(await run_in_threadpool(operation, explorer, await _body(request)))

    return handle


def _exporting(explorer: Explorer) -> Handler:
    async def handle(request: Request) -> Response:
        text = await run_in_threadpool(one_file, explorer, await _body(request))
        return HTMLResponse(text, headers={"content-disposition": 'attachment; filename="kg-explore.html"'})

    return handle


async def _body(request: Request) -> Mapping[str, Any]:
    if request.headers.get("content-type", "").partition(";")[0] != "application/json":
        raise InputError("The request is not JSON; reload the page.")
    try:
        given = json.loads(await request.body())
    except (ValueError, RecursionError) as error:
        raise InputError("The request is not JSON; reload the page.") from error
    if not isinstance(given, dict):
        raise InputError("The request is not an object; reload the page.")
    return given


async def _page(_request: Request) -> Response:
    return HTMLResponse(page(), headers={"cache-control": "no-store"})


async def _static(request: Request) -> Response:
    found = asset(request.path_params["name"])
    if found is None:
        raise HTTPException(404)
    body, kind, tag = found
    headers = {"etag": tag, "cache-control": "no-cache"}
    if request.headers.get("if-none-match") == tag:
        return Response(status_code=304, headers=headers)
    return Response(body, media_type=kind, headers=headers)


async def _for_browser(request: Request) -> Response:
    """Style sheet and guide for Neo4j Browser's `:style` and `:play`."""
    made = {"style.grass": (style_sheet, "text/plain"), "guide.html": (guide, "text/html")}
    found = made.get(request.path_params["name"])
    if found is None:
        raise HTTPException(404)
    return Response(found[0](), media_type=found[1])


async def _favicon(_request: Request) -> Response:
    icon = resources.files("kg.explorer").joinpath("static", "icon.svg").read_bytes()
    return Response(icon, media_type="image/svg+xml")


async def _sentence(_request: Request, error: Exception) -> Response:
    """An error of the user's world as one sentence."""
    code = 400 if isinstance(error, InputError | QueryError) else 503 if isinstance(error, StoreError) else 500
    return JSONResponse({"error": type(error).__name__, "message": str(error)}, code)


async def _missing(_request: Request, error: Exception) -> Response:
    code = error.status_code if isinstance(error, HTTPException) else 500
    return JSONResponse({"error": "HTTP", "message": "There is nothing at this address."}, code)


async def _fault(_request: Request, error: Exception) -> Response:
    """A fault of the program: the log holds the traceback."""
    return JSONResponse(
        {"error": type(error).__name__, "message": "The explorer failed; its terminal says where."}, 500
    )


def _json(value: Any) -> Response:
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return Response(
        text.encode("utf-8", "replace"), media_type="application/json", headers={"cache-control": "no-store"}
    )
