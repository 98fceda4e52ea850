"""Who may speak to the explorer: any web page can reach a server on this computer, so every request is checked."""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from http.cookies import SimpleCookie
from urllib.parse import parse_qs, urlencode

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; connect-src 'self'; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'"
)
_HEADERS = {
    "content-security-policy": POLICY,
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
}
_SHARED = {
    **_HEADERS,
    "cross-origin-resource-policy": "cross-origin",
    "access-control-allow-origin": "*",
    "access-control-allow-headers": "*",
    "access-control-allow-private-network": "true",
}
PUBLIC = "/neo4j/"
"""What Neo4j Browser, another origin, may fetch: a style sheet and a guide, which hold nothing of the graph."""
COOKIE = "kg_explore"
LONGEST = 2_000_000
"""Bytes of a request body."""


class Guard:
    """Refuses foreign hosts, foreign origins, and, where a token is set, requests without it."""

    def __init__(self, app: ASGIApp, hosts: Iterable[str], token: str | None) -> None:
        self._app = app
        self._hosts = frozenset(hosts)
        self._token = token

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        public = scope["path"].startswith(PUBLIC) and scope["method"] in ("GET", "OPTIONS")

        async def answer(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message).update(_SHARED if public else _HEADERS)
            await send(message)

        refusal: Response | None = self._refusal(scope, headers, public=public)
        if refusal is None and public and scope["method"] == "OPTIONS":
            refusal = PlainTextResponse("", 204)
        if refusal is not None:
            await refusal(scope, receive, answer)
            return
        await self._app(scope, receive, answer)

    def _refusal(self, scope: Scope, headers: Headers, *, public: bool) -> PlainTextResponse | RedirectResponse | None:
        host = headers.get("host", "")
        if self._hosts and host not in self._hosts:
            return PlainTextResponse(
                "This address is not the explorer's own; use the one that kg explore printed.\n", 421
            )
        if public:
            return None
        origin = headers.get("origin")
        if origin not in (None, f"http://{host}") or headers.get("sec-fetch-site") in ("cross-site", "same-site"):
            return PlainTextResponse("Another web page may not ask here.\n", 403)
        if not headers.get("content-length", "0").isdigit() or int(headers.get("content-length", "0")) > LONGEST:
            return PlainTextResponse("This request is too long.\n", 413)
        return self._without_token(scope, headers) if self._token else None

    def _without_token(self, scope: Scope, headers: Headers) -> PlainTextResponse | RedirectResponse | None:
        assert self._token is not None
        cookie = SimpleCookie(headers.get("cookie", "")).get(COOKIE)
        if cookie is not None and secrets.compare_digest(cookie.value.encode(), self._token.encode()):
            return None
        query = parse_qs(scope["query_string"].decode("ascii", "replace"))
        given = query.pop("token", [""])[0]
        if not secrets.compare_digest(given.encode(), self._token.encode()):
            return PlainTextResponse("Open the address with its token, as kg explore printed it.\n", 401)
        rest = urlencode(query, doseq=True)
        response = RedirectResponse(scope["path"] + (f"?{rest}" if rest else ""), 303)
        response.set_cookie(COOKIE, self._token, httponly=True, samesite="strict")
        return response
