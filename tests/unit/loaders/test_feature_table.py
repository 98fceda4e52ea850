"""Sums over features."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from loaders.labelling.table import BETWEEN, FeatureTable

NAMES = ("a", "b", "c")
VECTORS = np.array([[1, -2], [3, 4], [127, -127]], dtype=np.int8)
SCORES = np.array([[5], [6], [-7]], dtype=np.int8)
TABLE = FeatureTable(
    {
        "features": np.frombuffer(BETWEEN.join(NAMES).encode(), np.uint8),
        "vectors": VECTORS,
        "vectors_scale": np.array(0.5, np.float32),
        "scores": SCORES,
        "scores_scale": np.array(2.0, np.float32),
    }
)


@given(st.lists(st.lists(st.sampled_from((*NAMES, "unknown")), min_size=1), min_size=1))
def test_each_row_is_the_sum_of_its_features(rows: list[list[str]]) -> None:
    vectors, scores = TABLE.summed(rows)
    for row, vector, score in zip(rows, vectors, scores, strict=True):
        known = [NAMES.index(f) for f in row if f in NAMES]
        assert vector.tolist() == (VECTORS[known].sum(axis=0) * 0.5).tolist()
        assert score.tolist() == (SCORES[known].sum(axis=0) * 2.0).tolist()
