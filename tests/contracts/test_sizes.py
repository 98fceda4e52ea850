"""Files under 300 lines, functions under 40: one concept a file, one thought a function."""

from __future__ import annotations

import ast
from pathlib import Path

PACKAGES = ("graph", "kg", "loaders", "queries", "schema", "scripts")
LONGEST_FILE = 299
LONGEST_FUNCTION = 39
TABLES = {"schema/nodes.py", "schema/relations.py"}
"""Files that are one table of data."""


def sources(checkout: Path) -> list[Path]:
    found = sorted(path for package in PACKAGES for path in (checkout / package).rglob("*.py"))
    assert len(found) > 30
    return found


def test_files_are_short(checkout: Path) -> None:
    lengths = {str(p.relative_to(checkout)): len(p.read_text(encoding="utf-8").splitlines()) for p in sources(checkout)}
    assert {name: n for name, n in lengths.items() if n > LONGEST_FILE and name not in TABLES} == {}


def test_functions_are_short(checkout: Path) -> None:
    found = {}
    for path in sources(checkout):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                length = (node.end_lineno or node.lineno) - node.lineno + 1
                if length > LONGEST_FUNCTION:
                    found[f"{path.relative_to(checkout)}:{node.lineno} {node.name}"] = length
    assert found == {}


def test_only_kg_and_scripts_read_the_environment_or_print(checkout: Path) -> None:
    """`graph` passes the environment on to Java, and reads nothing else of it."""
    found = []
    for path in sources(checkout):
        package = path.relative_to(checkout).parts[0]
        if package in ("kg", "scripts"):
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Call | ast.Attribute):
                continue
            printing = isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "print"
            reading = isinstance(node, ast.Attribute) and node.attr in ("environ", "getenv", "argv")
            if (printing or reading) and path.name != "server_config.py":
                found.append(f"{path.relative_to(checkout)}:{node.lineno}")
    assert found == []


def test_nothing_hangs_on_the_clock_of_the_wall(checkout: Path) -> None:
    """Clocks jump: patience and pace use the monotonic one. Only `kg status` has the time at which a server started."""
    wall = {("time", "time"), ("time", "time_ns"), ("datetime", "now"), ("date", "today"), ("datetime", "today")}
    found = []
    for path in sources(checkout):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name | ast.Attribute):
                owner = node.value.id if isinstance(node.value, ast.Name) else node.value.attr
                found += [str(path.relative_to(checkout))] * ((owner, node.attr) in wall)
    assert {name for name in found if not name.startswith("scripts/")} == {"graph/server.py"}


def test_no_test_folder_is_a_package(checkout: Path) -> None:
    assert not list((checkout / "tests").rglob("__init__.py"))
