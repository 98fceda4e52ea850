"""What the extractors produce: claims between entity refs of one article, with the spans that say so."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from loaders.entities.article import EntityTable
from loaders.extract.scope import Scopes
from loaders.model import DateMention, Document, Figure, Sentence, StatusCue
from schema.relations import Predicate, Status


@dataclass(frozen=True, slots=True)
class Claim:
    """`start` PREDICATE `end` (entity refs), said at text offset `at`."""

    predicate: Predicate
    start: int
    end: int
    at: int
    confidence: float = 0.9
    properties: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class FigureClaim:
    """A sum (`owner` is where it goes) or another figure (`owner` is whose it is)."""

    figure: Figure
    owner: int
    investment: bool
    measures: str
    """What it measures, in the words of the text (总投资, 入驻企业)."""
    period: str | None
    status: Status | None
    confidence: float = 0.9


@dataclass(frozen=True, slots=True)
class Context:
    """Everything an extractor may look at."""

    doc: Document
    table: EntityTable
    scopes: Scopes
    figures: tuple[Figure, ...]
    dates: tuple[DateMention, ...]
    statuses: tuple[StatusCue, ...]
    jurisdiction: str
    anaphora: dict[int, int] = field(default_factory=dict)
    """Start offset of a reference word (该市) → entity ref, for words that stand inside posts (市委书记)."""

    above: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Administrative code of each place of the article → the codes above it."""

    @property
    def text(self) -> str:
        """The matching text that offsets count in."""
        return self.doc.text

    def sentence_at(self, offset: int) -> Sentence:
        """The sentence that holds `offset`."""
        return self.doc.sentences[self.scopes.at(offset).sentence]

    def clause_text(self, offset: int) -> str:
        """The clause that holds `offset`."""
        clause = self.scopes.at(offset)
        return self.text[clause.start : clause.end]
