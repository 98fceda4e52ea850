"""The arithmetic of the field that labels names."""

from __future__ import annotations

from importlib.resources import files
from itertools import pairwise, product

import numpy as np
import pytest

from loaders.labelling.field import ALPHABET, Field
from loaders.text.encoder import STATES


@pytest.fixture(scope="module")
def field() -> Field:
    return Field(files("loaders").joinpath("data", "names.npz").read_bytes())


def worth(field: Field, scores: np.ndarray, path: tuple[int, ...]) -> float:
    steps = sum(field._moves[a, b] for a, b in pairwise(path))
    return float(
        field._first[path[0]] + steps + sum(scores[i, sign] for i, sign in enumerate(path)) + field._last[path[-1]]
    )


def test_the_likeliest_signs_and_their_chances_are_those_of_all_paths(field: Field) -> None:
    spans = [(0, 3), (3, 5), (5, 6)]
    scores = np.random.default_rng(1).normal(0, 4, (6, len(ALPHABET))).astype(np.float32)
    signs, likely = field._signs(scores, spans), field._likely(scores, spans)
    for (start, end), found, chances in zip(spans, signs, likely, strict=True):
        paths = list(product(range(len(ALPHABET)), repeat=end - start))
        worths = np.array([worth(field, scores[start:end], path) for path in paths])
        assert tuple(found) == paths[int(worths.argmax())]
        odds = np.exp(worths - worths.max())
        for i in range(end - start):
            for sign in range(len(ALPHABET)):
                meant = sum(o for o, path in zip(odds, paths, strict=True) if path[i] == sign) / odds.sum()
                assert chances[i][sign] == pytest.approx(meant, abs=1e-6)


def test_a_piece_is_labelled_the_same_whatever_stands_beside_it(field: Field) -> None:
    sizes = [4, 30, 1, 9]
    rows = [["b", f"c={'园区项目'[i % 4]}", "s=-", "no such feature"] for i in range(sum(sizes))]
    states = np.random.default_rng(2).normal(0, 1, (sum(sizes), STATES)).astype(np.float16)
    together = field.labelled(rows, states, sizes)
    assert [len(found.signs) for found in together] == sizes
    at = 0
    for size, found in zip(sizes, together, strict=True):
        (alone,) = field.labelled(rows[at : at + size], states[at : at + size], [size])
        assert alone.signs == found.signs
        assert alone.likely == pytest.approx(found.likely, abs=1e-4)
        at += size
    assert all(0 <= chance <= 1.000001 for found in together for chance in found.likely)


def test_features_that_are_not_known_say_nothing(field: Field) -> None:
    states = np.zeros((2, STATES), np.float16)
    known = field.labelled([["b", "c=园"], ["b", "c=区"]], states, [2])
    assert field.labelled([["b", "c=园", "x=?"], ["b", "y=?", "c=区"]], states, [2]) == known
