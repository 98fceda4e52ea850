"""The explorer over a real Neo4j, seen with Debian's Chromium. Skipped only where there is no Chromium."""

from __future__ import annotations

import os
import shutil
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from typing import Any

import pytest
import uvicorn
from playwright.sync_api import Browser, Page, sync_playwright

from graph.connection import Connection, connect
from graph.constraints import ensure
from graph.explore import SECONDS
from graph.server import LocalServer, free_ports
from graph.server_config import Memory
from graph.write import GraphWriter
from kg.explore import listen, own_hosts
from kg.explorer.app import application
from kg.explorer.service import Explorer
from kg.settings import Settings
from schema.facts import FactSet

HERE = Path(__file__).parent
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
HOSTILE = "<img src=x onerror='window.bad=1'></script><script>window.bad=1</script>\u2028\"&<b>"
"""A name and a title that would run, if they were ever taken for markup."""
COMPANIES = 81


@pytest.hookimpl(tryfirst=True)  # before xdist reads the groups
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Keep all of them in one worker, which has one Neo4j; skip them where there is no Chromium."""
    for item in items:
        if HERE in item.path.parents:
            item.add_marker(pytest.mark.xdist_group("browser"))
            if CHROMIUM is None:
                item.add_marker(pytest.mark.skip(reason="no Chromium here; install Debian's package chromium"))


def _articles(make: Callable[..., FactSet]) -> list[FactSet]:
    wind = [
        "District:濠江区 PART_OF City:汕头市",
        "District:濠江区 PRIORITIZES Industry:海上风电",
        "Park:风电产业园 LOCATED_IN District:濠江区",
        "Park:风电产业园 FOCUSES_ON Industry:海上风电",
        "Project:风机项目 LOCATED_IN Park:风电产业园",
        "Company:金风公司 INVESTS_IN Project:风机项目",
        "Investment:inv80 FUNDS Project:风机项目",
        "City:汕头市 PRIORITIZES Industry:纺织服装",
        "Person:张三 HOLDS_POST City:汕头市",
        "City:汕头市 HAS_INDICATOR Indicator:i1",
    ]
    sum_of = {"amount": 8e9, "currency": "CNY", "kind": "总投资"}
    one = make(
        wind,
        "https://example.org/news/1.html",
        date="2023-10-01",
        title="风从海上来",
        nodes={
            "inv80": sum_of,
            "i1": {"value": 120.0, "unit": "家", "period": "2022", "text": "120家"},
            "风机项目": {"status": "started"},
        },
        names={"inv80": "总投资80亿元", "i1": "企业数"},
        aliases={"汕头市": ["汕头", "鮀城"], "海上风电": ["海風"]},
        links={
            wind[1]: {"tier": "leading", "status": "planned"},
            wind[3]: {"tier": "pillar"},
            wind[8]: {"title": "市长"},
        },
    )
    two = make(
        [
            "City:湛江市 PRIORITIZES Industry:海上风电",
            "Park:hostile LOCATED_IN City:湛江市",
            "City:汕头市 HAS_INDICATOR Indicator:i2",
            *(f"Company:企业{n:02}号 LOCATED_IN City:湛江市" for n in range(COMPANIES)),
        ],
        "javascript:window.bad=1",
        date="2024-05-06",
        title=HOSTILE,
        nodes={"i2": {"value": 135.0, "unit": "家", "period": "2022", "text": "135家"}},
        names={"hostile": HOSTILE, "i2": "企业数"},
        confidence=0.6,
    )
    return [one, two]


@contextmanager
def _neo4j(home: Path) -> Iterator[tuple[Connection, dict[str, str]]]:
    cache = Settings.from_environment({k: v for k, v in os.environ.items() if k != "NEO4J_URI"}).cache
    bolt, http = free_ports()
    server = LocalServer(home, cache, bolt, http, Memory(heap="640m", page_cache="64m"))
    try:
        server.start()
        with connect(server.uri, "neo4j", server.password) as connection:
            ensure(connection)
            connection.seconds = SECONDS
            found = {"NEO4J_URI": server.uri, "NEO4J_PASSWORD": server.password, "BROWSER_ADDRESS": server.browser}
            yield connection, found
    finally:
        server.stop()


@pytest.fixture(scope="session")
def store(
    tmp_path_factory: pytest.TempPathFactory, make_facts: Callable[..., FactSet]
) -> Iterator[tuple[Connection, dict[str, str]]]:
    """Two articles in a Neo4j of its own, and the environment by which a `kg` in another process finds it."""
    with _neo4j(tmp_path_factory.mktemp("neo4j")) as (connection, environment):
        GraphWriter(connection, "1").write(_articles(make_facts))
        yield connection, environment


@pytest.fixture(scope="session")
def graph(store: tuple[Connection, dict[str, str]]) -> Connection:
    """A connection to it."""
    return store[0]


@pytest.fixture(scope="module")
def large_graph(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Connection]:
    """A hundred thousand nodes in another."""
    spec = spec_from_file_location("large", HERE / "large.py")
    assert spec is not None
    assert spec.loader is not None
    large = module_from_spec(spec)
    spec.loader.exec_module(large)
    with _neo4j(tmp_path_factory.mktemp("large")) as (connection, _):
        large.fill(connection)
        yield connection


class Served:
    """An explorer that is being served."""

    def __init__(self, explorer: Explorer, token: str | None = None) -> None:
        listening = listen("127.0.0.1", 0)
        self.port: int = listening.getsockname()[1]
        self.address = f"http://127.0.0.1:{self.port}/"
        app = application(explorer, own_hosts(self.port), token)
        self._server = uvicorn.Server(uvicorn.Config(app, log_level="critical", lifespan="off"))
        self._thread = threading.Thread(target=self._server.run, kwargs={"sockets": [listening]}, daemon=True)
        self._thread.start()
        while not self._server.started:
            time.sleep(0.01)

    def stop(self) -> None:
        self._server.should_exit = True
        self._thread.join(10)


@pytest.fixture
def serve() -> Iterator[Callable[..., Served]]:
    """Serves explorers until the test ends."""
    found: list[Served] = []

    def start(explorer: Explorer, token: str | None = None) -> Served:
        found.append(Served(explorer, token))
        return found[-1]

    yield start
    for each in found:
        each.stop()


@pytest.fixture(scope="session")
def served(graph: Connection) -> Iterator[Served]:
    """The explorer on that graph."""
    found = Served(Explorer(graph))
    yield found
    found.stop()


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """Chromium without a graphics card, so that layouts and pictures are the same everywhere."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=CHROMIUM,
            args=["--no-sandbox", "--disable-gpu", "--disable-software-rasterizer", "--disable-webgl"],
        )
        yield browser
        browser.close()


class Seen:
    """What a page did that it should not."""

    def __init__(self) -> None:
        self.outside: list[str] = []
        self.errors: list[str] = []

    def watch(self, page: Page) -> None:
        page.on("request", lambda r: self.outside.append(r.url) if not _local(r.url) else None)
        page.on("pageerror", lambda e: self.errors.append(str(e)))
        page.on("console", lambda m: self.errors.append(m.text) if m.type == "error" else None)


def _local(url: str) -> bool:
    return url.startswith(("http://127.0.0.1:", "data:", "blob:", "file:"))


@pytest.fixture
def seen() -> Seen:
    """Requests that left this computer, and errors of the page; both must stay empty unless a test says otherwise."""
    return Seen()


@pytest.fixture
def new_page(chromium: Browser, seen: Seen) -> Iterator[Callable[..., Page]]:
    """Opens pages, in Chinese unless asked, with a random generator that always says the same."""
    contexts = []

    def make(**options: Any) -> Page:
        settings = {"locale": "zh-CN", "viewport": {"width": 1400, "height": 880}, **options}
        context = chromium.new_context(**settings)
        contexts.append(context)
        context.add_init_script("let s=1; Math.random=()=>(s=(s*16807)%2147483647)/2147483647;")
        page = context.new_page()
        page.set_default_timeout(15_000)
        seen.watch(page)
        return page

    yield make
    for context in contexts:
        context.close()


@pytest.fixture
def page(new_page: Callable[..., Page], served: Served, seen: Seen) -> Iterator[Page]:
    """The start page. At the end nothing may have left this computer or failed."""
    opened = new_page()
    opened.goto(served.address)
    opened.wait_for_selector("html[data-ready]")
    yield opened
    assert seen.outside == []
    assert seen.errors == []
    assert opened.evaluate("window.bad") is None
