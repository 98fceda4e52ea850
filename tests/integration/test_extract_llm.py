"""`kg extract --llm` with a stub of an OpenAI-compatible server; no live model is ever asked."""

from __future__ import annotations

import json
import socket
from pathlib import Path
from typing import Any

import pytest

from kg.cli import main
from schema.facts import FactSet

TEXT = "沾化区加快发展海上风电产业\n\n9月26日，海上风电产业园项目签约落户滨州市沾化区，总投资约80亿元，由山东能源集团有限公司投资建设。\n"
SIGNED = "海上风电产业园项目签约落户滨州市沾化区"


def relation(kind: str, start: tuple[str, str], end: tuple[str, str], evidence: str) -> dict[str, Any]:
    first, second = ({"label": label, "name": name} for label, name in (start, end))
    return {"type": kind, "start": first, "end": second, "evidence": evidence}


REPLY = json.dumps(
    {
        "entities": [{"label": "Industry", "name": "海上风电产业"}],
        "relations": [
            relation("LOCATED_IN", ("Project", "海上风电产业园项目"), ("District", "沾化区"), SIGNED),
            relation("PRIORITIZES", ("District", "沾化区"), ("Industry", "海上风电产业"), "沾化区一直重视海上风电产业"),
        ],
    }
)


@pytest.fixture
def article(tmp_path: Path) -> Path:
    path = tmp_path / "articles" / "一.txt"
    path.parent.mkdir()
    path.write_text(TEXT, encoding="utf-8")
    return path


@pytest.fixture(autouse=True)
def model(stub: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in (("URL", stub.url), ("MODEL", "m"), ("KEY", "k")):
        monkeypatch.setenv(f"KG_LLM_{name}", value)


def test_what_the_text_bears_out_becomes_facts(article, stub, capsys):
    stub.texts = [f"```json\n{REPLY}\n```"]
    assert main(["extract", str(article), "--llm", "--format", "facts"]) == 0
    printed = capsys.readouterr()
    facts = FactSet.model_validate_json(printed.out)
    said = [r for r in facts.relations if r.type == "LOCATED_IN"]
    assert [(r.start, r.end, r.confidence) for r in said] == [("project:371600:海上风电产业园", "place:371603", 0.5)]
    assert SIGNED in said[0].evidence[0].sentence
    assert not [r for r in facts.relations if r.type == "PRIORITIZES"]
    assert "1 relationships kept, 1 dropped (1 without evidence in the text)" in printed.err
    asked = stub.asked[0]
    assert (asked["path"], asked["key"], asked["model"]) == ("/v1/chat/completions", "Bearer k", "m")
    assert SIGNED in asked["messages"][1]["content"]
    assert "PRIORITIZES" in asked["messages"][0]["content"]


def test_off_means_no_network(article, stub, monkeypatch, capsys):
    def refuse(*_: Any, **__: Any) -> None:
        raise AssertionError("the network was used")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    assert main(["extract", str(article)]) == 0
    assert not stub.asked


def test_a_malformed_reply_gets_a_second_attempt(article, stub, capsys):
    stub.texts = ["Here are the facts:", REPLY]
    assert main(["extract", str(article), "--llm"]) == 0
    assert json.loads(capsys.readouterr().out)["relationships"]
    assert "does not fit" in stub.asked[1]["messages"][-1]["content"]


@pytest.mark.parametrize(
    "text", ["no JSON", "[]", '{"entities": []}', '{"entities": [1], "relations": []}', "null", ""]
)
def test_twice_malformed_costs_the_article(text, article, stub, capsys):
    (article.parent / "二.txt").write_text(TEXT.replace("9月26日", "9月27日"), encoding="utf-8")
    stub.texts = [text, text, REPLY]
    assert main(["extract", str(article.parent), "--llm"]) == 3
    printed = capsys.readouterr()
    assert len(printed.out.splitlines()) == 1
    assert "is left out: The model's answer does not fit" in printed.err


def test_an_http_error_ends_the_run_with_nothing_half_written(article, stub, tmp_path, capsys):
    (article.parent / "二.txt").write_text(TEXT.replace("9月26日", "9月27日"), encoding="utf-8")
    stub.texts = [REPLY, 500]
    out = tmp_path / "out"
    assert main(["extract", str(article.parent), "--llm", "--format", "facts", "-o", str(out)]) == 2
    printed = capsys.readouterr()
    assert "kg: The model at KG_LLM_URL did not answer (HTTPError 500); check" in printed.err
    assert printed.out == ""
    assert not list(out.iterdir())


def test_a_model_that_takes_too_long(article, monkeypatch, capsys):
    with socket.create_server(("127.0.0.1", 0)) as silent:
        monkeypatch.setenv("KG_LLM_URL", f"http://127.0.0.1:{silent.getsockname()[1]}/v1")
        monkeypatch.setattr("kg.model_reading.SECONDS", 0.2)
        assert main(["extract", str(article), "--llm"]) == 2
    assert "did not answer (ReadTimeout); check" in capsys.readouterr().err


def test_without_a_model_nothing_is_read(article, stub, monkeypatch, capsys):
    assert main(["extract", str(article), "--llm", "--jobs", "2"]) == 2
    monkeypatch.setenv("KG_LLM_MODEL", "")
    assert main(["extract", str(article), "--llm"]) == 2
    assert "set both" in capsys.readouterr().err
    assert not stub.asked
