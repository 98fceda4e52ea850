"""What the language model tells of characters, and how sentences are laid together for it."""

from __future__ import annotations

import itertools
from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders.labelling.pieces import pieces_of, states_of, together, windows_of
from loaders.model import Document
from loaders.text.encoder import FIRST, KNOWN, LAST, STATES, UNKNOWN, Encoder, ids_of, numbered

_WINDOW = 200


@pytest.fixture(scope="module")
def encoder() -> Encoder:
    return Encoder()


def test_every_character_has_its_number() -> None:
    numbers = numbered("园区ab1")
    assert ids_of("园B\n1龘", numbers) == [KNOWN, KNOWN + 3, LAST, KNOWN + 4, UNKNOWN]
    assert len({FIRST, LAST, UNKNOWN, *numbers.values()}) == 8


def test_a_text_is_read_alike_in_whatever_company(encoder: Encoder) -> None:
    texts = ["濠江区发展海上风电。", "广澳物流园", "濠江区发展海上风电。"]
    read = encoder.states(texts)
    assert [found.shape for found in read] == [(len(text), STATES) for text in texts]
    for text, found in zip(texts, read, strict=True):
        assert (Encoder().states([text])[0] == found).all()


def test_a_character_means_something_else_elsewhere(encoder: Encoder) -> None:
    first, second = (encoder.states([text])[0][0] for text in ("长沙县的园区", "长期看好园区"))
    assert not np.allclose(first, second, atol=0.1)


def test_what_is_asked_for_again_is_not_computed_again(encoder: Encoder, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[str] = []
    read = encoder._read

    def counted(text: str) -> np.ndarray:
        seen.append(text)
        return read(text)

    monkeypatch.setattr(encoder, "_read", counted)
    for _ in range(3):
        encoder.states(["再说一遍", "再说一遍"])
    assert seen == ["再说一遍"]


def test_what_is_kept_is_bounded(encoder: Encoder) -> None:
    for k in range(90):
        encoder.states([f"{k:03d}" + "园" * 297])
    assert sum(map(len, encoder._known)) < 9_000


@given(st.lists(st.tuples(st.integers(1, 300), st.integers(0, 40)), max_size=30))
def test_windows_hold_all_pieces_in_order_and_no_more_than_they_may(sizes: list[tuple[int, int]]) -> None:
    pieces, at = [], 0
    for size, gap in sizes:
        pieces.append((at + gap, at + gap + size))
        at += gap + size
    windows = list(windows_of(pieces))
    assert [piece for window in windows for piece in window.pieces] == pieces
    for window in windows:
        assert len(window.pieces) == 1 or window.end - window.start <= _WINDOW
    for one, following in itertools.pairwise(windows):
        assert following.pieces[0][1] - one.start > _WINDOW, "it would have found room"


def test_states_are_those_of_the_characters_of_pieces(document: Callable[..., Document], encoder: Encoder) -> None:
    doc = document("濠江区发展海上风电。\n12345\n广澳物流园由海投公司建设。" * 40, title="濠江区")
    groups = list(together(doc))
    assert len(groups) == 1
    assert len(groups[0]) > 3
    windows = groups[0]
    assert [piece for window in windows for piece in window.pieces] == list(pieces_of(doc))
    states, at = states_of(doc, windows, encoder), 0
    for window in windows:
        whole = encoder.states([doc.text[window.start : window.end]])[0]
        for start, end in window.pieces:
            assert (states[at : at + end - start] == whole[start - window.start : end - window.start]).all()
            at += end - start
    assert at == len(states)
