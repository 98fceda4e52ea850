"""What is committed names no machine and no package registry, so it works wherever it is cloned."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest

REGISTRIES = re.compile(
    r"pypi\."
    + r"org|pythonhosted\."
    + r"org|maven\."
    + r"org|maven\.apache"
    + r"|registry\.npm"
    + r"js|/simple"
    + r"/|index-"
    + r"url|pkg\.dev"
    + r"\b"
)
MACHINE = re.compile(r"(?<![\w./~-])/(?:root|home/\w+|Users/\w+|work/(?:main|shared))(?![\w])")
OPAQUE = {".json", ".docx", ".pdf", ".png", ".jpg", ".gz", ".xz", ".woff2", ".npz", ".onnx"}


@pytest.fixture(scope="module")
def committed(checkout: Path) -> list[tuple[str, str]]:
    """(path, text) of every text file under version control, articles excepted."""
    done = subprocess.run(["git", "ls-files", "-z"], cwd=checkout, capture_output=True, text=True, check=False)
    if done.returncode:
        pytest.skip("not a git checkout")
    names = [n for n in done.stdout.split("\0") if n and not n.startswith("seeds/") and Path(n).suffix not in OPAQUE]
    return [(n, (checkout / n).read_text(encoding="utf-8")) for n in names if (checkout / n).is_file()]


def test_there_is_text_to_check(committed: list[tuple[str, str]]) -> None:
    assert len(committed) > 50


@pytest.mark.parametrize("pattern", [REGISTRIES, MACHINE], ids=["registry", "machine"])
def test_nothing_names_a_place_outside(committed: list[tuple[str, str]], pattern: re.Pattern[str]) -> None:
    found = [f"{name}: {match[0]}" for name, text in committed for match in pattern.finditer(text)]
    assert found == []
