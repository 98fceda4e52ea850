"""The claims that short texts make, by name."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from loaders.model import Document
from loaders.pipeline import Reader
from schema.relations import Predicate

Claimed = Callable[..., set[tuple[str, str]]]


@pytest.fixture(scope="session")
def claimed(document: Callable[..., Document]) -> Claimed:
    """Pairs of names: `claimed(Predicate.INVESTS_IN, "甲公司投资3亿元建设…。", title="…")`."""
    reader = Reader.by_rules()

    def pairs(predicate: Predicate, text: str, title: str = "题") -> set[tuple[str, str]]:
        reading = reader.analyse(document(text, title=title).article)
        table = reading.context.table
        return {(table[c.start].name, table[c.end].name) for c in reading.claims if c.predicate is predicate}

    return pairs
