"""What stands around a question is left out."""

from __future__ import annotations

import pytest

from queries.asides import core_question


@pytest.mark.parametrize(
    ("text", "core"),
    [
        ("您好,我在写一份报告,濠江区有哪些园区?谢谢", "濠江区有哪些园区?谢谢"),
        ("各县(市、区)有哪些园区", "各县有哪些园区"),
        ("濠江区园区", "濠江区园区"),
        ("hello, which parks are in jiading? thanks", "which parks are in jiading? thanks"),
        ("有哪些园区,投资1,200万元的是谁", "有哪些园区,投资1,200万元的是谁"),
        ("", ""),
    ],
)
def test_the_clause_that_asks_remains(text, core):
    assert core_question(text) == core
