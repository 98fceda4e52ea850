"""Our five package names are nobody else's here (docs/decisions/0001), and the lock names no registry (0002)."""

from __future__ import annotations

import importlib
import importlib.metadata
import re
from pathlib import Path

import pytest

PACKAGES = ("graph", "kg", "loaders", "queries", "schema")


@pytest.mark.parametrize("name", PACKAGES)
def test_the_package_lies_in_the_checkout(name: str, checkout: Path) -> None:
    module = importlib.import_module(name)
    assert Path(str(module.__file__)).parent == checkout / name


@pytest.mark.parametrize("name", PACKAGES)
def test_no_other_distribution_claims_the_name(name: str) -> None:
    assert set(importlib.metadata.packages_distributions().get(name, ())) <= {"parkgraph"}


def test_every_locked_package_has_a_hash_and_no_address(checkout: Path) -> None:
    text = (checkout / "requirements.lock").read_text(encoding="utf-8")
    entries = re.split(r"\n(?=\S)", re.sub(r"(?m)^\s*#.*\n", "", text).strip())
    assert len(entries) > 80
    assert all("--hash=sha256:" in entry for entry in entries)
    assert "://" not in text


def test_the_lock_holds_every_package_that_the_project_names(checkout: Path) -> None:
    import tomllib

    project = tomllib.loads((checkout / "pyproject.toml").read_text(encoding="utf-8"))
    wanted = [*project["project"]["dependencies"], *project["dependency-groups"]["dev"]]
    for extra in project["project"]["optional-dependencies"].values():
        wanted += extra
    names = {re.split(r"[\[<>=! ]", w)[0].lower().replace("_", "-") for w in wanted}
    locked = set(re.findall(r"(?m)^([a-z0-9.-]+)==", (checkout / "requirements.lock").read_text(encoding="utf-8")))
    assert not names - locked


def test_the_packages_are_those_of_the_wheel(checkout: Path) -> None:
    import tomllib

    project = tomllib.loads((checkout / "pyproject.toml").read_text(encoding="utf-8"))
    assert sorted(project["tool"]["hatch"]["build"]["targets"]["wheel"]["packages"]) == sorted(PACKAGES)
