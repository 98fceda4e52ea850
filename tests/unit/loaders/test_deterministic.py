"""What is read does not depend on the order that a process keeps its sets in."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[3]


def extract(seed: int) -> bytes:
    done = subprocess.run(
        [sys.executable, "-m", "kg", "extract", "seeds", "--format", "jsonl"],
        cwd=ROOT,
        env=os.environ | {"PYTHONHASHSEED": str(seed)},
        check=True,
        capture_output=True,
    )
    return done.stdout


def test_every_hash_seed_gives_the_same_bytes() -> None:
    first = extract(0)
    assert first.count(b"\n") == len(list((ROOT / "seeds").glob("*.txt")))
    assert extract(1) == first
    assert extract(2) == first
