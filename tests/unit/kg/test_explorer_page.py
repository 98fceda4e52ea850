"""What the page is made of, and what may go into it."""

from __future__ import annotations

import base64
import gzip
import hashlib
import json
import re
from importlib import resources
from pathlib import Path
from typing import Any

import pytest

from kg.explorer.page import _assets, asset, compose, json_in_html, page
from kg.explorer.payload import parse_key, parse_label, parse_types, source_json, web_address
from schema.errors import InputError
from schema.nodes import Label
from schema.relations import Predicate

BAD = "</script><script>alert(1)</script><!--\u2028&\"'"


def test_assets_are_small_enough() -> None:
    served = {
        n: b for n, b in _assets().items() if not n.startswith("vendor/LICENSE") and not n.endswith(("md", "SUMS"))
    }
    assert sum(len(gzip.compress(body, 9)) for body in served.values()) < 300_000


@pytest.mark.parametrize("folder", ["kg/explorer/static/vendor", "tests/browser/vendor"])
def test_libraries_are_those_of_their_packages_and_have_licences(folder: str, checkout: Path) -> None:
    lines = (checkout / folder / "SHA256SUMS").read_text(encoding="ascii").splitlines()
    sums = {name: digest for digest, name in (line.split() for line in lines)}
    files = {p.name: p for p in (checkout / folder).iterdir() if p.name not in ("SHA256SUMS", "README.md")}
    assert {name: hashlib.sha256(p.read_bytes()).hexdigest() for name, p in files.items()} == sums
    assert len([n for n in sums if n.startswith("LICENSE-")]) == len([n for n in sums if n.endswith(".js")])


def test_the_page_names_only_its_own_files() -> None:
    names = re.findall(r'(?:src|href)="([^"#]+)"', page())
    assert len(names) > 15
    assert all(name.startswith("static/") and asset(name.removeprefix("static/")) for name in names)


def test_the_page_has_no_script_or_style_inside() -> None:
    assert not re.search(r"<script>|<style|\son\w+=|\sstyle=", page())


def test_scripts_make_no_markup_from_text_and_ask_only_here() -> None:
    for name, body in _assets().items():
        text = body.decode()
        if name.startswith("js/"):
            assert not re.search(
                r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(|new Function", text
            ), name
            assert not re.search(r"https?://", text), name


def test_every_word_is_there_in_both_languages() -> None:
    words = _assets()["js/words.js"].decode()
    pairs = re.findall(r"\s(\w+): \['((?:[^'\\]|\\.)*)', '((?:[^'\\]|\\.)*)'\]", words)
    assert len(pairs) > 150
    known = {name for name, _, _ in pairs}
    for name, chinese, english in pairs:
        assert set(re.findall(r"\{\d\}", chinese)) == set(re.findall(r"\{\d\}", english)), name
    text = "".join(b.decode() for n, b in _assets().items() if n.startswith("js/") or n == "index.html")
    used = set(re.findall(r"\bt\('(\w+)'", text)) | set(re.findall(r'data-(?:t|title|label|placeholder)="(\w+)"', text))
    assert used - known == set()


def test_one_file_allows_its_own_scripts_and_nothing_else() -> None:
    text = compose({"nodes": [], "links": [], "title": BAD, "meta": {}})
    policy = re.search(r'Content-Security-Policy" content="([^"]+)"', text)
    assert policy is not None
    scripts = re.findall(r"<script>(.*?)</script>", text, re.S)
    hashes = {"sha256-" + base64.b64encode(hashlib.sha256(s.encode()).digest()).decode() for s in scripts}
    assert hashes == set(re.findall(r"sha256-[\w+/=]+", policy[1]))
    assert "connect-src" not in policy[1]
    assert "default-src" in policy[1]
    assert not re.search(r'(?:src|href)="(?!data:)[^"#]', text.split("<body>")[0])
    assert "<title>&lt;/script&gt;" in text
    assert "\r" not in text


def test_embedded_data_cannot_leave_its_element() -> None:
    text = json_in_html({"name": BAD, "half": "\ud800"})
    assert not re.search("[<>&\u2028\u2029]", text)
    assert json.loads(text)["name"] == BAD


@pytest.mark.parametrize(
    ("source", "link"),
    [
        ("https://example.org/a?b=1#c", True),
        ("HTTP://example.org", True),
        ("javascript:alert(1)", False),
        (" javascript:alert(1)", False),
        ("java\nscript:alert(1)", False),
        ("data:text/html,x", False),
        ("https:/example.org", False),
        ("http://[broken", False),
        ("//example.org", False),
        ("seeds/1.txt", False),
        ("https://a b", False),
        (None, False),
    ],
)
def test_only_web_addresses_become_links(source: str | None, link: bool) -> None:
    assert bool(web_address(source)) is link


def test_a_sentence_stands_in_its_paragraph() -> None:
    text = {
        "id": "article:1",
        "title": "题",
        "text": "题\n前文。这一句。后文。\n下一段。",
        "source": "/srv/someone/news/1.txt",
    }
    start = text["text"].index("这一句")
    found = source_json(text, "这一句。", f"{start}:{start + 4}")
    assert (found["before"], found["sentence"], found["after"]) == ("前文。", "这一句。", "后文。")
    assert (found["url"], found["source"]) == (None, "1.txt")
    assert source_json({**text, "title": ""}, "这一句。", f"{start}:{start + 4}")["title"] == "1.txt"
    moved = source_json(text, "这一句。", "0:4")
    assert (moved["before"], moved["after"]) == ("", "")


def test_keys_labels_and_types_are_those_of_the_schema() -> None:
    assert parse_key("City:place:440500") == (Label.CITY, "place:440500")
    assert parse_label("Park") is Label.PARK
    assert parse_types(["FUNDS"]) == [Predicate.FUNDS]
    wrong: list[Any] = ["", "City", "City:", "X:1", "city:1", None, 5, ["City:1"]]
    for text in wrong:
        with pytest.raises(InputError):
            parse_key(text)
    for names in (None, "FUNDS", ["X"], [None], [["FUNDS"]]):
        with pytest.raises(InputError):
            parse_types(names)
    with pytest.raises(InputError):
        parse_label(["Park"])


def test_the_static_files_are_in_the_package() -> None:
    folder = resources.files("kg.explorer").joinpath("static")
    assert folder.joinpath("vendor", "cytoscape.min.js").is_file()
