"""The claims that short texts make, by name; a short text with what may be related in it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from loaders.extract.claims import Context
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


@pytest.fixture(scope="session")
def ctx(document: Callable[..., Document]) -> Context:
    """A park, a firm and a branch in a district, as rules read them."""
    text = "濠江区的广澳物流园落户了恒丰科技有限公司，园区重点发展海上风电产业。汕头市位于广东省。"
    return Reader.by_rules().analyse(document(text, title="汕头市濠江区").article).context


def ref(ctx: Context, name: str) -> int:
    """The entity of that name."""
    return next(e.ref for e in ctx.table.entities if e.name == name)
