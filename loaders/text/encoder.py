"""What each character means where it stands: a Chinese language model, fitted further to annotated articles.

The model is bge-small-zh-v1.5 (MIT, BAAI): four layers of attention over single characters. `scripts/fit_reading.py` fits it
further together with what reads names and relationships off its states. The weights are data, `data/encoder.onnx`, in whole
numbers of a byte; one thread, nothing random: the same text gives the same states.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from importlib.resources import as_file, files
from typing import TYPE_CHECKING, Any

from loaders.text.sessions import session

if TYPE_CHECKING:
    import numpy as np

    States = np.ndarray[Any, Any]

STATES = 512
"""Numbers that the model tells of each character."""
LONGEST = 300
"""Characters of the longest text that the model reads."""
CHARACTERS = "characters"
"""Under this key the model's file names the characters that it knows, in order."""
UNKNOWN, FIRST, LAST, KNOWN = 1, 2, 3, 4
"""Numbers of a character that is not known, of what stands before and after a text, and of the first known character. Lines
end like texts."""
_MOST_HELD = 8_000
"""Characters whose states are kept, a kilobyte each: names and relationships ask for the same ones."""


def numbered(characters: str) -> dict[str, int]:
    """The number of each character by which the model knows it."""
    return {**{c: i for i, c in enumerate(characters, KNOWN)}, "\n": LAST}


def ids_of(text: str, numbers: dict[str, int]) -> list[int]:
    """The numbers of the characters of a text."""
    return [numbers.get(c) or numbers.get(c.lower(), UNKNOWN) for c in text]


class Encoder:
    """Tells the states of characters; loads the model when the first text comes. What is asked for again soon is not computed again."""

    def __init__(self, model: bytes | None = None) -> None:
        """`model`: another than the packaged one."""
        self._model = model
        self._known: dict[str, States] = {}
        self._held = 0

    @cached_property
    def _session(self) -> Any:
        if self._model is not None:
            return session(self._model)
        with as_file(files("loaders").joinpath("data", "encoder.onnx")) as path:
            return session(str(path))

    @cached_property
    def _numbers(self) -> dict[str, int]:
        return numbered(self._session.get_modelmeta().custom_metadata_map[CHARACTERS])

    def states(self, texts: Sequence[str]) -> list[States]:
        """For each text of at most `LONGEST` characters an array of these and the `STATES` numbers of each, in half precision. A text by itself, in
        whatever company it comes."""
        if self._held > _MOST_HELD:
            self._known, self._held = {}, 0
        out = []
        for text in texts:
            found = self._known.get(text)
            if found is None:
                found = self._known[text] = self._read(text)
                self._held += len(text)
            out.append(found)
        return out

    def _read(self, text: str) -> States:
        import numpy

        ids = numpy.array([[FIRST, *ids_of(text, self._numbers), LAST]], dtype=numpy.int64)
        (states,) = self._session.run(None, {"ids": ids})
        return numpy.asarray(states)[0, 1:-1].astype(numpy.float16)
