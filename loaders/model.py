"""What the reading stages hand each other. All offsets count code points; ends are exclusive.

Two texts run in parallel through reading: `text` (what the article says, repaired and stripped of glosses, in its own
script) and `matching` (the same length, Simplified, full-width Chinese punctuation between Chinese characters,
half-width letters and digits, “” and ‘’ quotes, spaces for odd blanks). Rules read `matching`; evidence quotes `text`.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from schema.nodes import Label
from schema.relations import Status
from schema.values import Bound


@dataclass(frozen=True, slots=True)
class RawArticle:
    """One article as found: decoded text (or text extracted from HTML, PDF, DOCX) and what its container says."""

    source: str
    text: str
    encoding: str = "utf-8"
    title: str | None = None
    date: str | None = None
    publisher: str | None = None


@dataclass(frozen=True, slots=True)
class Repair:
    """Garbled characters mended: `matching[start:end]` is a guess where `unverified`."""

    start: int
    end: int
    shown: str
    repaired: str
    gain: float
    unverified: bool


@dataclass(frozen=True, slots=True)
class Dropped:
    """A piece of the file that is not the article's own text: file offsets and the reason."""

    start: int
    end: int
    reason: str


@dataclass(frozen=True, slots=True)
class CleanArticle:
    """The article's own text. `text` is the title, a newline, then the body, one paragraph a line."""

    source: str
    title: str
    text: str
    matching: str
    date: str | None
    publisher: str | None
    segments: tuple[tuple[int, int, int, int], ...]
    """(clean start, clean end, file start, file end), ascending, covering `text`."""
    repairs: tuple[Repair, ...] = ()
    dropped: tuple[Dropped, ...] = ()
    masthead: tuple[str, ...] = ()
    """Short lines of the page around the article, Simplified: site, section, source."""


@dataclass(frozen=True, slots=True)
class Token:
    """A word with its part of speech (LAC tag set: n v a d m q r p c u xc w, and PER LOC ORG TIME)."""

    start: int
    end: int
    text: str
    tag: str


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of `matching` (title included): its span, its paragraph's number, whether a list item opens it."""

    start: int
    end: int
    text: str
    paragraph: int


@dataclass(frozen=True, slots=True)
class Document:
    """A cleaned article cut into sentences."""

    article: CleanArticle
    sentences: tuple[Sentence, ...]

    @property
    def text(self) -> str:
        """The matching text that mentions' offsets count in."""
        return self.article.matching


@dataclass(frozen=True, slots=True)
class PlaceMention:
    """An administrative place in the text; `code` is decided, or the mention would not be here.

    `surface` is what stands there (濠江, 该市, 沪); `full` whether it is the official name; `role` is "name",
    "anaphor" (该市/全区/我市), "prefix" (the 湛江 in 湛江经开区) or "abbreviation" (粤).
    """

    start: int
    end: int
    surface: str
    code: str
    name: str
    label: Label
    full: bool
    role: str


@dataclass(frozen=True, slots=True)
class Mention:
    """Something named in the text, not yet resolved: `name` is the surface form put in Simplified, trimmed."""

    start: int
    end: int
    label: Label
    name: str
    rule: str
    """Which rule found it: a short id that `kg explain` shows."""
    confidence: float = 1.0
    place: str | None = None
    """Code of the place that its own name or post names, where it does."""
    attributes: tuple[tuple[str, str], ...] = field(default=())
    """Further findings as (key, value): a person's title, a policy's kind, an alias introduced by 以下简称."""

    @property
    def is_generic(self) -> bool:
        """Whether rules take the words for a kind of thing."""
        return "generic" in dict(self.attributes)


@dataclass(frozen=True, slots=True)
class Figure:
    """A number with its unit in the text: money when `currency` is set, else a quantity.

    `value` is in units of the currency (yuan) or of `unit` with 万/亿 multiplied out; `low`/`high` where the text
    bounds it; `per` the period it is per (年, 月); `approximate` words are kept in `surface`.
    """

    start: int
    end: int
    surface: str
    value: float
    unit: str
    currency: str | None
    bound: Bound
    low: float | None = None
    high: float | None = None
    per: str | None = None


@dataclass(frozen=True, slots=True)
class DateMention:
    """A date or period in the text: `value` an ISO prefix (2021, 2021-09, 2021-12-02) or start/end of prefixes."""

    start: int
    end: int
    surface: str
    value: str


@dataclass(frozen=True, slots=True)
class StatusCue:
    """A word that says how far something has come (拟建, 签约, 开工, 投产)."""

    start: int
    end: int
    status: Status
