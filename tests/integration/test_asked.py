"""Questions that others asked of the seeds: so many at least get a right answer, and none that has no answer gets one."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from graph.connection import Connection
from kg.answers import Answer, Asker

_EVERY = 3
"""One question of so many is asked: each takes a new plan of the server."""
LEAST = 0.9
"""Share of `tests/eval/asked.jsonl` answered right; it only rises."""


def is_right(case: dict[str, Any], answer: Answer) -> bool:
    shown = json.dumps(
        [{c: row.get(c) for c in answer.columns} for row in answer.rows], ensure_ascii=False, default=str
    )
    if case.get("unanswerable"):
        return not answer.rows
    return bool(answer.rows) and all(m in shown for m in case["must"]) and not any(m in shown for m in case["not"])


@pytest.mark.timeout(900)
def test_questions_of_others_are_answered(seeds_graph: Connection, checkout: Path) -> None:
    asker = Asker(seeds_graph)
    lines = (checkout / "tests" / "eval" / "asked.jsonl").read_text(encoding="utf-8").splitlines()
    cases = [json.loads(line) for line in lines[::_EVERY]]
    wrong = [c["q"] for c in cases if not is_right(c, asker.ask(c["q"]))]
    assert 1 - len(wrong) / len(cases) >= LEAST, wrong
    assert not {c["q"] for c in cases if c.get("unanswerable")} & set(wrong)
