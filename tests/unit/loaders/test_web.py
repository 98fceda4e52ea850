"""Fetching a page: bounded in size, time and redirects, and not from private networks unless allowed."""

from __future__ import annotations

import gzip
import socket
import threading
import time
import tracemalloc
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import unquote

import pytest

from loaders import web
from loaders.model import RawArticle
from loaders.web import fetch_articles, is_public
from schema.errors import InputError

LIMIT = 1_000_000
BOMB = gzip.compress(bytes(100_000_000), 1)
TEXT = "甲市发展风电\n汕头市濠江区重点发展海上风电产业。\n" * 5


class Handler(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        name, _, rest = self.path[1:].partition("/")
        getattr(self, f"_{name}")(rest)

    def _answer(self, body: bytes, kind: str = "text/plain; charset=utf-8", **headers: str) -> None:
        self.send_response(200)
        self.send_header("Content-Type", kind)
        for key, value in headers.items():
            self.send_header(key.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(body)

    def _text(self, _: str) -> None:
        self._answer(TEXT.encode())

    def _gzip(self, _: str) -> None:
        self._answer(gzip.compress(TEXT.encode()), Content_Encoding="gzip")

    def _bomb(self, _: str) -> None:
        self._answer(BOMB, Content_Encoding="gzip")

    def _endless(self, _: str) -> None:
        self.send_response(200)
        self.end_headers()
        while True:
            self.wfile.write(b"a" * 65536)

    def _slow(self, _: str) -> None:
        self.send_response(200)
        self.end_headers()
        for _i in range(50):
            self.wfile.write(b"a")
            time.sleep(0.1)

    def _missing(self, _: str) -> None:
        self.send_error(404)

    def _to(self, rest: str) -> None:
        self.send_response(302)
        self.send_header("Location", f"/to/{int(rest) - 1}" if int(rest) else "/text")
        self.end_headers()

    def _at(self, host: str) -> None:
        port = self.connection.getsockname()[1]
        self.send_response(302)
        self.send_header("Location", f"http://{unquote(host)}:{port}/text")
        self.end_headers()

    def _file(self, _: str) -> None:
        self.send_response(302)
        self.send_header("Location", "file:///etc/passwd")
        self.end_headers()

    def log_message(self, *arguments: Any) -> None:
        pass


class Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Clients that hang up are expected here."""


@pytest.fixture(scope="module")
def base() -> Iterator[str]:
    server = Server(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, args=(0.01,))
    thread.start()
    yield f"http://127.0.0.1:{server.server_address[1]}/"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture(autouse=True)
def no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_PROXY", "127.0.0.1,localhost")
    monkeypatch.setattr(web, "MAX_BYTES", LIMIT)


@pytest.mark.parametrize("path", ["text", "gzip", "to/4"])
def test_a_page_is_fetched(base: str, path: str) -> None:
    (article,) = fetch_articles(base + path, allow_private=True)
    assert isinstance(article, RawArticle)
    assert (article.source, article.text) == (base + path, TEXT)


@pytest.mark.parametrize(
    ("path", "told"),
    [
        ("missing", r"cannot be fetched \(HTTP 404\)"),
        ("to/9", "from page to page more than 5 times"),
        ("file", "leads to file:///etc/passwd, which is no page"),
        ("endless", "is larger than"),
        ("bomb", "is larger than"),
    ],
)
def test_a_page_that_is_none_is_one_sentence(base: str, path: str, told: str) -> None:
    with pytest.raises(InputError, match=told):
        list(fetch_articles(base + path, allow_private=True))


def test_a_slow_server_does_not_hold_up_a_load(base: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(web, "MAX_SECONDS", 0.3)
    begun = time.monotonic()
    with pytest.raises(InputError, match="took longer than"):
        list(fetch_articles(base + "slow", allow_private=True))
    assert time.monotonic() - begun < 3


@pytest.mark.parametrize(
    "host", ["127.0.0.1", "localhost", "[::1]", "10.0.0.1", "169.254.169.254", "[::ffff:127.0.0.1]"]
)
def test_private_addresses_are_refused(host: str, base: str) -> None:
    port = base.rstrip("/").rpartition(":")[2]
    with pytest.raises(InputError, match="set KG_ALLOW_PRIVATE=1 if you mean it"):
        list(fetch_articles(f"http://{host}:{port}/text"))


@pytest.mark.parametrize(
    "address", ["192.168.1.1", "100.64.0.1", "0.0.0.0", "fe80::1%eth0", "64:ff9b::7f00:1", "224.0.0.1"]
)
def test_what_is_not_public(address: str) -> None:
    assert not is_public(address)
    assert is_public("93.184.215.14")
    assert is_public("2606:2800:21f:cb07:6820:80da:af6b:8b2c")


def test_a_public_name_of_a_private_address_is_refused(base: str, monkeypatch: pytest.MonkeyPatch) -> None:
    real = socket.getaddrinfo
    monkeypatch.setattr(socket, "getaddrinfo", lambda _host, *rest, **kw: real("127.0.0.1", *rest, **kw))
    monkeypatch.setenv("NO_PROXY", "*")
    with pytest.raises(InputError, match="private network"):
        list(fetch_articles(base.replace("127.0.0.1", "news.example.org") + "text"))


def test_a_bomb_is_not_unpacked_beyond_the_bound(base: str) -> None:
    tracemalloc.start()
    try:
        with pytest.raises(InputError, match="is larger than"):
            list(fetch_articles(base + "bomb", allow_private=True))
        assert tracemalloc.get_traced_memory()[1] < 20 * LIMIT
    finally:
        tracemalloc.stop()


@pytest.fixture
def public_loopback(monkeypatch: pytest.MonkeyPatch) -> None:
    """127.0.0.1 counts as public, so that a public page can lead to a private one, and news.example.org is 127.0.0.2."""
    real, look_up = web.is_public, socket.getaddrinfo

    def resolve(host: Any, *rest: Any, **named: Any) -> Any:
        return look_up("127.0.0.2" if host == "news.example.org" else host, *rest, **named)

    monkeypatch.setattr(web, "is_public", lambda address: address == "127.0.0.1" or real(address))
    monkeypatch.setattr(socket, "getaddrinfo", resolve)
    monkeypatch.setenv("NO_PROXY", "*")


@pytest.mark.usefixtures("public_loopback")
@pytest.mark.parametrize("host", ["127.0.0.2", "localhost", "10.0.0.1", "[::1]", "news.example.org"])
def test_a_public_page_that_leads_to_a_private_one_is_refused(host: str) -> None:
    server = Server(("0.0.0.0", 0), Handler)  # that every address of this computer would answer
    thread = threading.Thread(target=server.serve_forever, args=(0.01,))
    thread.start()
    try:
        base = f"http://127.0.0.1:{server.server_address[1]}/"
        assert list(fetch_articles(base + "text"))
        with pytest.raises(InputError, match="private network"):
            list(fetch_articles(f"{base}at/{host}"))
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


class Proxy(Handler):
    def do_GET(self) -> None:
        self._text("")


@pytest.fixture
def proxied(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A proxy on this computer, which answers for whatever address it is asked for."""
    server = Server(("127.0.0.1", 0), Proxy)
    thread = threading.Thread(target=server.serve_forever, args=(0.01,))
    thread.start()
    monkeypatch.delenv("NO_PROXY")
    monkeypatch.delenv("no_proxy", raising=False)
    for name in ("http_proxy", "HTTP_PROXY"):
        monkeypatch.setenv(name, f"http://127.0.0.1:{server.server_address[1]}")
    yield
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.mark.usefixtures("proxied")
def test_behind_a_proxy_private_names_and_addresses_are_refused_and_the_rest_is_the_proxys() -> None:
    (article,) = fetch_articles("http://news.example.org/text")
    assert isinstance(article, RawArticle)
    for host in ("10.0.0.1", "[::1]", "169.254.169.254", "localhost", "intern.localhost"):
        with pytest.raises(InputError, match="private network"):
            list(fetch_articles(f"http://{host}/text"))
