"""Stretches side by side."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from loaders.labelling.batches import alike, longest_first, padded

sizes = st.lists(st.integers(1, 60), min_size=1, max_size=30)


@given(sizes)
def test_every_piece_is_in_one_group_the_longest_first(lengths: list[int]) -> None:
    order, spans = longest_first(lengths)
    assert sorted(order) == list(range(len(lengths)))
    assert [b - a for a, b in spans] == sorted(lengths, reverse=True)
    groups = list(alike(spans))
    assert [span for group in groups for span in group] == spans
    assert all(groups)


@given(sizes)
def test_values_stand_side_by_side_and_what_is_padded_is_zero(lengths: list[int]) -> None:
    values = np.arange(1, sum(lengths) + 1)
    _, spans = longest_first(lengths)
    for group in alike(spans):
        for (start, end), row in zip(group, padded(values, group), strict=True):
            assert row[: end - start].tolist() == values[start:end].tolist()
            assert not row[end - start :].any()
