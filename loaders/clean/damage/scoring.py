"""Which reading of a damaged place is the likeliest, and by how much it beats what the page shows."""

from __future__ import annotations

import re
from functools import cache

from loaders.clean.damage.beam import Reading
from loaders.clean.damage.characters import character_model, shift
from loaders.clean.damage.page import LOST_GLOSS, Page
from loaders.clean.gloss import GLOSS
from loaders.clean.script import simplify
from loaders.segment import WordModel

_WORDS = 0.4
"""Weight of whole words against characters in a row."""
_RESCORED = 60
_CONTEXT = 4
_LINE = 2000
_STOPS = re.compile("[。，、；：,:;]。|。[。，、,]")
_DOUBLED = -6.0
_OPENED, _CLOSED, _PAIRED, _DUE = -2.0, -3.0, 1.0, 5.0
"""Nats for a second opening quotation mark, for a closing one without another, for a pair's, for one due before a gap."""
_OPENED_LAST = -8.0
_UNUSUAL = re.compile("[▲●■◆★【】《》…·—□]")
_BLANK = re.compile("[ 　]+")
_SELDOM, _SPACED = -2.0, -2.5
"""Nats for an unusual mark and for a gap."""


@cache
def words() -> WordModel:
    """The words that segmentation knows."""
    return WordModel()


def without_glosses(text: str) -> str:
    """What is shown, as the model reads it."""
    return GLOSS.sub("", LOST_GLOSS.sub("?", text))


def left_of(before: str) -> str:
    """The last characters of the line so far, glosses left out."""
    return without_glosses(before[-24:]).rpartition("\n")[2][-_CONTEXT:]


def right_of(text: str, at: int) -> str:
    """The next characters of the line, glosses left out."""
    return without_glosses(text[at : at + 24]).partition("\n")[0][:_CONTEXT]


def marks(before: str, text: str, after: str = "") -> float:
    """What its marks say for a text: quotation marks that close what is open, no full stop upon another mark."""
    line = before[-_LINE:].rpartition("\n")[2]
    is_open = line.rfind("“") > line.rfind("”")
    total = _DOUBLED if _STOPS.search(line[-1:] + text) else 0.0
    total += _SELDOM * len(_UNUSUAL.findall(text)) + _SPACED * len(_BLANK.findall(text))
    for i, char in enumerate(text):
        if char in "“”":
            total += _quotation(char, is_open, (text[i + 1 :] + after)[:1])
            is_open = char == "“"
    return total


def _quotation(char: str, is_open: bool, after: str) -> float:
    """What its place says for a quotation mark."""
    gap = not after.strip()
    if char == "“":
        return _OPENED_LAST if gap and after != "　" and after != " " else _OPENED if is_open else _PAIRED
    return _CLOSED if not is_open else _DUE if gap or after.isdigit() else _PAIRED


class Scorer:
    """Gains of the readings of one place."""

    def __init__(self, text: str, start: int, page: Page, before: str) -> None:
        self._text = text
        self._start = start
        self._page = page
        self._before = before
        self._left = left_of(before)
        self._context = character_model().context(self._left)
        self._shown: dict[int, tuple[str, float, float]] = {}

    def gain(self, reading: Reading) -> float:
        """Nats by which a reading is likelier than what is shown."""
        right, by_character, by_word = self._of_shown(reading.end)
        made = reading.score - self._score(reading.text, self._context, 0)
        characters = self._score(reading.text + right, self._context, 0) - by_character
        as_words = words().score(simplify(self._left + reading.text + right)) - by_word
        made += marks(self._before, reading.text, self._text[reading.end : reading.end + 1])
        return made + (1 - _WORDS) * characters + _WORDS * as_words

    def best(self, readings: list[Reading]) -> tuple[float, Reading]:
        """The reading with the greatest gain."""
        unique: dict[tuple[int, str], Reading] = {}
        for reading in readings:
            key = (reading.end, reading.text)
            if key not in unique or unique[key].score < reading.score:
                unique[key] = reading
        ranked = sorted(unique.values(), key=lambda r: (self._of_shown(r.end)[1] - r.score, r.text))
        return max(((self.gain(r), r) for r in ranked[:_RESCORED]), key=lambda found: found[0])

    def _of_shown(self, end: int) -> tuple[str, float, float]:
        """What follows, and the scores of the shown text with it, by characters and by words."""
        if end not in self._shown:
            right = right_of(self._text, end)
            shown = without_glosses(self._text[self._start : end]) + right
            by_word = words().score(simplify(self._left + shown))
            self._shown[end] = (right, self._score(shown, self._context, 1), by_word)
        return self._shown[end]

    def _score(self, text: str, context: int, shown: int) -> float:
        model = character_model()
        total = 0.0
        for char in text:
            number = model.number(char)
            total += self._page.log_p(context, number, shown)
            context = shift(context, number)
        return total
