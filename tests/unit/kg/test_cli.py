"""Exit codes, one sentence for every error, and an answer at once to --help."""

from __future__ import annotations

import io
import subprocess
import sys
from pathlib import Path

import pytest

from kg import cli
from kg.cli import UNEXPECTED, main


def test_help_imports_nothing_heavy() -> None:
    code = (
        "import sys; from kg.cli import main; main(['--help']);"
        "heavy = {'neo4j', 'pydantic', 'jieba', 'rich', 'requests', 'onnxruntime', 'yaml', 'numpy'} & set(sys.modules);"
        "sys.exit(f'imported: {heavy}' if heavy else 0)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert "extract" in done.stdout


def test_a_module_of_its_own_name_runs_it_too() -> None:
    done = subprocess.run([sys.executable, "-m", "kg", "--help"], capture_output=True, text=True, check=False)
    assert done.stdout.startswith("Usage: kg ")


def test_a_wrong_path_is_one_sentence(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["extract", "nowhere.txt"]) == 2
    captured = capsys.readouterr()
    assert (captured.out, captured.err) == ("", "kg: nowhere.txt does not exist; check the path.\n")


def test_a_wrong_setting_is_one_sentence(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NEO4J_URI", "localhost")
    assert main(["status"]) == 2
    assert capsys.readouterr().err.startswith("kg: NEO4J_URI localhost is no address of Neo4j")


@pytest.mark.parametrize(
    ("given", "told"),
    [
        (["ask", " "], "kg: The question is empty; ask one, or give none for a prompt.\n"),
        (
            ["export", "graphml", "--about", "濠江区"],
            "kg: graphml holds the whole graph; leave --about out, or export html.\n",
        ),
        (
            ["queries", "parks_of_place", "x=1"],
            "kg: Question parks_of_place has no parameter x; it takes place, contains.\n",
        ),
    ],
)
def test_what_cannot_be_meant_is_one_sentence(given: list[str], told: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(given) == 2
    assert capsys.readouterr().err == told


def test_an_unknown_command_is_a_usage_error() -> None:
    assert main(["lode"]) == 2


def _break(_settings: object) -> None:
    raise RuntimeError("two\nlines")


def test_a_fault_of_the_program_is_one_sentence_too(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kg.local.status", _break)
    assert main(["status"]) == UNEXPECTED
    assert capsys.readouterr().err == "kg: unexpected RuntimeError: two lines; KG_DEBUG=1 shows where.\n"


def _interrupt(_settings: object) -> None:
    try:
        raise KeyboardInterrupt
    finally:
        raise BufferError("Existing exports of data: object cannot be re-sized")


def test_what_fails_because_of_an_interrupt_is_the_interrupt(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kg.local.status", _interrupt)
    assert main(["status"]) == 130
    assert capsys.readouterr().err == "kg: Ended by Ctrl+C; the same command can be run again.\n"


def test_debugging_shows_the_traceback(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kg.local.status", _break)
    monkeypatch.setenv("KG_DEBUG", "1")
    with pytest.raises(RuntimeError):
        main(["status"])


def test_a_reader_that_goes_away_needs_no_words(checkout: Path) -> None:
    command = f"{sys.executable} -m kg extract {checkout / 'seeds'} | head -c 10 > /dev/null"
    done = subprocess.run(["bash", "-c", command], capture_output=True, text=True, check=False)
    assert done.stderr == ""


def test_a_server_that_is_down_is_one_sentence(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NEO4J_URI", "bolt://127.0.0.1:9")
    assert main(["doctor"]) == 1
    assert "BAD   Nothing answers at bolt://127.0.0.1:9 as Neo4j" in capsys.readouterr().out


def test_every_command_is_documented() -> None:
    assert all(command.callback and command.callback.__doc__ for command in cli.app.registered_commands)


def test_cleaning_the_graph_asks_first(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KG_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("KG_CACHE_DIR", str(tmp_path / "cache"))
    data = tmp_path / "home" / "neo4j" / "data"
    data.mkdir(parents=True)
    (tmp_path / "cache").mkdir()
    (tmp_path / "cache" / "mine.txt").write_text("not of kg")
    monkeypatch.setattr("sys.stdin", io.StringIO())
    assert main(["purge", "--all"]) == 2
    assert data.exists()
    assert main(["purge", "--all", "--yes"]) == 0
    assert not data.exists()
    assert (tmp_path / "cache" / "mine.txt").exists()
