"""The server's side: who may ask, what may be asked, and how long it may take."""

from __future__ import annotations

import http.client
import json
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from graph import explore
from graph.connection import Connection
from kg.explorer.service import Explorer
from schema.errors import StoreError
from schema.nodes import Label

JSON = {"content-type": "application/json"}


def ask(
    port: int, path: str, body: object = None, headers: dict[str, str] | None = None
) -> tuple[int, dict[str, str], bytes]:
    """One request, with the Host that the test wants."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
    method = "GET" if body is None else "POST"
    sent = None if body is None else body if isinstance(body, bytes) else json.dumps(body).encode()
    given = {**(JSON if body is not None else {}), **(headers or {})}
    connection.request(method, path, sent, {k: v for k, v in given.items() if v})
    answer = connection.getresponse()
    found = answer.status, {k.lower(): v for k, v in answer.getheaders()}, answer.read()
    connection.close()
    return found


def test_only_its_own_host_and_origin_may_ask(served: Any) -> None:
    port = served.port
    own = f"http://127.0.0.1:{port}"
    assert ask(port, "/api/meta")[0] == 200
    assert ask(port, "/api/meta", headers={"Host": f"localhost:{port}", "Origin": f"http://localhost:{port}"})[0] == 200
    assert ask(port, "/api/meta", headers={"Origin": own})[0] == 200
    for headers in (
        {"Host": "evil.example"},
        {"Host": f"evil.example:{port}"},
        {"Origin": "http://evil.example"},
        {"Origin": "null"},
        {"Origin": f"http://localhost:{port}"},
        {"Sec-Fetch-Site": "cross-site"},
    ):
        assert ask(port, "/api/meta", headers=headers)[0] in (403, 421), headers


def test_every_answer_has_a_strict_policy(served: Any) -> None:
    for path in ("/", "/api/meta", "/static/js/main.js", "/nowhere", "/api/node?k=x", "/neo4j/style.grass"):
        headers = ask(served.port, path)[1]
        policy = headers["content-security-policy"]
        assert "default-src 'none'" in policy
        assert "script-src 'self'" in policy
        assert "unsafe" not in policy
        assert "http:" not in policy
        assert headers["x-content-type-options"] == "nosniff"
    assert "access-control-allow-origin" not in ask(served.port, "/api/meta")[1]


@pytest.mark.parametrize(
    ("path", "body"),
    [
        ("/api/node?k=x", None),
        ("/api/node", None),
        ("/api/node?k=Nothing:x", None),
        ("/api/link?type=DELETE&s=City:a&t=City:b", None),
        ("/api/expand", {"key": "City:`}) DETACH DELETE n//"}),
        ("/api/expand", {"key": "City:湛江市", "types": ["X]-() DELETE r //"]}),
        ("/api/expand", {"key": "City:湛江市", "label": "City) DELETE n //"}),
        ("/api/expand", {"key": 5}),
        ("/api/expand", b"not json"),
        ("/api/expand", b"[" * 100_000),
        ("/api/graph", {"keys": "all"}),
        ("/api/graph", {"keys": [{}]}),
        ("/api/compare", {"keys": ["Park:x", "Park:y"]}),
        ("/api/compare", {"keys": ["City:汕头市"]}),
        ("/api/ask", {"question": ["x"]}),
        ("/api/export", {"nodes": [{"k": 1}]}),
    ],
)
def test_what_does_not_fit_is_refused_with_a_sentence(served: Any, path: str, body: object) -> None:
    status, _, text = ask(served.port, path, body)
    assert status == 400
    assert json.loads(text)["message"].endswith(".")


def test_there_is_no_way_to_cypher_or_to_other_files(served: Any) -> None:
    for path in (
        "/api/cypher",
        "/api/query",
        "/static/../app.py",
        "/static/%2e%2e/app.py",
        "/static/",
        "/docs",
        "/neo4j/x",
    ):
        assert ask(served.port, path)[0] == 404
    assert ask(served.port, "/api/expand", headers={"Host": f"127.0.0.1:{served.port}"})[0] == 405
    assert ask(served.port, "/api/ask", {"question": "x"}, {"content-type": "text/plain"})[0] == 400


def test_a_long_body_is_refused(served: Any) -> None:
    assert ask(served.port, "/api/graph", {"keys": ["x" * 3_000_000]})[0] == 413


def test_reads_end_after_their_time_and_cannot_write(graph: Connection) -> None:
    with pytest.raises(StoreError, match="too long"):
        graph.read("UNWIND range(1, 1000000) AS a UNWIND range(1, 1000000) AS b RETURN count(a + b)", seconds=0.3)
    with pytest.raises(StoreError):
        graph.read("CREATE (:City {id: 'x'})")
    assert explore.nodes(graph, [(Label.CITY, "x")]) == []


def test_the_answers_are_bounded(graph: Connection) -> None:
    explorer = Explorer(graph)
    found = explorer.expand({"key": "City:湛江市", "limit": 10_000})
    assert len(found["nodes"]) <= 101
    assert found["total"] == 83
    assert len(explorer.graph([f"City:{n}" for n in range(5000)])["nodes"]) == 0


def test_another_computer_needs_the_token(graph: Connection, serve: Any) -> None:
    served = serve(Explorer(graph), token="s3cret")
    assert ask(served.port, "/api/meta")[0] == 401
    assert ask(served.port, "/?token=wrong")[0] == 401
    status, headers, _ = ask(served.port, "/?token=s3cret&x=1")
    assert (status, headers["location"]) == (303, "/?x=1")
    cookie = headers["set-cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=strict" in cookie
    assert ask(served.port, "/api/meta", headers={"Cookie": cookie.split(";")[0]})[0] == 200
    assert ask(served.port, "/api/meta", headers={"Cookie": "kg_explore=sécret"})[0] == 401
    served.stop()


def test_names_titles_and_links_of_the_graph_run_nothing(page: Page, served: Any) -> None:
    page.goto(f"{served.address}#find=湛江市")
    page.reload()
    page.locator("#right h3").first.wait_for()
    page.evaluate("KG.expand('City:湛江市', {types: ['LOCATED_IN'], label: 'Park'})")
    page.wait_for_timeout(600)
    page.evaluate("KG.open('Park:hostile')")
    expect(page.locator("#right h2")).to_contain_text("<img src=x")
    page.locator("#right h3").first.wait_for()
    for summary in page.locator(".fact summary").all():
        summary.click()
    page.locator(".said").first.wait_for()
    assert page.locator("#right img, #right script, #right b b").count() == 0
    assert [a.get_attribute("href") for a in page.locator("#right a").all()] == []
    page.locator("#views [data-view=table]").click()
    page.locator("#q").fill("<img")
    page.wait_for_timeout(500)
    assert page.evaluate("window.bad") is None
    assert page.evaluate("KG.safeLink('javascript:alert(1)')") is None
    assert page.evaluate("KG.safeLink('data:text/html,x')") is None


def test_it_draws_without_webgl(page: Page, new_page: Callable[..., Page], served: Any) -> None:
    assert page.evaluate("document.createElement('canvas').getContext('webgl')") is None
    page.goto(f"{served.address}#find=濠江区")
    page.reload()
    page.locator("#right h3").first.wait_for()
    page.wait_for_timeout(500)
    colours = page.evaluate(
        "(() => { const c = document.querySelectorAll('#canvas canvas')[2]; const d = c.getContext('2d')"
        ".getImageData(0, 0, c.width, c.height).data; const s = new Set();"
        " for (let i = 0; i < d.length; i += 4) s.add(d[i] << 16 | d[i + 1] << 8 | d[i + 2]); return s.size; })()"
    )
    assert colours > 50
