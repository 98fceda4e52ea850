"""What the network that weighs relationships is shown."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders.extract.claims import Context
from loaders.extract.glances import GAPS, GLANCES, KINDS, Place, Stands, belonging, glances, nearest
from loaders.model import Document
from loaders.pipeline import Reader
from tests.unit.loaders.extract.conftest import ref

TEXT = "广澳物流园位于濠江区。濠江区发展海上风电。恒丰科技有限公司来了。"
places = st.lists(st.tuples(st.integers(0, 300), st.integers(1, 5)), min_size=1, max_size=20, unique=True).map(
    lambda found: sorted((a, a + n, a // 40) for a, n in found)
)


@pytest.fixture
def ctx(document: Callable[..., Document]) -> Context:
    return Reader.by_rules().analyse(document(TEXT).article).context


def test_each_character_tells_what_it_belongs_to(ctx: Context) -> None:
    found = belonging(ctx)
    assert len(found) == len(ctx.text)
    at = ctx.text.index("广澳物流园")
    park = 1 + 2 * KINDS.index("Park")
    assert found[at : at + 5].tolist() == [park, *[park + 1] * 4]
    assert found[ctx.text.index("位于")] == 0


def test_where_two_stand_nearest_is_looked_at_first(ctx: Context) -> None:
    park, district = ref(ctx, "广澳物流园"), ref(ctx, "濠江区")
    stands = Stands(ctx)
    seen = glances([(stands.of(park), stands.of(district)), (stands.of(district), stands.of(park)), ((), ())])
    first = ctx.text.index("濠江区")
    start = ctx.text.index("广澳物流园")
    assert seen.ends[0, 0].tolist() == [start, start + 4, first, first + 2]
    assert seen.ends[1, 0].tolist() == [first, first + 2, start, start + 4]
    assert seen.between[0, 0].tolist() == seen.between[1, 0].tolist() == [start + 5, first]
    assert seen.gaps[0, 0] == GAPS.index(2) + len(GAPS) + 1
    assert seen.gaps[1, 0] == GAPS.index(2)
    assert seen.apart[0].tolist() == [0, 1, 0]
    assert seen.there[:, :, 0].tolist() == [[1, 1, 0], [1, 1, 0], [0, 0, 0]]


@given(places, places)
def test_the_nearest_of_all_places_is_found(ones: list[Place], others: list[Place]) -> None:
    def distance(one: Place, other: Place) -> tuple[int, int]:
        return abs(one[2] - other[2]), abs(one[0] - other[0])

    found = nearest(ones, others)
    assert 1 <= len(found) <= GLANCES
    assert distance(*found[0]) == min(distance(a, b) for a in ones for b in others)
    assert all(a in ones and b in others for a, b in found)
    assert distance(*nearest(others, ones)[0]) == distance(*found[0])


def test_sums_and_other_figures_are_marked_but_names_come_first(document: Callable[..., Document]) -> None:
    ctx = Reader.by_rules().analyse(document("恒丰科技有限公司投资3亿元，用地200亩。").article).context
    found = belonging(ctx)
    assert found[ctx.text.index("3亿元")] == 1 + 2 * KINDS.index("Sum")
    assert found[ctx.text.index("200亩")] == 1 + 2 * KINDS.index("Figure")
    assert found[ctx.text.index("恒丰")] == 1 + 2 * KINDS.index("Company")
