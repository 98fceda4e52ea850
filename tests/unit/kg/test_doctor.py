"""What the doctor says of an address before anything is sent there."""

from __future__ import annotations

import pytest

from kg.doctor import Verdict, _encryption


@pytest.mark.parametrize(
    ("uri", "told"),
    [
        ("bolt://db.example.org:7687", "in the clear"),
        ("neo4j://10.0.0.5", "in the clear"),
        ("bolt+ssc://db.example.org", "any certificate"),
        ("neo4j+s://db.example.org", ""),
        ("bolt+s://db.example.org:7687", ""),
        ("bolt://localhost:7687", ""),
        ("bolt://127.0.0.1", ""),
        ("bolt://[::1]:7687", ""),
    ],
)
def test_a_connection_that_others_can_read_is_noted(uri: str, told: str) -> None:
    found = list(_encryption(uri))
    assert [f.verdict for f in found] == ([Verdict.NOTE] if told else [])
    assert all(told in f.what for f in found)


def test_the_remedy_for_a_certificate_that_is_not_checked() -> None:
    (found,) = _encryption("bolt+ssc://db.example.org")
    assert "use bolt+s://" in found.remedy
