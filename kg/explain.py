"""`kg explain`: why an article was read the way it was."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kg.clean import changes, heading
from kg.render import clip
from kg.sources import Sources
from loaders.clean import clean
from loaders.model import CleanArticle
from loaders.pipeline import Reader
from schema.errors import InputError
from schema.facts import Evidence, FactSet

_SHOWN = 60
"""Columns of a quoted piece of the page."""


def run(paths: Sequence[str], only: str = "") -> int:
    """Print the reading of every article. Exit code 1 where one could not be read, 0 else.

    Raises InputError where `only` names nothing that was read.
    """
    sources = Sources(paths)
    reader = Reader.default()
    told = False
    for raw in sources.read():
        try:
            article = clean(raw)
            facts = reader.read_clean(article)
        except InputError as error:
            sources.fail(error)
            continue
        said = [*_things(facts, only), *_claims(facts, only, _Lines(article, raw.text))]
        told = told or bool(said) or not only
        print("\n".join([*_page(article, raw.text, only), *said, ""]))
    if not told and not sources.failed:
        raise InputError(f"Nothing called {only} was read; leave --only out to see what was.")
    return 1 if sources.failed else 0


class _Lines:
    """Line numbers in the page for offsets in the cleaned text."""

    def __init__(self, article: CleanArticle, page: str) -> None:
        self._segments = article.segments
        self._page = page

    def of(self, evidence: Evidence) -> int:
        """Line of the page, from 1, where the evidence begins."""
        for start, end, page_start, page_end in self._segments:
            if start <= evidence.start < end:
                offset = min(page_start + evidence.start - start, page_end)
                return self._page.count("\n", 0, offset) + 1
        return 1


def _page(article: CleanArticle, page: str, only: str) -> Iterator[str]:
    yield heading(article)
    if not only:
        yield from changes(article, page)


def _things(facts: FactSet, only: str) -> Iterator[str]:
    for entity in facts.entities:
        if only and only not in (entity.id, entity.name, *entity.aliases) and only not in entity.name:
            continue
        aliases = f" = {'、'.join(entity.aliases)}" if entity.aliases else ""
        yield f"  {entity.label:12s} {entity.name}{aliases}  [{entity.id}]  by {', '.join(entity.reasons) or 'knowledge'}"


def _claims(facts: FactSet, only: str, lines: _Lines) -> Iterator[str]:
    names = {e.id: e.name for e in facts.entities}
    for relation in facts.relations:
        ends = names[relation.start], names[relation.end]
        if relation.type == "MENTIONS" or (only and not any(only in end for end in ends)):
            continue
        rest = "".join(f"  {k}={v}" for k, v in sorted(relation.properties.items()))
        yield f"  {ends[0]} {relation.type} {ends[1]}{rest}  confidence {relation.confidence:.2f}"
        for evidence in relation.evidence:
            yield f"      line {lines.of(evidence)}  「{clip(evidence.sentence, 2 * _SHOWN)}」"
