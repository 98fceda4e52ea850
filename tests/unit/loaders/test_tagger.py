"""The tagger: words without gaps, and the same whatever a sentence is tagged with."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from loaders.model import Sentence, Token
from loaders.text.tagger import Path, Tagger
from loaders.text.tokens import TokenSource

TEXTS = (
    "汕头市重点发展海上风电产业。",
    "5月8日，市长王小明在濠江区调研，要求加快海上风电创新产业园建设，推动金风科技、上海电气等企业落地。",
    "总投资80亿元",
    "a",
    "，，，",
    "项目" * 450,
)


def sentences() -> list[Sentence]:
    out = []
    start = 0
    for text in TEXTS:
        out.append(Sentence(start, start + len(text), text, 0))
        start += len(text) + 1
    return out


@pytest.fixture(scope="module")
def tagger() -> Tagger:
    return Tagger()


def test_words_follow_each_other_without_gaps(tagger: Tagger) -> None:
    for sentence in sentences():
        tokens = tagger.tokens(sentence)
        assert "".join(t.text for t in tokens) == sentence.text
        assert [t.start for t in tokens] == [sentence.start, *(t.end for t in tokens[:-1])]


def test_what_is_tagged_together_does_not_matter(tagger: Tagger) -> None:
    alone = [tagger.tokens(s) for s in sentences()]
    assert tagger.tag(sentences()) == alone
    assert tagger.tag(sentences()[::-1]) == alone[::-1]


def test_places_and_persons_are_told_apart(tagger: Tagger) -> None:
    tags = {t.text: t.tag for t in tagger.tokens(sentences()[1])}
    assert tags["王小明"] == "PER"
    assert tags["濠江区"] == "LOC"


def test_a_sentence_is_tagged_once_and_only_when_looked_at(tagger: Tagger) -> None:
    tagged: list[str] = []

    def tag(batch: Sequence[Sentence]) -> list[tuple[Token, ...]]:
        tagged.extend(s.text for s in batch)
        return tagger.tag(batch)

    source = TokenSource(tag, sentences())
    tokens = source(sentences()[0])
    assert not tagged
    assert tokens.at(sentences()[1].start) is None
    first = tokens.at(0)
    assert first is not None
    assert first.text == "汕头市"
    assert source(sentences()[0]) is tokens
    assert list(source(sentences()[1]))
    assert len(tagged) == len(set(tagged))
    assert "，，，" not in tagged


def test_a_stretch_between_commas_is_tagged_by_itself(tagger: Tagger) -> None:
    tagged: list[str] = []

    def tag(batch: Sequence[Sentence]) -> list[tuple[Token, ...]]:
        tagged.extend(s.text for s in batch)
        return tagger.tag(batch)

    sentence = sentences()[1]
    tokens = TokenSource(tag, sentences())(sentence)
    tokens.at(sentence.start)
    assert "5月8日，" in tagged
    assert any("创新产业园" in text for text in tagged), "names end there, so rules will look there too"
    assert not any("上海电气" in text for text in tagged)


@settings(deadline=None)
@given(looks=st.lists(st.integers(0, 60), min_size=1, max_size=8))
def test_words_are_the_same_whatever_was_looked_at_before(tagger: Tagger, looks: list[int]) -> None:
    sentence = sentences()[1]
    whole = list(TokenSource(tagger.tag, sentences())(sentence))
    tokens = TokenSource(tagger.tag, sentences())(sentence)
    for look in looks:
        found = tokens.at(sentence.start + look)
        assert found == next((t for t in whole if t.start <= sentence.start + look < t.end), None)
        if found is not None:
            assert tokens.after(found) == next((t for t in whole if t.start == found.end), None)
            assert tokens.before(found) == next((t for t in whole if t.end == found.start), None)
    assert "".join(t.text for t in whole) == sentence.text
    assert tokens.inside(sentence.start + 3, sentence.end) == [t for t in whole if t.start >= sentence.start + 3]


def test_what_is_said_again_and_again_is_looked_at_once(tagger: Tagger, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[str] = []
    pieces = tagger._model.pieces

    def counted(texts: Sequence[str]) -> list[Path]:
        seen.extend(texts)
        return pieces(texts)

    monkeypatch.setattr(tagger._model, "pieces", counted)
    tagged = tagger.tag([Sentence(10 * k, 10 * k + 5, "发展新能源", 0) for k in range(50)])
    assert seen == ["发展新能源"]
    assert [tokens[0].start for tokens in tagged] == [10 * k for k in range(50)]
    tagger.tag([Sentence(0, 5, "发展新能源", 0)])
    assert seen == ["发展新能源"]
